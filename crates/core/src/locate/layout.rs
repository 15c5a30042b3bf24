//! The layout of a page: its text nodes in the order of the document, and the passages that they belong to.
//!
//! A block of code is one passage, and so is a span of code. The words of a paragraph, a heading or a cell are prose,
//! which ends at a block-level element; a span in it may end it, too, or stand between two nodes of one passage. The
//! first node after the start or the end of a block-level element [starts a line](TextNode::starts_line).

use std::ops::Range;

use super::place;
use super::resolve::Locator;
use super::stream::is_block;
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
    /// Returns the passages with their texts; a node that starts a line does so in the text, too.
    pub fn passages(&self) -> Vec<Passage> {
        let passage = |kind: &PassageKind| Passage { kind: kind.clone(), text: String::new() };
        let mut passages: Vec<Passage> = self.passages.iter().map(passage).collect();
        for node in &self.nodes {
            if let Some(passage) = passages.get_mut(node.passage) {
                push_node(&mut passage.text, node);
            }
        }
        passages
    }

    /// Returns where a range of a passage's text is, in bytes of that text.
    pub fn place(&self, passage: usize, range: &Range<usize>) -> Option<Place> {
        self.places(&[(passage, range.clone())]).pop()?
    }

    /// Returns where ranges of passages' texts are, as [`Layout::place`] does for one.
    pub fn places(&self, ranges: &[(usize, Range<usize>)]) -> Vec<Option<Place>> {
        place::places(self, ranges)
    }

    /// Returns where every slot of every run is; `None` for what is lost.
    pub fn locate(&self, runs: &[Run]) -> Vec<Vec<Option<Place>>> {
        let mut locator = self.locator(runs.to_vec());
        while !locator.step() {}
        locator.places()
    }

    /// Begins to look for runs, as [`Layout::locate`] does at once.
    pub fn locator(&self, runs: Vec<Run>) -> Locator {
        Locator::new(self, runs)
    }

    /// Tells whether a node begins a unit, which is a block of code or a paragraph: no run goes on from one to the next.
    pub(super) fn begins_unit(&self, last: Option<&TextNode>, node: &TextNode) -> bool {
        let Some(last) = last else { return true };
        let kinds = [last, node].map(|node| self.passages.get(node.passage));
        let has_span = kinds.contains(&Some(&PassageKind::CodeSpan));
        let has_block = kinds.into_iter().any(is_block);
        last.passage != node.passage && (!has_span || has_block || node.starts_line)
    }
}

/// Appends the text of a node to that of its passage.
pub(super) fn push_node(text: &mut String, node: &TextNode) {
    if node.starts_line && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&node.text);
}
