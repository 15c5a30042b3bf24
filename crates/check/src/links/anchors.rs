//! What of a page can be led to: the ids of its author and those that a generator makes of its headings.
//!
//! Every generator makes ids in its own way, so names are compared by their letters and digits alone, and a letter beyond
//! ASCII may be anything: some leave it out, some write `ue` or `u` for `ü`, and others keep it. A page that includes
//! others, or whose headings another program writes, may have any id.

use std::collections::BTreeSet;

use sitevar_core::PassageKind;

use crate::page::{Page, Ranges};

/// What a page can be led to by.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    bare: BTreeSet<String>,
    /// The names with letters beyond ASCII, as the parts between these.
    parts: Vec<Vec<String>>,
    names: Vec<String>,
    /// Whether the page may have others.
    open: bool,
}

/// How many names are held against one that is mistyped, or that may be written in many ways.
const MOST: usize = 500;

/// What may bring further headings and definitions: calls, includes, components and generated documentation.
const MORE: [&str; 13] = [
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
        let name = bare(name);
        if !name.is_ascii() {
            self.parts.push(name.split(|c: char| !c.is_ascii()).map(str::to_owned).collect());
            self.open |= self.parts.len() > MOST;
        }
        self.bare.insert(name);
    }

    /// Tells whether the page may have others than are known.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Tells whether a link to a name may lead somewhere.
    pub fn may_have(&self, name: &str) -> bool {
        let own = bare(name);
        let first = own.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_there =
            |name: &str| self.bare.contains(name) || self.parts.iter().any(|parts| fits(parts, name));
        self.open || !is_plain(name) || is_there(&own) || is_there(first)
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

/// Tells whether a name is these parts in order, with anything between two of them.
fn fits(parts: &[String], name: &str) -> bool {
    let [first, between @ .., last] = parts else { return false };
    let Some(mut rest) = name.strip_prefix(first.as_str()) else { return false };
    for part in between {
        let Some((_, after)) = rest.split_once(part.as_str()) else { return false };
        rest = after;
    }
    rest.ends_with(last.as_str())
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
    let code = page.passages().iter().filter(|passage| passage.passage.kind != PassageKind::Prose);
    let code = code.filter_map(|passage| passage.source(&(0..passage.passage.text.len())));
    let code = Ranges::new(code.collect());
    let in_code = |at: usize| code.contains(at);
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
