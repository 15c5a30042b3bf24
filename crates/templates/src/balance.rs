//! Checks that every block of a template has its `end`, and that no block has more `else if` than can be read.
//!
//! The engine's parser takes the end of the file, or an `end` too many, for the end of whatever is open, so that a
//! template with a forgotten `end` would lose text without a word. And it takes each `else if` for a block in its
//! `else`, so that thousands of them would take all of the stack.

#[cfg(test)]
mod tests;

/// How many `else` a template can have.
const MOST_ELSES: usize = 2_000;

/// Finds a block without `end`, or an `end` without block: what to say, and where in bytes.
pub(crate) fn problem(text: &str) -> Option<(String, usize)> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut elses: usize = 0;
    let mut rest = 0;
    while let Some(at) = text[rest..].find("{{").map(|at| rest + at) {
        let action = &text[at..at + length(&text[at..])];
        match keyword(action) {
            word @ ("if" | "range" | "with" | "define" | "block") => open.push((word, at)),
            "else" if elses == MOST_ELSES => {
                return Some((format!("a template has at most {MOST_ELSES} `else`"), at));
            }
            "else" => elses += 1,
            "end" if open.pop().is_none() => return Some(("`end` without a block".to_owned(), at)),
            _ => {}
        }
        rest = at + action.len();
    }
    open.pop().map(|(word, at)| (format!("`{word}` has no `end`"), at))
}

/// Returns the first word of an action.
fn keyword(action: &str) -> &str {
    let inside = action.trim_start_matches("{{");
    let inside = inside.strip_prefix("- ").unwrap_or(inside).trim_start();
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    &inside[..end]
}

/// Returns the length of the action that the text begins with, its braces counted; strings may hold braces.
pub(crate) fn length(text: &str) -> usize {
    if text.starts_with("{{/*") || text.starts_with("{{- /*") {
        return text.find("*/").and_then(|at| Some(at + text[at..].find("}}")? + 2)).unwrap_or(text.len());
    }
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut at = 2;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(b'"' | b'\''), b'\\') => at += 1,
            (Some(open), byte) if open == byte => quote = None,
            (None, byte @ (b'"' | b'\'' | b'`')) => quote = Some(byte),
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return at + 2,
            _ => {}
        }
        at += 1;
    }
    text.len()
}
