//! Writes the slots outside of the text of the page: in the addresses, titles and labels of links, and in the line
//! that opens a code block.
//!
//! An address holds what an address can hold. A title is text between quotes. A label leads to another part of the
//! page, so it can only contain what means nothing to Markdown. A secret is in none of them.

use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::reader::{Reader, Replaced, SlotIn, filled};
use super::{Meaning, prose};
use crate::context::{Filled, Language, SnippetBuilder};
use crate::guide::mark;
use crate::html;
use crate::text::Cut;

impl<'a> Reader<'a, '_> {
    /// Writes the titles and labels of definitions: `[label]: address "title"`.
    pub(super) fn definitions(&mut self, definitions: &RefDefs<'_>) {
        for (label, definition) in definitions.iter() {
            self.label(label, definition.span.clone());
            self.title(definition.title.as_deref().unwrap_or_default(), definition.span.clone());
        }
    }

    /// Writes the slots of a title at a range of the source.
    pub(super) fn title(&mut self, title: &str, range: Range<usize>) {
        let slots = self.slots_of(title, range);
        for ((range, slot), written) in self.fill(title, &slots) {
            let filled =
                filled(written, |value| prose::escape(value, &self.page.guide.text, &range, self.in_table));
            self.replace(range, slot, filled, Meaning::Text);
        }
    }

    /// Writes the slots of a label at a range of the source.
    pub(super) fn label(&mut self, label: &str, range: Range<usize>) {
        let slots = self.slots_of(label, range);
        for ((range, slot), written) in self.fill(label, &slots) {
            self.replace(range, slot, filled(written, prose::in_label), Meaning::Text);
        }
    }

    /// Writes the slots that are left: those in addresses.
    pub(super) fn addresses(&mut self) {
        let slots = self.slots(0..self.page.guide.text.len());
        let mut found = self.found.iter().map(|found| found.range.clone()).peekable();
        let mut left = Vec::new();
        for (range, slot) in slots {
            while found.next_if(|found| found.end <= range.start).is_some() {}
            if found.peek().is_none_or(|found| range.end <= found.start) {
                left.push((range, slot));
            }
        }
        for (range, slot) in left {
            let filled = self.in_address(&range);
            self.replace(range, slot, filled, Meaning::Text);
        }
    }

    /// Returns the slots of a range of the source that are in a part whose text the parser has made.
    fn slots_of(&self, part: &str, range: Range<usize>) -> Vec<SlotIn<'a>> {
        if !mark::is_in(part) {
            return Vec::new();
        }
        let mut slots = self.slots(range);
        slots.retain(|(range, _)| part.contains(self.page.guide.text.between(range.clone())));
        slots
    }

    /// Works out what is written at the slots of a text.
    fn fill(&self, text: &str, slots: &[SlotIn<'a>]) -> Vec<(SlotIn<'a>, Filled)> {
        let mut snippet = SnippetBuilder::default();
        snippet.push_marked(text, self.page.guide);
        let written = snippet.fill(Language::text().into(), self.page.guide, self.page.outside_text);
        slots.iter().cloned().zip(written).collect()
    }

    /// Writes a value into the address around it.
    fn in_address(&self, range: &Range<usize>) -> Replaced {
        const ENDS: [char; 8] = ['<', '>', '(', ')', '"', '\'', '[', ']'];
        let ends = |c: char| c.is_whitespace() || ENDS.contains(&c);
        let text = &self.page.guide.text;
        let start = range.start - text.before(range.start).rsplit(ends).next().map_or(0, str::len);
        let end = text.after(range.end).find(ends).map_or(text.len(), |at| range.end + at);
        let mut address = text.between(start..end).to_owned();
        let mut result = Ok(None);
        for ((at, slot), written) in self.fill(text.between(start..end), &self.slots(start..end)) {
            let value = filled(written, prose::in_address);
            let shown =
                value.as_ref().ok().and_then(Option::as_ref).map_or(&slot.default, |(value, _)| value);
            address = address.replacen(text.between(at.clone()), shown, 1);
            if at == *range {
                result = value;
            }
        }
        match html::has_safe_scheme(&address) || !matches!(result, Ok(Some(_))) {
            true => result,
            false => Err("the address would have a scheme that could run code".to_owned()),
        }
    }
}
