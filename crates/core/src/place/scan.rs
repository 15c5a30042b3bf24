//! The scanner of languages that their forms alone describe.
//!
//! At every place it tries the openings of the language's forms, then a word; everything else is punctuation. A form
//! that never closes is none: its opening is an ordinary character, as the apostrophe in a sentence. Where something
//! stands that the forms do not describe, the whole text is taken for an unknown language.

use super::encoding::{Piece, is_name, ordinary};
use super::form::{Form, Opens, Role};
use super::language::Language;
use super::token::Token;
use crate::cut::Cut;

/// Finds the tokens of a text.
pub(crate) fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(character) = text.after(at).chars().next() {
        if (language.foreign)(text.after(at)) {
            return vec![Token::bare(Language::unknown().word, 0..text.len())];
        }
        let token = language
            .forms
            .iter()
            .find_map(|form| read(form, text, at))
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

/// Reads a form that opens at a place.
pub(crate) fn read(form: &'static Form, text: &str, at: usize) -> Option<Token> {
    let opening = |before: &&str| {
        Some(
            before.len()
                + text.after(at).strip_prefix(before)?.starts_with(form.open).then_some(form.open.len())?,
        )
    };
    let start = at + form.before.iter().find_map(opening)?;
    if !opens_here(form, text, at) {
        return None;
    }
    let end = end(form, text, start)?;
    Some(Token::new(form, at..end + form.close.len(), start..end))
}

/// Returns where the content of a form ends that starts at a place.
pub(crate) fn end(form: &Form, text: &str, start: usize) -> Option<usize> {
    let line = || text.after(start).find('\n').map_or(text.len(), |at| start + at);
    if form.close.is_empty() {
        let end = line();
        return Some(if text.between(start..end).ends_with('\r') { end - 1 } else { end });
    }
    let plain = form.escape.is_none() && form.escapes.is_empty() && form.insertions.is_empty();
    if plain {
        let limit = if form.lines { text.len() } else { line() };
        return text.between(start..limit).find(form.close).map(|at| start + at);
    }
    let mut at = start + ordinary(text.after(start));
    while at < text.len() {
        let rest = text.after(at);
        // What is written for a quote may begin with it: `''`.
        let (piece, length) = form.piece(rest);
        let is_escape =
            length > form.close.len() || piece == Piece::Raw || form.escape == rest.chars().next();
        if rest.starts_with(form.close) && !is_escape {
            return Some(at);
        }
        if rest.starts_with('\n') && !form.lines {
            return None;
        }
        at += length;
        at += ordinary(text.after(at));
    }
    None
}

fn opens_here(form: &Form, text: &str, at: usize) -> bool {
    let before = text.before(at).chars().next_back();
    match form.opens {
        Opens::Anywhere => true,
        Opens::Word => before.is_none_or(|c| !is_name(c)),
        Opens::Space => before.is_none_or(char::is_whitespace),
        Opens::Command => before.is_none_or(|c| c.is_whitespace() || ";&|()".contains(c)),
        Opens::Line => text.before(at).rsplit('\n').next().unwrap_or_default().trim().is_empty(),
        Opens::Operator => is_behind_operator(text.before(at)),
    }
}

/// Tells whether a value may follow a text: an operator, an opening bracket or such a word stands at its end.
fn is_behind_operator(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\t']);
    let word = text.rsplit(|c| !is_name(c)).next().unwrap_or_default();
    text.chars().next_back().is_none_or(|c| "\n(,=:[!&|?{};~>+-*".contains(c)) || OPERATORS.contains(&word)
}

/// Words of JavaScript and Ruby behind which a slash begins a regular expression.
const OPERATORS: [&str; 18] = [
    "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "await", "yield", "throw", "and",
    "or", "not", "if", "unless", "when",
];

/// Reads a bare word at a place.
pub(crate) fn word(form: &'static Form, text: &str, at: usize) -> Option<Token> {
    let mut end = at + letters(text.after(at));
    while let Some(character) = text.after(end).chars().next() {
        let is_escaped = form.escape == Some(character) && form.otherwise != super::form::Otherwise::Refuse;
        let insertion = matches!(form.piece(text.after(end)), (Piece::Raw, _)) && form.role == Role::Word;
        if is_escaped || insertion {
            end += form.piece(text.after(end)).1;
        } else if form.holds.has(character) || is_name(character) {
            end += character.len_utf8();
            end += letters(text.after(end));
        } else {
            break;
        }
    }
    (end > at).then(|| Token::bare(form, at..end))
}

/// Returns how many letters and digits a text begins with, which every word holds.
fn letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
}
