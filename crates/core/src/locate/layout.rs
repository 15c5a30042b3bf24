//! The layout of a page: its text nodes in the order of the document, and the passages that they belong to.

use std::ops::Range;

use super::table::Run;
use crate::examples::{Passage, PassageKind};

/// A text node of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextNode {
    /// Its text, as the document has it.
    pub text: String,
    /// Which passage of the layout it is a part of.
    pub passage: usize,
    /// Whether a line begins with it: an element that breaks lines is before it.
    pub starts_line: bool,
}

/// The text of a page as a list of nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The text nodes, in the order of the document.
    pub nodes: Vec<TextNode>,
    /// What the passages are; their texts are those of their nodes.
    pub passages: Vec<PassageKind>,
}

/// A position between two characters of a text node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The number of the node.
    pub node: usize,
    /// The position in its text, in UTF-16 units as browsers count.
    pub at: usize,
}

/// Where a slot is: from the first character to behind the last, which may be in another node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Before the first character.
    pub start: Point,
    /// After the last character.
    pub end: Point,
}

impl Layout {
    /// Returns the passages with their texts.
    pub fn passages(&self) -> Vec<Passage> {
        Vec::new()
    }

    /// Returns where a range of a passage's text is, in bytes of that text.
    pub fn place(&self, _passage: usize, _range: &Range<usize>) -> Option<Place> {
        None
    }

    /// Returns where every slot of every run is; `None` for what is lost.
    pub fn locate(&self, runs: &[Run]) -> Vec<Vec<Option<Place>>> {
        runs.iter().map(|run| vec![None; run.slots.len()]).collect()
    }
}
