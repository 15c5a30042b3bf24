//! Examples: the texts that guides show in place of a reader's own values, found without an edit of the page.
//!
//! A variable's `examples:` say what guides already show, such as `example.com`. A page is given as its passages, so
//! that one function finds examples in Markdown, in finished HTML, and in the document of a browser.

mod passage;

pub use passage::{Passage, PassageKind};

use std::ops::Range;

use crate::guide::Slot;
use crate::variables::{ByName, Variable, Variables};

/// Whose page is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// A page of a site of ours: the example of a secret is a slot anywhere in its text.
    Own,
    /// A page of any generator: the example of a secret is a slot only as the whole value of a key.
    Foreign,
}

/// An example that is a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Which passage it is in.
    pub passage: usize,
    /// Where it is in the text of the passage, in bytes.
    pub range: Range<usize>,
    /// What it is a slot of.
    pub slot: Slot,
}

/// What a page has of examples.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// The slots, in the order of the page; they do not overlap.
    pub slots: Vec<Found>,
    /// The variables that the page's own list of placeholders declares.
    pub declared: ByName<Variable>,
}

/// Finds the examples in a page.
pub fn find_examples(_passages: &[Passage], _variables: &Variables, _scope: Scope) -> Findings {
    Findings::default()
}
