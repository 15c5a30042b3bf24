//! What of a page can be led to: the ids of its author and those that a generator makes of its headings.
//!
//! Every generator makes ids in its own way, so names are compared by their letters and digits alone. A page that
//! includes others, or whose headings another program writes, may have any id.

use std::collections::BTreeSet;

use sitevar_core::PassageKind;

use crate::page::Page;

/// What a page can be led to by.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    bare: BTreeSet<String>,
    names: Vec<String>,
    /// Whether the page may have others.
    open: bool,
}

/// How many names are held against one that is mistyped.
const MOST: usize = 500;

/// What may bring further headings and definitions: calls, includes, components and generated documentation.
const MORE: [&str; 17] = [
    "{{",
    "{%",
    "--8<--",
    "@include",
    "<!--include",
    "\nimport ",
    "\nexport ",
    "<<<",
    "{{#",
    "\n.. ",
    "```{",
    "\n::: ",
    "<h1",
    "<h2",
    "<h3",
    "<h4",
    "{/*",
];

impl Anchors {
    /// Finds what a page has.
    pub(crate) fn of(page: &Page) -> Self {
        let outline = page.outline();
        let mut anchors = Self::default();
        for name in outline.ids.iter().map(|(id, _)| id).chain(&outline.headings) {
            anchors.add(name);
        }
        anchors.names.extend(outline.ids.iter().map(|(id, _)| id.clone()));
        anchors.names.extend(outline.headings.iter().map(|heading| slug(heading)));
        anchors.names.truncate(MOST);
        anchors.open |= is_open(page);
        anchors
    }

    fn add(&mut self, name: &str) {
        // Some generators leave out what is not ASCII, some write it without its accents, and others keep it.
        self.open |= name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        self.bare.insert(bare(name));
    }

    /// Tells whether the page may have others than are known.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Tells whether a link to a name may lead somewhere.
    pub fn may_have(&self, name: &str) -> bool {
        let own = bare(name);
        let first = own.trim_end_matches(|c: char| c.is_ascii_digit());
        self.open || !is_plain(name) || self.bare.contains(&own) || self.bare.contains(first)
    }

    /// Returns the names as most generators write them.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }
}

/// Tells whether a name is one that an author wrote for a heading; others are made by programs.
fn is_plain(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let made = name.starts_with("__") || name.starts_with("fn") || name.eq_ignore_ascii_case("top");
    !name.is_empty() && !made && name.chars().all(is_part)
}

/// Returns the letters and digits of a name, in lower case.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn slug(heading: &str) -> String {
    let words = heading.trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Tells whether something outside of the page's code may bring more.
fn is_open(page: &Page) -> bool {
    let text = page.text();
    let mut code: Vec<_> = page
        .passages()
        .iter()
        .filter(|passage| passage.passage.kind != PassageKind::Prose)
        .filter_map(|passage| passage.source(&(0..passage.passage.text.len())))
        .collect();
    code.sort_unstable_by_key(|range| range.start);
    let in_code = |at: usize| {
        let next = code.partition_point(|range| range.start <= at);
        next.checked_sub(1).and_then(|last| code.get(last)).is_some_and(|range| at < range.end)
    };
    let is_there = |sign: &&str| text.match_indices(*sign).any(|(at, _)| !in_code(at + sign.len() - 1));
    MORE.iter().any(is_there) || text.starts_with("import ") || has_component(text, &in_code)
}

/// Tells whether the page has a component: a tag that begins with a capital letter.
fn has_component(text: &str, in_code: &dyn Fn(usize) -> bool) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_uppercase()) && !in_code(at)
    })
}
