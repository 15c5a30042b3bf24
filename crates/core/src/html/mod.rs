//! Writes a guide as HTML.
//!
//! 1. `pulldown-cmark` reads the Markdown, in which every mark is one letter.
//! 2. [`writer`] turns its events into HTML as Goldmark does it for Hugo: [`blocks`] and [`inlines`], the [`text`] in
//!    them, [`heading`] ids, [`fence`] and [`block_attributes`], [`footnotes`].
//! 3. [`fill`] walks the finished HTML once and puts values in: escaped, in an element in text, bare in attributes.
//!
//! [`highlight()`] tells the parts of its code apart, for whoever asks for it.

mod block;
mod block_attributes;
mod blocks;
mod captions;
pub(crate) mod closed;
mod definitions;
mod fence;
mod fill;
mod footnotes;
mod heading;
mod highlight;
mod inlines;
mod linkify;
mod tables;
mod text;
mod typography;
mod writer;

use std::borrow::Cow;

pub use fill::AttributePattern;
pub(crate) use fill::{FilledHtml, has_safe_scheme};
pub use highlight::{Highlighter, highlight};
pub(crate) use linkify::may_hold_address;

use crate::guide::mark::{self, First};
use crate::guide::{Guide, Link, Mark, Preference};
use crate::markup::{HtmlTag, HtmlToken, HtmlTokens, escape, syntax};
use crate::report::Diagnostic;
use crate::text::{Cut, Find, is_in};
use crate::variables::Values;

/// Rewrites the destination of a link or an image; `None` leaves it as it is.
pub type RewriteLink<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// Translates a text of the program, such as a shipped label; `None` leaves it in English.
pub type Translate<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// What the author's site wants of the HTML.
#[derive(Clone, Copy)]
pub struct HtmlOptions<'a> {
    /// Puts every value into `<span data-sitevar="…">`; without it the HTML is that of the finished Markdown.
    pub slots: bool,
    /// Rewrites the destination of a link or an image, such as `../clients.md`; `None` leaves it.
    pub links: Option<RewriteLink<'a>>,
    /// Turns names of emoji into emoji: `:tada:`.
    pub emoji: bool,
    /// Lets the keyboard reach every table, so that one wider than the page can be scrolled without a mouse.
    pub focusable_tables: bool,
    /// Puts a link to itself beside every heading below the first level, for readers who want its address.
    pub anchors: bool,
    /// What the bar says of a secret that the reader has not made.
    pub not_made: &'a str,
    /// Translates the labels of variables and the head of their table.
    pub translate: Option<Translate<'a>>,
    /// The words above alerts; without them they are English.
    pub alerts: Option<&'a AlertWords>,
}

impl Default for HtmlOptions<'_> {
    fn default() -> Self {
        Self {
            slots: true,
            links: None,
            emoji: false,
            focusable_tables: false,
            anchors: false,
            not_made: "not generated yet",
            translate: None,
            alerts: None,
        }
    }
}

impl HtmlOptions<'_> {
    fn translated<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.translate.and_then(|translate| translate(text)).map_or(Cow::Borrowed(text), Cow::Owned)
    }
}

/// The words above alerts: of a note, a tip, what is important, a warning and a caution.
pub type AlertWords = [String; 5];

/// A page as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html {
    /// The content, without page template.
    pub body: String,
    /// The form in one line, for the place below the title: what readers set for the page, with its values. Empty where
    /// they set nothing, and without [slots](HtmlOptions::slots).
    pub bar: String,
    /// The headings in their order, for tables of contents.
    pub headings: Vec<Heading>,
    /// The links and images of Markdown, first of that which templates rendered; those in HTML are not among them.
    pub links: Vec<Link>,
    /// The values that the page cannot hold somewhere.
    pub diagnostics: Vec<Diagnostic>,
}

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// The value of its `id` attribute.
    pub id: String,
    /// Its inner HTML, without links.
    pub html: String,
}

impl Guide {
    /// Writes the page as HTML: complete without JavaScript, every value in an element that names its variable.
    pub fn html(&self, values: &Values, options: &HtmlOptions<'_>) -> Html {
        write(&self.text, self, values, options)
    }
}

/// Writes `text` with the values filled in.
pub(crate) fn write(text: &str, guide: &Guide, values: &Values, options: &HtmlOptions<'_>) -> Html {
    let written = writer::write(text, guide.marks(), options);
    let form = form(guide, values, options);
    let mut filling = fill::Filling { guide, values, slots: options.slots, form: &form, has_base: false };
    let FilledHtml { html: body, diagnostics, .. } = fill::fill(&written.html, filling);
    filling.has_base = fill::has_base(&body);
    // What is refused in a heading is refused in the body, too.
    let heading = |heading: Heading| Heading {
        html: fill::fill(&for_contents(&heading.html), filling).html,
        ..heading
    };
    Html {
        body,
        bar: if options.slots { bar(guide, values, options) } else { String::new() },
        headings: written.headings.into_iter().map(heading).collect(),
        links: guide.links.iter().cloned().chain(written.links).collect(),
        diagnostics,
    }
}

/// Fills finished HTML in Markdown; no value gets an element.
pub(crate) fn fill_fragment<'a>(html: &str, guide: &'a Guide, values: &'a Values) -> FilledHtml<'a> {
    fill::fill(html, fill::Filling { guide, values, slots: false, form: "", has_base: false })
}

/// Returns what replaces the form: the page's variables as a table, in an element where the page has slots.
fn form(guide: &Guide, values: &Values, options: &HtmlOptions<'_>) -> String {
    if !guide.marks().contains(&Mark::Preferences) {
        return String::new();
    }
    let values = guide.preferences(values);
    // An empty value keeps its element, which the reader's value is put into.
    let shown = |value: &str| options.slots || !value.is_empty();
    let rows =
        values.iter().map(|row| (options.translated(row.label), if shown(&row.value) { VALUE } else { "" }));
    let plain = HtmlOptions { focusable_tables: options.focusable_tables, ..HtmlOptions::default() };
    let table = writer::write(
        &syntax::preferences_table(syntax::HEAD.map(|word| options.translated(word)), rows),
        &[],
        &plain,
    )
    .html;
    let mut out = String::new();
    let mut values = values.iter().filter(|row| shown(&row.value));
    for (index, piece) in table.trim_end().split(VALUE).enumerate() {
        if index > 0 {
            out.extend(values.next().map(|row| fill::element(row.name, &row.value, options.slots)));
        }
        out.push_str(piece);
    }
    if options.slots { format!("<sitevar-preferences>\n{out}\n</sitevar-preferences>") } else { out }
}

/// Returns the form in one line.
fn bar(guide: &Guide, values: &Values, options: &HtmlOptions<'_>) -> String {
    let rows = guide.set_by_readers(values);
    if rows.is_empty() {
        return String::new();
    }
    // What works as it is is here only where nothing else is: all of it is in the form.
    let is_optional = |row: &Preference<'_>| guide.variables.is_optional(row.name);
    let has_others = !rows.iter().all(is_optional);
    let rows = rows.into_iter().filter(|row| !(has_others && is_optional(row)));
    let mut out = "<sitevar-preferences class=\"sitevar-bar\">\n<ul>\n".to_owned();
    for row in rows {
        out.push_str("<li>");
        escape::push_text(&mut out, &options.translated(row.label));
        out.push_str(": ");
        match row.is_secret {
            // The page shows a secret in its code, and nowhere else.
            true => out.push_str(&fill::state(row.name, options.not_made)),
            false => out.push_str(&fill::element(row.name, &row.value, true)),
        }
        out.push_str("</li>\n");
    }
    out + "</ul>\n</sitevar-preferences>\n"
}

/// Stands for a value while Markdown is read, so that the value is not: a noncharacter, which no label holds.
const VALUE: &str = "\u{FDD1}";

/// Returns a heading as a list of contents can show it: its text with inline elements, each of which ends in it.
///
/// A link would be in a link, a footnote reference would be there twice, and an element that is left open, such as a
/// `textarea`, would take in the page after the list.
fn for_contents(html: &str) -> Cow<'_, str> {
    if !html.has('<') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<&str> = Vec::new();
    // The name of the element that is left out with its content.
    let mut hidden = None;
    for token in HtmlTokens::new(html) {
        match token {
            HtmlToken::EndTag(tag) if hidden.is_some_and(|name| tag.is(name)) => hidden = None,
            _ if hidden.is_some() => {}
            HtmlToken::Text(range) => out.push_str(html.between(range)),
            HtmlToken::StartTag(tag) if is_in(INLINE, tag.name) && !is_footnote(&tag) => {
                out.push_str(html.between(tag.range));
                open.push(tag.name);
            }
            HtmlToken::StartTag(tag) if is_in("br img wbr", tag.name) => {
                out.push_str(html.between(tag.range))
            }
            HtmlToken::StartTag(tag) => hidden = HIDDEN.into_iter().find(|name| tag.is(name)),
            HtmlToken::EndTag(tag) if open.last().is_some_and(|name| tag.is(&name.to_ascii_lowercase())) => {
                out.push_str(html.between(tag.range));
                open.pop();
            }
            _ => {}
        }
    }
    for name in open.into_iter().rev() {
        out.push_str(&format!("</{name}>"));
    }
    Cow::Owned(out)
}

/// Elements of a heading that its line in a list of contents has, too.
const INLINE: &str =
    "abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var";

/// Elements that are left out with their content: footnote references, and what is no text of a heading.
const HIDDEN: [&str; 4] = ["sup", "svg", "title", "textarea"];

fn is_footnote(tag: &HtmlTag<'_>) -> bool {
    tag.is("sup") && tag.attribute("id").is_some_and(|id| id.starts_with("fnref"))
}

/// Renders Markdown inside a template (`markdownify`, `RenderString`).
///
/// Finished HTML is put in; slots stay marks, which the page's own fill pass resolves. The links are returned, too.
pub(crate) fn render_fragment(text: &str, marks: &[Mark], options: &HtmlOptions<'_>) -> (String, Vec<Link>) {
    let writer::Rendered { html: mut out, links, .. } = writer::write(text, marks, options);
    // Finished HTML only holds older rows, so this ends.
    while out.chars().filter_map(mark::index).any(|row| matches!(marks.get(row), Some(Mark::Html(_)))) {
        out = with_finished_html(&out, marks);
    }
    (out, links)
}

/// Replaces the marks of finished HTML; one that is alone in its paragraph replaces the paragraph, as in Hugo.
fn with_finished_html(html: &str, marks: &[Mark]) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some(First { before, row, written, after }) = mark::first(rest) {
        out.push_str(before);
        let Some(Mark::Html(html)) = marks.get(row) else {
            out.push_str(written);
            rest = after;
            continue;
        };
        rest = match after.strip_prefix("</p>") {
            Some(after) if out.ends_with("<p>") => {
                out.truncate(out.len() - "<p>".len());
                after
            }
            _ => after,
        };
        out.push_str(html);
    }
    out + rest
}

/// Takes the paragraph off HTML that is a single one, as Hugo does for inline display.
pub(crate) fn without_paragraph(html: String) -> String {
    if html.matches("<p>").count() != 1 {
        return html;
    }
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")) {
        Some(bare) => bare.trim().to_owned(),
        None => trimmed.to_owned(),
    }
}
