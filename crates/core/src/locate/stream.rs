//! A stream: the folded texts of a page in which runs are looked for, each character knowing where it is in the page.
//!
//! A page has two of them, the blocks of code and everything else. A line break stands before and after every unit, and
//! nowhere else, so that no run is found across two blocks or two paragraphs.

use std::ops::Range;

use super::fold::Folding;
use super::layout::{Layout, Place, Point, TextNode};
use crate::examples::PassageKind;

/// Between two units.
pub(super) const EDGE: char = '\n';

/// Folded text of a page.
pub(super) struct Stream {
    /// It begins and ends with an [`EDGE`].
    pub(super) text: String,
    /// For each byte of the text its position in its node, in UTF-16 units.
    at: Vec<u32>,
    /// Where the text of each node starts, and its number.
    nodes: Vec<(usize, usize)>,
    /// Where each unit starts in the text, and where it would be in the text of all streams.
    units: Vec<(usize, usize)>,
    folding: Folding,
}

/// The two streams of a page.
pub(super) struct Streams {
    pub(super) prose: Stream,
    pub(super) blocks: Stream,
}

impl Streams {
    pub(super) fn of(layout: &Layout) -> Self {
        let mut streams = Self { prose: Stream::new(), blocks: Stream::new() };
        let mut total = 0;
        let mut last: Option<&TextNode> = None;
        for (number, node) in layout.nodes.iter().enumerate() {
            let is_block = is_block(layout.passages.get(node.passage));
            let begins = layout.begins_unit(last, node);
            let stream = if is_block { &mut streams.blocks } else { &mut streams.prose };
            if begins {
                stream.begin(total);
            }
            let before = stream.text.len();
            stream.push(number, node);
            total += stream.text.len() - before + usize::from(begins);
            last = Some(node);
        }
        streams.prose.end();
        streams.blocks.end();
        streams
    }
}

/// Tells whether a passage is a block of code.
pub(super) fn is_block(kind: Option<&PassageKind>) -> bool {
    matches!(kind, Some(PassageKind::CodeBlock { .. }))
}

impl Stream {
    fn new() -> Self {
        Self {
            text: String::new(),
            at: Vec::new(),
            nodes: Vec::new(),
            units: Vec::new(),
            folding: Folding::default(),
        }
    }

    fn begin(&mut self, total: usize) {
        self.end();
        self.units.push((self.text.len(), total));
    }

    fn end(&mut self) {
        self.text.push(EDGE);
        self.at.push(u32::MAX);
        self.folding = Folding::default();
    }

    fn push(&mut self, number: usize, node: &TextNode) {
        self.nodes.push((self.text.len(), number));
        let mut position = 0;
        for character in node.text.chars() {
            self.folding.push(&mut self.text, character);
            self.at.resize(self.text.len(), position);
            position += character.len_utf16() as u32;
        }
    }

    /// Returns the position in the text of all streams.
    pub(super) fn position(&self, at: usize) -> usize {
        let unit = self.units.partition_point(|(start, _)| *start <= at);
        let (start, total) =
            unit.checked_sub(1).and_then(|unit| self.units.get(unit)).copied().unwrap_or((0, 0));
        total + (at - start.min(at))
    }

    /// Tells whether a range is the whole of a unit.
    pub(super) fn is_unit(&self, range: &Range<usize>) -> bool {
        let is_edge = |at: usize| self.text.as_bytes().get(at) == Some(&(EDGE as u8));
        range.start.checked_sub(1).is_some_and(is_edge) && is_edge(range.end)
    }

    /// Returns where a range is in the page; `None` where it begins or ends within a character.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Place> {
        if range.is_empty() {
            let start = self.start(range.start).or_else(|| self.end_of(range.start))?;
            return Some(Place { start, end: start });
        }
        let splits =
            |at: usize| at > 0 && self.origin(at - 1).is_some_and(|before| Some(before) == self.origin(at));
        if splits(range.start) || splits(range.end) {
            return None;
        }
        Some(Place { start: self.start(range.start)?, end: self.end_of(range.end)? })
    }

    /// Returns the node and the position of the character that a byte is of.
    fn origin(&self, at: usize) -> Option<(usize, u32)> {
        let position = self.at.get(at).copied().filter(|position| *position != u32::MAX)?;
        let after = self.nodes.partition_point(|(start, _)| *start <= at);
        let (_, node) = self.nodes.get(after.checked_sub(1)?)?;
        Some((*node, position))
    }

    /// Returns the point before the character at a position.
    fn start(&self, at: usize) -> Option<Point> {
        self.origin(at).map(|(node, at)| Point { node, at: at as usize })
    }

    /// Returns the point after the character that ends at a position.
    fn end_of(&self, end: usize) -> Option<Point> {
        let (node, at) = self.origin(end.checked_sub(1)?)?;
        // Only a character of four bytes is two units long, and none of these is folded.
        let is_long =
            end.checked_sub(4).and_then(|start| self.text.as_bytes().get(start)).is_some_and(|b| *b >= 0xF0);
        Some(Point { node, at: at as usize + if is_long { 2 } else { 1 } })
    }
}
