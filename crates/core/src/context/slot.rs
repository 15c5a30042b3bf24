//! A slot of a text in a language: where it is, what surrounds it, and what is written there.

use std::ops::Range;

use litemap::LiteMap;

use crate::guide::Format;

/// A slot of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SlotAt {
    /// Where its default is in the text, in bytes.
    pub range: Range<usize>,
    /// How the value is rewritten.
    pub format: Option<Format>,
    /// What follows every value but the empty one, and is part of the range: the dot after a subdomain.
    pub after: String,
}

/// What is written at a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled {
    /// The default, as the author wrote it.
    Default,
    /// A value, as the place needs it.
    Text(String),
    /// The default, because the place cannot contain the value, for this reason.
    Refused(String),
}

impl Filled {
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}

/// Where a slot is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// What surrounds it, from the inside out: `hosts of addresses`, `single-quoted strings`.
    pub stack: Vec<&'static str>,
    /// Whether only people read it.
    pub in_comment: bool,
}

/// A map by the row of a slot.
///
/// Slots come in the order of the text, so a sorted list is enough: it grows at its end, and is less code than a tree.
pub(super) type SlotMap<T> = LiteMap<usize, T>;

/// Puts items into a map one by one: collecting would include a sort, which is 3 kB to download.
pub(super) fn by_slot<T>(items: impl Iterator<Item = (usize, T)>) -> SlotMap<T> {
    let mut map = SlotMap::new_vec();
    for (slot, item) in items {
        map.insert(slot, item);
    }
    map
}
