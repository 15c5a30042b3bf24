//! Rules that lead from one address to another: `_redirects` of several hosts, and `netlify.toml`.
//!
//! Hugo often makes `_redirects` of a template; the addresses that are written in it as they are count too.

use std::collections::HashSet;

use serde_json::Value;
use sitevar_templates::{DataFormat, parse_data};
use walkdir::WalkDir;

use crate::site::Site;

/// The sign for any text of an address.
const ANY: char = '*';

/// The addresses that lead on.
#[derive(Default)]
pub(super) struct Redirects {
    exact: HashSet<String>,
    /// By parts; one that ends in [`ANY`] stands for all that follow.
    patterns: Vec<Vec<String>>,
}

impl Redirects {
    /// Reads the rules of a site.
    pub(super) fn of(site: &Site) -> Self {
        let mut rules = Self::default();
        for mount in site.config.publishing.fixed.iter().filter(|mount| mount.target.is_empty()) {
            rules.add_lines(&read(site, &format!("{}/_redirects", mount.source)));
        }
        for name in ["_redirects".to_owned(), format!("{}/_redirects", site.config.content)] {
            rules.add_lines(&read(site, &name));
        }
        for template in templates(site) {
            rules.add_lines(&read(site, &template));
        }
        let netlify = parse_data(&read(site, "netlify.toml"), DataFormat::Toml).unwrap_or_default();
        let listed = netlify.get("redirects").and_then(Value::as_array);
        for from in listed.into_iter().flatten().filter_map(|rule| rule.get("from")?.as_str()) {
            rules.add(from);
        }
        rules
    }

    /// Tells whether an address leads to another one.
    pub(super) fn lead_on(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        let parts: Vec<&str> = path.split('/').collect();
        self.exact.contains(&path) || self.patterns.iter().any(|pattern| fits(pattern, &parts))
    }

    fn add_lines(&mut self, text: &str) {
        for line in text.lines() {
            let line = without_actions(line);
            let mut words = line.split_whitespace();
            if let (Some(from), Some(_)) = (words.next(), words.next()) {
                self.add(from);
            }
        }
    }

    fn add(&mut self, from: &str) {
        let path =
            from.split_once("://").map_or(from, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
        let Some(path) = path.strip_prefix('/') else { return };
        let path = path.trim_end_matches('/').to_lowercase();
        // A rule for whatever does not exist, such as `/*` with the status 404, leads nowhere.
        if path.is_empty() || path.starts_with(ANY) {
            return;
        }
        if path.contains(ANY) || path.contains("/:") {
            self.patterns.push(path.split('/').map(str::to_owned).collect());
        } else {
            self.exact.insert(path);
        }
    }
}

/// Tells whether an address fits a pattern.
fn fits(pattern: &[String], parts: &[&str]) -> bool {
    for (index, wanted) in pattern.iter().enumerate() {
        if let Some((start, _)) = wanted.split_once(ANY) {
            // The address of the folder itself fits too.
            return parts.get(index).is_none_or(|part| part.starts_with(start)) && parts.len() >= index;
        }
        let Some(part) = parts.get(index) else { return false };
        if part != wanted && !wanted.starts_with(':') {
            return false;
        }
    }
    pattern.len() == parts.len()
}

/// Puts [`ANY`] in the place of a template's actions, whose words have spaces between them.
fn without_actions(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, action)) = rest.split_once("{{") {
        out.push_str(before);
        out.push(ANY);
        rest = action.split_once("}}").map_or("", |(_, after)| after);
    }
    out + rest
}

/// Returns the templates that make such files.
fn templates(site: &Site) -> Vec<String> {
    let walk = WalkDir::new(site.root.join("layouts")).into_iter().filter_map(Result::ok);
    let files = walk.filter(|entry| entry.file_type().is_file());
    let names =
        files.filter_map(|entry| Some(entry.path().strip_prefix(&site.root).ok()?.to_str()?.to_owned()));
    names.filter(|name| super::last_part(name).to_lowercase().contains("redir")).collect()
}

/// Reads a file of the site; a missing one, or a link out of the site, is empty.
fn read(site: &Site, path: &str) -> String {
    let real = site.root.join(path).canonicalize().ok().filter(|real| real.starts_with(&site.root));
    real.and_then(|real| std::fs::read_to_string(real).ok()).unwrap_or_default()
}
