//! Captions: the title of the figure that a block of code is in, which names its file and so its language.

use crate::markup::html::HtmlTag;
use crate::markup::html::text::plain_text;
use crate::text::Cut;

/// Follows the figures of a page.
#[derive(Default)]
pub(super) struct Captions {
    /// The title of the open figure; empty where there is none.
    pub(super) title: String,
    /// Where the open caption begins.
    start: Option<usize>,
}

impl Captions {
    /// Follows a start tag.
    pub(super) fn start(&mut self, tag: &HtmlTag<'_>) {
        if tag.is("figure") {
            self.title.clear();
        } else if tag.is("figcaption") {
            self.start = Some(tag.range.end);
        }
    }

    /// Follows an end tag.
    pub(super) fn end(&mut self, tag: &HtmlTag<'_>, html: &str) {
        if tag.is("figure") {
            self.title.clear();
        } else if tag.is("figcaption")
            && let Some(start) = self.start.take()
        {
            self.title = plain_text(html.between(start..tag.range.start));
        }
    }
}
