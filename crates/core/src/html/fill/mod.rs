//! The fill pass: walks finished HTML once and puts readers' values where the marks are.
//!
//! 1. The text is split at its marks, those that a template's URL escaping has percent-encoded included.
//! 2. A [`Scanner`] follows the HTML in between, so that at every mark it is known what the mark is in.
//! 3. Finished HTML is read in place of its mark; it may hold further marks.
//! 4. A value in an attribute or a script is written as its surroundings need it: see [`attribute`].
//! 5. Of a value in text only the position is noted. [`text`] then reads the text around it, a whole code block or
//!    the words of a sentence, and writes the value as its place needs it.
//!
//! A reader's value is text and never markup, whatever the author's HTML around it looks like, and it goes nowhere.
//! [`table`] has the attributes that are filled. Scripts, styles, comments and names of tags never are: no escape exists
//! there, and scripts and styles can send what they hold. A secret, a digest or what is made of one fills text only.
//! Where no value can be, the author's default is, and a diagnostic says why: see [`kept`].

mod attribute;
mod kept;
mod pattern;
mod placeholders;
mod reading;
mod scanner;
mod table;
mod text;

pub(super) use attribute::has_base;
pub(crate) use attribute::has_safe_scheme;
pub use pattern::AttributePattern;

use std::borrow::Cow;

use super::fill::kept::Why;
use super::fill::reading::UNSURE;
use super::fill::scanner::Scanner;
use crate::guide::{Format, Guide, Mark, Slot, mark};
use crate::markup::escape;
use crate::markup::html::tokenizer::Place;
use crate::report::Diagnostic;
use crate::variables::Values;

/// What is filled in.
#[derive(Clone, Copy)]
pub(super) struct Filling<'a> {
    pub(super) guide: &'a Guide,
    pub(super) values: &'a Values,
    /// Whether values get elements and template attributes.
    pub(super) slots: bool,
    /// What is written for the form.
    pub(super) form: &'a str,
    /// Whether a `base` makes the page's relative addresses those of another site.
    pub(super) has_base: bool,
}

impl<'a> Filling<'a> {
    fn value(&self, slot: &'a Slot) -> Cow<'a, str> {
        self.guide.value(slot, self.values)
    }

    fn is_of_a_secret(&self, slot: &Slot) -> bool {
        self.guide.variables.is_of_a_secret(&slot.variable)
    }
}

/// HTML without marks.
#[derive(Default)]
pub(crate) struct FilledHtml<'a> {
    pub(crate) html: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The slots that no value may fill where they are, whatever it is.
    pub(crate) closed: Vec<&'a Slot>,
    /// The rows of the forms that are not in the page: an attribute has no room for one.
    pub(crate) lost_forms: Vec<usize>,
}

/// Returns `html` with every mark replaced.
pub(super) fn fill<'a>(html: &str, filling: Filling<'a>) -> FilledHtml<'a> {
    let scanner = Scanner::new(filling, html.len() + html.len() / 4);
    let mut filler = Filler { filling, scanner, texts: Vec::new(), lost_forms: Vec::new() };
    // What is left to read, each with the rows that may be in it: finished HTML only holds older rows.
    let mut open = vec![(html, usize::MAX)];
    while let Some((rest, newest)) = open.pop() {
        let Some(found) = mark::first_written(rest) else {
            if open.is_empty() {
                filler.scanner.push_last(rest);
            } else {
                filler.scanner.push(rest);
            }
            continue;
        };
        filler.scanner.push(found.before);
        match filling.guide.marks().get(found.row) {
            Some(Mark::Html(html)) if found.row < newest => {
                open.push((filler.without_paragraph(found.after), newest));
                open.push((html, found.row));
                continue;
            }
            Some(Mark::Preferences) => {
                open.push((filler.without_paragraph(found.after), newest));
                filler.form(found.row);
                continue;
            }
            Some(Mark::Slot(slot)) => filler.slot(slot, found.is_encoded()),
            Some(Mark::Literal(character)) => filler.literal(*character, found.is_encoded()),
            Some(Mark::PieceStart | Mark::PieceEnd) => {}
            Some(Mark::Html(_)) | None => filler.scanner.push(found.written),
        }
        open.push((found.after, newest));
    }
    let Filler { scanner, texts, lost_forms, .. } = filler;
    let (filled, kept) = scanner.finish();
    if !filling.has_base && has_base(&filled) {
        // It counts for what is before it, too.
        return fill(html, Filling { has_base: true, ..filling });
    }
    let is_set = |slot| filling.guide.reader_value(slot, filling.values).is_some();
    let mut diagnostics = kept.iter().filter_map(|kept| kept.diagnostic(is_set(kept.slot))).collect();
    let html = text::write(filled, &texts, filling, &mut diagnostics);
    let closed = kept.into_iter().filter(|kept| !matches!(kept.why, Why::Refused(_)));
    FilledHtml { html, diagnostics, closed: closed.map(|kept| kept.slot).collect(), lost_forms }
}

struct Filler<'a> {
    filling: Filling<'a>,
    scanner: Scanner<'a>,
    /// Where values are in text, by position in what is written.
    texts: Vec<(usize, &'a Slot)>,
    lost_forms: Vec<usize>,
}

impl<'a> Filler<'a> {
    /// Takes off the paragraph that holds nothing but the mark, as Hugo does: `<p>` directly before it, `</p>` directly after it.
    fn without_paragraph<'t>(&mut self, after: &'t str) -> &'t str {
        let is_alone = self.texts.last().is_none_or(|(at, _)| *at < self.scanner.out.len());
        match after.strip_prefix("</p>") {
            Some(rest) if is_alone && self.scanner.take_back("<p>") => rest,
            _ => after,
        }
    }

    /// Puts a value where a slot is.
    fn slot(&mut self, slot: &'a Slot, encoded: bool) {
        let place = self.scanner.place();
        if let (Place::Text | Place::EscapableText, Some(why)) = (place, self.closed(slot, place)) {
            self.scanner.text_after_open_bracket();
            self.escaped(&slot.default, encoded);
            return self.scanner.keep(slot, why);
        }
        match place {
            Place::Value => self.scanner.push_slot(slot, encoded),
            Place::Text => {
                self.scanner.text_after_open_bracket();
                if self.filling.slots && self.scanner.reading.allows_elements() {
                    self.scanner.push_verbatim(&tag_of(slot));
                    self.text(slot, encoded);
                    self.scanner.push_verbatim("</span>");
                } else {
                    self.text(slot, encoded);
                }
            }
            Place::EscapableText => {
                let value = self.filling.value(slot);
                self.escaped(&value, encoded);
            }
            Place::RawText => {
                self.scanner.push(&slot.default);
                let is_leak = self.scanner.reading.unsure && self.filling.is_of_a_secret(slot);
                self.scanner.keep(slot, if is_leak { Why::Secret } else { Why::Closed(CODE) });
            }
            Place::Name => {
                let is_name = slot.default.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b));
                if is_name {
                    self.scanner.push(&slot.default);
                }
            }
            Place::Nowhere => {}
        }
    }

    /// Returns why no value of a slot is written into this text, if none is.
    fn closed(&self, slot: &Slot, place: Place) -> Option<Why> {
        let reading = &self.scanner.reading;
        let escapable = place == Place::EscapableText;
        if self.filling.is_of_a_secret(slot) && (escapable || reading.in_field() || reading.unsure) {
            Some(Why::Secret)
        } else if reading.unsure {
            Some(Why::Closed(UNSURE))
        } else {
            // In an SVG a browser reads on for tags where the scanner sees the text of a `title`.
            (escapable && reading.is_foreign()).then_some(Why::Closed(FOREIGN))
        }
    }

    /// Notes where a value is in text; one that a template has percent-encoded is written at once.
    fn text(&mut self, slot: &'a Slot, encoded: bool) {
        if encoded {
            let value = self.filling.value(slot);
            self.escaped(&value, true);
        } else {
            self.texts.push((self.scanner.out.len(), slot));
        }
    }

    fn escaped(&mut self, value: &str, encoded: bool) {
        let mut text = String::with_capacity(value.len() + 8);
        if encoded {
            text.push_str(&Format::Url.apply(value));
        } else {
            escape::push_text(&mut text, value);
        }
        self.scanner.push_verbatim(&text);
    }

    /// Puts a private-use character of the author's back.
    fn literal(&mut self, character: char, encoded: bool) {
        let mut text = String::new();
        if encoded {
            escape::percent_encode(&mut text, character);
        } else {
            text.push(character);
        }
        self.scanner.push(&text);
    }

    fn form(&mut self, row: usize) {
        if self.scanner.place() == Place::Text && !self.scanner.reading.unsure {
            self.scanner.text_after_open_bracket();
            self.scanner.push_verbatim(self.filling.form);
        } else {
            self.lost_forms.push(row);
        }
    }
}

/// Why no value is written into the `title` of an SVG and the like.
const FOREIGN: &str = "a `title` in an SVG keeps its example";

/// Why no value is written into scripts and the like.
const CODE: &str = "scripts, styles and comments of a page keep their examples";

/// Returns a value as text, in the element that names its variable where slots are wanted.
pub(super) fn element(variable: &str, value: &str, slots: bool) -> String {
    let (mut out, close) =
        if slots { (start_tag(&[("", variable)]), "</span>") } else { (String::new(), "") };
    escape::push_text(&mut out, value);
    out + close
}

/// Returns an element that tells what became of a secret.
pub(super) fn state(variable: &str, text: &str) -> String {
    let mut out = start_tag(&[("-made", variable)]);
    escape::push_text(&mut out, text);
    out + "</span>"
}

/// Returns the tag before the value of a slot, with everything that the browser needs to write another.
fn tag_of(slot: &Slot) -> String {
    let format = slot.format.map_or("", Format::name);
    let rows = [
        ("-format", format),
        ("-instead", slot.instead.as_deref().unwrap_or_default()),
        ("-after", &slot.after),
    ];
    let given = rows.into_iter().filter(|(_, value)| !value.is_empty());
    start_tag(&[("", slot.variable.as_str())].into_iter().chain(given).collect::<Vec<_>>())
}

fn start_tag(attributes: &[(&str, &str)]) -> String {
    let mut tag = String::from("<span");
    for (name, value) in attributes {
        tag.push_str(" data-sitevar");
        tag.push_str(name);
        tag.push_str("=\"");
        escape::push_text(&mut tag, value);
        tag.push('"');
    }
    tag.push('>');
    tag
}
