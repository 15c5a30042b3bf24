//! The scanner of YAML: scalars, keys, comments and blocks, as far as they can hold a value.
//!
//! It reads line by line, because indentation decides what belongs together:
//!
//! 1. Indicators before a line's first value are skipped: `- `, `? `, anchors and tags.
//! 2. A quoted scalar may end on a later line. A plain one continues in lines that are indented deeper than the
//!    collection it belongs to.
//! 3. After `|` or `>` the deeper lines are one block. Inside brackets only commas, colons and brackets count.

use std::ops::Range;

use super::commands::Nest;
use super::{COMMENT, DOUBLE, NAME, SINGLE, key};
use crate::context::language::Language;
use crate::context::lexer;
use crate::context::rule::TokenRule;
use crate::context::token::{Indent, Inner, Token};
use crate::text::{Cut, Find, Signs};

/// Finds the tokens of a YAML text.
pub(super) fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        at: 0,
        tokens: Vec::new(),
        open: Vec::new(),
        brackets: 0,
        key: None,
        nest: Nest::new(language.command_keys),
    };
    while scanner.at < text.len() {
        scanner.line();
    }
    scanner.nest.finish(text, &mut scanner.tokens);
    scanner.tokens
}

pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) tokens: Vec<Token>,
    /// The columns of the keys and dashes whose collections are open.
    pub(super) open: Vec<usize>,
    /// How many `[` and `{` are open.
    pub(super) brackets: usize,
    /// The content of the last key, which may name a file.
    pub(super) key: Option<Range<usize>>,
    /// Where the values are, for those that are commands.
    pub(super) nest: Nest,
}

impl Scanner<'_> {
    /// Reads from the start of a line to the start of another.
    pub(super) fn line(&mut self) {
        let start = self.at;
        let end = self.line_end();
        let line = self.text.between(start..end);
        let is_directive = line.starts_with('%') && self.brackets == 0;
        if is_directive || line == "---" || line == "..." {
            return self.skip_line_end(end);
        }
        // A document may begin with its value: `--- text`.
        let line = line.strip_prefix("--- ").unwrap_or(line);
        self.at = end - line.trim_start_any(" \t").len();
        let mut line = start;
        while self.at < self.text.len() && !self.at_line_end() {
            let before = self.at;
            self.value(line);
            // A value of several lines ends in another line; the rest of this one is not looked at again.
            line = self.text.between(before..self.at).rfind('\n').map_or(line, |at| before + at + 1);
        }
        let end = self.line_end();
        self.skip_line_end(end);
    }

    pub(super) fn skip_line_end(&mut self, end: usize) {
        self.at = (end + 1).min(self.text.len());
    }

    pub(super) fn line_end(&self) -> usize {
        self.text.after(self.at).find('\n').map_or(self.text.len(), |at| self.at + at)
    }

    pub(super) fn at_line_end(&self) -> bool {
        self.text.after(self.at).starts_with('\n')
    }

    /// Reads the next thing in a line.
    pub(super) fn value(&mut self, line: usize) {
        let rest = self.text.after(self.at);
        let column = self.at - line;
        let next = rest.chars().next().unwrap_or_default();
        let second = rest.after(next.len_utf8()).chars().next();
        let is_alone = second.is_none_or(char::is_whitespace);
        match next {
            ' ' | '\t' | '\r' => self.at += 1,
            '#' if self.is_behind_space() => self.token(&COMMENT),
            '-' | '?' if is_alone && self.brackets == 0 => {
                self.open_at(column);
                self.nest.item(column, self.at);
                self.at += 1;
            }
            ':' if is_alone || self.brackets > 0 => self.at += 1,
            '[' | '{' => {
                self.brackets += 1;
                if next == '[' {
                    self.nest.list(self.brackets, self.at);
                }
                self.at += 1;
            }
            ']' | '}' if self.brackets > 0 => {
                self.brackets -= 1;
                self.nest.close(self.brackets);
                self.at += 1;
            }
            ',' if self.brackets > 0 => self.at += 1,
            '&' | '*' | '!' if !is_alone => self.name(),
            '|' | '>' if self.brackets == 0 && self.is_block_header() => self.block(next == '>', column),
            '\'' => self.quoted(&SINGLE, column),
            '"' => self.quoted(&DOUBLE, column),
            _ => self.plain(column),
        }
    }

    /// Notes a key or a dash: what is deeper belongs to it.
    pub(super) fn open_at(&mut self, column: usize) {
        if self.brackets == 0 {
            self.open.retain(|open| *open < column);
            self.open.push(column);
        }
    }

    /// Returns the column of the innermost collection that a value belongs to; `None` for a document's own value.
    pub(super) fn parent(&self, column: usize) -> Option<usize> {
        self.open.iter().rev().copied().find(|open| *open < column)
    }

    pub(super) fn is_behind_space(&self) -> bool {
        self.text.before(self.at).chars().next_back().is_none_or(char::is_whitespace)
    }

    pub(super) fn token(&mut self, rule: &'static TokenRule) {
        match lexer::read(rule, self.text, self.at) {
            Some(token) => {
                self.at = token.outer.end;
                self.tokens.push(token);
            }
            None => self.at += 1,
        }
    }

    /// Reads an anchor, an alias or a tag.
    pub(super) fn name(&mut self) {
        let end = self
            .text
            .after(self.at)
            .find(|c: char| c.is_whitespace() || (self.brackets > 0 && ",[]{}".has(c)))
            .map_or(self.text.len(), |at| self.at + at);
        self.tokens.push(Token::bare(&NAME, self.at..end));
        self.at = end;
    }

    /// Reads a quoted scalar, over several lines if need be.
    pub(super) fn quoted(&mut self, rule: &'static TokenRule, column: usize) {
        let one_line = lexer::read(rule, self.text, self.at);
        // A backslash at its end takes a line break along.
        let one_line = one_line.filter(|token| !self.text.between(token.inner.clone()).has('\n'));
        let Some(mut token) = one_line.or_else(|| self.long_quoted(rule)) else {
            // It never ends; the rest of the line is not a value.
            self.at = self.line_end();
            return;
        };
        self.at = token.outer.end;
        if self.is_key() {
            self.note_key(&mut token, column);
        }
        self.push(token);
    }

    /// Adds a key or a value.
    pub(super) fn push(&mut self, token: Token) {
        if !token.is_key {
            self.nest.value(self.tokens.len());
        }
        self.tokens.push(token);
    }

    /// Reads a quoted scalar whose lines are folded.
    pub(super) fn long_quoted(&self, rule: &'static TokenRule) -> Option<Token> {
        let many = TokenRule { multiline: true, ..*rule };
        let start = self.at + rule.open.len();
        let end = lexer::end(&many, self.text, start)?;
        let mut token = Token::new(rule, self.at..end + rule.close.len(), start..end);
        token.indent = Some(Indent::Flow);
        Some(token)
    }

    /// Tells whether what was read last is a key: a colon and white space follow it.
    pub(super) fn is_key(&self) -> bool {
        let rest = self.text.after(self.at).trim_start_any(" \t");
        let after = rest.strip_prefix(':');
        after.is_some_and(|rest| self.brackets > 0 || rest.is_empty() || rest.starts_with_any(" \t\n\r"))
    }

    /// Notes that a token is a key: no variable is replaced in it, and what is deeper belongs to it.
    pub(super) fn note_key(&mut self, token: &mut Token, column: usize) {
        token.content = Some(Inner::of(Language::text()));
        token.is_key = true;
        token.rule = key(token.rule);
        self.nest.key(self.brackets, column, self.tokens.len());
        self.open_at(column);
        self.key = Some(token.inner.clone());
    }
}
