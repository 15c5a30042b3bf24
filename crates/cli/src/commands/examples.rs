//! `sitevar examples`: what would become a slot, what is nearly an example, and what is declared and never used.

use std::collections::BTreeSet;
use std::fmt::Write;

use rayon::prelude::*;
use serde_json::{Value, json};
use sitevar_core::{
    Findings as Found, NearMiss, Position, Scope, Variables, find_examples, find_near_misses,
};

use crate::args::{Examples, Format};
use crate::config::shipped_variables;
use crate::examples::{Guide, guides};
use crate::output;
use crate::report::{self, Abort, Findings, Verdict, plural};
use crate::site::{OpenOptions, Site};

/// The longest text that a list shows.
const LONGEST: usize = 60;

/// The longest part of a source line that a list shows.
const LONGEST_LINE: usize = 90;

/// Runs the command.
pub(super) fn run(args: &Examples, format: Format) -> Result<Verdict, Abort> {
    let (site, mut findings) = match &args.site {
        Some(root) => Site::open(root, OpenOptions::default())?,
        None => Site::around(&args.folder, OpenOptions::default())?,
    };
    if findings.iter().any(Findings::has_errors) {
        return Ok(report::print(findings, format));
    }
    let folder = args.folder.canonicalize().map_err(|error| Abort::io("read", &args.folder, &error))?;
    let folder = if folder == site.root { site.content_folder()? } else { folder };
    let (guides, unread) = guides(&folder, &site.bounds(&folder))?;
    findings.extend(unread);
    let variables = &*site.config.variables;
    let pages: Vec<Page<'_>> = guides.par_iter().map(|guide| Page::new(guide, variables)).collect();
    let listing = Listing { unused: unused(variables, &pages), pages };
    let text = if format == Format::Json { format!("{:#}\n", listing.json()) } else { listing.text() };
    output::print(text.as_bytes())?;
    Ok(report::print(findings, format))
}

/// A guide with what was found in it.
struct Page<'a> {
    guide: &'a Guide,
    found: Found,
    near: Vec<NearMiss>,
}

impl<'a> Page<'a> {
    fn new(guide: &'a Guide, variables: &Variables) -> Self {
        let found = find_examples(&guide.passages, variables, Scope::Foreign);
        let near = find_near_misses(&guide.passages, variables, &found);
        Self { guide, found, near }
    }

    fn position(&self, passage: usize, range: &std::ops::Range<usize>) -> Position {
        self.guide.source.position(self.guide.position(passage, range))
    }

    /// Returns the line of the source that something begins on.
    fn line(&self, passage: usize, range: &std::ops::Range<usize>) -> String {
        let (text, at) = (self.guide.source.text(), self.guide.position(passage, range));
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let end = at + after.find('\n').unwrap_or(after.len());
        around(text.get(start..end).unwrap_or_default(), at - start)
    }
}

/// Returns what of a line a list shows: up to a number of characters, with what begins at a byte among them.
fn around(line: &str, at: usize) -> String {
    let before = line.get(..at).map_or(0, |before| before.chars().count());
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let first =
        if before < LONGEST_LINE / 2 { indent } else { before.saturating_sub(LONGEST_LINE / 3).max(indent) };
    let rest: String = line.chars().skip(first).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let rest = rest.trim_end();
    let short: String = rest.chars().take(LONGEST_LINE).collect();
    let start = if first > indent { "…" } else { "" };
    let end = if short.len() < rest.len() { "…" } else { "" };
    format!("{start}{short}{end}")
}

/// Returns the variables of the site with examples of which no page has any.
fn unused<'a>(variables: &'a Variables, pages: &[Page<'_>]) -> Vec<&'a str> {
    let used: BTreeSet<&str> =
        pages.iter().flat_map(|page| &page.found.slots).map(|found| found.slot.variable.as_str()).collect();
    let shipped = shipped_variables();
    let declared = variables.variables.iter().filter(|(name, variable)| {
        !variable.examples.is_empty() && shipped.variables.get(*name) != Some(*variable)
    });
    declared.map(|(name, _)| name.as_str()).filter(|name| !used.contains(name)).collect()
}

struct Listing<'a> {
    pages: Vec<Page<'a>>,
    unused: Vec<&'a str>,
}

impl Listing<'_> {
    /// Returns the list for people: each page with its slots, then what is nearly one, then what is unused.
    fn text(&self) -> String {
        let mut out = String::new();
        for page in self.pages.iter().filter(|page| !page.found.slots.is_empty()) {
            let _ = writeln!(out, "{}", page.guide.source.name());
            for found in &page.found.slots {
                let at = page.position(found.passage, &found.range);
                let place = format!("{}:{}", at.line, at.column);
                let (text, line) = (shown(&found.slot.default), page.line(found.passage, &found.range));
                let _ = writeln!(out, "{place:>9}  {text}  {}", found.slot.variable);
                let _ = writeln!(out, "{:>9}  | {line}", "");
            }
        }
        for page in &self.pages {
            for near in &page.near {
                let at = page.position(near.passage, &near.range);
                let name = page.guide.source.name();
                let (text, example) = (shown(&near.text), shown(&near.example));
                let _ =
                    writeln!(out, "nearly: {name}:{}:{}: `{text}` is not `{example}`", at.line, at.column);
                let _ = writeln!(out, "{:>9}  | {}", "", page.line(near.passage, &near.range));
            }
        }
        if !self.unused.is_empty() {
            let _ = writeln!(out, "declared and never found: {}", self.unused.join(", "));
        }
        let (slots, used) = (plural(self.slots(), "place"), plural(self.used(), "page"));
        let _ = writeln!(out, "{slots} on {used} of {}", self.pages.len());
        out
    }

    fn json(&self) -> Value {
        let slots: Vec<Value> = self
            .pages
            .iter()
            .flat_map(|page| {
                page.found.slots.iter().map(|found| {
                    let at = page.position(found.passage, &found.range);
                    json!({
                        "file": page.guide.source.name(),
                        "line": at.line,
                        "column": at.byte_column,
                        "text": found.slot.default,
                        "variable": found.slot.variable,
                        "format": found.slot.format.map(|format| format.name()),
                    })
                })
            })
            .collect();
        let near: Vec<Value> = self
            .pages
            .iter()
            .flat_map(|page| {
                page.near.iter().map(|near| {
                    let at = page.position(near.passage, &near.range);
                    json!({
                        "file": page.guide.source.name(),
                        "line": at.line,
                        "column": at.byte_column,
                        "text": near.text,
                        "example": near.example,
                        "variable": Some(&near.variable).filter(|name| !name.is_empty()),
                    })
                })
            })
            .collect();
        let summary =
            json!({ "slots": slots.len(), "pages": self.pages.len(), "pages_with_slots": self.used() });
        json!({ "slots": slots, "near": near, "unused": self.unused, "summary": summary })
    }

    fn slots(&self) -> usize {
        self.pages.iter().map(|page| page.found.slots.len()).sum()
    }

    fn used(&self) -> usize {
        self.pages.iter().filter(|page| !page.found.slots.is_empty()).count()
    }
}

/// Returns a text as one line of a list.
fn shown(text: &str) -> String {
    let short: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() { short + "…" } else { short }
}
