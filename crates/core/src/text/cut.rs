//! Parts of a text, or of its bytes, by position: what `text[..at]` gives, but never a panic.
//!
//! A position comes from a search in the same text, so it is between two characters. Where it is not, that is a bug of
//! ours, and tests stop at it. For a reader the character that it falls into counts as passed, so that nothing is lost
//! or repeated, and whoever continues from there comes to the end.

use std::ops::Range;

/// Parts by position.
pub(crate) trait Cut {
    /// Returns what is before a position.
    fn before(&self, at: usize) -> &Self;

    /// Returns what is after a position.
    fn after(&self, at: usize) -> &Self;

    /// Returns what is before a position, and what is after it.
    fn around(&self, at: usize) -> (&Self, &Self) {
        (self.before(at), self.after(at))
    }

    /// Returns what is between two positions.
    fn between(&self, range: Range<usize>) -> &Self;
}

impl Cut for str {
    fn before(&self, at: usize) -> &str {
        debug_assert!(self.is_char_boundary(at), "{at} is no position in {self:?}");
        self.get(..self.ceil_char_boundary(at)).unwrap_or(self)
    }

    fn after(&self, at: usize) -> &str {
        debug_assert!(self.is_char_boundary(at), "{at} is no position in {self:?}");
        self.get(self.ceil_char_boundary(at)..).unwrap_or_default()
    }

    fn between(&self, range: Range<usize>) -> &str {
        debug_assert!(self.get(range.clone()).is_some(), "{range:?} is no part of {self:?}");
        self.before(range.end).after(range.start.min(range.end))
    }
}

impl Cut for [u8] {
    fn before(&self, at: usize) -> &[u8] {
        debug_assert!(at <= self.len(), "{at} is no position in {} bytes", self.len());
        self.get(..at).unwrap_or(self)
    }

    fn after(&self, at: usize) -> &[u8] {
        debug_assert!(at <= self.len(), "{at} is no position in {} bytes", self.len());
        self.get(at..).unwrap_or_default()
    }

    fn between(&self, range: Range<usize>) -> &[u8] {
        debug_assert!(self.get(range.clone()).is_some(), "{range:?} is no part of {} bytes", self.len());
        self.before(range.end).after(range.start.min(range.end))
    }
}
