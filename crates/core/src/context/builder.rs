//! Code put together from literal parts and slots, and what is written at each slot.

use super::{Filled, Language, Layers, SlotAt, Snippet};
use crate::guide::mark::{self, Part};
use crate::guide::{Guide, Letters, Mark, Slot};
use crate::report::{Code, Diagnostic};
use crate::variables::Values;

/// Puts a text together from literal parts and slots, and works out what is written at each slot.
#[derive(Debug, Default)]
pub(crate) struct SnippetBuilder<'a> {
    text: String,
    slots: Vec<(SlotAt, &'a Slot)>,
}

impl<'a> SnippetBuilder<'a> {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn push_slot(&mut self, slot: &'a Slot) {
        let start = self.text.len();
        self.text.push_str(&slot.default);
        let range = start..self.text.len();
        let at = SlotAt { range, format: slot.format, after: slot.after.clone() };
        self.slots.push((at, slot));
    }

    /// Adds a text with marks; those that stand for slots become slots.
    pub(crate) fn push_marked(&mut self, text: &str, guide: &'a Guide) {
        for part in mark::parts(text) {
            match part {
                Part::Text(text) => self.push(text),
                Part::Mark(row, written) => match guide.marks.get(row) {
                    Some(Mark::Slot(slot)) => self.push_slot(slot),
                    _ => self.push(written),
                },
            }
        }
    }

    /// Returns what is written at each slot for a reader's values.
    pub(crate) fn fill(self, layers: Layers, guide: &Guide, values: &Values) -> Vec<Filled> {
        let set: Vec<_> = self.slots.iter().map(|(_, slot)| guide.reader_value(slot, values)).collect();
        if set.iter().all(Option::is_none) {
            return vec![Filled::Default; set.len()];
        }
        let (at, slots): (Vec<_>, Vec<_>) = self.slots.into_iter().unzip();
        let joins = |slot: usize| slots[slot].instead.is_none() && values.is_joined(&slots[slot].variable);
        Snippet::new(layers, self.text, at).fill_with(&set, &joins, Letters::STANDARD)
    }
}

/// Says that a value does not fit where a slot is; the value itself is not repeated.
pub(crate) fn refusal(slot: &Slot, reason: &str) -> Diagnostic {
    let message = format!("the value of `{}` does not fit here: {reason}", slot.variable);
    Diagnostic::error(Code::ValueDoesNotFit, message, slot.span)
        .help(match reason.starts_with(Language::unknown().word.name) {
            true => {
                "name the language of the block, or give it the title of a file, so that its values can be quoted"
            }
            false => "choose another value, or change the text around it",
        })
}
