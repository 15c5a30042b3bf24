//! The text of a page that another generator built, and where the slots in it are.
//!
//! JavaScript walks the document, and core finds: the runs of a table, or the examples that the site declares.

use sitevar_core::{
    Format, Found, Layout, Locator, Passage, PassageKind, Place, Run, RunSlot, Scope, TextNode, find_examples,
};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::declaration;
use crate::reader::Reader;

/// The text of a page: its text nodes, and the passages that they belong to.
#[wasm_bindgen]
pub struct PageText {
    layout: Layout,
    passages: Vec<Passage>,
    locator: Option<Locator>,
}

/// How many texts a passage is described by: its kind, its language, its title.
const PASSAGE: usize = 3;

/// How many texts and how many numbers describe a slot of a run.
const TEXTS: usize = 4;
const NUMBERS: usize = 2;

/// What stands for a place that is not known.
const LOST: u32 = u32::MAX;

#[wasm_bindgen]
impl PageText {
    /// Takes a page: the text of all nodes, how long each is in UTF-16 units, the number of the passage of each, whether
    /// it starts a line, and three texts for every passage.
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: &str,
        lengths: &[u32],
        passage_of: &[u32],
        starts_line: &[u8],
        passages: Vec<String>,
    ) -> Self {
        let mut rest = text;
        let mut nodes = Vec::with_capacity(lengths.len());
        for ((length, passage), starts_line) in lengths.iter().zip(passage_of).zip(starts_line) {
            let (own, after) = rest.split_at_checked(bytes(rest, *length as usize)).unwrap_or((rest, ""));
            nodes.push(TextNode {
                text: own.to_owned(),
                passage: *passage as usize,
                starts_line: *starts_line > 0,
            });
            rest = after;
        }
        let layout = Layout { nodes, passages: passages.chunks_exact(PASSAGE).map(kind).collect() };
        Self { passages: layout.passages(), layout, locator: None }
    }

    /// Returns the text of a passage.
    pub fn text(&self, passage: usize) -> Option<String> {
        self.passages.get(passage).map(|passage| passage.text.clone())
    }

    /// Begins to look for runs.
    ///
    /// `texts` has for every run its kind, language, title and text, and for every slot of it the variable, the format,
    /// what is written in place of a value, what is after a value; `numbers` has for every run how many slots it has,
    /// and for every slot where it starts and how long it is in UTF-16 units.
    pub fn locate(&mut self, texts: Vec<String>, numbers: &[u32]) {
        self.locator = Some(self.layout.locator(read(&texts, numbers)));
    }

    /// Goes on looking; tells whether all is done.
    pub fn step(&mut self) -> bool {
        self.locator.as_mut().is_none_or(Locator::step)
    }

    /// Returns the place of every slot of every run as four numbers: node and position of its start, and of its end.
    pub fn places(&mut self) -> Vec<u32> {
        let located = self.locator.take().map(Locator::places).unwrap_or_default();
        located.iter().flatten().flat_map(four).collect()
    }

    /// Finds the examples that the site declares, and the variables that the page itself declares.
    ///
    /// Returns a list for the slots and one for the variables. For every slot: its passage, where it starts there and how
    /// long it is in UTF-16 units, its place as four numbers, the variable, the format, what is written in place of a
    /// value, what is after a value. For every variable: its name, type, label, default and
    /// help.
    pub fn find(&self, reader: &Reader) -> Vec<JsValue> {
        let found = find_examples(&self.passages, reader.variables(), Scope::Foreign);
        let ranges: Vec<_> = found.slots.iter().map(|found| (found.passage, found.range.clone())).collect();
        let places = self.layout.places(&ranges);
        let mut slots: Vec<JsValue> = Vec::new();
        for (Found { passage: number, range, slot }, place) in found.slots.into_iter().zip(places) {
            let Some(passage) = self.passages.get(number) else { continue };
            let start = passage.text.get(..range.start).map_or(0, units);
            let length = passage.text.get(range).map_or(0, units);
            let numbers = [short(number), start, length].into_iter().chain(four(&place));
            slots.extend(numbers.map(JsValue::from));
            let format = slot.format.map_or("", Format::name);
            let texts = [&slot.variable, format, slot.instead.as_deref().unwrap_or_default(), &slot.after];
            slots.extend(texts.map(JsValue::from));
        }
        vec![slots.into(), declaration::texts(&found.declared).into()]
    }
}

fn kind(texts: &[String]) -> PassageKind {
    match texts {
        [kind, language, title, ..] if kind == "block" => {
            PassageKind::CodeBlock { language: language.clone(), title: title.clone() }
        }
        [kind, ..] if kind == "span" => PassageKind::CodeSpan,
        _ => PassageKind::Prose,
    }
}

/// Reads runs; what is cut off is left out.
fn read(texts: &[String], numbers: &[u32]) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut texts, mut numbers) = (texts, numbers);
    while let (Some((head, slot_texts)), Some((count, slot_numbers))) =
        (texts.split_at_checked(PASSAGE + 1), numbers.split_first())
    {
        let (Some(text), count) = (head.last(), *count as usize) else { break };
        let (Some((own_texts, more_texts)), Some((own_numbers, more_numbers))) =
            (slot_texts.split_at_checked(TEXTS * count), slot_numbers.split_at_checked(NUMBERS * count))
        else {
            break;
        };
        let slots = own_texts.chunks_exact(TEXTS).zip(own_numbers.chunks_exact(NUMBERS));
        let slots = slots.filter_map(|(texts, numbers)| slot(text, texts, numbers)).collect();
        runs.push(Run { kind: kind(head), text: text.clone(), slots, in_form: false });
        (texts, numbers) = (more_texts, more_numbers);
    }
    runs
}

fn slot(text: &str, texts: &[String], numbers: &[u32]) -> Option<RunSlot> {
    let ([variable, format, instead, after], [start, length]) = (texts, numbers) else { return None };
    let start = bytes(text, *start as usize);
    let length = bytes(text.get(start..)?, *length as usize);
    Some(RunSlot {
        range: start..start + length,
        variable: variable.clone(),
        format: format.clone(),
        instead: instead.clone(),
        after: after.clone(),
    })
}

fn four(place: &Option<Place>) -> [u32; 4] {
    place.map_or([LOST; 4], |Place { start, end }| [start.node, start.at, end.node, end.at].map(short))
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(LOST)
}

/// Returns how long a text is in UTF-16 units, as JavaScript counts.
fn units(text: &str) -> u32 {
    short(text.chars().map(char::len_utf16).sum())
}

/// Returns how many bytes so many UTF-16 units at the beginning of a text have.
fn bytes(text: &str, units: usize) -> usize {
    let mut left = units;
    let mut at = 0;
    for character in text.chars() {
        if left < character.len_utf16() {
            break;
        }
        left -= character.len_utf16();
        at += character.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_counted_as_javascript_counts() {
        for (text, counted, length) in
            [("abc", 2, 2), ("ä€b", 2, 5), ("🔑a", 2, 4), ("🔑a", 1, 0), ("ab", 9, 2)]
        {
            assert_eq!(bytes(text, counted), length, "{text} {counted}");
        }
        assert_eq!(units("a🔑ä"), 4);
    }

    #[test]
    fn runs_come_as_they_were_sent_and_cut_ones_are_left_out() {
        let sent = |texts: &[&str], numbers: &[u32]| {
            read(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>(), numbers)
        };
        let block = ["block", "yaml", "a.yml", "k: 🔑 x", "v", "dn", "instead", "."];
        let runs = sent(&block, &[1, 6, 1]);
        assert_eq!(runs.len(), 1);
        let run = &runs[0];
        let kind = PassageKind::CodeBlock { language: "yaml".to_owned(), title: "a.yml".to_owned() };
        assert_eq!(run.kind, kind);
        assert_eq!(run.slots.len(), 1);
        let slot = &run.slots[0];
        assert_eq!((slot.range.clone(), slot.variable.as_str(), slot.format.as_str()), (8..9, "v", "dn"));
        assert_eq!((slot.instead.as_str(), slot.after.as_str()), ("instead", "."));
        for (texts, numbers) in [(&block[..7], &[1, 6, 1][..]), (&block, &[1, 6]), (&block, &[])] {
            assert_eq!(sent(texts, numbers), Vec::new());
        }
        let two = sent(&["span", "", "", "a", "prose", "", "", "b"], &[0, 0]);
        let kinds: Vec<_> = two.into_iter().map(|run| run.kind).collect();
        assert_eq!(kinds, [PassageKind::CodeSpan, PassageKind::Prose]);
    }
}
