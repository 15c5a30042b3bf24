//! The order of a page: which of the runs that were found follow each other as they do in the guide.
//!
//! A generator keeps the order of a guide, apart from a few things that it moves. So runs that were found and are in
//! order fence in what is between them: a text that is there twice, once in a list of contents, is told apart.

/// A run that was found: its number, and from where to where it is in the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fence {
    pub(super) run: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The runs that are in order.
pub(super) struct Fences(Vec<Fence>);

impl Fences {
    /// Takes the most of what was found, which is in the order of the runs, so that its places ascend.
    ///
    /// A page in another order than its guide has no fences.
    pub(super) fn of(found: &[Fence]) -> Self {
        let longest = longest_ascending(found);
        let in_order = longest.len() * 4 >= found.len() * 3;
        Self(if in_order { longest } else { Vec::new() })
    }

    /// Tells whether the page has an order to rely on.
    pub(super) fn are_there(&self) -> bool {
        !self.0.is_empty()
    }

    /// Returns which fences a run is between, as the number of those before it.
    pub(super) fn gap(&self, run: usize) -> usize {
        self.0.partition_point(|fence| fence.run < run)
    }

    /// Tells whether a part of the page is in a gap.
    pub(super) fn is_in(&self, gap: usize, start: usize, end: usize) -> bool {
        let before = gap.checked_sub(1).and_then(|before| self.0.get(before));
        before.is_none_or(|fence| fence.end <= start)
            && self.0.get(gap).is_none_or(|fence| end <= fence.start)
    }
}

/// Returns the longest part of a list in which every place is after the one before (Fredman, 1975).
fn longest_ascending(found: &[Fence]) -> Vec<Fence> {
    // For each length the last of that many, of which the place is the smallest.
    let mut lasts: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(found.len());
    let start = |index: usize| found.get(index).map_or(0, |fence| fence.start);
    for (index, fence) in found.iter().enumerate() {
        let length = lasts.partition_point(|last| start(*last) < fence.start);
        before.push(length.checked_sub(1).and_then(|length| lasts.get(length)).copied());
        match lasts.get_mut(length) {
            Some(last) => *last = index,
            None => lasts.push(index),
        }
    }
    let mut longest = Vec::with_capacity(lasts.len());
    let mut next = lasts.last().copied();
    while let Some(index) = next {
        longest.extend(found.get(index));
        next = before.get(index).copied().flatten();
    }
    longest.reverse();
    longest
}
