//! Comments that trim before them and not after them, `{{- /* … */}}`.
//!
//! The engine's lexer takes such a comment for one that trims on both sides, and white space is lost that Hugo keeps.
//! So it becomes an assignment that nobody reads, of the same length, which trims as it should.

use std::borrow::Cow;

use crate::engine::balance;

/// Rewrites the comments of a template; every other byte stays where it is.
pub(crate) fn rewrite(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(open) = text[at..].find("{{").map(|found| at + found) {
        let Some(comment) = comment(&text[open..]) else {
            at = open + balance::length(&text[open..]);
            continue;
        };
        at = open + comment.len();
        if trims_before_only(comment) {
            out.push_str(&text[done..open]);
            out.push_str(&assignment(comment));
            done = at;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(out + &text[done..])
}

/// Returns the comment that a text starts with, braces and all.
fn comment(text: &str) -> Option<&str> {
    let inside = text[2..].strip_prefix('-').filter(|rest| rest.starts_with(is_space)).unwrap_or(&text[2..]);
    let body = inside.trim_start_matches(is_space).strip_prefix("/*")?;
    let after = body[body.find("*/")? + 2..].trim_start_matches(is_space);
    let after = after.strip_prefix("-}}").or_else(|| after.strip_prefix("}}"))?;
    Some(&text[..text.len() - after.len()])
}

fn trims_before_only(comment: &str) -> bool {
    comment.starts_with("{{-") && !comment.ends_with("-}}")
}

/// Returns an assignment as long as a comment, with line ends where it had them.
fn assignment(comment: &str) -> String {
    const START: &str = "{{- $_:=0";
    let mut out = String::from(START);
    let rest = comment.as_bytes().get(START.len()..comment.len() - 2).unwrap_or_default();
    out.extend(rest.iter().map(|byte| if *byte == b'\n' { '\n' } else { ' ' }));
    out + "}}"
}

/// What Go's lexer takes for white space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}
