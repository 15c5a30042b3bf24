//! Ranges of a text, of which one asks whether a place is in any.

use std::ops::Range;

/// Ranges in order, those that touch as one.
#[derive(Debug, Default)]
pub(crate) struct Ranges(Vec<Range<usize>>);

impl Ranges {
    pub(crate) fn new(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_unstable_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        Self(merged)
    }

    pub(crate) fn contains(&self, at: usize) -> bool {
        let next = self.0.partition_point(|range| range.end <= at);
        self.0.get(next).is_some_and(|range| range.start <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_in_a_range_or_between_two() {
        let ranges = Ranges::new(vec![7..9, 0..2, 1..4, 4..5]);
        let inside: Vec<usize> = (0..12).filter(|at| ranges.contains(*at)).collect();
        assert_eq!(inside, [0, 1, 2, 3, 4, 7, 8]);
    }
}
