//! Takes a page apart into code blocks and other text, without what is neither: destinations, info strings, comments.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::off::Off;
use super::{At, html};
use crate::examples::{Passage, PassageKind};
use crate::guide::{Mark, mark};
use crate::markup::{HtmlToken, HtmlTokens, InfoString, commonmark};
use crate::text::Cut;

/// A text as a reader sees it, and where it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourcePassage {
    /// The text, with its marks, and what it is.
    pub passage: Passage,
    /// The row of finished HTML that it is in; `None` for the page itself.
    pub(super) row: Option<usize>,
    /// Whether it is a block of code by its indentation alone.
    indented: bool,
    /// Where the parts of the text are in what they were read from.
    runs: Vec<Run>,
}

/// A part of a text and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    /// Its first byte in the text; it ends where the next part begins.
    at: usize,
    origin: Range<usize>,
    /// Whether the origin has the same bytes; otherwise it is a character that is written in another way.
    same: bool,
}

/// Takes Markdown apart into its passages; text in elements with `data-sitevar-off` is not one.
pub fn source_passages(markdown: &str) -> Vec<SourcePassage> {
    find(markdown, &[])
}

impl SourcePassage {
    /// Creates an empty text of the page or of a row of finished HTML.
    pub(super) fn of(row: Option<usize>, kind: PassageKind) -> Self {
        Self { row, passage: Passage { kind, text: String::new() }, ..Self::default() }
    }

    /// Returns where a range of the text is in the page; `None` where something else comes between.
    pub fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        self.at(range).map(|at| at.range)
    }

    /// Tells whether only its indentation makes it a block of code; MDX has no such blocks.
    pub fn is_indented_code(&self) -> bool {
        self.indented
    }

    /// Tells whether it is a block of code.
    pub(super) fn is_block(&self) -> bool {
        matches!(self.passage.kind, PassageKind::CodeBlock { .. })
    }

    /// Adds a part that is the same in the origin.
    pub(super) fn push(&mut self, text: &str, start: usize) {
        let end = start + text.len();
        match self.runs.last_mut() {
            Some(last) if last.same && last.origin.end == start => last.origin.end = end,
            _ => self.runs.push(Run { at: self.passage.text.len(), origin: start..end, same: true }),
        }
        self.passage.text.push_str(text);
    }

    /// Adds a character that is written in another way in the origin; a few references mean two.
    pub(super) fn push_as(&mut self, meant: &str, origin: Range<usize>) {
        self.runs.push(Run { at: self.passage.text.len(), origin, same: false });
        self.passage.text.push_str(meant);
    }

    /// Tells whether something that begins at a byte of the origin follows this text directly.
    fn continues_at(&self, start: usize) -> bool {
        self.runs.last().is_none_or(|last| last.origin.end == start)
    }

    /// Returns where a range of the text is; `None` where something else comes between.
    pub(super) fn at(&self, range: &Range<usize>) -> Option<At> {
        let first = self.runs.partition_point(|part| part.at <= range.start).checked_sub(1)?;
        let last = self.runs.partition_point(|part| part.at < range.end).checked_sub(1)?;
        let parts = self.runs.get(first..=last)?;
        let joined = parts.windows(2).all(|pair| pair[0].origin.end == pair[1].origin.start);
        let (first, last) = (parts.first()?, parts.last()?);
        let start = first.origin.start + if first.same { range.start - first.at } else { 0 };
        let end = if last.same { last.origin.start + (range.end - last.at) } else { last.origin.end };
        joined.then_some(At { row: self.row, range: start..end })
    }

    /// Returns the text with the defaults of its slots, and where some of its ranges are then.
    pub(super) fn with_defaults(
        &self,
        marks: &[Mark],
        ranges: &[Range<usize>],
    ) -> (String, Vec<Range<usize>>) {
        let mut out = String::with_capacity(self.passage.text.len());
        let mut moved = ranges.to_vec();
        for (at, character) in self.passage.text.char_indices() {
            for (range, moved) in ranges.iter().zip(&mut moved) {
                if range.start == at {
                    moved.start = out.len();
                }
                if range.end == at {
                    moved.end = out.len();
                }
            }
            match mark::index(character).and_then(|row| marks.get(row)) {
                Some(Mark::Slot(slot)) => out.push_str(&slot.default),
                _ => out.push(character),
            }
        }
        for (range, moved) in ranges.iter().zip(&mut moved) {
            if range.end == self.passage.text.len() {
                moved.end = out.len();
            }
        }
        (out, moved)
    }
}

/// Takes a page apart, finished HTML included.
pub(super) fn find(text: &str, marks: &[Mark]) -> Vec<SourcePassage> {
    let mut reader = Reader {
        text,
        passages: Vec::new(),
        open: SourcePassage::default(),
        lines: Vec::new(),
        off: Off::default(),
        around: Off::default(),
    };
    let read = commonmark::as_read(text);
    for (event, range) in commonmark::events(&read) {
        reader.event(event, range);
    }
    reader.close();
    let mut passages = reader.passages;
    for (row, mark) in marks.iter().enumerate() {
        if let Mark::Html(html) = mark {
            html::find(html, 0, Some(row), &mut Off::default(), &mut passages);
        }
    }
    passages
}

struct Reader<'a> {
    text: &'a str,
    passages: Vec<SourcePassage>,
    open: SourcePassage,
    /// The lines of an open block of HTML.
    lines: Vec<Range<usize>>,
    /// What open elements say that are in a line of text, and those that are around blocks.
    off: Off,
    around: Off,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let source = self.text.between(range.clone());
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.close();
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => InfoString::parse(info),
                    CodeBlockKind::Indented => InfoString::default(),
                };
                let title = info.title.unwrap_or_default();
                self.open.indented = kind == CodeBlockKind::Indented;
                self.open.passage.kind = PassageKind::CodeBlock { language: info.language, title };
            }
            Event::End(TagEnd::CodeBlock) => self.close(),
            Event::Text(_) => {
                // What Markdown itself writes differently, such as an entity, is not the text that was looked for.
                if !self.open.is_block() && !self.open.continues_at(range.start) {
                    self.close();
                }
                self.open.push(source, range.start);
            }
            Event::Code(_) => {
                self.close();
                let inner = source.trim_matches('`');
                self.open.passage.kind = PassageKind::CodeSpan;
                self.open.push(inner, range.start + (source.len() - source.trim_start_matches('`').len()));
                self.close();
            }
            Event::InlineHtml(_) => {
                self.close();
                self.inline_html(source);
            }
            Event::Html(_) => {
                self.close();
                self.lines.push(range);
            }
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            // What is written in a line of text ends with its block at the latest.
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                self.close();
                self.off = Off::default();
            }
            _ if self.open.is_block() => {}
            _ => self.close(),
        }
    }

    /// Reads a block of HTML as a whole, or line by line where the markers of quotes and lists are in between.
    fn html_block(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let is_whole = lines.windows(2).all(|pair| pair[0].end == pair[1].start);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let whole = first.start..last.end;
        let find = |range: Range<usize>| {
            html::find(
                self.text.between(range.clone()),
                range.start,
                None,
                &mut self.around,
                &mut self.passages,
            );
        };
        if is_whole {
            std::iter::once(whole).for_each(find)
        } else {
            lines.into_iter().for_each(find)
        }
        self.around.end_code();
    }

    /// Notes what tags in a line of text say of the words after them.
    fn inline_html(&mut self, html: &str) {
        for token in HtmlTokens::new(html) {
            match token {
                HtmlToken::StartTag(tag) => self.off.start(&tag),
                HtmlToken::EndTag(tag) => self.off.end(&tag),
                _ => {}
            }
        }
    }

    fn close(&mut self) {
        let mut passage = std::mem::take(&mut self.open);
        if passage.passage.kind == PassageKind::Prose && self.off.is_code() {
            passage.passage.kind = PassageKind::CodeSpan;
        }
        if !passage.passage.text.is_empty() && !self.off.is_off() && !self.around.is_off() {
            self.passages.push(passage);
        }
    }
}
