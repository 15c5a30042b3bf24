//! Snippets: a text in a language, the slots in it, and what is written at each of them for a reader's values.

use super::embedded;
use super::escape::RAW;
use super::language::Language;
use super::slot::{Context, Filled, SlotAt, SlotMap, by_slot};
use super::write::{self, Value};
use crate::guide::{Format, Letters, mark};
use crate::text::Cut;
use crate::text::characters::describe;

/// A text in a language, with slots.
#[derive(Debug, Clone)]
pub struct Snippet {
    language: &'static Language,
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
    pub fn new(language: &'static Language, text: impl Into<String>, slots: Vec<SlotAt>) -> Self {
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
        Self { language: language.shown_by(&text), text, slots }
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
        embedded::contexts(self.language, &template, &mut contexts);
        contexts
    }

    /// Works out what is written at each slot; a slot without a value keeps its default.
    ///
    /// Where a value does not fit, the others are worked out with the default there.
    pub fn fill(&self, values: &[Option<&str>]) -> Vec<Filled> {
        self.fill_with(values, Letters::STANDARD)
    }

    /// Works out the same, with the caller's own lower and upper case.
    pub fn fill_with(&self, values: &[Option<&str>], letters: Letters) -> Vec<Filled> {
        let mut written: Vec<Filled> = (0..self.slots.len())
            .map(|slot| match values.get(slot).copied().flatten() {
                Some(value) => self.admit(slot, value),
                None => Filled::Default,
            })
            .collect();
        for _ in 0..MAX_ROUNDS {
            let open = |slot: usize| matches!(written[slot], Filled::Text(_));
            let template = self.template(|slot| open(slot) && !self.is_omitted(slot, values));
            let results = write::write(self.language, &template, &self.values(values, letters, open));
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
