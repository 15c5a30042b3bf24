//! Whether the pages that another generator built still have their slots: the placing of the browser, without one.
//!
//! 1. Every HTML file is that of the page with the longest address that fits; of several, the one with the least before
//!    that address counts.
//! 2. The runs of the page's table are located in it, and its addresses are looked for among the attributes.
//! 3. What is lost is told at the line of the source that it comes from.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use sitevar_core::{Code, Diagnostic, HtmlToken, HtmlTokens, Layout, PageTable, Run, RunSlot, Span};

use super::addresses::Rows;
use super::inspect::{Inspect, Inspected};
use crate::files;
use crate::report::{Abort, Findings};

/// What a check found.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) findings: Vec<Findings>,
    /// How many slots and addresses were found, and how many were not.
    pub(crate) placed: usize,
    pub(crate) lost: usize,
    /// How many pages with slots were looked at.
    pub(crate) pages: usize,
    /// The addresses of the pages with slots that have no HTML.
    pub(crate) missing: Vec<String>,
}

/// Looks for all slots of a site in the HTML of a folder.
///
/// # Errors
///
/// Fails where files cannot be read.
pub(crate) fn check(inspected: &Inspected, public: &Path) -> Result<Checked, Abort> {
    let html = html_files(inspected, public)?;
    let has_slots =
        |(_, page): &(usize, &Inspect)| !page.table.runs.is_empty() || !page.table.addresses.is_empty();
    let pages: Vec<(usize, &Inspect)> = inspected.pages.iter().enumerate().filter(has_slots).collect();
    let looked: Vec<Checked> = pages
        .into_par_iter()
        .map(|(row, page)| match html.get(&row) {
            Some(file) => check_page(page, file),
            None => Ok(Checked {
                missing: page.addresses.first().cloned().into_iter().collect(),
                ..Checked::default()
            }),
        })
        .collect::<Result<_, Abort>>()?;
    let mut all = Checked::default();
    for checked in looked {
        all.findings.extend(checked.findings);
        all.missing.extend(checked.missing);
        all.placed += checked.placed;
        all.lost += checked.lost;
        all.pages += checked.pages;
    }
    Ok(all)
}

/// Finds the HTML file of each page.
fn html_files(inspected: &Inspected, public: &Path) -> Result<HashMap<usize, PathBuf>, Abort> {
    let mut rows = Rows::default();
    for (row, page) in inspected.pages.iter().enumerate() {
        page.addresses.iter().for_each(|address| rows.add(address, row));
    }
    let real = public.canonicalize().map_err(|error| Abort::io("read", public, &error))?;
    let mut found: HashMap<usize, (usize, PathBuf)> = HashMap::new();
    for file in files::walk(&real, &real)?.files {
        let address = file.page_path("");
        if !address.ends_with(".html") {
            continue;
        }
        let Some((row, before)) = rows.find(&address.replace('%', "%25")) else { continue };
        let nearer = found.get(&row).is_none_or(|(known, _)| before < *known);
        if nearer {
            found.insert(row, (before, file.path));
        }
    }
    Ok(found.into_iter().map(|(row, (_, path))| (row, path)).collect())
}

fn check_page(page: &Inspect, file: &Path) -> Result<Checked, Abort> {
    let shown = files::shown(file);
    let bytes =
        files::read_regular(file).map_err(|reason| Abort::new(format!("`{}` {reason}", shown.display())))?;
    let html = String::from_utf8_lossy(&bytes);
    let layout = Layout::read_html(&html);
    let has_form = has_form(&html);
    let runs: Vec<Run> = page.table.runs.iter().filter(|run| !(run.in_form && has_form)).cloned().collect();
    let located = layout.locate(&runs);
    let mut diagnostics = Vec::new();
    let mut placed = 0;
    for (run, places) in runs.iter().zip(located) {
        for (slot, place) in run.slots.iter().zip(places) {
            match place {
                Some(_) => placed += 1,
                None => diagnostics.push(lost_slot(page, run, slot, &shown)),
            }
        }
    }
    let attributes = attributes(&page.table, &html);
    for row in &page.table.addresses {
        match attributes.contains(&(row.element.as_str(), row.attribute.as_str(), same_address(&row.shown))) {
            true => placed += 1,
            false => diagnostics.push(lost_address(page, &row.pattern, &row.shown, &shown)),
        }
    }
    let lost = diagnostics.len();
    let findings = vec![Findings { source: page.source.clone(), diagnostics }];
    Ok(Checked { findings, placed, lost, pages: 1, missing: Vec::new() })
}

/// Tells whether a page has the form itself rather than the table that replaces it.
fn has_form(html: &str) -> bool {
    HtmlTokens::new(html)
        .any(|token| matches!(token, HtmlToken::StartTag(tag) if tag.is("sitevar-preferences")))
}

/// Returns the attributes of a page that could be those of its table.
fn attributes<'a>(table: &'a PageTable, html: &str) -> HashSet<(&'a str, &'a str, String)> {
    let wanted: HashSet<(&str, &str)> =
        table.addresses.iter().map(|row| (row.element.as_str(), row.attribute.as_str())).collect();
    let mut found = HashSet::new();
    for token in HtmlTokens::new(html) {
        let HtmlToken::StartTag(tag) = token else { continue };
        for (element, attribute) in wanted.iter().filter(|(element, _)| tag.is(element)) {
            found.extend(tag.attribute(attribute).map(|value| (*element, *attribute, same_address(&value))));
        }
    }
    found
}

/// Returns an address as every generator would write it.
fn same_address(address: &str) -> String {
    percent_decode_str(address.trim_end_matches('/')).decode_utf8_lossy().into_owned()
}

fn lost_slot(page: &Inspect, run: &Run, slot: &RunSlot, file: &Path) -> Diagnostic {
    let (line, before) = line_of(run, slot);
    let message =
        format!("the slot of `{}` in `{}` is not in `{}`", slot.variable, line.trim(), file.display());
    let span = span_of(page, &slot.variable, line, before);
    Diagnostic::error(Code::LostSlot, message, span)
        .help("its text is there more than once or not at all; readers see the example there")
}

fn lost_address(page: &Inspect, pattern: &str, shown: &str, file: &Path) -> Diagnostic {
    let message = format!("the address `{pattern}` is not in `{}`", file.display());
    let used = page.slots.iter().find(|(variable, _)| pattern.contains(variable.as_str()));
    let span = used.map_or(Span::new(0, 0), |(variable, _)| span_of(page, variable, shown, ""));
    Diagnostic::error(Code::LostSlot, message, span)
        .help(format!("no link there leads to `{shown}`; readers follow the example there"))
}

/// Returns the line of a run that a slot is in, and what is before the slot there.
fn line_of<'a>(run: &'a Run, slot: &RunSlot) -> (&'a str, &'a str) {
    let before = run.text.get(..slot.range.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = run.text.get(start..).unwrap_or_default();
    (rest.lines().next().unwrap_or_default(), before.get(start..).unwrap_or_default())
}

/// Returns where a slot comes from: of all of its variable, the one whose line has the most words of this one, and what
/// is right before it.
fn span_of(page: &Inspect, variable: &str, line: &str, before: &str) -> Span {
    let near =
        before.char_indices().nth_back(7).and_then(|(at, _)| before.get(at..)).unwrap_or(before).trim();
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).collect();
    let spans = page.slots.iter().filter(|(name, _)| name == variable).map(|(_, span)| *span);
    let text = page.source.text();
    let score = |span: &Span| {
        let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let follows = !near.is_empty() && line.contains(near);
        words.iter().filter(|word| line.contains(**word)).count() + usize::from(follows)
    };
    // Of several, the first.
    spans.rev().max_by_key(score).unwrap_or(Span::new(0, 0))
}
