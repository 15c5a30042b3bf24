//! Makes today's guides interactive: where a page shows an example, that text is a slot.
//!
//! 1. [`passages`] takes the page apart: its code blocks, each with its language, its spans of code, and everything
//!    else that is text. [`html`] does the same with finished HTML, and [`off`] knows what is turned off there.
//! 2. [`find_examples`] decides which occurrences are slots.
//! 3. The text is put together again, with a mark for every slot.
//! 4. [`comments`] keeps the secrets that the author has named out of comments.
//!
//! A page without an example is searched once and left as it is.

mod comments;
mod html;
mod off;
mod passages;

pub use passages::{SourcePassage, source_passages};

use std::ops::Range;
use std::sync::Arc;

use crate::examples::{Findings, Passage, Scope, find_examples, is_client_id, may_be_in};
use crate::guide::{Mark, Slot, mark};
use crate::report::Span;
use crate::text::Cut;
use crate::variables::{ByName, Variable, Variables};

/// Where an occurrence is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct At {
    /// The row of finished HTML; `None` for the text of the page.
    row: Option<usize>,
    /// The bytes there.
    range: Range<usize>,
}

/// Makes slots of the examples in a page, and adds the variables that it declares itself; `source` is the page as it was written, for the positions of diagnostics.
pub(crate) fn make_slots(
    text: String,
    mut marks: Vec<Mark>,
    variables: &Arc<Variables>,
    source: &str,
) -> (String, Vec<Mark>, Arc<Variables>) {
    comments::keep_secrets_out(&text, &mut marks, variables);
    let html = marks.iter().filter_map(|mark| if let Mark::Html(html) = mark { Some(html) } else { None });
    if !std::iter::once(&text).chain(html).any(|text| may_be_in(text, variables)) {
        return (text, marks, variables.clone());
    }
    let (mut found, declared) = find(&text, &marks, variables);
    locate(&mut found, variables, source);
    found.truncate(mark::ROOM.saturating_sub(marks.len()));
    let mut text = text;
    for here in found.chunk_by(|(one, _), (next, _)| one.row == next.row) {
        let row = here.first().and_then(|(at, _)| at.row);
        match row {
            None => text = replaced(&text, here, &mut marks),
            Some(row) => {
                let Some(Mark::Html(html)) = marks.get(row).cloned() else { continue };
                marks[row] = Mark::Html(replaced(&html, here, &mut marks));
            }
        }
    }
    let mut variables = variables.clone();
    for (name, variable) in declared.iter() {
        Arc::make_mut(&mut variables).variables.insert(name.clone(), variable.clone());
    }
    (text, marks, variables)
}

/// Returns the slots with where they are, in the order of the page and of its rows, and what the page declares.
fn find(text: &str, marks: &[Mark], variables: &Variables) -> (Vec<(At, Slot)>, ByName<Variable>) {
    let (mut passages, mut sources): (Vec<Passage>, Vec<SourcePassage>) = (Vec::new(), Vec::new());
    for mut source in passages::find(text, marks) {
        passages.push(std::mem::take(&mut source.passage));
        sources.push(source);
    }
    let Findings { slots, declared } = find_examples(&passages, variables, Scope::Own);
    let at = |passage: usize, range: &Range<usize>| sources.get(passage)?.at(range);
    let mut found: Vec<(At, Slot)> =
        slots.into_iter().filter_map(|found| Some((at(found.passage, &found.range)?, found.slot))).collect();
    found.sort_by_key(|(at, _)| (at.row, at.range.start));
    (found, declared)
}

/// Returns a text with marks where slots are.
fn replaced(text: &str, slots: &[(At, Slot)], marks: &mut Vec<Mark>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (At { range, .. }, slot) in slots {
        let (Some(before), Some(character)) = (text.get(end..range.start), mark::character(marks.len()))
        else {
            continue;
        };
        out.push_str(before);
        out.push(character);
        marks.push(Mark::Slot(slot.clone()));
        end = range.end;
    }
    out + text.after(end)
}

/// Gives every slot its position in the source: the occurrence of its text with the same number, where they are as
/// many.
fn locate(found: &mut [(At, Slot)], variables: &Variables, source: &str) {
    let declared: Vec<&str> =
        variables.variables.values().flat_map(|variable| &variable.examples).map(String::as_str).collect();
    // A comment is shown with its quotes, and a pattern stands for more than one text.
    let text_of = |slot: &Slot| {
        let declared =
            declared.iter().filter(|text| slot.default.contains(**text)).max_by_key(|text| text.len());
        declared.map_or_else(|| slot.default.clone(), |text| (*text).to_owned())
    };
    let mut by_text: std::collections::BTreeMap<String, Vec<&mut Slot>> = std::collections::BTreeMap::new();
    for (_, slot) in found {
        by_text.entry(text_of(slot)).or_default().push(slot);
    }
    for (text, slots) in by_text {
        let mut positions: Vec<usize> = source.match_indices(&text).map(|(at, _)| at).collect();
        // The id of a client is a word that is much else, too.
        let clients = positions.iter().copied().filter(|at| is_client_id(source, &(*at..at + text.len())));
        let clients: Vec<usize> = clients.collect();
        if positions.len() != slots.len() && clients.len() == slots.len() {
            positions = clients;
        }
        let is_each = positions.len() == slots.len();
        for (number, slot) in slots.into_iter().enumerate() {
            // Some occurrences may not be slots; the first one is at least on the right page.
            if let Some(at) = positions.get(if is_each { number } else { 0 }) {
                slot.span = Span::new(*at, at + text.len());
            }
        }
    }
}
