//! A text with a name, and positions in it.
//!
//! Everything that reports a problem points into a [`Source`] with a [`Span`] of bytes.
//! Lines and columns are only worked out when somebody wants to see them.

use std::ops::Range;
use std::sync::OnceLock;

use crate::text::Cut;

/// A named text: a page, a template or a configuration file.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// The positions of some of its bytes, in order, from which those of others are counted.
    known: OnceLock<Vec<(usize, Position)>>,
}

/// How many bytes of a source are counted at most for a position: a page may have as many problems as lines.
const COUNTED: usize = 1024;

impl Source {
    /// Creates a source; `name` is what a reader of a diagnostic would recognise, usually a path.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), known: OnceLock::new() }
    }

    /// Returns the name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the position of a byte offset; an offset past the end or inside a character is moved back.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let known = self.known.get_or_init(|| known_positions(&self.text));
        let next = known.partition_point(|(at, _)| *at <= offset);
        let (at, position) =
            next.checked_sub(1).and_then(|last| known.get(last)).copied().unwrap_or_default();
        position.after(self.text.between(at..offset))
    }

    /// Returns the text of the line that holds `offset`, without its line ending.
    pub fn line_at(&self, offset: usize) -> &str {
        let offset = self.text.floor_char_boundary(offset);
        let start = self.text.before(offset).rfind('\n').map_or(0, |at| at + 1);
        let end = self.text.after(offset).find('\n').map_or(self.text.len(), |at| offset + at);
        self.text.between(start..end).trim_end_matches('\r')
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Source {}

fn known_positions(text: &str) -> Vec<(usize, Position)> {
    let mut known = vec![(0, Position::default())];
    let (mut at, mut position) = (0, Position::default());
    while at + COUNTED < text.len() {
        let next = text.ceil_char_boundary(at + COUNTED);
        position = position.after(text.between(at..next));
        at = next;
        known.push((at, position));
    }
    known
}

/// A range of bytes in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Creates a span from a pair of byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the span as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A position in a text as people and programs count it, everything from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line number.
    pub line: usize,
    /// Column in characters, as an editor shows it.
    pub column: usize,
    /// Column in bytes, as Hugo and some formats count it.
    pub byte_column: usize,
}

impl Default for Position {
    /// Returns the position of the first byte.
    fn default() -> Self {
        Self { line: 1, column: 1, byte_column: 1 }
    }
}

impl Position {
    /// Works out the position of a byte offset in `text`.
    pub fn of(text: &str, offset: usize) -> Self {
        Self::default().after(text.before(text.floor_char_boundary(offset)))
    }

    /// Returns the position after a text that begins at this one.
    fn after(self, text: &str) -> Self {
        match text.rfind('\n') {
            Some(end) => Self {
                line: self.line + text.bytes().filter(|&byte| byte == b'\n').count(),
                column: text.after(end + 1).chars().count() + 1,
                byte_column: text.len() - end,
            },
            None => Self {
                column: self.column + text.chars().count(),
                byte_column: self.byte_column + text.len(),
                ..self
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_the_same_from_wherever_they_are_counted() {
        let line = "é😀x\r\n";
        for text in [
            line.repeat(2_000),
            "é😀x ".repeat(2_000),
            format!("{}\n{line}", "x".repeat(5_000)),
            String::new(),
        ] {
            let source = Source::new("a.md", text.as_str());
            for offset in (0..text.len() + 2).step_by(7).chain([text.len()]) {
                assert_eq!(source.position(offset), Position::of(&text, offset), "{offset}");
            }
        }
    }
}
