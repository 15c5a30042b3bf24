//! Writes a value so that Markdown reads it as text, as far as its neighbours allow to decide;
//! [`proof`](super::proof) then reads what was written.

use std::ops::Range;

use crate::text::characters::describe;
use crate::text::{Cut, Find};

/// Escapes a value for prose; `range` is its position in the source.
///
/// # Errors
///
/// Says what a sentence cannot contain.
pub(super) fn escape(
    value: &str,
    source: &str,
    range: &Range<usize>,
    in_table: bool,
) -> Result<String, String> {
    if value.contains(['\n', '\r']) {
        return Err("a sentence cannot contain a line break".to_owned());
    }
    let before = source.before(range.start).chars().next_back();
    let after = source.after(range.end).chars().next();
    if before == Some('\\') && value.starts_with(|c: char| c.is_ascii_punctuation()) {
        return Err("the backslash before it would become part of it".to_owned());
    }
    let line = source.before(range.start).rsplit('\n').next().unwrap_or_default();
    // After the signs of lists and quotes a line starts anew.
    let starts_line = line.chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || ">-+*.)".has(c));
    let mut out = String::with_capacity(value.len() + 8);
    let characters: Vec<char> = value.chars().collect();
    for (index, character) in characters.iter().copied().enumerate() {
        let previous = if index == 0 { before } else { characters.get(index - 1).copied() };
        let next = characters.get(index + 1).copied().or(after);
        let at_start = starts_line && index == 0;
        if matches!(character, ' ' | '\t') && (index == 0 || index + 1 == characters.len()) {
            // Markdown takes white space away at the ends of lines, and gives it meaning beside `*`.
            out.push_str(if character == ' ' { "&#32;" } else { "&#9;" });
            continue;
        }
        if is_markup(character, previous, next, in_table)
            || (at_start && "#+->=:|".has(character))
            || (starts_line && ends_number(&characters[..index], character))
        {
            out.push('\\');
        }
        out.push(character);
    }
    Ok(out)
}

/// Tells whether a character could mean something to Markdown between its neighbours.
fn is_markup(character: char, previous: Option<char>, next: Option<char>, in_table: bool) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '{' | '"' | '\'' => true,
        '_' => !(is_word(previous) && is_word(next)),
        '&' => next.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()),
        '|' => in_table,
        // The typographer joins these; `:` could begin the name of an emoji.
        '-' | '.' | '>' => previous == Some(character) || next == Some(character),
        ':' => next.is_some_and(|c| c.is_ascii_alphanumeric() || "+-_".has(c)) && !is_word(previous),
        _ => false,
    }
}

/// Tells whether a character makes a number at the start of a line an item of a list.
fn ends_number(before: &[char], character: char) -> bool {
    matches!(character, '.' | ')') && !before.is_empty() && before.iter().all(char::is_ascii_digit)
}

/// Writes a value into the destination of a link.
///
/// # Errors
///
/// Says what a destination cannot contain.
pub(super) fn in_address(value: &str) -> Result<String, String> {
    // What would be a character reference is none.
    holds("an address", "-._~:/?#@!$&*+,;=%", value).map(|()| value.replace('&', "&amp;"))
}

/// Writes a value into a label, or into the line that opens a code block.
///
/// # Errors
///
/// Says what a label cannot contain.
pub(super) fn in_label(value: &str) -> Result<String, String> {
    holds("a label", " -._/:@+,", value).map(|()| value.to_owned())
}

/// Checks that a value is of letters, digits and `signs`.
fn holds(what: &str, signs: &str, value: &str) -> Result<(), String> {
    match value.chars().find(|c| !c.is_alphanumeric() && !signs.has(*c)) {
        None => Ok(()),
        Some(character) => Err(format!("{what} cannot contain {}", describe(character))),
    }
}
