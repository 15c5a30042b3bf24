//! Checks that every block of a template has its `end`, and that there are not too many.
//!
//! The engine's parser takes the end of the file, or an `end` too many, for the end of whatever is open, so that a
//! template with a forgotten `end` would silently lose text.
//! It recurses for each `else if`, which it takes for a block in a block, and compares every definition with every other.

#[cfg(test)]
mod tests;

/// How many `else` branches a block may have.
const MOST_ELSE: usize = 200;

/// How many definitions a file may have.
const MOST_DEFINITIONS: usize = 1_000;

/// Finds a block without `end`, an `end` without block, or too many of them: what to say, and where in bytes.
pub(crate) fn problem(text: &str) -> Option<(String, usize)> {
    let mut open: Vec<(&str, usize, usize)> = Vec::new();
    let mut definitions = 0;
    let mut rest = 0;
    while let Some(at) = text[rest..].find("{{").map(|at| rest + at) {
        let action = &text[at..at + length(&text[at..])];
        match keyword(action) {
            "define" | "block" if definitions == MOST_DEFINITIONS => {
                return Some((format!("the file defines more than {MOST_DEFINITIONS} templates"), at));
            }
            word @ ("if" | "range" | "with" | "define" | "block") => {
                definitions += usize::from(matches!(word, "define" | "block"));
                open.push((word, at, 0));
            }
            "else" => {
                let elses = open.last_mut().map(|(_, _, elses)| elses);
                if let Some(elses) = elses {
                    *elses += 1;
                    if *elses > MOST_ELSE {
                        return Some((format!("a block has more than {MOST_ELSE} `else` branches"), at));
                    }
                }
            }
            "end" if open.pop().is_none() => return Some(("`end` without a block".to_owned(), at)),
            _ => {}
        }
        rest = at + action.len();
    }
    open.pop().map(|(word, at, _)| (format!("`{word}` has no `end`"), at))
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
