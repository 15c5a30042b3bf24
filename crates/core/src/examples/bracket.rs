//! Angle brackets that are no placeholders: tags, names of groups, and the synopsis of a command.

use std::ops::Range;

use super::shape::Shape;
use crate::text::Cut;

/// What of a block tells placeholders from everything else in angle brackets.
#[derive(Debug)]
pub(super) struct Brackets<'a> {
    /// The block describes a syntax: `[<name>]`, `<this>|<that>`.
    is_synopsis: bool,
    /// The names in closing tags.
    closed: Vec<&'a str>,
}

/// More closing tags of different names mean a document, in which nothing is a placeholder.
const MOST_CLOSED: usize = 100;

/// What only the synopsis of a command has.
const SYNOPSIS: [&str; 6] = ["[<", ">|", "|<", "> | <", "[--", "...]"];

impl<'a> Brackets<'a> {
    /// Looks through a block.
    pub(super) fn of(block: &'a str) -> Self {
        let is_synopsis = SYNOPSIS.iter().any(|sign| block.contains(sign));
        let mut closed: Vec<&str> = Vec::new();
        for (at, _) in block.match_indices("</") {
            let rest = block.after(at + 2);
            let length = rest.bytes().take(100).position(|byte| matches!(byte, b'>' | b'<' | b'\n'));
            let name = length.map_or("", |length| rest.before(length).trim_end());
            if !closed.contains(&name) {
                closed.push(name);
            }
            if closed.len() > MOST_CLOSED {
                return Self { is_synopsis: true, closed };
            }
        }
        Self { is_synopsis, closed }
    }

    /// Tells whether what is in a range of the block is a placeholder.
    pub(super) fn is_placeholder(&self, block: &str, range: &Range<usize>, shape: Shape) -> bool {
        let (before, after) = (block.before(range.start), block.after(range.end));
        let inner = block.between(range.start + 1..range.end - 1);
        let is_group = before.ends_with("(?") || before.ends_with("(?P");
        let is_tag = self.closed.contains(&inner) || before.ends_with('<') || after.starts_with('>');
        !self.is_synopsis
            && !is_group
            && !is_tag
            && (shape != Shape::BracketPattern || is_name(before, inner))
    }
}

/// Tells whether what a pattern has found is a name: no tag with attributes, no address, no type of a generic one.
fn is_name(before: &str, inner: &str) -> bool {
    let edges = |c: char| c.is_whitespace() || matches!(c, '/' | '!' | '?' | '%' | '-');
    !before.ends_with(|c: char| c.is_ascii_alphabetic())
        && !inner.starts_with(edges)
        && !inner.ends_with(edges)
        && !inner.contains(['=', '"', '\'', '@', '{', '}', '|', ';'])
        && !inner.contains("://")
}
