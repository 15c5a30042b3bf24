//! Snippets: a text in a language, the slots in it, and what is written at each of them for a reader's values.

use super::embedded;
use super::escape::RAW;
use super::slot::{Context, Filled, SlotAt, SlotMap, by_slot};
use super::token::Inner;
use super::write::{self, Value};
use crate::guide::{Format, Letters, mark};
use crate::text::characters::describe;
use crate::text::{Cut, Find};
use crate::variables::join;

/// A text in a language, with slots.
#[derive(Debug, Clone)]
pub struct Snippet {
    layers: Inner,
    text: String,
    slots: Vec<SlotAt>,
}

/// The longest value that is written, in bytes; more is a mistake or an attack.
const MAX_VALUE: usize = 64 * 1024;

/// How often the rest is tried again without the values that were refused.
const MAX_ROUNDS: usize = 32;

impl Snippet {
    /// Creates a snippet whose slots are in ascending order and do not overlap; others are left out.
    ///
    /// A text that shows itself what kind of file it is, as a Compose file does, is read as one.
    pub fn new(layers: impl Into<Inner>, text: impl Into<String>, slots: Vec<SlotAt>) -> Self {
        let text = text.into();
        let mut end = 0;
        let mut fits = |slot: &SlotAt| {
            let fits = slot.range.start >= end
                && text.get(slot.range.clone()).is_some_and(|default| default.ends_with(&slot.after));
            end = if fits { slot.range.end } else { end };
            fits
        };
        // A slot that is left out keeps its number, with an empty range at which nothing can be written.
        let slots = slots
            .into_iter()
            .map(|slot| if fits(&slot) { slot } else { SlotAt { range: usize::MAX..usize::MAX, ..slot } })
            .collect();
        Self { layers: layers.into().shown_by(&text), text, slots }
    }

    /// Returns the text with the defaults.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the slots.
    pub fn slots(&self) -> &[SlotAt] {
        &self.slots
    }

    /// Returns where each slot is.
    pub fn contexts(&self) -> Vec<Context> {
        let template = self.template(|_| true);
        let mut contexts = vec![Context::default(); self.slots.len()];
        embedded::contexts(self.layers, &template, &mut contexts);
        contexts
    }

    /// Works out what is written at each slot; a slot without a value keeps its default.
    ///
    /// Where a value does not fit, the others are worked out with the default there.
    pub fn fill(&self, values: &[Option<&str>]) -> Vec<Filled> {
        self.fill_with(values, &|_| false, Letters::STANDARD)
    }

    /// Works out the same, with the caller's own lower and upper case; values of which `joins` is true share a slash or
    /// a dot with the text beside them.
    pub fn fill_with(
        &self,
        values: &[Option<&str>],
        joins: &dyn Fn(usize) -> bool,
        letters: Letters,
    ) -> Vec<Filled> {
        let mut given = values.to_vec();
        let mut refused = Vec::new();
        for slot in 0..values.len().min(self.slots.len()) {
            let Some(value) = values[slot].filter(|value| !value.is_empty() && joins(slot)) else { continue };
            given[slot] = match self.joined(slot, value, values) {
                Ok(joined) => Some(joined),
                Err(reason) => {
                    refused.push((slot, reason));
                    None
                }
            };
        }
        let mut written = self.fill_words(&given, letters);
        for (slot, reason) in refused {
            written[slot] = Filled::Refused(reason);
        }
        written
    }

    /// Returns a slot's value as it is written between the texts beside it.
    fn joined<'v>(&self, slot: usize, value: &'v str, values: &[Option<&str>]) -> Result<&'v str, String> {
        let at = &self.slots[slot];
        let Some(default) = self.text.get(at.range.clone()) else { return Ok(value) };
        if !matches!(at.format, None | Some(Format::Regex)) {
            return Ok(value);
        }
        let start = if slot == 0 { 0 } else { self.slots[slot - 1].range.end };
        let end = self.slots.get(slot + 1).map_or(self.text.len(), |next| next.range.start);
        let mut before = self.text.get(start..at.range.start).unwrap_or_default();
        let mut after = at.after.clone() + self.text.get(at.range.end..end).unwrap_or_default();
        // What is beside it may be a value itself.
        let shown = |slot: usize| {
            let set = values.get(slot).copied().flatten();
            set.or_else(|| self.text.get(self.slots.get(slot)?.range.clone())).unwrap_or_default()
        };
        if before.is_empty() && slot > 0 {
            before = shown(slot - 1);
        }
        if !after.contains(char::is_whitespace) {
            after += shown(slot + 1);
        }
        join(before, default.strip_suffix(&at.after).unwrap_or(default), value, &after)
    }

    /// Works out what is written, with quotes around words of several slots where they need them.
    fn fill_words(&self, values: &[Option<&str>], letters: Letters) -> Vec<Filled> {
        let written = self.fill_slots(values, letters);
        if !written.iter().any(Filled::is_refused) {
            return written;
        }
        // Quotes around a word may have to begin or end at a slot that keeps its default, as if that were its value. A
        // default is a part of the file: only one without any escapes is a value as it is.
        let is_simple = |c: char| c.is_alphanumeric() || "-._:/@".has(c);
        let mut all = values.to_vec();
        all.resize(self.slots.len(), None);
        for (value, at) in all.iter_mut().zip(&self.slots) {
            let default = self.text.get(at.range.clone()).filter(|default| default.chars().all(is_simple));
            *value = value.or(default.filter(|_| at.format.is_none() && at.after.is_empty()));
        }
        if all == values {
            return written;
        }
        let mut again = self.fill_slots(&all, letters);
        let mut fewer = 0;
        for (slot, again) in again.iter_mut().enumerate() {
            if values.get(slot).copied().flatten().is_some() {
                fewer += i32::from(written[slot].is_refused()) - i32::from(again.is_refused());
            } else if again.is_refused()
                || matches!(again, Filled::Text(text) if Some(text.as_str()) == all[slot])
            {
                *again = Filled::Default;
            }
        }
        if fewer > 0 { again } else { written }
    }

    /// Works out what is written at each slot, each token by itself.
    fn fill_slots(&self, values: &[Option<&str>], letters: Letters) -> Vec<Filled> {
        let mut written: Vec<Filled> = (0..self.slots.len())
            .map(|slot| match values.get(slot).copied().flatten() {
                Some(value) => self.admit(slot, value),
                None => Filled::Default,
            })
            .collect();
        for _ in 0..MAX_ROUNDS {
            let open = |slot: usize| matches!(written[slot], Filled::Text(_));
            let template = self.template(|slot| open(slot) && !self.is_omitted(slot, values));
            let results = write::write(self.layers, &template, &self.values(values, letters, open));
            let mut refused = false;
            let mut found = Vec::new();
            for (slot, result) in results {
                refused |= result.is_err();
                found.push((slot, result));
            }
            for (slot, result) in found {
                match result {
                    Ok(text) if !refused => written[slot] = Filled::Text(text + &self.slots[slot].after),
                    Ok(_) => {}
                    Err(reason) => written[slot] = Filled::Refused(reason),
                }
            }
            if !refused {
                return written;
            }
        }
        let give_up = |written| match written {
            Filled::Text(_) => Filled::Refused("the values do not fit together here".to_owned()),
            other => other,
        };
        written.into_iter().map(give_up).collect()
    }

    /// Writes the whole text with what belongs at each slot.
    pub fn write(&self, written: &[Filled]) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (slot, written) in self.slots.iter().zip(written) {
            let Filled::Text(text) = written else { continue };
            let Some(before) = self.text.get(at..slot.range.start) else { continue };
            out.push_str(before);
            out.push_str(text);
            at = slot.range.end;
        }
        out.push_str(self.text.after(at));
        out
    }

    /// Tells whether a value can be written anywhere at all.
    fn admit(&self, slot: usize, value: &str) -> Filled {
        let bad = value.chars().find(|c| *c == '\0' || (RAW.0..='\u{FDEF}').contains(c));
        match bad {
            _ if self.slots[slot].range.start == usize::MAX => Filled::Default,
            _ if value.len() > MAX_VALUE => Filled::Refused(format!(
                "the value has {} bytes; at most {MAX_VALUE} are allowed",
                value.len()
            )),
            Some(character) => Filled::Refused(format!("no file can contain {}", describe(character))),
            None => Filled::Text(String::new()),
        }
    }

    /// Tells whether a slot disappears together with the text after it.
    fn is_omitted(&self, slot: usize, values: &[Option<&str>]) -> bool {
        !self.slots[slot].after.is_empty() && values.get(slot) == Some(&Some(""))
    }

    fn values(
        &self,
        values: &[Option<&str>],
        letters: Letters,
        open: impl Fn(usize) -> bool,
    ) -> SlotMap<Value> {
        let open = (0..self.slots.len()).filter(|slot| open(*slot) && !self.is_omitted(*slot, values));
        by_slot(open.filter_map(|slot| {
            let at = &self.slots[slot];
            let value = values.get(slot).copied().flatten()?;
            let default = self.text.between(at.range.clone()).strip_suffix(&at.after)?.to_owned();
            let written = |format: Format| format.apply_like(value, &default, letters);
            let text = at.format.map_or_else(|| value.to_owned(), written);
            Some((slot, Value { text, format: at.format, default }))
        }))
    }

    /// Returns the text with a mark for every slot that is `open`, and defaults for the others.
    fn template(&self, open: impl Fn(usize) -> bool) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (index, slot) in self.slots.iter().enumerate() {
            let Some(before) = self.text.get(at..slot.range.start) else { continue };
            out.push_str(&mark::without_marks(before));
            match mark::character(index).filter(|_| open(index)) {
                Some(mark) => {
                    out.push(mark);
                    out.push_str(&slot.after);
                }
                None => out.push_str(&mark::without_marks(self.text.between(slot.range.clone()))),
            }
            at = slot.range.end;
        }
        out.push_str(&mark::without_marks(self.text.after(at)));
        out
    }
}
