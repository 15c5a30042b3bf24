//! Takes a page apart into code blocks and other text, without what is neither: destinations, info strings, comments.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{At, html};
use crate::guide::{Mark, mark};
use crate::markup::{InfoString, commonmark};
use crate::text::Cut;

/// A text as a reader sees it.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// The row of finished HTML that it is in; `None` for the page itself.
    pub(super) row: Option<usize>,
    /// Language and title of a code block; `None` for other text.
    pub(super) code: Option<(String, String)>,
    /// The text, with its marks.
    pub(super) text: String,
    /// Where the parts of the text are in what they were read from.
    runs: Vec<Run>,
}

/// A part of a text and where it was read.
#[derive(Debug)]
struct Run {
    /// Its first byte in the text; it ends where the next part begins.
    at: usize,
    origin: Range<usize>,
    /// Whether the origin has the same bytes; otherwise it is a character that is written in another way.
    same: bool,
}

impl Passage {
    /// Creates an empty text of the page or of a row of finished HTML.
    pub(super) fn of(row: Option<usize>) -> Self {
        Self { row, ..Self::default() }
    }

    /// Adds a part that is the same in the origin.
    pub(super) fn push(&mut self, text: &str, start: usize) {
        let end = start + text.len();
        match self.runs.last_mut() {
            Some(last) if last.same && last.origin.end == start => last.origin.end = end,
            _ => self.runs.push(Run { at: self.text.len(), origin: start..end, same: true }),
        }
        self.text.push_str(text);
    }

    /// Adds a character that is written in another way in the origin; a few references mean two.
    pub(super) fn push_as(&mut self, meant: &str, origin: Range<usize>) {
        self.runs.push(Run { at: self.text.len(), origin, same: false });
        self.text.push_str(meant);
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
        let mut out = String::with_capacity(self.text.len());
        let mut moved = ranges.to_vec();
        for (at, character) in self.text.char_indices() {
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
            if range.end == self.text.len() {
                moved.end = out.len();
            }
        }
        (out, moved)
    }
}

/// Takes a page apart, finished HTML included.
pub(super) fn find(text: &str, marks: &[Mark]) -> Vec<Passage> {
    let mut reader = Reader { text, passages: Vec::new(), open: Passage::default(), lines: Vec::new() };
    for (event, range) in commonmark::events(text) {
        reader.event(event, range);
    }
    reader.close();
    let mut passages = reader.passages;
    for (row, mark) in marks.iter().enumerate() {
        if let Mark::Html(html) = mark {
            html::find(html, 0, Some(row), &mut passages);
        }
    }
    passages
}

struct Reader<'a> {
    text: &'a str,
    passages: Vec<Passage>,
    open: Passage,
    /// The lines of an open block of HTML.
    lines: Vec<Range<usize>>,
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
                self.open.code = Some((info.language, info.title.unwrap_or_default()));
            }
            Event::End(TagEnd::CodeBlock) => self.close(),
            Event::Text(_) => {
                // What Markdown itself writes differently, such as an entity, is not the text that was looked for.
                if self.open.code.is_none() && !self.open.continues_at(range.start) {
                    self.close();
                }
                self.open.push(source, range.start);
            }
            Event::Code(_) => {
                self.close();
                self.open.push(source, range.start);
                self.close();
            }
            Event::Html(_) => {
                self.close();
                self.lines.push(range);
            }
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            _ if self.open.code.is_some() => {}
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
            html::find(self.text.between(range.clone()), range.start, None, &mut self.passages);
        };
        if is_whole { std::iter::once(whole).for_each(find) } else { lines.into_iter().for_each(find) }
    }

    fn close(&mut self) {
        let passage = std::mem::take(&mut self.open);
        if !passage.text.is_empty() {
            self.passages.push(passage);
        }
    }
}
