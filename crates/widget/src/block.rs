//! A text of the page with slots: a block of code, a span of code, the words of a sentence.

use sitevar_core::{Filled, Format, Language, SlotAt, Snippet};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::host;
use crate::reader::Reader;

/// A text with slots, ready to be filled again and again.
#[wasm_bindgen]
pub struct Block {
    snippet: Snippet,
    /// The page does not say which language this is.
    is_unnamed: bool,
    slots: Vec<Slot>,
}

struct Slot {
    variable: String,
    /// What is written there in place of a value.
    instead: String,
    /// The line that it begins in, counted from 1.
    line: usize,
}

/// What JavaScript calls the language of code that names none. It is no language, so that core writes only what harms
/// none, unless the title names a file that it knows.
const UNNAMED: &str = "unnamed";

/// How many texts describe a slot.
const FIELDS: usize = 4;

#[wasm_bindgen]
impl Block {
    /// Reads a text once.
    ///
    /// `pieces` are literal texts and slots in turn, beginning and ending with a literal text. `slots` has four texts
    /// for every slot: the name of its variable, its format, what is written in place of a value, and what is
    /// after a value; each but the first may be empty. The language `UNNAMED` is that of code whose page says none.
    #[wasm_bindgen(constructor)]
    pub fn new(language: &str, title: &str, pieces: Vec<String>, slots: Vec<String>) -> Self {
        let mut text = String::new();
        let mut ranges = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            let start = text.len();
            text.push_str(piece);
            if index % 2 == 1 {
                ranges.push(start..text.len());
            }
        }
        let mut at = Vec::new();
        let mut read = Vec::new();
        for (slot, range) in slots.chunks_exact(FIELDS).zip(ranges) {
            let [variable, format, instead, after] = slot else { continue };
            let line = 1 + text.get(..range.start).unwrap_or_default().matches('\n').count();
            at.push(SlotAt { range, format: Format::parse(format), after: after.clone() });
            read.push(Slot { variable: variable.clone(), instead: instead.clone(), line });
        }
        let snippet = Snippet::new(Language::find(language, title), text, at);
        Self { snippet, is_unnamed: language == UNNAMED, slots: read }
    }

    /// Returns for every slot its text, or `undefined` for the page's own.
    ///
    /// An example with a part of a quote that its neighbour's value needs is alone in an array. Where a slot cannot hold
    /// what the reader set and keeps its default, there is a pair: why, in a phrase for the form, and in which line,
    /// counted from 1.
    pub fn fill(&self, reader: &Reader) -> Vec<JsValue> {
        let set: Vec<_> = self.slots.iter().map(|slot| slot.value(reader)).collect();
        let joins = |slot: usize| self.slots[slot].joins(reader);
        let written = self.snippet.fill_with(&set, &joins, host::LETTERS);
        let shown =
            written.into_iter().zip(&set).zip(&self.slots).map(|((written, set), slot)| match written {
                Filled::Default => JsValue::UNDEFINED,
                Filled::Text(text) if set.is_none() => vec![text].into(),
                Filled::Text(text) => text.into(),
                Filled::Refused(reason) => {
                    vec![self.explained(reason).into(), JsValue::from(slot.line)].into()
                }
            });
        shown.collect()
    }
}

impl Block {
    /// Says what a reader cannot know of a page that somebody else built.
    fn explained(&self, reason: String) -> String {
        if self.is_unnamed {
            format!("{reason}; the page does not say which language this is")
        } else {
            reason
        }
    }
}

impl Slot {
    fn value<'a>(&'a self, reader: &'a Reader) -> Option<&'a str> {
        let value = reader.values().get(&self.variable)?;
        let has_instead = !self.instead.is_empty() && !value.is_empty();
        Some(if has_instead { &self.instead } else { value })
    }

    fn joins(&self, reader: &Reader) -> bool {
        self.instead.is_empty() && reader.values().is_joined(&self.variable)
    }
}
