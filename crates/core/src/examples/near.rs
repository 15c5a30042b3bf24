//! Near misses: what a page shows that is almost an example, such as `nodred.company` for `nodered.company`.
//!
//! Nothing is replaced by what is near: it is listed, because in published guides it was a mistake each time.

use std::ops::Range;

use super::Findings;
use super::list;
use super::passage::{Passage, PassageKind};
use super::pattern;
use super::shape::{self, Shape};
use crate::text::{Cut, Find};
use crate::variables::{Kind, Variables};

/// A text that is almost an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// Which passage it is in.
    pub passage: usize,
    /// Where it is in the text of the passage, in bytes.
    pub range: Range<usize>,
    /// The text.
    pub text: String,
    /// The variable of the example; empty where the page's own list has it.
    pub variable: String,
    /// The example.
    pub example: String,
}

/// From this length on two letters may differ, below only one.
const LONG: usize = 16;

/// Texts shorter than this are too often near each other.
const SHORT: usize = 6;

/// Returns what is almost an example in a page whose examples were found.
pub fn find_near_misses(passages: &[Passage], variables: &Variables, findings: &Findings) -> Vec<NearMiss> {
    let mut examples: Vec<(&str, &str)> = Vec::new();
    for (name, variable) in variables.variables.iter().chain(findings.declared.iter()) {
        let texts = variable.examples.iter().filter(|text| !text.has('*'));
        examples.extend(texts.map(|text| (name.as_str(), text.as_str())));
    }
    for item in list::items(passages) {
        if !examples.iter().any(|(_, text)| *text == item.text) {
            examples.push(("", item.text));
        }
    }
    examples.retain(|(_, text)| text.len() >= SHORT);
    let mut near = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        if !matches!(passage.kind, PassageKind::CodeBlock { .. }) {
            continue;
        }
        let slots: Vec<&Range<usize>> =
            findings.slots.iter().filter(|slot| slot.passage == number).map(|slot| &slot.range).collect();
        for range in words(&passage.text) {
            let is_free = slots.get(slots.partition_point(|slot| slot.end <= range.start));
            if is_free.is_none_or(|slot| slot.start >= range.end) {
                near.extend(nearest(number, &passage.text, range, &examples));
            }
        }
    }
    near
}

/// Returns the texts of a block that could be examples, in the order of the block.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = list::hosts(text);
    words.extend(pattern::brackets(text));
    words.extend(pattern::yours(text));
    words.sort_unstable_by_key(|range| range.start);
    words
}

/// Returns the near miss that a text is.
fn nearest(passage: usize, text: &str, range: Range<usize>, examples: &[(&str, &str)]) -> Option<NearMiss> {
    let whole = text.between(range.clone());
    let near = |(_, example): &&(&str, &str)| is_near(last_labels(whole, example), example);
    if examples.iter().any(|(_, example)| last_labels(whole, example) == *example) {
        return None;
    }
    let (variable, example) = examples.iter().find(near)?;
    let found = last_labels(whole, example);
    Some(NearMiss {
        passage,
        range: range.end - found.len()..range.end,
        text: found.to_owned(),
        variable: (*variable).to_owned(),
        example: (*example).to_owned(),
    })
}

/// Returns as many labels at the end of a name as an example has; all of a text that is no name.
fn last_labels<'a>(text: &'a str, example: &str) -> &'a str {
    if !shape::is_host(text) || !shape::is_host(example) {
        return text;
    }
    let labels = example.matches('.').count();
    text.rmatch_indices('.').nth(labels).map_or(text, |(at, _)| text.after(at + 1))
}

/// Tells whether a text is almost an example.
fn is_near(text: &str, example: &str) -> bool {
    let shape = |text: &str| Shape::of(text, Kind::Text);
    if shape(text) != shape(example) || text.len().abs_diff(example.len()) > 2 {
        return false;
    }
    let is_spelled_otherwise =
        shape(example).is_placeholder() && pattern::stands_for(&format!("{example}*"), text);
    let allowed = if example.len() >= LONG { 2 } else { 1 };
    is_spelled_otherwise || strsim::osa_distance(text, example) <= allowed
}
