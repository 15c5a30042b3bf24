//! What is between strings and comments: words, numbers, variables, options, titles of sections.

use std::ops::Range;

use super::looks::Look;
use super::{ClassedRanges, TokenClass};
use crate::text::{Cut, Find, Signs, is_in};

/// Reads a text from its start to its end.
pub(super) struct Words<'a> {
    text: &'a str,
    look: &'a Look,
    /// What was found.
    pub(super) found: ClassedRanges,
}

/// Words of shells after which a command begins.
const BEFORE: &str = "do else sudo then";

/// Words that are values in nearly every language.
const CONSTANTS: &str = "true false null none nil undefined";

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, look: &'a Look) -> Self {
        Self { text, look, found: ClassedRanges::new() }
    }

    pub(super) fn push(&mut self, range: Range<usize>, class: TokenClass) {
        match self.found.last_mut() {
            Some((last, known)) if last.end == range.start && *known == class => last.end = range.end,
            _ if range.is_empty() => {}
            _ => self.found.push((range, class)),
        }
    }

    /// Reads a string: it may be the name of a setting, and variables may be in it.
    pub(super) fn string(&mut self, range: Range<usize>) {
        if self.is_key(range.end) {
            return self.push(range, TokenClass::Key);
        }
        let mut start = range.start;
        let mut at = range.start;
        let has_variables = self.look.variables && !self.text.after(at).starts_with('\'');
        while let Some(found) = self.text.between(at..range.end).find('$').filter(|_| has_variables) {
            let dollar = at + found;
            let length = variable(self.text.between(dollar..range.end));
            if length > 1 {
                self.push(start..dollar, TokenClass::String);
                self.push(dollar..dollar + length, TokenClass::Variable);
                start = dollar + length;
            }
            at = dollar + length;
        }
        self.push(start..range.end, TokenClass::String);
    }

    /// Reads a part without strings and comments.
    pub(super) fn read(&mut self, part: Range<usize>) {
        let mut at = part.start;
        while let Some(first) = self.text.between(at..part.end).chars().next() {
            let rest = self.text.between(at..part.end);
            let (length, class) = match first {
                '[' if self.look.sections && self.starts_line(at) => {
                    (section(rest), Some(TokenClass::Heading))
                }
                '+' | '-' | '@' if self.look.changes && self.starts_line(at) => change(rest),
                '$' if self.look.variables => (variable(rest), Some(TokenClass::Variable)),
                '-' if self.look.options && self.follows_space(at) => {
                    (option(rest), Some(TokenClass::Variable))
                }
                first if first.is_ascii_digit() => number(rest),
                first if is_start(first) => {
                    let length = name(rest, self.look.signs);
                    (length, self.class_of(at..at + length))
                }
                first => (first.len_utf8(), None),
            };
            // A sign on its own is none of these.
            if let Some(class) = class.filter(|_| length > first.len_utf8() || first.is_alphanumeric()) {
                self.push(at..at + length, class);
            }
            at += length.max(first.len_utf8());
        }
    }

    /// Returns what a word is.
    fn class_of(&self, range: Range<usize>) -> Option<TokenClass> {
        let word = self.text.between(range.clone());
        let follows = self.text.after(range.end).chars().next();
        let is_keyword = || match self.look.any_case {
            true => self.look.keywords.split(' ').any(|known| known.eq_ignore_ascii_case(word)),
            false => self.look.keywords.split(' ').any(|known| known == word),
        };
        let is_type = || word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
        if is_keyword() {
            Some(TokenClass::Keyword)
        } else if is_in(CONSTANTS, word) {
            Some(TokenClass::Number)
        } else if self.look.tags && self.text.before(range.start).ends_with_any("</") {
            Some(TokenClass::Keyword)
        } else if self.is_key(range.end) {
            Some(TokenClass::Key)
        } else if let Some(class) = self.look.lead.filter(|_| self.leads(range.start)) {
            Some(class)
        } else if self.look.calls && follows == Some('(') {
            Some(TokenClass::Function)
        } else {
            (self.look.types && is_type()).then_some(TokenClass::Type)
        }
    }

    /// Tells whether what ends at a position is a name: one of the signs for that follows.
    fn is_key(&self, end: usize) -> bool {
        let rest = self.text.after(end);
        let rest = if self.look.spaced_keys { rest.trim_start_any(" \t") } else { rest };
        let mut signs = rest.chars();
        let sign = signs.next().filter(|sign| self.look.keys.has(*sign));
        // `==`, `=>`, `=~` and `::` are operators.
        sign.is_some_and(|sign| !signs.as_str().starts_with([sign, '>', '~']))
    }

    /// Tells whether a word begins what a line, or a command in it, does.
    fn leads(&self, at: usize) -> bool {
        let before = self.text.before(at).trim_end_any(" \t");
        let after_word =
            || before.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| is_in(BEFORE, word));
        let after_sign = || before.ends_with_any("|&;(`");
        self.starts_line(at) || self.look.commands && (after_sign() || after_word())
    }

    /// Tells whether nothing but white space is before a position in its line, which does not go on with the last one.
    fn starts_line(&self, at: usize) -> bool {
        let before = self.text.before(at).trim_end_any(" \t");
        let line = before.strip_suffix('\n').map(|before| before.strip_suffix('\r').unwrap_or(before));
        before.is_empty() || line.is_some_and(|line| !line.ends_with('\\'))
    }

    fn follows_space(&self, at: usize) -> bool {
        self.text.before(at).ends_with(char::is_whitespace)
    }
}

fn is_start(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

/// Returns the length of a name, in which signs may be too.
fn name(text: &str, signs: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_' && !signs.has(c)).unwrap_or(text.len())
}

/// Returns the length of a number; a word that begins with digits is none.
fn number(text: &str) -> (usize, Option<TokenClass>) {
    let length = text.find(|c: char| !c.is_alphanumeric() && !"._".has(c)).unwrap_or(text.len());
    let word = text.before(length);
    let is_number =
        word.starts_with("0x") || word.bytes().all(|byte| byte.is_ascii_digit() || b"._".contains(&byte));
    (length, is_number.then_some(TokenClass::Number))
}

/// A variable in braces that is longer is none, in bytes.
const MAX_VARIABLE: usize = 200;

/// Returns the length of a variable: `$a`, `${a}`, `$1`, `$env:A`; that of the sign where there is none.
fn variable(text: &str) -> usize {
    let rest = text.after(1);
    if rest.starts_with('{') {
        let end = rest.bytes().take(MAX_VARIABLE).position(|byte| byte == b'}' || byte == b'\n');
        return end.filter(|end| rest.after(*end).starts_with('}')).map_or(1, |end| 1 + end + 1);
    }
    if rest.starts_with_any("@?!#*") {
        return 2;
    }
    1 + name(rest, "")
}

/// Returns the length of an option: `-p`, `--name`.
fn option(text: &str) -> usize {
    let dashes = text.len() - text.trim_start_matches('-').len();
    match text.after(dashes).starts_with(char::is_alphanumeric) && dashes < 3 {
        true => dashes + name(text.after(dashes), "-"),
        false => dashes,
    }
}

/// Returns the length of the title of a section, brackets included.
fn section(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    line.rfind(']').map_or(1, |end| end + 1)
}

/// Returns a line of a change, and what it does.
fn change(text: &str) -> (usize, Option<TokenClass>) {
    let line = text.lines().next().unwrap_or_default();
    let class = match line {
        line if line.starts_with("+++") || line.starts_with("---") => Some(TokenClass::Heading),
        line if line.starts_with('+') => Some(TokenClass::Inserted),
        line if line.starts_with('-') => Some(TokenClass::Deleted),
        line => line.starts_with("@@").then_some(TokenClass::Function),
    };
    (line.len(), class)
}
