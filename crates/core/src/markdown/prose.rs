//! Writes a value so that Markdown reads it as the text that it is.

use std::ops::Range;

/// Escapes a value for prose; `range` is where it stands in the source.
///
/// # Errors
///
/// Says what a sentence cannot hold.
pub(super) fn escape(
    value: &str,
    source: &str,
    range: &Range<usize>,
    in_table: bool,
) -> Result<String, String> {
    if value.contains(['\n', '\r']) {
        return Err("a sentence cannot hold a line break".to_owned());
    }
    let before = source[..range.start].chars().next_back();
    let after = source[range.end..].chars().next();
    if before.is_some_and(|c| joins(c, value.chars().next())) {
        return Err("together with the sign before it, it would be markup".to_owned());
    }
    let line = source[..range.start].rsplit('\n').next().unwrap_or_default();
    // Behind the signs of lists and quotes a line starts anew.
    let starts_line = line.chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || ">-+*.)".contains(c));
    if value.is_empty() && starts_line && !line.contains(|c: char| !c.is_whitespace()) && after == Some('\n')
    {
        return Err("the line would be empty and end the paragraph".to_owned());
    }
    if value.is_empty() && before.is_some_and(|c| "*_~[".contains(c)) {
        return Err("nothing would be left of the text between these signs".to_owned());
    }
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
            || (at_start && "#+->=:".contains(character))
            || (starts_line && ends_number(&characters[..index], character))
        {
            out.push('\\');
        }
        out.push(character);
    }
    Ok(out)
}

/// Tells whether a sign of the author's and the first character of a value could be markup together.
fn joins(before: char, first: Option<char>) -> bool {
    let Some(first) = first else { return false };
    match before {
        '\\' => first.is_ascii_punctuation() || first == ' ' || first == '\t',
        '<' => first.is_ascii_alphabetic() || "/!?".contains(first),
        '&' => first.is_ascii_alphanumeric() || first == '#',
        ']' => "([:".contains(first),
        '#' => first == '#',
        _ => false,
    }
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
        ':' => next.is_some_and(|c| c.is_ascii_alphanumeric() || "+-_".contains(c)) && !is_word(previous),
        _ => false,
    }
}

/// Tells whether a character makes a number at the start of a line an item of a list.
fn ends_number(before: &[char], character: char) -> bool {
    matches!(character, '.' | ')') && !before.is_empty() && before.iter().all(char::is_ascii_digit)
}

/// Checks that a value can stand in the destination of a link.
///
/// # Errors
///
/// Says what a destination cannot hold.
pub(super) fn in_address(value: String) -> Result<String, String> {
    let stays = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c);
    match value.chars().find(|c| !stays(*c)) {
        // What would be a character reference is none.
        None => Ok(value.replace('&', "&amp;")),
        Some(character) => Err(format!("an address cannot hold {}", crate::place::describe(character))),
    }
}
