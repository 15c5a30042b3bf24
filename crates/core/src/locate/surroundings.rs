//! Finds the slots of runs that are not in the page as a whole, each by what is around it.
//!
//! A generator may have changed a word of a paragraph, such as the name of an emoji, and the rest is as it was. What is
//! around a slot has to be there as often as in the runs that are still looked for.

use std::ops::Range;

use super::index::Index;
use super::order::Fences;
use super::resolve::{CONTEXT, Search, Wanted};
use super::stream::EDGE;
use crate::text::order;

/// How many bytes before and after a slot are looked at, the surest first.
const WIDTHS: [(usize, usize); 7] = [(24, 24), (32, 0), (0, 32), (12, 12), (16, 0), (0, 16), (8, 8)];

/// Finds slots; each run comes with the parts of the stream where its slots are.
pub(super) fn find(search: &mut Search, fences: &Fences) -> Vec<(usize, Vec<Option<Range<usize>>>)> {
    let mut open: Vec<&Wanted> = search.wanted.iter().filter(|wanted| wanted.start.is_none()).collect();
    // A text that is there is ambiguous, and so is every part of it.
    open.retain(|wanted| search.find(&wanted.needle.text).is_some_and(|found| found.is_empty()));
    order::by_key(&mut open, |wanted| wanted.run);
    let joined = joined(open.iter().copied());
    let index = Index::new(&joined);
    let mut own = 1;
    let mut all = Vec::with_capacity(open.len());
    for wanted in open {
        let mut last = 0;
        let slots = wanted.needle.slots.iter().map(|slot| {
            let slot = slot.as_ref()?;
            let around = Around { search, index: &index, joined: &joined, wanted, own, fences };
            // A slot is after the one before it.
            let found = around.slot(slot).filter(|found| last <= found.start)?;
            last = found.end;
            Some(found)
        });
        all.push((wanted.run, slots.collect::<Vec<_>>()));
        own += wanted.needle.text.len() + 1;
    }
    for slot in all.iter_mut().flat_map(|(_, slots)| slots) {
        *slot = slot.take().filter(|range| search.take(range));
    }
    all
}

/// Returns the texts of runs, an edge before and after each.
pub(super) fn joined<'a>(wanted: impl Iterator<Item = &'a Wanted>) -> String {
    let mut joined = String::from(EDGE);
    for wanted in wanted {
        joined.push_str(&wanted.needle.text);
        joined.push(EDGE);
    }
    joined
}

/// What is around the slots of a run.
struct Around<'a> {
    search: &'a Search,
    /// The runs that are still looked for, and where this one is among them.
    index: &'a Index,
    joined: &'a str,
    wanted: &'a Wanted,
    own: usize,
    fences: &'a Fences,
}

impl Around<'_> {
    fn slot(&self, slot: &Range<usize>) -> Option<Range<usize>> {
        WIDTHS.iter().find_map(|(before, after)| self.with(slot, *before, *after))
    }

    /// Looks for a slot with this much before and after it; an edge of the paragraph is a part of that.
    fn with(&self, slot: &Range<usize>, before: usize, after: usize) -> Option<Range<usize>> {
        let whole = self.own - 1..self.own + self.wanted.needle.text.len() + 1;
        let (start, end) = (self.own + slot.start, self.own + slot.end);
        let from = self.joined.ceil_char_boundary(start.saturating_sub(before).max(whole.start));
        let to = self.joined.floor_char_boundary((end + after).min(whole.end));
        let text = self.joined.get(from..to)?;
        if text.trim_matches(EDGE).len() < slot.len() + CONTEXT {
            return None;
        }
        let wanted = self.index.find(self.joined, text)?;
        let place = |at: usize| at + (start - from)..at + (start - from) + slot.len();
        let found: Vec<Range<usize>> = self.search.find(text)?.into_iter().map(place).collect();
        let free: Vec<&Range<usize>> = found.iter().filter(|range| self.search.is_free(range)).collect();
        let rank = wanted.iter().position(|at| *at == from)?;
        let is_sure = free.len() == wanted.len() && (free.len() == 1 || self.fences.are_there());
        let found = free.get(rank).filter(|_| is_sure)?;
        let position = self.search.stream.position(found.start);
        let is_in_order =
            self.fences.is_in(self.fences.gap(self.wanted.run), position, position + found.len());
        is_in_order.then(|| (*found).clone())
    }
}
