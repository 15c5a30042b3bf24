//! Ranges of passages' texts as places in text nodes.

use std::ops::Range;

use super::layout::{Layout, Place, Point};
use crate::text::order;

/// A node and where its text is in that of its passage.
struct Part {
    passage: usize,
    node: usize,
    start: usize,
}

/// Returns where ranges of passages' texts are.
pub(super) fn places(layout: &Layout, ranges: &[(usize, Range<usize>)]) -> Vec<Option<Place>> {
    let mut reader = Reader { layout, parts: parts(layout), last: (0, 0, 0) };
    ranges.iter().map(|(passage, range)| reader.place(*passage, range)).collect()
}

/// Returns the nodes that have text by passage, those of one passage in their order.
fn parts(layout: &Layout) -> Vec<Part> {
    let mut texts = vec![(0, false); layout.passages.len()];
    let mut parts = Vec::with_capacity(layout.nodes.len());
    for (number, node) in layout.nodes.iter().enumerate() {
        let Some((length, ends_line)) = texts.get_mut(node.passage) else { continue };
        // As `push_node` does.
        *length += usize::from(node.starts_line && *length > 0 && !*ends_line);
        if let Some(last) = node.text.bytes().next_back() {
            parts.push(Part { passage: node.passage, node: number, start: *length });
            *length += node.text.len();
            *ends_line = last == b'\n';
        } else if node.starts_line && *length > 0 {
            *ends_line = true;
        }
    }
    order::by_key(&mut parts, |part| part.passage);
    parts
}

/// Finds places, one after the other.
struct Reader<'a> {
    layout: &'a Layout,
    parts: Vec<Part>,
    /// The node that was read last, a position in its text in bytes, and the same in UTF-16 units.
    last: (usize, usize, usize),
}

impl Reader<'_> {
    fn place(&mut self, passage: usize, range: &Range<usize>) -> Option<Place> {
        // The last character is in the node that starts before its end.
        let last = range.end.saturating_sub(usize::from(!range.is_empty()));
        let start = self.point(passage, range.start, range.start)?;
        Some(Place { start, end: self.point(passage, last, range.end)? })
    }

    /// Returns the point of a position in the node that holds the byte at `inside`.
    fn point(&mut self, passage: usize, inside: usize, at: usize) -> Option<Point> {
        let after = self.parts.partition_point(|part| (part.passage, part.start) <= (passage, inside));
        let part = self.parts.get(after.checked_sub(1)?).filter(|part| part.passage == passage)?;
        let text = self.layout.nodes.get(part.node)?.text.as_str();
        let offset = at.checked_sub(part.start)?.min(text.len());
        let (node, before, units) = self.last;
        let (from, units) = if node == part.node && before <= offset { (before, units) } else { (0, 0) };
        let at = units + text.get(from..offset)?.encode_utf16().count();
        self.last = (part.node, offset, at);
        Some(Point { node: part.node, at })
    }
}
