//! Lines that the author marked or numbered, as the attributes of their block say.
//!
//! A line is an element, so that its background goes across all of it. Its number is an attribute, which a style sheet
//! shows: so it is no text, and nobody copies it.

use std::ops::Range;

use super::pieces::Piece;
use crate::context::ClassedRanges;
use crate::markup::html::HtmlTag;
use crate::markup::{LINE_NUMBERS, MARKED_LINES};
use crate::text::Cut;

/// What is said of the lines of a block.
#[derive(Debug, Default)]
pub(super) struct LineOptions {
    /// The first and the last line of every group, counted from 1.
    marked: Vec<(usize, usize)>,
    /// The number of the first line, where lines have numbers.
    first: Option<usize>,
}

/// A line that gets its own element.
pub(super) struct Line {
    /// Its text, without the line break.
    pub(super) text: Range<usize>,
    is_marked: bool,
    number: Option<usize>,
}

/// More groups of lines than anybody marks; every line is compared with all of them.
const MAX_GROUPS: usize = 100;

impl LineOptions {
    /// Reads the attributes of a block.
    pub(super) fn of(pre: &HtmlTag<'_>) -> Self {
        let marked = pre.attribute(MARKED_LINES).unwrap_or_default();
        let groups = marked.split(|c: char| !c.is_ascii_digit() && c != '-').filter_map(group);
        Self {
            marked: groups.take(MAX_GROUPS).collect(),
            first: pre.attribute(LINE_NUMBERS).map(|first| first.trim().parse().unwrap_or(1)),
        }
    }

    /// Returns the lines that get an element.
    pub(super) fn lines(&self, text: &str, pieces: &[Piece]) -> Vec<Line> {
        let mut lines = Vec::new();
        if self.marked.is_empty() && self.first.is_none() {
            return lines;
        }
        // The line break inside of a value of several lines ends no element.
        let mut wholes = pieces.iter().filter(|piece| piece.is_whole && piece.text.len() > 1).peekable();
        let (mut start, mut number) = (0, 1);
        for (index, (end, _)) in text.match_indices('\n').enumerate() {
            while wholes.next_if(|whole| whole.text.end <= end).is_some() {}
            if wholes.peek().is_none_or(|whole| whole.text.start > end) {
                lines.extend(self.line(start..end, number));
                (start, number) = (end + 1, index + 2);
            }
        }
        lines.extend(self.line(start..text.len(), number).filter(|_| start < text.len()));
        lines
    }

    fn line(&self, text: Range<usize>, number: usize) -> Option<Line> {
        let is_marked = self.marked.iter().any(|(first, last)| (*first..=*last).contains(&number));
        let number = self.first.map(|first| first.saturating_add(number - 1));
        (is_marked || number.is_some()).then_some(Line { text, is_marked, number })
    }
}

/// Reads a group of lines: `3` or `3-5`.
fn group(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((first.parse().ok()?, last.parse().ok()?))
}

impl Line {
    /// Returns its start tag.
    pub(super) fn tag(&self) -> String {
        let class = if self.is_marked { "hl-line hl-mark" } else { "hl-line" };
        match self.number {
            Some(number) => format!("<span class=\"{class}\" data-line=\"{number}\">"),
            None => format!("<span class=\"{class}\">"),
        }
    }
}

/// Splits parts of a text so that each is inside of a line or outside of all.
pub(super) fn split(parts: ClassedRanges, lines: &[Line], text: &str) -> ClassedRanges {
    if lines.is_empty() {
        return parts;
    }
    let mut cuts = lines.iter().flat_map(|line| [line.text.start, line.text.end]).peekable();
    let mut out = ClassedRanges::with_capacity(parts.len());
    for (range, class) in parts {
        while cuts.next_if(|cut| *cut <= range.start).is_some() {}
        let mut start = range.start;
        while let Some(cut) = cuts.next_if(|cut| *cut < range.end) {
            out.push((start..cut, class));
            start = cut;
        }
        out.push((start..range.end, class));
    }
    // Line breaks have no colour.
    out.retain(|(range, _)| !text.between(range.clone()).trim().is_empty());
    out
}
