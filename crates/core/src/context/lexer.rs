//! The scanner of languages that their rules alone describe.
//!
//! At every position it tries the openings of the language's rules, then a word; everything else is punctuation. A rule
//! that never closes is not one: its opening is an ordinary character, as the apostrophe in a sentence. If the text
//! holds something that the rules do not describe, all of it is taken for an unknown language.

use super::escape::{RAW, Unit, is_name, ordinary};
use super::language::Language;
use super::rule::{Boundary, TokenKind, TokenRule};
use super::token::Token;
use crate::text::{Cut, Find, Signs, is_one_of};

/// Finds the tokens of a text.
pub(crate) fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(character) = text.after(at).chars().next() {
        if character == RAW.0 {
            // What another language puts in is nothing that this one reads.
            at = text.after(at).find(RAW.1).map_or(text.len(), |end| at + end + RAW.1.len_utf8());
            continue;
        }
        if (language.foreign)(text.after(at)) {
            return vec![Token::bare(Language::unknown().word, 0..text.len())];
        }
        let token = language
            .rules
            .iter()
            .find_map(|rule| read(rule, text, at))
            .or_else(|| word(language.word, text, at));
        at = match token {
            Some(token) => {
                let end = token.outer.end;
                tokens.push(token);
                end
            }
            None => at + character.len_utf8(),
        };
    }
    tokens
}

/// Finds what rules describe, whatever else is in a text.
pub(crate) fn by_rules(rules: &[&'static TokenRule], text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(character) = text.after(at).chars().next() {
        let token = rules.iter().find_map(|rule| read(rule, text, at));
        at = token.as_ref().map_or(at, |token| token.outer.end).max(at + character.len_utf8());
        tokens.extend(token);
    }
    tokens
}

/// Reads a rule that opens at a position.
pub(crate) fn read(rule: &'static TokenRule, text: &str, at: usize) -> Option<Token> {
    let opening = |before: &&str| {
        Some(
            before.len()
                + text.after(at).strip_prefix(before)?.starts_with(rule.open).then_some(rule.open.len())?,
        )
    };
    let start = at + rule.prefixes.iter().find_map(opening)?;
    if !opens_here(rule, text, at) {
        return None;
    }
    let end = end(rule, text, start)?;
    Some(Token::new(rule, at..end + rule.close.len(), start..end))
}

/// Returns where the content of a rule ends that starts at a position.
pub(crate) fn end(rule: &TokenRule, text: &str, start: usize) -> Option<usize> {
    let line = || text.after(start).find('\n').map_or(text.len(), |at| start + at);
    if rule.close.is_empty() {
        let end = line();
        return Some(if text.between(start..end).ends_with('\r') { end - 1 } else { end });
    }
    let plain = rule.escape.is_none() && rule.escapes.is_empty() && rule.interpolations.is_empty();
    if plain {
        let limit = if rule.multiline { text.len() } else { line() };
        return text.between(start..limit).position_of(rule.close).map(|at| start + at);
    }
    let mut at = start + ordinary(text.after(start));
    while at < text.len() {
        let rest = text.after(at);
        // What is written for a quote may begin with it: `''`.
        let (unit, length) = rule.unit(rest);
        let is_escape = length > rule.close.len() || unit == Unit::Raw || rule.escape == rest.chars().next();
        if rest.starts_with(rule.close) && !is_escape {
            return Some(at);
        }
        if rest.starts_with('\n') && !rule.multiline {
            return None;
        }
        at += length;
        at += ordinary(text.after(at));
    }
    None
}

/// Returns where a line ends with all that belong to it: a backslash at the end of one takes the next one along.
pub(crate) fn continued_line_end(text: &str, start: usize) -> usize {
    let mut at = start;
    for line in text.after(start).split_inclusive('\n') {
        at += line.len();
        // Two backslashes are one that is meant.
        let content = line.trim_end_any("\n\r");
        let backslashes = content.len() - content.trim_end_matches('\\').len();
        if backslashes % 2 == 0 {
            break;
        }
    }
    at
}

fn opens_here(rule: &TokenRule, text: &str, at: usize) -> bool {
    let before = text.before(at).chars().next_back();
    match rule.boundary {
        Boundary::Anywhere => true,
        Boundary::Word => before.is_none_or(|c| !is_name(c)),
        Boundary::Space => before.is_none_or(char::is_whitespace),
        Boundary::Command => before.is_none_or(|c| c.is_whitespace() || ";&|()".has(c)),
        Boundary::Line => text.before(at).rsplit('\n').next().unwrap_or_default().trim().is_empty(),
        Boundary::Operator => is_behind_operator(text.before(at)),
    }
}

/// Tells whether a value may follow a text: it ends with an operator, an opening bracket or such a word.
fn is_behind_operator(text: &str) -> bool {
    let text = text.trim_end_any(" \t");
    let word = text.rsplit(|c| !is_name(c)).next().unwrap_or_default();
    text.chars().next_back().is_none_or(|c| "\n(,=:[!&|?{};~>+-*".has(c)) || is_one_of(OPERATORS, word)
}

/// Words of JavaScript and Ruby after which a slash begins a regular expression.
const OPERATORS: &str = "return typeof case in of do else void delete await yield throw and or not if \
    unless when";

/// Reads a bare word at a position.
pub(crate) fn word(rule: &'static TokenRule, text: &str, at: usize) -> Option<Token> {
    let mut end = at + letters(text.after(at));
    while let Some(character) = text.after(end).chars().next() {
        let is_escaped = rule.escape == Some(character) && rule.otherwise != super::rule::Otherwise::Refuse;
        let interpolation =
            matches!(rule.unit(text.after(end)), (Unit::Raw, _)) && rule.kind == TokenKind::Word;
        if is_escaped || interpolation {
            end += rule.unit(text.after(end)).1;
        } else if rule.allowed.has(character) || is_name(character) {
            end += character.len_utf8();
            end += letters(text.after(end));
        } else {
            break;
        }
    }
    (end > at).then(|| Token::bare(rule, at..end))
}

/// Returns how many letters and digits a text begins with, which every word holds.
fn letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
}
