//! The text of a page that another generator built, and where the slots in it are.
//!
//! JavaScript walks the document, and core finds: the runs of a table, or the examples that the site declares.

use sitevar_core::{
    Format, Layout, Passage, PassageKind, Place, Run, RunSlot, Scope, TextNode, find_examples,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::reader::Reader;

/// The text of a page: its text nodes, and the passages that they belong to.
#[wasm_bindgen]
pub struct PageText {
    layout: Layout,
    passages: Vec<Passage>,
}

/// The examples in a page, as lists of texts.
#[wasm_bindgen(getter_with_clone)]
pub struct Examples {
    /// For every slot: its passage, where it starts there and how long it is in UTF-16 units, its place as four numbers,
    /// the variable, the format, what is written in place of a value, what is after a value.
    pub slots: Vec<String>,
    /// For every variable that the page's own list declares: its name, type, label and default.
    pub declared: Vec<String>,
}

/// How many texts a passage is described by: its kind, its language, its title.
const PASSAGE: usize = 3;

/// How many texts a slot of a run is described by.
const SLOT: usize = 6;

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
            let (own, after) = rest.split_at(bytes(rest, *length as usize));
            nodes.push(TextNode {
                text: own.to_owned(),
                passage: *passage as usize,
                starts_line: *starts_line > 0,
            });
            rest = after;
        }
        let layout = Layout { nodes, passages: passages.chunks_exact(PASSAGE).map(kind).collect() };
        Self { passages: layout.passages(), layout }
    }

    /// Returns the text of a passage.
    pub fn text(&self, passage: usize) -> Option<String> {
        self.passages.get(passage).map(|passage| passage.text.clone())
    }

    /// Returns the place of every slot of every run as four numbers: node and position of its start, and of its end.
    ///
    /// `runs` has for every run its kind, language, title, text and number of slots, and then for every slot six
    /// texts: where it starts and how long it is in UTF-16 units, the variable, the format, what is written in place of
    /// a value, what is after a value.
    pub fn locate(&self, runs: Vec<String>) -> Vec<u32> {
        let places = self.layout.locate(&read(&runs));
        places.iter().flatten().flat_map(numbers).collect()
    }

    /// Finds the examples that the site declares.
    pub fn find(&self, reader: &Reader) -> Examples {
        let found = find_examples(&self.passages, reader.variables(), Scope::Foreign);
        let ranges: Vec<_> = found.slots.iter().map(|found| (found.passage, found.range.clone())).collect();
        let mut slots = Vec::new();
        for (found, place) in found.slots.iter().zip(self.layout.places(&ranges)) {
            let Some(passage) = self.passages.get(found.passage) else { continue };
            let place = numbers(&place);
            let length = |range| passage.text.get(range).map_or(0, units);
            let numbers = [found.passage, length(0..found.range.start), length(found.range.clone())];
            slots.extend(numbers.map(|number| number.to_string()));
            slots.extend(place.map(|number| number.to_string()));
            let slot = &found.slot;
            let format = slot.format.map(Format::name).unwrap_or_default().to_owned();
            slots.extend([slot.variable.clone(), format]);
            slots.extend([slot.instead.clone().unwrap_or_default(), slot.after.clone()]);
        }
        let declared = found.declared.iter().flat_map(|(name, variable)| {
            let default = variable.default.as_ref().map(ToString::to_string);
            let label = variable.label.clone();
            let [label, default] = [label, default].map(Option::unwrap_or_default);
            [name.clone(), variable.kind.name().to_owned(), label, default]
        });
        Examples { slots, declared: declared.collect() }
    }
}

fn kind(texts: &[String]) -> PassageKind {
    match texts {
        [kind, language, title] if kind == "block" => {
            PassageKind::CodeBlock { language: language.clone(), title: title.clone() }
        }
        [kind, ..] if kind == "span" => PassageKind::CodeSpan,
        _ => PassageKind::Prose,
    }
}

/// Reads runs; what is cut off is left out.
fn read(texts: &[String]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = texts;
    while let Some((head, after)) = rest.split_at_checked(PASSAGE + 2) {
        let [text, count] = &head[PASSAGE..] else { break };
        let Some((slots, after)) = after.split_at_checked(SLOT * count.parse().unwrap_or(0)) else { break };
        let slots = slots.chunks_exact(SLOT).filter_map(|fields| slot(text, fields)).collect();
        runs.push(Run { kind: kind(&head[..PASSAGE]), text: text.clone(), slots });
        rest = after;
    }
    runs
}

fn slot(text: &str, fields: &[String]) -> Option<RunSlot> {
    let [start, length, variable, format, instead, after] = fields else { return None };
    let start = bytes(text, start.parse().ok()?);
    let length = bytes(text.get(start..)?, length.parse().ok()?);
    Some(RunSlot {
        range: start..start + length,
        variable: variable.clone(),
        format: format.clone(),
        instead: instead.clone(),
        after: after.clone(),
    })
}

fn numbers(place: &Option<Place>) -> [u32; 4] {
    place.map_or([LOST; 4], |Place { start, end }| {
        [start.node, start.at, end.node, end.at].map(|number| u32::try_from(number).unwrap_or(LOST))
    })
}

/// Returns how long a text is in UTF-16 units, as JavaScript counts.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
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
        let sent = |texts: &[&str]| read(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        let block = ["block", "yaml", "a.yml", "k: 🔑 x", "1", "6", "1", "v", "dn", "instead", "."];
        let runs = sent(&block);
        let [run] = runs.as_slice() else { panic!("one run was sent") };
        assert_eq!(
            run.kind,
            PassageKind::CodeBlock { language: "yaml".to_owned(), title: "a.yml".to_owned() }
        );
        let [slot] = run.slots.as_slice() else { panic!("one slot was sent") };
        assert_eq!((slot.range.clone(), slot.variable.as_str(), slot.format.as_str()), (8..9, "v", "dn"));
        assert_eq!((slot.instead.as_str(), slot.after.as_str()), ("instead", "."));
        assert_eq!(sent(&block[..9]), Vec::new());
        let two = sent(&["span", "", "", "a", "0", "prose", "", "", "b", "0"]);
        assert_eq!(
            two.iter().map(|run| run.kind.clone()).collect::<Vec<_>>(),
            [PassageKind::CodeSpan, PassageKind::Prose]
        );
    }
}
