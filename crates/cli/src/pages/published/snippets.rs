//! Pages that Hugo does not publish by themselves: others take their text in, and its links lead from there.
//!
//! Front matter says so (`headless`, `build.render`), or that of a section above for all of its pages (`cascade`), or
//! the site's configuration for all pages whose path fits a pattern.

use std::collections::HashSet;

use serde_json::Value;

use super::super::metadata::is_unrendered;
use super::super::page::Page;
use super::super::paths::folder;
use crate::site::Site;

/// Returns the paths of such pages.
pub(super) fn of(site: &Site, pages: &[Page]) -> HashSet<String> {
    let patterns = patterns(site.config.publishing.cascade.as_ref());
    let sections = pages.iter().filter(|page| page.metadata.cascades_unrendered);
    let sections: HashSet<&str> = sections.map(|page| folder(&page.path)).collect();
    let below_one = |path: &str| {
        let mut above = folder(path);
        while !above.is_empty() {
            if sections.contains(above) {
                return true;
            }
            above = folder(above);
        }
        false
    };
    let fits = |page: &Page| {
        let paths = page.seen.iter().map(|seen| seen.path.as_str()).chain([page.path.as_str()]);
        let mut names = paths.map(|path| format!("/{}", super::name_of(path)));
        names.any(|name| patterns.iter().any(|pattern| matches(pattern.as_bytes(), name.as_bytes())))
    };
    let unrendered = |page: &&Page| page.metadata.unrendered || below_one(&page.path) || fits(page);
    pages.iter().filter(unrendered).map(|page| page.path.clone()).collect()
}

/// Returns the patterns of paths that the configuration keeps from being published.
fn patterns(cascade: Option<&Value>) -> Vec<String> {
    let entries = match cascade {
        Some(Value::Array(entries)) => &entries[..],
        Some(entry) => std::slice::from_ref(entry),
        None => &[],
    };
    let unrendered = entries.iter().filter(|entry| is_unrendered(entry));
    let path = |entry: &Value| entry.get("target")?.get("path")?.as_str().map(alternatives);
    unrendered.filter_map(path).flatten().collect()
}

/// Writes `{a,b}` out: a pattern for each of them.
fn alternatives(pattern: &str) -> Vec<String> {
    let Some((before, rest)) = pattern.split_once('{') else { return vec![pattern.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![pattern.to_owned()] };
    choices.split(',').flat_map(|choice| alternatives(&format!("{before}{choice}{after}"))).take(64).collect()
}

/// Tells whether a path fits a pattern: `*` is any text of one part, `**` of several.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match (pattern, path) {
        ([b'*', b'*', rest @ ..], _) => {
            (0..=path.len()).any(|at| matches(rest, path.get(at..).unwrap_or_default()))
        }
        ([b'*', rest @ ..], _) => {
            let part = path.iter().position(|&byte| byte == b'/').unwrap_or(path.len());
            (0..=part).any(|at| matches(rest, path.get(at..).unwrap_or_default()))
        }
        ([a, pattern @ ..], [b, path @ ..]) => (a == b || *a == b'?') && matches(pattern, path),
        ([], []) => true,
        _ => false,
    }
}
