//! What the site says for nothing: variables that no page uses, so that readers would be asked for what is nowhere, and
//! patterns of `check:` that no page or block fits, so that a rule is off which its author takes to be on.

use std::ops::Range;

use sitevar_check::Schemas;
use sitevar_core::{Code, Diagnostic, Source};

use super::Read;
use crate::config::{FILE_NAME, shipped_variables, with_parts};
use crate::files;
use crate::report::Findings;
use crate::site::Site;

/// Returns what of `sitevar.yml` none of all pages uses.
pub(super) fn check(site: &Site, read: &[Read], schemas: &Schemas) -> Option<Findings> {
    // What a page that cannot be read uses is not known.
    if !read.iter().all(|read| read.checked.is_some()) {
        return None;
    }
    let path = site.root.join(FILE_NAME);
    let text = std::fs::read_to_string(&path).ok()?;
    let mut diagnostics = variables(site, read, &text);
    diagnostics.extend(patterns(site, read, schemas, &text));
    site.config.check.apply(FILE_NAME, &mut diagnostics);
    let source = Source::new(files::shown(&path).to_string_lossy(), text);
    (!diagnostics.is_empty()).then(|| Findings { source: source.into(), diagnostics })
}

/// Returns the variables that no page uses; what another generator's files use is not known.
fn variables(site: &Site, read: &[Read], text: &str) -> Vec<Diagnostic> {
    if !site.is_declared() || !read.iter().all(|read| files::is_page(&read.file)) {
        return Vec::new();
    }
    let warn = |name: &String| {
        let message = format!("the variable `{name}` is declared, and no page uses it");
        let help = "use it on a page, or remove its declaration";
        Some(Diagnostic::warning(Code::UnusedVariable, message, place(text, name)?).help(help))
    };
    unused(site, read).iter().filter_map(warn).collect()
}

/// Returns the patterns of `check:` that no page fits, and the schemas that no block is for.
fn patterns(site: &Site, read: &[Read], schemas: &Schemas, text: &str) -> Vec<Diagnostic> {
    let pages: Vec<&str> = read.iter().map(|read| read.path.as_str()).collect();
    let mut found = Vec::new();
    for pattern in site.config.check.unused(&pages) {
        let message = format!("no page fits the pattern `{pattern}`");
        let help = "it is held against the path below the folder of pages; `*` stands for any part of it";
        let at = after(text, "paths:", pattern);
        found.push(Diagnostic::warning(Code::BadConfig, message, at).help(help));
    }
    for rule in schemas.unused() {
        let message = format!("the schema `{}` is for no block of any page", rule.schema);
        let help =
            "`files:` fit what is above a block or in its first comment, `pages:` the path of its page";
        let at = after(text, "schemas:", &rule.schema);
        found.push(Diagnostic::warning(Code::BadConfig, message, at).help(help));
    }
    found
}

/// Returns where a text is, after a key.
fn after(text: &str, key: &str, wanted: &str) -> Range<usize> {
    let from = text.find(key).unwrap_or_default();
    let at = text.get(from..).and_then(|rest| rest.find(wanted)).map_or(from, |at| from + at);
    at..at + wanted.len().min(text.len() - at)
}

fn unused(site: &Site, read: &[Read]) -> Vec<String> {
    let all = &*site.config.variables;
    let used = with_parts(all, read.iter().flat_map(|read| &read.used).map(String::as_str).collect());
    let shipped = shipped_variables();
    let is_own = |name: &&str| all.variables.contains_key(*name) && !shipped.contains(name);
    all.names().filter(is_own).filter(|name| !used.contains(name)).map(str::to_owned).collect()
}

/// Returns where a variable is declared: the key of a line of `variables:`.
fn place(text: &str, name: &str) -> Option<Range<usize>> {
    let mut at = text.find("variables:")?;
    for line in text.get(at..)?.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let key = line.trim_start().trim_start_matches(['"', '\'']);
        let rest = key.strip_prefix(name).map(|rest| rest.trim_start_matches(['"', '\'']));
        if rest.is_some_and(|rest| rest.trim_start().starts_with(':')) {
            return Some(start..start + name.len());
        }
    }
    None
}
