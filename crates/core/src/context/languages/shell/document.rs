//! Here-documents: where one begins, and its lines (POSIX.1-2024, XCU section 2.7.4).

use std::ops::Range;

use super::{HERE, HERE_LITERAL};
use crate::context::rule::TokenRule;
use crate::context::token::{Indent, Token};
use crate::guide::mark;
use crate::text::{Cut, Find, Signs};

/// A here-document whose lines follow.
pub(super) struct Document {
    end: String,
    literal: bool,
    /// Whether tabs before its lines are ignored.
    tabs: bool,
}

impl Document {
    /// Reads `<<END`, `<<-END` or `<<'END'` at a position.
    pub(super) fn open(text: &str, at: usize) -> Option<(Self, usize)> {
        let rest = text.after(at).strip_prefix("<<")?;
        if rest.starts_with('<') {
            return None;
        }
        let tabs = rest.starts_with('-');
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        let word = rest.trim_start_any(" \t");
        let length = word.find(|c: char| c.is_whitespace() || ";|&<>()".has(c)).unwrap_or(word.len());
        let (word, after) = word.around(length);
        let end: String = word.chars().filter(|c| !"'\"\\".has(*c)).collect();
        let is_name = !end.is_empty() && end.chars().all(|c| c.is_alphanumeric() || "_-.".has(c));
        let document = Document { literal: end != word, end, tabs };
        (is_name && !mark::is_in(word)).then(|| (document, text.len() - after.len()))
    }

    /// Reads the lines of the document; returns where the next ones start.
    pub(super) fn read(&self, text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
        let mut at = start;
        for line in text.after(start).split_inclusive('\n') {
            let content = line.trim_end_matches('\n');
            let content = if self.tabs { content.trim_start_matches('\t') } else { content };
            if content == self.end {
                self.push(start..at, tokens);
                return at + line.trim_end_matches('\n').len();
            }
            at += line.len();
        }
        // Without its last line it is not one: `1 << bits` is arithmetic.
        start
    }

    fn push(&self, range: Range<usize>, tokens: &mut Vec<Token>) {
        let rule: &'static TokenRule = if self.literal { &HERE_LITERAL } else { &HERE };
        if !range.is_empty() {
            let indent = self.tabs.then_some(Indent::Tabs);
            tokens.push(Token { indent, ..Token::bare(rule, range) });
        }
    }
}
