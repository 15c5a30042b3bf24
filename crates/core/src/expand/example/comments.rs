//! Keeps secrets out of comments in which an author has put a slot of one: words replace them.
//!
//! People copy, commit and share comments without a thought. The rule applies to comments of code blocks, and to what
//! is between `<!--` and `-->`.

use std::ops::Range;

use super::passages::{self, SourcePassage};
use crate::context::Language;
use crate::examples::{PassageKind, in_comments, phrase};
use crate::guide::{Mark, mark};
use crate::text::{Cut, Find};
use crate::variables::{Kind, Variables};

/// Gives the slots of secrets in comments the words that are written there.
pub(super) fn keep_secrets_out(text: &str, marks: &mut [Mark], variables: &Variables) {
    let is_secret = |mark: &Mark| secret(mark, variables).is_some();
    if !marks.iter().any(is_secret) {
        return;
    }
    let passages = passages::find(text, marks);
    let mut found: Vec<usize> =
        passages.iter().flat_map(|passage| in_code(passage, marks, variables)).collect();
    found.extend(slots(text, marks, variables).filter(|(_, at)| is_in_markup(text, at)).map(|(row, _)| row));
    for row in found {
        if let Some(Mark::Slot(slot)) = marks.get_mut(row) {
            slot.instead = variables.variables.get(&slot.variable).map(phrase);
        }
    }
}

/// Returns the name of the secret that a mark is a slot of.
fn secret<'m>(mark: &'m Mark, variables: &Variables) -> Option<&'m str> {
    match mark {
        Mark::Slot(slot) if slot.instead.is_none() && variables.kind(&slot.variable) == Kind::Secret => {
            Some(&slot.variable)
        }
        _ => None,
    }
}

/// Returns the slots of secrets in a text: their rows, and where they are.
fn slots<'t>(
    text: &'t str,
    marks: &'t [Mark],
    variables: &'t Variables,
) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
    let marked = text.char_indices().filter_map(|(at, c)| Some((mark::index(c)?, at..at + c.len_utf8())));
    marked.filter(|(row, _)| marks.get(*row).is_some_and(|mark| secret(mark, variables).is_some()))
}

/// Returns the slots of secrets in the comments of a code block.
fn in_code(passage: &SourcePassage, marks: &[Mark], variables: &Variables) -> Vec<usize> {
    let PassageKind::CodeBlock { language, title } = &passage.passage.kind else { return Vec::new() };
    let (rows, ranges): (Vec<_>, Vec<_>) = slots(&passage.passage.text, marks, variables).unzip();
    if rows.is_empty() {
        return rows;
    }
    let (text, ranges) = passage.with_defaults(marks, &ranges);
    let comments = in_comments(Language::find(language, title), &text, &ranges);
    rows.into_iter().zip(comments).filter(|(_, comment)| *comment).map(|(row, _)| row).collect()
}

/// Tells whether a position is between `<!--` and `-->`.
fn is_in_markup(text: &str, at: &Range<usize>) -> bool {
    let open = text
        .before(at.start)
        .last_position_of("<!--")
        .is_some_and(|open| !text.between(open..at.start).has("-->"));
    open && text.after(at.end).has("-->")
}
