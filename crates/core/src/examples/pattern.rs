//! Patterns: `*.company` takes any label, `<*client*id*>` and `YOUR_*` take placeholders however they are spelled.

use std::ops::Range;

use super::boundary::is_word;
use crate::text::Cut;

/// The longest placeholder, and the longest label: longer ones are something else, and the work has an end.
const LONGEST: usize = 100;

/// Finds the placeholders in angle brackets: where they are.
pub(super) fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('<') {
        let inner = text.after(start + 1);
        let Some(length) = inner.bytes().take(LONGEST).position(|byte| matches!(byte, b'<' | b'>' | b'\n'))
        else {
            continue;
        };
        if length > 0 && inner.as_bytes().get(length) == Some(&b'>') {
            found.push(start..start + length + 2);
        }
    }
    found
}

/// Finds the words that begin with `YOUR_` or `your-`.
pub(super) fn yours(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, _) in text.match_indices(['_', '-']) {
        let Some(start) = at.checked_sub(4).filter(|start| *start >= end) else { continue };
        let is_your = text.get(start..at).is_some_and(|word| word.eq_ignore_ascii_case("your"));
        if !is_your || text.before(start).ends_with(is_word) {
            continue;
        }
        let rest = text.after(start);
        end = start + rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        if end - start <= LONGEST {
            found.push(start..end);
        }
    }
    found
}

/// Finds the names that a pattern such as `*.company` or `app-*.example.com` stands for.
pub(super) fn labels(text: &str, pattern: &str) -> Vec<Range<usize>> {
    let mut pieces = pattern.split('*');
    let (first, second) = (pieces.next().unwrap_or_default(), pieces.next().unwrap_or_default());
    // The search is for the first piece with a text; what is before it is a label of its own.
    let (lead, anchor) = if first.is_empty() { (true, second) } else { (false, first) };
    let rest: Vec<&str> =
        if lead { pieces.collect() } else { std::iter::once(second).chain(pieces).collect() };
    let mut found: Vec<Range<usize>> = Vec::new();
    if anchor.is_empty() {
        return found;
    }
    for (at, _) in text.match_indices(anchor) {
        let before = if lead { word_before(text.before(at)) } else { Some(0) };
        let (Some(before), Some(length)) = (before, follow(text.after(at + anchor.len()), &rest)) else {
            continue;
        };
        let range = at - before..at + anchor.len() + length;
        if found.last().is_none_or(|last| last.end <= range.start) {
            found.push(range);
        }
    }
    found
}

/// Returns how long the label at the end of a text is.
fn word_before(text: &str) -> Option<usize> {
    let length: usize =
        text.chars().rev().take(LONGEST).take_while(|c| is_word(*c)).map(char::len_utf8).sum();
    (length > 0).then_some(length)
}

/// Returns how long the rest of a pattern is at the start of a text: a label and a piece, again and again.
fn follow(text: &str, pieces: &[&str]) -> Option<usize> {
    let mut at = 0;
    for piece in pieces {
        let rest = text.after(at);
        let label: usize = rest.chars().take(LONGEST).take_while(|c| is_word(*c)).map(char::len_utf8).sum();
        // A piece that begins with a letter ends the label: the last place where it does.
        let joined = rest.before(label).rfind(piece).filter(|at| *at > 0 && piece.starts_with(is_word));
        let length = joined.unwrap_or(label);
        if length == 0 || !rest.after(length).starts_with(piece) {
            return None;
        }
        at += length + piece.len();
    }
    Some(at)
}

/// Tells whether a placeholder is one that a pattern stands for.
///
/// Case does not matter, and a space, `-` and `_` are the same. Every part of the pattern begins a word, so that `id` is
/// not found in `side`.
pub(super) fn stands_for(pattern: &str, placeholder: &str) -> bool {
    let (first, rest) = pattern.split_once('*').unwrap_or((pattern, ""));
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    let (length, ends) = (placeholder.len(), last.len());
    if length < first.len() + ends
        || !is_same(placeholder, 0, first)
        || !is_same(placeholder, length - ends, last)
    {
        return false;
    }
    let (mut at, end) = (first.len(), length - ends);
    for piece in middle.split('*') {
        let is_next = |start: &usize| {
            (*start == at || begins_word(placeholder, *start)) && is_same(placeholder, *start, piece)
        };
        let Some(start) = (at..=end.saturating_sub(piece.len())).find(is_next) else { return false };
        at = start + piece.len();
    }
    at <= end
}

/// Tells whether a piece of a pattern is at a position.
fn is_same(text: &str, at: usize, piece: &str) -> bool {
    let folded = |byte: &u8| if matches!(byte, b' ' | b'-') { b'_' } else { byte.to_ascii_lowercase() };
    let there = text.as_bytes().iter().skip(at).map(folded);
    there.take(piece.len()).eq(piece.as_bytes().iter().map(folded))
}

/// Tells whether a word begins at a position: after a sign, or with a capital after a small letter.
fn begins_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(last), Some(next)) = (at.checked_sub(1).and_then(|last| bytes.get(last)), bytes.get(at)) else {
        return true;
    };
    !last.is_ascii_alphanumeric() || last.is_ascii_lowercase() && next.is_ascii_uppercase()
}
