//! Plain scalars of YAML: where one ends in its line, and whether it continues in the next.

use super::scanner::Scanner;
use super::{FLOW, PLAIN};
use crate::context::rule::TokenRule;
use crate::context::token::{Indent, Token};
use crate::text::{Cut, Find};

impl Scanner<'_> {
    /// Reads a plain scalar or key.
    pub(super) fn plain(&mut self, column: usize) {
        let start = self.at;
        let end = self.plain_end(start);
        if end == start {
            self.at += self.text.after(start).chars().next().map_or(1, char::len_utf8);
            return;
        }
        self.at = end;
        let rule: &'static TokenRule = if self.brackets > 0 { &FLOW } else { &PLAIN };
        let mut token = Token::bare(rule, start..end);
        if self.is_key() {
            self.note_key(&mut token, column);
        } else if let Some(end) = self.continued(end, self.parent(column)) {
            token = Token::bare(rule, start..end);
            token.indent = Some(Indent::Flow);
            token.quotable = false;
            self.at = end;
        }
        self.push(token);
    }

    /// Returns where a plain scalar ends in its line.
    fn plain_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut at = start;
        for character in self.text.after(start).chars() {
            let next = self.text.after(at + character.len_utf8()).chars().next();
            let closes = self.brackets > 0 && next.is_none_or(|c| ",[]{}".has(c));
            match character {
                '\n' => break,
                ':' if next.is_none_or(char::is_whitespace) || closes => break,
                '#' if at > end => break,
                ',' | '[' | ']' | '{' | '}' if self.brackets > 0 => break,
                _ => {}
            }
            at += character.len_utf8();
            if !character.is_whitespace() {
                end = at;
            }
        }
        end
    }

    /// Returns where a plain scalar ends that continues in the next lines.
    fn continued(&self, end: usize, parent: Option<usize>) -> Option<usize> {
        let mut last = None;
        let mut at = end;
        // A comment after the first line ends the scalar.
        let mut after = self.text.after(at).chars();
        if after.find(|c| *c == '\n' || !c.is_whitespace()).is_some_and(|c| c != '\n') {
            return None;
        }
        loop {
            at += self.text.after(at).find('\n')? + 1;
            let line = self.text.after(at).split('\n').next().unwrap_or_default();
            let trimmed = line.trim();
            if trimmed.is_empty() {
                if at + line.len() >= self.text.len() {
                    return last;
                }
                continue;
            }
            let column = line.len() - line.trim_start().len();
            if (self.brackets == 0 && parent.is_some_and(|parent| column <= parent))
                || trimmed.starts_with('#')
            {
                return last;
            }
            let start = at + column;
            let stop = self.plain_end(start);
            let after = self.text.between(stop..at + line.len()).trim_start();
            let is_entry = self.brackets == 0 && (after.starts_with(':'));
            let is_marker = line == "---" || line == "...";
            if stop == start || is_entry || is_marker {
                return last;
            }
            last = Some(stop);
            if !after.is_empty() {
                return last;
            }
            at = stop;
        }
    }
}
