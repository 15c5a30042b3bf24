//! The table of a guide: what its own HTML has of slots, read back as any page is.

use std::collections::BTreeSet;
use std::ops::Range;

use super::fold::Needle;
use super::html::{self, Read, SlotNodes};
use super::layout::{Layout, TextNode, push_node};
use super::table::{PageTable, Run, RunSlot};
use crate::examples::PassageKind;
use crate::guide::Guide;
use crate::html::HtmlOptions;
use crate::markup::HtmlTag;
use crate::text::Find;
use crate::variables::Values;

impl Guide {
    /// Returns what a page has of readers' values that another generator makes of this guide's Markdown.
    ///
    /// The guide has to be the one for Markdown, and the values those that the Markdown was written with.
    pub fn table(&self, values: &Values) -> PageTable {
        if self.slots().next().is_none() {
            return PageTable::default();
        }
        let html = self.html(values, &HtmlOptions::default()).body;
        let read = html::read(&html, true);
        PageTable { runs: runs(&read), addresses: read.addresses }
    }
}

/// Returns the texts of the units that have slots, and of those in which one of these texts is as well: what is there
/// twice in the guide has to be there twice in the page.
fn runs(read: &Read<'_>) -> Vec<Run> {
    let mut runs = units(read);
    let folded: Vec<String> = runs.iter().map(|run| Needle::new(run).text).collect();
    let with_slots = runs.iter().zip(&folded).filter(|(run, text)| !run.slots.is_empty() && !text.is_empty());
    let wanted: BTreeSet<&str> = with_slots.map(|(_, text)| text.as_str()).collect();
    let is_wanted = |text: &String| wanted.iter().any(|wanted| text.has(*wanted));
    let mut texts = folded.iter();
    runs.retain(|run| {
        let text = texts.next();
        !run.slots.is_empty() || text.is_some_and(is_wanted)
    });
    runs
}

/// Returns the texts of all units.
fn units(read: &Read<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut slots = read.slots.as_slice();
    let mut nodes = read.layout.nodes.as_slice();
    let mut start = 0;
    while let Some((unit, after)) = split_unit(&read.layout, nodes) {
        let end = start + unit.len();
        let count = slots.iter().take_while(|slot| slot.start < end).count();
        let (inside, others) = slots.split_at(count);
        let in_form = read.forms.iter().any(|form| form.contains(&start));
        runs.push(Run { in_form, ..run(&read.layout, unit, start, inside) });
        (nodes, slots, start) = (after, others, end);
    }
    runs
}

/// Splits the first unit off a list of nodes.
fn split_unit<'a>(layout: &Layout, nodes: &'a [TextNode]) -> Option<(&'a [TextNode], &'a [TextNode])> {
    let follows = |pair: &&[TextNode]| !layout.begins_unit(pair.first(), &pair[1]);
    let length = 1 + nodes.windows(2).take_while(follows).count();
    nodes.split_at_checked(length)
}

fn run(layout: &Layout, unit: &[TextNode], first: usize, slots: &[SlotNodes<'_>]) -> Run {
    let mut text = String::new();
    // Where the text of each node starts and ends.
    let mut places = Vec::with_capacity(unit.len());
    for node in unit {
        let before = text.len();
        push_node(&mut text, node);
        places.push((text.len() - node.text.len().min(text.len() - before), text.len()));
    }
    let slots = slots.iter().map(|slot| {
        let start = places.get(slot.start - first).map_or(text.len(), |(start, _)| *start);
        let last = slot.end.saturating_sub(first + 1);
        let end = places.get(last).map_or(text.len(), |(_, end)| *end);
        row(&slot.tag, start..end.max(start))
    });
    Run { kind: kind(layout, unit), slots: slots.collect(), text, in_form: false }
}

fn row(tag: &HtmlTag<'_>, range: Range<usize>) -> RunSlot {
    let attribute = |name: &str| tag.attribute(name).unwrap_or_default().into_owned();
    RunSlot {
        range,
        variable: attribute("data-sitevar"),
        format: attribute("data-sitevar-format"),
        instead: attribute("data-sitevar-instead"),
        after: attribute("data-sitevar-after"),
    }
}

/// Returns what a unit is: a paragraph is a span of code where nothing else is in it.
fn kind(layout: &Layout, unit: &[TextNode]) -> PassageKind {
    let kinds = unit.iter().filter(|node| !node.text.trim().is_empty());
    let mut kinds = kinds.map(|node| layout.passages.get(node.passage).cloned().unwrap_or_default());
    let first = kinds.next().unwrap_or_default();
    if kinds.all(|kind| kind == first) { first } else { PassageKind::Prose }
}
