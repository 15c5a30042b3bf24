//! The texts of finished HTML: code blocks with their language, and what is between tags.
//!
//! Tags, comments, scripts and styles are passed over; character references are decoded, so that `&#39;` is a quote.

use std::ops::Range;

use super::off::Off;
use super::passages::SourcePassage;
use crate::examples::PassageKind;
use crate::markup::html::reference::text_reference;
use crate::markup::html::text::{code_language, plain_text};
use crate::markup::{HtmlTag, HtmlToken, HtmlTokens};
use crate::text::Cut;

/// Finds the texts of `html`, which begins at a byte of its row or of the page; `off` is what the elements around it say.
pub(super) fn find(
    html: &str,
    start: usize,
    row: Option<usize>,
    off: &mut Off,
    passages: &mut Vec<SourcePassage>,
) {
    let mut reader = Reader {
        html,
        start,
        row,
        open: SourcePassage::of(row, PassageKind::Prose),
        caption: None,
        title: String::new(),
        off,
        passages,
    };
    for token in HtmlTokens::new(html) {
        match token {
            HtmlToken::Text(range) => reader.text(range),
            HtmlToken::RawText(_) | HtmlToken::Comment(_) => reader.end_text(),
            HtmlToken::StartTag(tag) => reader.start(&tag),
            HtmlToken::EndTag(tag) => reader.end(&tag),
        }
    }
    reader.close();
    passages.retain(|passage| !passage.passage.text.is_empty());
}

struct Reader<'a> {
    html: &'a str,
    start: usize,
    row: Option<usize>,
    open: SourcePassage,
    /// Where the text of an open caption starts, and the last caption that was read.
    caption: Option<usize>,
    title: String,
    /// What the open elements say; more may be open around this text.
    off: &'a mut Off,
    passages: &'a mut Vec<SourcePassage>,
}

impl Reader<'_> {
    fn start(&mut self, tag: &HtmlTag<'_>) {
        self.end_text();
        self.off.start(tag);
        if tag.is("figcaption") {
            self.caption = Some(tag.range.end);
        } else if tag.is("pre") {
            let title = std::mem::take(&mut self.title);
            self.open.passage.kind = PassageKind::CodeBlock { language: String::new(), title };
        } else if tag.is("code")
            && let PassageKind::CodeBlock { language, .. } = &mut self.open.passage.kind
        {
            *language = code_language(tag);
        }
    }

    fn end(&mut self, tag: &HtmlTag<'_>) {
        self.end_text();
        if tag.is("figcaption") {
            let caption = self.caption.take().map(|start| self.html.between(start..tag.range.start));
            self.title = plain_text(caption.unwrap_or_default());
        } else if tag.is("figure") {
            self.title.clear();
        } else if tag.is("pre") {
            self.close();
        }
        self.off.end(tag);
    }

    /// Adds text, with the characters that references mean.
    fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = self.html.between(at..range.end);
            let origin = self.start + at;
            if let Some((meant, length)) = text_reference(rest) {
                self.open.push_as(&meant, origin..origin + length);
                at += length;
            } else {
                // A `&` that begins no reference is text.
                let next = rest.match_indices('&').find(|(at, _)| *at > 0);
                let length = next.map_or(rest.len(), |(at, _)| at);
                self.open.push(rest.before(length), origin);
                at += length;
            }
        }
    }

    /// Ends a text at a tag; a code block is one text, whatever elements are in it.
    fn end_text(&mut self) {
        if !self.open.is_block() {
            self.close();
        }
    }

    fn close(&mut self) {
        let empty = SourcePassage::of(self.row, PassageKind::Prose);
        let mut passage = std::mem::replace(&mut self.open, empty);
        if !passage.is_block() && self.off.is_code() {
            passage.passage.kind = PassageKind::CodeSpan;
        }
        if !self.off.is_off() {
            self.passages.push(passage);
        }
    }
}
