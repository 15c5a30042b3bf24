//! Patterns: `*.company` takes any label, `<*client*id*>` and `YOUR_*` take placeholders however they are spelled.

use std::ops::Range;

use super::boundary::{first_is_word, is_word, last_is_word};
use super::next;
use crate::text::{Cut, Find};

/// The longest placeholder, and the longest label: longer ones are something else, and the work has an end.
const LONGEST: usize = 100;

/// Finds the placeholders in angle brackets: where they are.
pub(super) fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, start) {
            (b'<', _) => start = Some(at),
            (b'>', Some(open)) => {
                if (2..=LONGEST).contains(&(at - open)) {
                    found.push(open..at + 1);
                }
                start = None;
            }
            (b'\n', _) => start = None,
            _ => {}
        }
    }
    found
}

/// Finds the words that begin with `YOUR_` or `your-`.
pub(super) fn yours(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(word) = next_word(text, start) {
        start = word.end;
        let is_your = super::shape::is_your(text.between(word.clone()));
        if is_your && word.len() <= LONGEST {
            found.push(word);
        }
    }
    found
}

/// Returns where the next word is, after a position.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = None;
    for (at, character) in text.after(from).char_indices() {
        match (is_word(character), start) {
            (true, None) => start = Some(from + at),
            (false, Some(start)) => return Some(start..from + at),
            _ => {}
        }
    }
    Some(start?..text.len())
}

/// Finds the names that a pattern such as `*.company` or `app-*.example.com` stands for.
pub(super) fn labels(text: &str, pattern: &str) -> Vec<Range<usize>> {
    let lead = pattern.starts_with('*');
    // The search is for the first piece with a text; what is before it is a label of its own.
    let pattern = pattern.strip_prefix('*').unwrap_or(pattern);
    let (anchor, rest) = match pattern.find('*') {
        Some(at) => (pattern.before(at), pattern.after(at)),
        None => (pattern, ""),
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut from, mut end) = (0, 0);
    while let Some(here) = next(text, anchor, from).filter(|here| !here.is_empty()) {
        from = here.end;
        let before = if lead { word_before(text.before(here.start)) } else { 0 };
        if lead && before == 0 {
            continue;
        }
        if let Some(length) = follow(text.after(here.end), rest)
            && here.start - before >= end
        {
            end = here.end + length;
            found.push(here.start - before..end);
        }
    }
    found
}

/// Returns how long the label at the end of a text is.
fn word_before(text: &str) -> usize {
    let mut length = 0;
    while length < LONGEST && last_is_word(text.before(text.len() - length)) {
        length += text.before(text.len() - length).chars().next_back().map_or(1, char::len_utf8);
    }
    length
}

/// Returns how long the label at the start of a text is.
fn word_after(text: &str) -> usize {
    let mut length = 0;
    while length < LONGEST && first_is_word(text.after(length)) {
        length += text.after(length).chars().next().map_or(1, char::len_utf8);
    }
    length
}

/// Returns how long the rest of a pattern is at the start of a text: a label for every `*`, and what comes after it.
fn follow(text: &str, mut pattern: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = pattern.strip_prefix('*') {
        let length = rest.find('*').unwrap_or(rest.len());
        let (piece, after) = (rest.before(length), rest.after(length));
        let here = text.after(at);
        let label = word_after(here);
        // A piece that begins with a letter ends the label: the last place where it does.
        let joined = here.before(label).last_position_of(piece).filter(|at| *at > 0 && first_is_word(piece));
        let length = joined.unwrap_or(label);
        if length == 0 || !here.after(length).starts_with(piece) {
            return None;
        }
        at += length + piece.len();
        pattern = after;
    }
    Some(at)
}

/// Tells whether a placeholder is one that a pattern stands for.
///
/// Case does not matter, and a space, `-` and `_` are the same. Every part of the pattern begins a word, so that `id` is
/// not found in `side`.
pub(super) fn stands_for(pattern: &str, placeholder: &str) -> bool {
    let (text, pattern) = (placeholder.as_bytes(), pattern.as_bytes());
    let (mut at, mut start) = (0, 0);
    loop {
        let rest = pattern.after(start);
        let length = rest.iter().position(|byte| *byte == b'*');
        let piece = rest.before(length.unwrap_or(rest.len()));
        let is_first = start == 0;
        match length {
            // The last piece is at the end, and before it what the others have left.
            None => {
                let end = text.len().checked_sub(piece.len());
                return end
                    .is_some_and(|end| end >= at && (!is_first || end == 0) && is_same(text, end, piece));
            }
            Some(length) => start += length + 1,
        }
        let first = at;
        while !(is_same(text, at, piece) && (at == first || begins_word(text, at))) {
            at += 1;
            if is_first || at > text.len() {
                return false;
            }
        }
        at += piece.len();
    }
}

/// Tells whether a piece of a pattern is at a position.
fn is_same(text: &[u8], at: usize, piece: &[u8]) -> bool {
    let folded = |byte: u8| if matches!(byte, b' ' | b'-') { b'_' } else { byte.to_ascii_lowercase() };
    for (number, byte) in piece.iter().enumerate() {
        if text.get(at + number).is_none_or(|there| folded(*there) != folded(*byte)) {
            return false;
        }
    }
    true
}

/// Tells whether a word begins at a position: after a sign, or with a capital after a small letter.
fn begins_word(text: &[u8], at: usize) -> bool {
    let last = at.checked_sub(1).and_then(|last| text.get(last));
    let (Some(last), Some(next)) = (last, text.get(at)) else { return true };
    !last.is_ascii_alphanumeric() || last.is_ascii_lowercase() && next.is_ascii_uppercase()
}
