//! Pieces of code: text in which anything can begin, and slots and character references, which are whole.

use std::ops::Range;

use crate::context::{ClassedRanges, TokenClass};

/// A piece of the code, in the HTML and in the text.
pub(super) struct Piece {
    pub(super) html: Range<usize>,
    pub(super) text: Range<usize>,
    /// Nothing begins or ends inside of it: a slot, or a character reference.
    pub(super) is_whole: bool,
}

/// Returns the ranges that can be put around parts of the text, as few as possible, and none that begins or ends inside
/// of a whole piece.
pub(super) fn settled(found: ClassedRanges, text: &str, pieces: &[Piece]) -> ClassedRanges {
    let mut end = 0;
    let fits = |(range, _): &(Range<usize>, TokenClass)| {
        let fits = range.start >= end && text.get(range.clone()).is_some_and(|part| !part.trim().is_empty());
        end = if fits { range.end } else { end };
        fits
    };
    let mut found = found.into_iter().filter(fits);
    let mut next = found.next();
    let mut out = ClassedRanges::new();
    for whole in pieces.iter().filter(|piece| piece.is_whole).map(|piece| &piece.text) {
        while let Some(range) = next.take_if(|(range, _)| range.end <= whole.start) {
            push(&mut out, range);
            next = found.next();
        }
        let holds = |(range, _): &(Range<usize>, _)| range.start <= whole.start && range.end >= whole.end;
        // How much of the piece is of the class that most of it is.
        let mut most = (0, None);
        while let Some((range, class)) = next.take_if(|one| one.0.start < whole.end && !holds(one)) {
            if range.start < whole.start {
                push(&mut out, (range.start..whole.start, class));
            }
            let length = range.end.min(whole.end) - range.start.max(whole.start);
            if length > most.0 {
                most = (length, Some(class));
            }
            let is_over = range.end <= whole.end;
            next = if is_over { found.next() } else { Some((whole.end..range.end, class)) };
        }
        if let (_, Some(class)) = most {
            push(&mut out, (whole.clone(), class));
        }
    }
    next.into_iter().chain(found).for_each(|range| push(&mut out, range));
    out
}

/// Adds a range, or makes the last one longer where the two are one.
fn push(out: &mut ClassedRanges, (range, class): (Range<usize>, TokenClass)) {
    match out.last_mut() {
        Some((last, known)) if last.end == range.start && *known == class => last.end = range.end,
        _ => out.push((range, class)),
    }
}
