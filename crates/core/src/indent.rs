//! Indentation: an expansion of several lines stays in the list or quote that its call stands in.

use crate::cut::Cut;

/// Repeats white space before all lines but the first, as Hugo does.
pub(crate) fn hugo(text: &str, indentation: &str) -> String {
    if indentation.is_empty() || !text.contains('\n') {
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
/// `before` is the page up to the call. White space and `>` are repeated, a list marker becomes as much white space.
/// `with_inner` says that the expansion holds text of the page, whose lines start so already.
pub(crate) fn like_the_line(text: &str, before: &str, with_inner: bool) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let line = before.after(before.rfind('\n').map_or(0, |at| at + 1));
    let prefix = container_prefix(line);
    if prefix.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 64);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 && !(with_inner && line.starts_with(&prefix)) {
            let blank = line.trim_end_matches(['\r', '\n']).is_empty();
            out.push_str(if blank { prefix.trim_end() } else { &prefix });
        }
        out.push_str(line);
    }
    out
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

/// Returns the length of the list marker that a text starts with, the white space behind it not counted.
fn list_marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match text.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    matches!(text.as_bytes().get(marker), Some(b' ' | b'\t')).then_some(marker)
}
