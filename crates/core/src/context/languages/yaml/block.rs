//! Block scalars of YAML: the lines after `|` or `>` that are indented deeper, and the file that they may be.

use super::scanner::Scanner;
use super::{BLOCK, COMMENT, FOLDED};
use crate::context::language::Language;
use crate::context::token::{Indent, Inner, Token};
use crate::guide::mark;
use crate::text::{Cut, Find, Signs};

impl Scanner<'_> {
    /// Tells whether `|` or `>` begins a block: only indicators and a comment may follow in the line.
    pub(super) fn is_block_header(&self) -> bool {
        let header = self.text.between(self.at + 1..self.line_end()).trim_end();
        let indicators = header.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
        indicators.is_empty() || indicators.trim_start().starts_with('#') && indicators.starts_with_any(" \t")
    }

    /// Reads a block scalar: the lines after the header that are indented deeper than what it belongs to.
    pub(super) fn block(&mut self, folded: bool, column: usize) {
        let parent = self.parent(column);
        let header = self.at;
        let first = (self.line_end() + 1).min(self.text.len());
        let given = self.text.between(header..first).chars().find_map(|c| c.to_digit(10));
        let mut columns = given.map(|given| parent.unwrap_or(0) + given as usize);
        let mut end = first;
        let mut at = first;
        for line in self.text.after(first).split_inclusive('\n') {
            let content = line.trim_end_any("\n\r");
            let column = content.len() - content.trim_start_matches(' ').len();
            if !content.trim().is_empty() {
                let columns = *columns.get_or_insert(column);
                if column < columns || parent.is_some_and(|parent| column <= parent) {
                    break;
                }
                end = at + content.len();
            }
            at += line.len();
        }
        self.comment_of_header(header, first);
        if let Some(columns) = columns.filter(|_| end > first) {
            let rule = if folded { &FOLDED } else { &BLOCK };
            let spaces = end - first - self.text.between(first..end).trim_start_matches(' ').len();
            let start = first + columns.min(spaces);
            let mut token = Token::bare(rule, start..end);
            token.indent = Some(if folded { Indent::Folded(columns) } else { Indent::Columns(columns) });
            token.content = self.content_language(&token.decode(self.text)).map(Inner::of);
            self.push(token);
        }
        self.at = at.max(first);
        // The caller continues after the end of a line.
        self.at = self.at.saturating_sub(usize::from(self.text.before(self.at).ends_with('\n')));
    }

    fn comment_of_header(&mut self, header: usize, first: usize) {
        if let Some(at) = self.text.between(header..first).find('#') {
            self.at = header + at;
            self.token(&COMMENT);
        }
    }

    /// Returns the language of a block: that of the file whose name its key is, as in a ConfigMap, or what it shows.
    fn content_language(&self, content: &str) -> Option<&'static Language> {
        let key = self.key.clone().map(|key| self.text.between(key));
        let named = key.filter(|key| !mark::is_in(key) && key.has('.')).and_then(Language::of_file);
        named.or_else(|| Language::of_content(content))
    }
}
