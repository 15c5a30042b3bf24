//! A text with a name, and positions in it.
//!
//! Everything that reports a problem points into a [`Source`] with a [`Span`] of bytes.
//! Lines and columns are only worked out when somebody wants to see them.

use std::ops::Range;

use crate::text::Cut;

/// A named text: a page, a template or a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// Creates a source; `name` is what a reader of a diagnostic would recognise, usually a path.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
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
        Position::of(&self.text, offset)
    }

    /// Returns the text of the line that holds `offset`, without its line ending.
    pub fn line_at(&self, offset: usize) -> &str {
        let offset = self.text.floor_char_boundary(offset);
        let start = self.text.before(offset).rfind('\n').map_or(0, |at| at + 1);
        let end = self.text.after(offset).find('\n').map_or(self.text.len(), |at| offset + at);
        self.text.between(start..end).trim_end_matches('\r')
    }
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

impl Position {
    /// Works out the position of a byte offset in `text`.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.before(text.floor_char_boundary(offset));
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before.after(line_start).chars().count() + 1,
            byte_column: before.len() - line_start + 1,
        }
    }
}
