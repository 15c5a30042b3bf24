//! Decides where every run is.
//!
//! 1. The longest runs first, each where it is if it is there as often as in the guide; what is in one run is no place
//!    for a shorter one.
//! 2. A text that is there more often is told apart by the runs around it, then by being a whole paragraph or block.
//! 3. A block that is in no block of the page is looked for in its words: not every generator takes every fence for code.
//! 4. Of a run that is not there as a whole, each slot is found by what is around it.
//! 5. What is left is lost: a wrong place would be worse.

use std::ops::Range;

use super::fold::Needle;
use super::index::Index;
use super::layout::{Layout, Place};
use super::order::{Fence, Fences};
use super::stream::{Stream, Streams, is_block};
use super::surroundings;
use super::table::Run;
use crate::text::order;

/// How many characters besides its slots a run needs that may be a part of a longer paragraph.
pub(super) const CONTEXT: usize = 8;

/// A stream with the runs that are looked for in it.
pub(super) struct Search {
    pub(super) stream: Stream,
    index: Index,
    /// Whether a byte of the stream is in a run that was found.
    taken: Vec<bool>,
    /// The runs, the longest first and those of one text together.
    pub(super) wanted: Vec<Wanted>,
}

/// A run that is looked for.
pub(super) struct Wanted {
    pub(super) run: usize,
    pub(super) needle: Needle,
    /// Where it starts in the stream.
    pub(super) start: Option<usize>,
    /// Whether its text is a part of a longer run.
    is_part: bool,
}

/// How sure a round has to be.
#[derive(Clone, Copy, PartialEq)]
enum Rule {
    /// The text is there as often as in the guide.
    Count,
    /// Between the fences it is there as often as in the guide.
    Fenced,
    /// It is a whole paragraph or block as often as in the guide.
    Whole,
}

/// What is done at once.
#[derive(Clone, Copy)]
enum Step {
    /// Both streams get an index.
    Index,
    /// What is sure enough is found in both.
    Round(Rule),
    /// Blocks are looked for in the words of the page.
    BlocksAsWords,
    /// Slots are looked for by what is around them.
    Surroundings,
}

/// What was found helps to find more, so the rules take turns.
const STEPS: [Step; 8] = [
    Step::Index,
    Step::Round(Rule::Count),
    Step::Round(Rule::Fenced),
    Step::Round(Rule::Whole),
    Step::Round(Rule::Fenced),
    Step::Round(Rule::Whole),
    Step::BlocksAsWords,
    Step::Surroundings,
];

/// Finds the slots of runs in steps, between which a browser can give the page its turn.
///
/// ```
/// # use sitevar_core::{Layout, Run};
/// # let (layout, runs): (Layout, Vec<Run>) = Default::default();
/// let mut locator = layout.locator(runs);
/// while !locator.step() {}
/// assert_eq!(locator.places().len(), 0);
/// ```
pub struct Locator {
    runs: Vec<Run>,
    searches: [Search; 2],
    steps: std::slice::Iter<'static, Step>,
    places: Vec<Vec<Option<Place>>>,
}

impl Locator {
    pub(super) fn new(layout: &Layout, runs: Vec<Run>) -> Self {
        let Streams { prose, blocks } = Streams::of(layout);
        let places = runs.iter().map(|run| vec![None; run.slots.len()]).collect();
        Self { runs, searches: [prose, blocks].map(Search::new), steps: STEPS.iter(), places }
    }

    /// Goes on; tells whether all is done.
    pub fn step(&mut self) -> bool {
        match self.steps.next() {
            Some(Step::Index) => self.index(),
            Some(Step::Round(rule)) => self.round(*rule),
            Some(Step::BlocksAsWords) => self.find_blocks_in_words(),
            Some(Step::Surroundings) => self.look_around(),
            None => {}
        }
        self.steps.as_slice().is_empty()
    }

    /// Returns where every slot of every run is that was found so far; `None` for what is lost.
    pub fn places(self) -> Vec<Vec<Option<Place>>> {
        self.places
    }

    fn index(&mut self) {
        for (search, of_blocks) in self.searches.iter_mut().zip([false, true]) {
            search.index = Index::new(&search.stream.text);
            search.wanted = wanted(&self.runs, |_, run| is_block(Some(&run.kind)) == of_blocks);
        }
    }

    fn round(&mut self, rule: Rule) {
        let fences = fences(&self.searches);
        for search in &mut self.searches {
            search.round(rule, &fences, &self.runs);
        }
    }

    /// Finds blocks of the guide in the words of the page, where they are in no block of it.
    fn find_blocks_in_words(&mut self) {
        let fences = fences(&self.searches);
        let [prose, blocks] = &mut self.searches;
        let mut is_open = vec![false; self.runs.len()];
        for wanted in blocks.wanted.iter().filter(|wanted| wanted.start.is_none()) {
            // What is there more often than in the guide is ambiguous, wherever else it is.
            if blocks.find(&wanted.needle.text).is_some_and(|found| found.is_empty()) {
                is_open[wanted.run] = true;
            }
        }
        if !is_open.contains(&true) {
            return;
        }
        let words = std::mem::replace(&mut prose.wanted, wanted(&self.runs, |number, _| is_open[number]));
        for rule in [Rule::Count, Rule::Fenced] {
            prose.round(rule, &fences, &self.runs);
        }
        prose.note(&mut self.places);
        let found = std::mem::replace(&mut prose.wanted, words);
        // Their parts are not looked for by what is around them any more.
        let is_found = |run: usize| found.iter().any(|found| found.run == run && found.start.is_some());
        blocks.wanted.retain(|wanted| !is_found(wanted.run));
    }

    fn look_around(&mut self) {
        let fences = fences(&self.searches);
        for search in &mut self.searches {
            search.note(&mut self.places);
            for (run, found) in surroundings::find(search, &fences) {
                if let Some(places) = self.places.get_mut(run) {
                    *places = found.into_iter().map(|range| search.stream.place(&range?)).collect();
                }
            }
        }
    }
}

/// Returns the fences that everything found so far gives.
fn fences(searches: &[Search; 2]) -> Fences {
    let mut found: Vec<Fence> = Vec::new();
    for search in searches {
        found.extend(search.wanted.iter().filter_map(|wanted| {
            let start = search.stream.position(wanted.start?);
            Some(Fence { run: wanted.run, start, end: start + wanted.needle.text.len() })
        }));
    }
    order::by_key(&mut found, |fence| fence.run);
    Fences::of(&found)
}

/// Returns the runs that are looked for.
fn wanted(runs: &[Run], is_wanted: impl Fn(usize, &Run) -> bool) -> Vec<Wanted> {
    let runs = runs.iter().enumerate().filter(|(number, run)| is_wanted(*number, run));
    let wanted = |(run, found)| Wanted { run, needle: Needle::new(found), start: None, is_part: false };
    let mut wanted: Vec<Wanted> = runs.map(wanted).filter(|wanted| !wanted.needle.text.is_empty()).collect();
    let key = |wanted: &Wanted| (wanted.needle.text.len(), wanted.run);
    wanted.sort_by(|a, b| {
        let order = key(b).0.cmp(&key(a).0).then_with(|| a.needle.text.cmp(&b.needle.text));
        order.then(key(a).1.cmp(&key(b).1))
    });
    mark_parts(&mut wanted);
    wanted
}

impl Search {
    fn new(stream: Stream) -> Self {
        let taken = vec![false; stream.text.len()];
        Self { stream, index: Index::new(""), taken, wanted: Vec::new() }
    }

    /// Returns where a text is in the stream.
    pub(super) fn find(&self, text: &str) -> Option<Vec<usize>> {
        self.index.find(&self.stream.text, text)
    }

    /// Writes down where the slots of all runs are that were found.
    fn note(&self, places: &mut [Vec<Option<Place>>]) {
        for wanted in self.wanted.iter().filter(|wanted| wanted.start.is_some()) {
            if let Some(places) = places.get_mut(wanted.run) {
                *places = self.slots(wanted);
            }
        }
    }

    /// Returns where the slots of a run are that was found.
    fn slots(&self, wanted: &Wanted) -> Vec<Option<Place>> {
        let start = wanted.start.unwrap_or_default();
        let place = |slot: &Option<Range<usize>>| {
            let slot = slot.as_ref()?;
            self.stream.place(&(start + slot.start..start + slot.end))
        };
        wanted.needle.slots.iter().map(place).collect()
    }

    /// Looks for every text that was not found yet.
    fn round(&mut self, rule: Rule, fences: &Fences, runs: &[Run]) {
        let mut from = 0;
        while let Some(first) = self.wanted.get(from) {
            let text = first.needle.text.as_str();
            let count = self.wanted.iter().skip(from).take_while(|wanted| wanted.needle.text == text).count();
            let open = (from..from + count).filter(|at| self.wanted[*at].start.is_none()).collect::<Vec<_>>();
            from += count;
            if let Some(found) = self.candidates(&open) {
                self.decide(rule, &open, &found, fences, runs);
            }
        }
    }

    /// Returns where a text may be, without what is taken.
    fn candidates(&self, open: &[usize]) -> Option<Vec<Range<usize>>> {
        let wanted = &self.wanted[*open.first()?];
        let length = wanted.needle.text.len();
        // A short text in a sentence, or a part of another run, need not be what is meant.
        let whole = wanted.is_part || wanted.needle.context() < CONTEXT;
        let ranges = self.find(&wanted.needle.text)?.into_iter().map(|start| start..start + length);
        let allowed = |range: &Range<usize>| self.is_free(range) && (!whole || self.stream.is_unit(range));
        Some(ranges.filter(allowed).collect())
    }

    /// Tells whether nothing that was found is in a range.
    pub(super) fn is_free(&self, range: &Range<usize>) -> bool {
        // What was found before is longer, or was found by its surroundings: an end of it would be in the range.
        let is_taken = |at: usize| self.taken.get(at).copied().unwrap_or_default();
        !is_taken(range.start) && !range.end.checked_sub(1).is_some_and(is_taken)
    }

    /// Takes a part of the stream; tells whether all of it was free.
    pub(super) fn take(&mut self, range: &Range<usize>) -> bool {
        let Some(taken) = self.taken.get_mut(range.clone()) else { return false };
        let is_free = !taken.contains(&true);
        taken.fill(true);
        is_free
    }

    fn decide(&mut self, rule: Rule, open: &[usize], found: &[Range<usize>], fences: &Fences, runs: &[Run]) {
        let is_whole = |range: &&Range<usize>| self.stream.is_unit(range);
        let whole: Vec<Range<usize>> = found.iter().filter(is_whole).cloned().collect();
        match rule {
            // Others with the same text would be taken for each other where one of them was moved.
            Rule::Count | Rule::Whole if !self.have_same_slots(open, runs) => {}
            Rule::Count => self.pair(open, found),
            Rule::Whole => self.pair(open, &whole),
            Rule::Fenced => {
                let gaps: Vec<usize> = open.iter().map(|at| self.gap(fences, *at)).collect();
                let mut rest = open;
                for gap in gaps.chunk_by(PartialEq::eq) {
                    let (part, after) = rest.split_at(gap.len());
                    rest = after;
                    let gap = gap.first().copied().unwrap_or_default();
                    let all = self.within(fences, gap, found);
                    let whole = self.within(fences, gap, &whole);
                    let chosen = if all.len() == part.len() { all } else { whole };
                    self.pair(part, &chosen);
                }
            }
        }
    }

    fn gap(&self, fences: &Fences, wanted: usize) -> usize {
        self.wanted.get(wanted).map_or(0, |wanted| fences.gap(wanted.run))
    }

    fn within(&self, fences: &Fences, gap: usize, found: &[Range<usize>]) -> Vec<Range<usize>> {
        let is_in = |range: &&Range<usize>| {
            let start = self.stream.position(range.start);
            fences.are_there() && fences.is_in(gap, start, start + range.len())
        };
        found.iter().filter(is_in).cloned().collect()
    }

    /// Tells whether it does not matter which of some runs of one text is where.
    fn have_same_slots(&self, open: &[usize], runs: &[Run]) -> bool {
        let slots =
            |at: &usize| self.wanted.get(*at).and_then(|wanted| runs.get(wanted.run)).map(|run| &run.slots);
        open.windows(2).all(|pair| slots(&pair[0]) == slots(&pair[1]))
    }

    /// Gives each of some runs of one text its place, where there are as many places.
    fn pair(&mut self, open: &[usize], found: &[Range<usize>]) {
        if open.len() != found.len() {
            return;
        }
        for (at, range) in open.iter().zip(found) {
            let is_free = self.take(range);
            if let Some(wanted) = self.wanted.get_mut(*at) {
                wanted.start = Some(range.start).filter(|_| is_free);
            }
        }
    }
}

/// Notes which texts are parts of longer ones.
fn mark_parts(wanted: &mut [Wanted]) {
    let all = surroundings::joined(wanted.iter());
    let index = Index::new(&all);
    let counts: Vec<Option<usize>> =
        wanted.iter().map(|wanted| Some(index.find(&all, &wanted.needle.text)?.len())).collect();
    let mut from = 0;
    while let Some(first) = wanted.get(from) {
        let text = first.needle.text.clone();
        let count = wanted.iter().skip(from).take_while(|wanted| wanted.needle.text == text).count();
        let is_part = counts.get(from).is_none_or(|found| found.is_none_or(|found| found > count));
        wanted.iter_mut().skip(from).take(count).for_each(|wanted| wanted.is_part = is_part);
        from += count;
    }
}
