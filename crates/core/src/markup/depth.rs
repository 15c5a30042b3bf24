//! How deep quotes and lists may be nested.
//!
//! A parser of Markdown looks at every open quote and list for every line, so the work is lines times depth: a line of a
//! million `>` before a million lines would never be read to its end. No browser shows elements that are deeper anyway.

use crate::report::{Code, Diagnostic, Span};

/// The most quotes and lists that a line may open; Chromium's tree of elements is 512 deep.
const DEEPEST: usize = 500;

/// Reports the first line that opens too many quotes and lists; `span` says where a text is called that is no page's own.
pub(crate) fn problem(text: &str, span: Option<Span>) -> Option<Diagnostic> {
    let at = too_deep(text)?;
    let message = format!("a line opens more than {DEEPEST} quotes and lists in each other");
    let span = span.unwrap_or(Span::new(at, at + 1));
    Some(Diagnostic::error(Code::TooDeep, message, span).help("remove most of its `>` or list markers"))
}

/// Returns where the first line begins that opens too many quotes and lists.
///
/// What opens them over many lines, by ever more white space, needs the square of the depth in characters, and is no
/// danger.
fn too_deep(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > DEEPEST && markers(line) > DEEPEST && !is_break(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Counts the markers that a line begins with.
fn markers(line: &str) -> usize {
    let mut rest = line;
    let mut count = 0;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let marker = match number.len() == rest.len() {
            true => rest.strip_prefix('>').or_else(|| item(rest, ['-', '*', '+'])),
            false => item(number, ['.', ')', ')']),
        };
        let Some(after) = marker else { return count };
        rest = after;
        count += 1;
    }
}

/// Takes off the marker of a list item, which white space follows.
fn item(rest: &str, markers: [char; 3]) -> Option<&str> {
    rest.strip_prefix(markers).filter(|after| after.starts_with([' ', '\t']))
}

/// Tells whether a line is a thematic break, however long.
fn is_break(line: &str) -> bool {
    ['-', '*'].iter().any(|mark| line.chars().all(|c| c == *mark || c.is_whitespace()))
}
