//! Indentation: an expansion of several lines stays in the list or quote that its call is in.

#[cfg(feature = "templates")]
use std::borrow::Cow;

use crate::text::{Cut, Find};

/// Repeats white space before all lines but the first, as Hugo does.
pub(crate) fn hugo(text: &str, indentation: &str) -> String {
    if indentation.is_empty() || !text.has('\n') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 64);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 {
            out.push_str(indentation);
        }
        out.push_str(line);
    }
    out
}

/// Removes an indentation from every line that starts with it.
pub(crate) fn remove(text: &str, indentation: &str) -> String {
    if indentation.is_empty() {
        return text.to_owned();
    }
    text.split_inclusive('\n').map(|line| line.strip_prefix(indentation).unwrap_or(line)).collect()
}

/// Repeats what the line of a call starts with before all lines of the expansion but the first.
///
/// `before` is the text up to the call; white space and `>` are repeated, a list marker becomes as much white space.
/// `with_inner` says that the call has an end tag, whose line starts the same way.
pub(crate) fn add(text: &str, before: &str, with_inner: bool) -> String {
    let Some(prefix) = prefix_for(text, before) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len() + 64);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 {
            let blank = line.trim_end_matches(['\r', '\n']).is_empty();
            out.push_str(if blank { prefix.trim_end() } else { &prefix });
        }
        out.push_str(line);
    }
    if with_inner && out.ends_with('\n') {
        // What follows the call in the page stays in the quote.
        out.push_str(prefix.trim_end());
    }
    out
}

/// Returns an expansion as a cell of a table can hold it, if its call is in one: a cell is one line.
///
/// `before` is the text up to the call.
#[cfg(feature = "templates")]
pub(crate) fn in_cell<'a>(text: &'a str, before: &str) -> Cow<'a, str> {
    let is_cell = || {
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.get(container_prefix(line).len()..).is_some_and(|line| line.starts_with('|'))
    };
    if !text.has('\n') || !is_cell() {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Cow::Owned(lines.join(" ").replaced("\\|", "|").replace('|', "\\|"))
}

/// Removes the start of a call's line from the lines of its inner text: they are in the same lists and quotes.
///
/// The first line follows the call itself.
pub(crate) fn take_off(text: &str, before: &str) -> String {
    let Some(prefix) = prefix_for(text, before) else { return text.to_owned() };
    // A blank line of a quote has no space after its `>`.
    let bare = Some(prefix.trim_end()).filter(|bare| !bare.is_empty());
    let strip = |line: &'_ str| {
        let rest = line.strip_prefix(&prefix).or_else(|| line.strip_prefix(bare?));
        rest.unwrap_or(line).to_owned()
    };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let rest: String = rest.split_inclusive('\n').map(strip).collect();
    format!("{first}\n{rest}")
}

/// Returns what the further lines of a text start with, if it has such lines and they start with anything.
fn prefix_for(text: &str, before: &str) -> Option<String> {
    let line = || before.rsplit('\n').next().unwrap_or_default();
    text.has('\n').then(|| container_prefix(line())).filter(|prefix| !prefix.is_empty())
}

/// Returns the start of a line that opens lists and quotes, its list markers blanked out.
fn container_prefix(line: &str) -> String {
    let mut prefix = String::new();
    let mut rest = line;
    loop {
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        prefix.push_str(rest.before(space));
        rest = rest.after(space);
        if let Some(quoted) = rest.strip_prefix('>') {
            prefix.push('>');
            rest = quoted;
        } else if let Some(length) = list_marker(rest) {
            prefix.extend(std::iter::repeat_n(' ', length));
            rest = rest.after(length);
        } else {
            return prefix;
        }
    }
}

/// Returns the length of the list marker that a text starts with, without the white space after it.
fn list_marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match text.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    matches!(text.as_bytes().get(marker), Some(b' ' | b'\t')).then_some(marker)
}
