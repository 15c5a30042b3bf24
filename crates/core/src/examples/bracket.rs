//! Angle brackets that are no placeholders: tags, names of groups, and the synopsis of a command.

use std::ops::Range;

use super::boundary::last_is_word;
use super::shape::Shape;
use super::{next, pattern};
use crate::text::{Cut, Signs};

/// What of a block tells placeholders from everything else in angle brackets.
#[derive(Debug)]
pub(super) struct Brackets<'a> {
    /// The block describes a syntax: `[<name>]`, `<this>|<that>`, `<this|that>`, `<names...>`, `<name>-<number>`.
    is_synopsis: bool,
    /// The names in closing tags.
    closed: Vec<&'a str>,
}

/// More closing tags of different names mean a document, in which nothing is a placeholder.
const MOST_CLOSED: usize = 100;

/// What only the synopsis of a command has, or the rule by which names are put together.
const SYNOPSIS: [&str; 9] = ["[<", ">|", "|<", "> | <", "> [", "[-", "...]", ">-<", "Usage:"];

impl<'a> Brackets<'a> {
    /// Looks through a block.
    pub(super) fn of(block: &'a str) -> Self {
        let mut is_synopsis = SYNOPSIS.iter().any(|sign| next(block, sign, 0).is_some());
        let mut closed: Vec<&str> = Vec::new();
        for tag in pattern::brackets(block) {
            let name = block.between(tag.start + 1..tag.end - 1);
            is_synopsis |= name.strip_suffix("...").is_some_and(last_is_word);
            is_synopsis |= name.has_any("|") && !name.has_any(" ");
            if let Some(name) = name.strip_prefix('/')
                && !closed.contains(&name)
            {
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
    const EDGES: &str = " \t/!?%-";
    !before.bytes().next_back().is_some_and(|byte| byte.is_ascii_alphabetic())
        && !inner.starts_with_any(EDGES)
        && !inner.ends_with_any(EDGES)
        && !inner.has_any("=\"'@{}|;")
        && next(inner, "://", 0).is_none()
}
