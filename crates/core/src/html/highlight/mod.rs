//! Puts the parts of code into elements that a style sheet colours; the text and the slots in it stay as they are.
//!
//! It works on finished HTML, so that all code of a page is treated alike: that of Markdown, and that which templates
//! and authors wrote.
//!
//! 1. The `code` of every `pre` is read: its text, and in which part of the HTML each part of the text is.
//! 2. Someone else says what the parts of that text are, given its [language](CodeBlock).
//! 3. A slot and a character reference are whole: where a part would begin or end inside of one, the most of it decides.
//! 4. Lines that the author marked or numbered get an element each: [`lines`].
//! 5. Tags are put between. Nothing else changes, so the text of the page is the same, byte for byte.
//!
//! Code that holds any element but slots is left as it is: it has been coloured already, or is more than text.

mod lines;
mod pieces;
mod tags;

use std::ops::Range;

use super::captions::Captions;
use crate::context::{ClassedRanges, CodeBlock};
use crate::markup::html::reference::text_reference;
use crate::markup::html::text::code_language;
use crate::markup::html::{HtmlTag, HtmlToken, HtmlTokens};
use crate::text::Cut;
use lines::LineOptions;
use pieces::{Piece, settled};
use tags::Tags;

/// Says what the parts of a block are, in ascending order; nothing where the block stays as it is.
pub type Highlighter<'a> = &'a dyn Fn(&CodeBlock<'_>) -> ClassedRanges;

/// Returns the HTML of a page with its code highlighted.
///
/// ```
/// use sitevar_core::{TokenClass, highlight};
///
/// let html = r#"<pre><code class="language-ini">a = <span data-sitevar="b">b</span></code></pre>"#;
/// let highlighted = highlight(html, &|code| vec![(0..code.text.len(), TokenClass::Key)]);
/// assert!(highlighted.contains(r#"<span class="hl-p">a = <span data-sitevar="b">b</span></span></code>"#));
/// ```
pub fn highlight(html: &str, highlighter: Highlighter<'_>) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut written = 0;
    let mut captions = Captions::default();
    let mut pre: Option<LineOptions> = None;
    let mut code: Option<Code> = None;
    for token in HtmlTokens::new(html) {
        match (&token, &mut code) {
            (HtmlToken::EndTag(tag), Some(open)) if tag.is("code") => {
                out.push_str(html.between(written..open.start));
                open.write(html, tag.range.start, &captions.title, highlighter, &mut out);
                written = tag.range.start;
                code = None;
            }
            (token, Some(open)) => open.read(html, token),
            (HtmlToken::StartTag(tag), None) => {
                if tag.is("pre") {
                    pre = Some(LineOptions::of(tag));
                } else if tag.is("code") {
                    code = pre.take().map(|options| Code::new(tag, options));
                }
                captions.start(tag);
            }
            (HtmlToken::EndTag(tag), None) => {
                pre = pre.filter(|_| !tag.is("pre"));
                captions.end(tag, html);
            }
            _ => {}
        }
    }
    out.push_str(html.after(written));
    out
}

/// The code of a block, as it is read.
struct Code {
    /// Where its HTML begins.
    start: usize,
    language: String,
    options: LineOptions,
    text: String,
    pieces: Vec<Piece>,
    /// Where the HTML and the text of the open slot begin.
    slot: Option<(usize, usize)>,
    /// It holds more than text and slots.
    is_more: bool,
}

impl Code {
    fn new(tag: &HtmlTag<'_>, options: LineOptions) -> Self {
        Self {
            start: tag.range.end,
            language: code_language(tag),
            options,
            text: String::new(),
            pieces: Vec::new(),
            slot: None,
            is_more: false,
        }
    }

    fn read(&mut self, html: &str, token: &HtmlToken<'_>) {
        match (token, self.slot) {
            (HtmlToken::Text(range), _) => self.read_text(html, range.clone()),
            (HtmlToken::StartTag(tag), None) if tag.is("span") && tag.attribute("data-sitevar").is_some() => {
                self.slot = Some((tag.range.start, self.text.len()));
            }
            (HtmlToken::EndTag(tag), Some((start, text))) if tag.is("span") => {
                self.push(start..tag.range.end, text, true);
                self.slot = None;
            }
            _ => self.is_more = true,
        }
    }

    /// Reads text; each character reference in it becomes a separate piece.
    fn read_text(&mut self, html: &str, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = html.between(at..range.end);
            let (meant, length) = match text_reference(rest) {
                Some((meant, length)) => (Some(meant), length),
                None => {
                    let first = usize::from(rest.starts_with('&'));
                    (None, rest.after(first).find('&').map_or(rest.len(), |next| first + next))
                }
            };
            let start = self.text.len();
            self.text.push_str(meant.as_deref().unwrap_or(rest.before(length)));
            if self.slot.is_none() {
                self.push(at..at + length, start, meant.is_some());
            }
            at += length;
        }
    }

    /// Adds the piece whose text begins at a position and was read to its end.
    fn push(&mut self, html: Range<usize>, text: usize, is_whole: bool) {
        self.pieces.push(Piece { html, text: text..self.text.len(), is_whole });
    }

    /// Writes the HTML of the code up to its end.
    fn write(&self, html: &str, end: usize, title: &str, highlighter: Highlighter<'_>, out: &mut String) {
        if self.is_more || self.slot.is_some() {
            return out.push_str(html.between(self.start..end));
        }
        let found = highlighter(&CodeBlock::new(&self.language, title, &self.text));
        let lines = self.options.lines(&self.text, &self.pieces);
        let parts = lines::split(settled(found, &self.text, &self.pieces), &lines, &self.text);
        let mut parts = parts.into_iter().peekable();
        let mut tags = Tags::new(html, self.start, &self.pieces, out);
        for line in lines {
            while let Some((range, class)) = parts.next_if(|(range, _)| range.end <= line.text.start) {
                tags.put(range, class);
            }
            tags.open(line.text.start, &line.tag());
            while let Some((range, class)) = parts.next_if(|(range, _)| range.end <= line.text.end) {
                tags.put(range, class);
            }
            tags.close_after(line.text.end);
        }
        parts.for_each(|(range, class)| tags.put(range, class));
        tags.finish(end);
    }
}
