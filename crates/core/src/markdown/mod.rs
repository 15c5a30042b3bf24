//! Writes a guide as Markdown: the author's text byte for byte, with values in place of the marks.
//!
//! 1. With no values set, every slot is its default, and the Markdown is not even parsed.
//! 2. Otherwise the text is read as Markdown once, to know the context of each slot: [`reader`] collects code blocks,
//!    code spans, prose and HTML, each a text of its own, and [`links`] what the parser shows of addresses, titles and
//!    labels.
//! 3. Every text is filled in its language; [`prose`] then writes a value so that Markdown reads it as text.
//! 4. No value is written where the HTML of the page would not have it, and no secret in an address, title or label.
//! 5. [`proof`] reads what was written as Markdown again: where a value would be more than its text, the default is
//!    written.

mod links;
mod proof;
mod prose;
mod reader;

use std::ops::Range;

use crate::guide::mark::{self, Part};
use crate::guide::{Format, Guide, Mark, Slot};
use crate::html;
use crate::markup::syntax;
use crate::report::{Code, Diagnostic, Outcome};
use crate::variables::Values;

impl Guide {
    /// Writes the page as Markdown without any shortcode, the front matter byte for byte.
    ///
    /// A value that does not fit somewhere is a diagnostic, and the default is written there.
    pub fn markdown(&self, values: &Values) -> Outcome<String> {
        write(self, values)
    }
}

/// A piece of the text, and what replaces it.
#[derive(Debug)]
struct Replacement<'a> {
    range: Range<usize>,
    text: String,
    meaning: Meaning,
    /// The slots whose values are in it; none where it is the author's default.
    slots: Vec<&'a Slot>,
}

impl Replacement<'_> {
    /// Returns what a reader of the finished page sees in its place.
    fn shown(&self) -> &str {
        match &self.meaning {
            Meaning::Text(text) | Meaning::Code(text) | Meaning::Span(text) if !self.slots.is_empty() => text,
            _ => &self.text,
        }
    }
}

/// What Markdown has to read where values were written.
#[derive(Debug, Clone, PartialEq)]
enum Meaning {
    /// This text, in the place of the slot.
    Text(String),
    /// This text, in a line of a code block.
    Code(String),
    /// This text, in a code span that was written anew.
    Span(String),
    /// The HTML that was written, and nothing but HTML.
    Html,
}

/// Writes a guide as Markdown.
pub(crate) fn write(guide: &Guide, values: &Values) -> Outcome<String> {
    let is_set = guide.slots().any(|slot| guide.reader_value(slot, values).is_some());
    if is_set { with_values(guide, values) } else { with_defaults(guide) }
}

/// Writes a guide in which every slot is its default.
fn with_defaults(guide: &Guide) -> Outcome<String> {
    let none = Values::default();
    let mut value = guide.front_matter.clone();
    Page { guide, values: &none, outside_text: &none, lost_forms: &[] }.text(&mut value, &[], |_, _| {});
    Outcome { value, diagnostics: Vec::new() }
}

fn with_values(guide: &Guide, values: &Values) -> Outcome<String> {
    // What no value may fill is the same in the Markdown as in the HTML that is made of it.
    let html::FilledHtml { mut diagnostics, closed, lost_forms, .. } = html::closed::find(guide, values);
    let is_reported = |slot: &&Slot, found: &Diagnostic| found.span == slot.span;
    diagnostics.retain(|found| {
        found.code == Code::ValueDoesNotFit && closed.iter().any(|slot| is_reported(slot, found))
    });
    let kept = (!closed.is_empty()).then(|| guide.without_values(&closed));
    let guide = kept.as_ref().unwrap_or(guide);
    let outside_text = values.without_secrets();
    let page = Page { guide, values, outside_text: &outside_text, lost_forms: &lost_forms };
    let mut replacements = reader::replacements(page, &mut diagnostics);
    proof::refuse_markup(page, &mut replacements, &mut diagnostics);
    let mut value = guide.front_matter.clone();
    page.text(&mut value, &replacements, |at, out| out.push_str(&replacements[at].text));
    Outcome { value, diagnostics }
}

/// A guide with a reader's values.
#[derive(Clone, Copy)]
struct Page<'a> {
    guide: &'a Guide,
    values: &'a Values,
    /// What is allowed in addresses, titles and labels.
    outside_text: &'a Values,
    /// The rows of the forms that the HTML of the page has no place for.
    lost_forms: &'a [usize],
}

impl Page<'_> {
    /// Writes the text; `piece` writes the replacement that has a number.
    fn text(
        self,
        out: &mut String,
        replacements: &[Replacement<'_>],
        mut piece: impl FnMut(usize, &mut String),
    ) {
        let text = self.guide.text.as_str();
        out.reserve(text.len() + 256);
        let mut at = 0;
        for (number, replacement) in replacements.iter().enumerate() {
            self.marks(text.get(at..replacement.range.start).unwrap_or_default(), out);
            piece(number, out);
            at = replacement.range.end;
        }
        self.marks(text.get(at..).unwrap_or_default(), out);
    }

    /// Writes text in which every slot is its default.
    fn marks(self, text: &str, out: &mut String) {
        for part in mark::written_parts(text) {
            let (row, written) = match part {
                Part::Text(text) => {
                    out.push_str(text);
                    continue;
                }
                Part::Mark(row, written) => (row, written),
            };
            let encoded = mark::is_encoded(written);
            match self.guide.marks.get(row) {
                Some(Mark::Slot(slot)) if encoded => {
                    let value = self.guide.value(slot, self.outside_text);
                    out.push_str(&Format::Url.apply(&value));
                }
                Some(Mark::Slot(slot)) => out.push_str(&slot.default),
                Some(Mark::Html(html)) => self.html(html, out),
                Some(Mark::Preferences) if self.lost_forms.contains(&row) => {}
                Some(Mark::Preferences) => {
                    let rows = self.guide.preferences(self.values);
                    let rows = rows.iter().map(|row| (row.label, row.value.as_str()));
                    out.push_str(&syntax::preferences_table(syntax::HEAD, rows));
                }
                Some(Mark::Literal(character)) if encoded => {
                    out.push_str(&Format::Url.apply(&character.to_string()));
                }
                Some(Mark::Literal(character)) => out.push(*character),
                Some(Mark::PieceStart | Mark::PieceEnd) => {}
                None => out.push_str(written),
            }
        }
    }

    /// Writes finished HTML: as the author wrote it as long as nothing is set.
    fn html(self, html: &str, out: &mut String) {
        match self.values.is_empty() {
            true => self.marks(html, out),
            false => out.push_str(&html::fill_fragment(html, self.guide, self.values).html),
        }
    }
}
