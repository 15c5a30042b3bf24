//! Which page of a site this is: hosts differ in `.html`, `index.html` and the slash at the end, and may serve a site
//! below any folder.

use sitevar_core::Find;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::host::decoded;

/// Returns which of the listed addresses is that of a path: the one with the most steps of those that the path ends
/// with.
///
/// The page at the root has no steps, and is only what a folder above the declarations is.
#[wasm_bindgen]
pub fn find_page(listed: Vec<String>, path: &str, declarations: &str) -> Option<usize> {
    let listed: Vec<String> = listed.iter().map(|address| decoded(address)).collect();
    found(&listed, &decoded(path), &decoded(declarations))
}

/// Tells whether a path is one of those that a pattern such as `/blog/*` means.
#[wasm_bindgen]
pub fn is_below(path: &str, patterns: Vec<String>) -> bool {
    let path = steps(&decoded(path)).join("/");
    patterns.iter().any(|pattern| fits(&path, &steps(&decoded(pattern)).join("/")))
}

fn found(listed: &[String], path: &str, declarations: &str) -> Option<usize> {
    let here = steps(path);
    let mut best = None;
    for (index, address) in listed.iter().enumerate() {
        let address = steps(address);
        if here.ends_with(&address) && best.is_none_or(|(_, most)| address.len() > most) {
            best = Some((index, address.len()));
        }
    }
    let is_above = steps(declarations).starts_with(&here);
    best.filter(|(_, most)| *most > 0 || is_above).map(|(index, _)| index)
}

/// Returns the steps of a path.
fn steps(path: &str) -> Vec<&str> {
    let path = path.strip_suffix(".html").or(path.strip_suffix(".htm")).unwrap_or(path);
    let mut steps: Vec<&str> = path.split('/').collect();
    if steps.last() == Some(&"index") {
        steps.pop();
    }
    steps.retain(|step| !step.is_empty());
    steps
}

/// Tells whether a path ends with what a pattern means, from one of its steps on.
fn fits(path: &str, pattern: &str) -> bool {
    let starts = path.match_indices('/').map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).filter_map(|start| path.get(start..)).any(|rest| is_as(rest, pattern))
}

/// Tells whether a text is as a pattern says, in which `*` is any text.
fn is_as(text: &str, pattern: &str) -> bool {
    let Some((first, others)) = pattern.split_once('*') else { return text == pattern };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let (middle, last) = others.rsplit_once('*').unwrap_or(("", others));
    for part in middle.split('*') {
        let Some((_, after)) = rest.parted_at(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_however_its_host_writes_its_address() {
        let listed = ["/", "/guides/", "/guides/headscale/", "/de/guides/headscale.html"].map(str::to_owned);
        let at = |path: &str, declarations: &str| found(&listed, path, declarations);
        for path in ["/guides/headscale/", "/guides/headscale", "/docs/guides/headscale/index.html"] {
            assert_eq!(at(path, "/sitevar.json"), Some(2), "{path}");
        }
        assert_eq!(at("/docs/de/guides/headscale/", "/docs/sitevar.json"), Some(3));
        assert_eq!(at("/headscale/", "/sitevar.json"), None);
        for (path, declarations, is_root) in [
            ("/", "/sitevar.json", true),
            ("/docs/index.html", "/docs/sitevar.json", true),
            ("/elsewhere/", "/docs/sitevar.json", false),
        ] {
            assert_eq!(at(path, declarations), is_root.then_some(0), "{path}");
        }
    }

    #[test]
    fn a_pattern_means_pages_in_any_folder() {
        for (path, pattern, is) in [
            ("blog/one", "blog/*", true),
            ("docs/blog/one/two", "blog/*", true),
            ("blog", "blog/*", false),
            ("weblog/one", "blog/*", false),
            ("changes", "changes", true),
            ("changes/1", "changes", false),
            ("blog/one/two", "blog/*/two", true),
            ("a/b.c", "a/b*c", true),
            ("a/b", "a/b*b", false),
            ("", "", true),
            ("a", "", false),
            ("a/b/c/d", "a*b*c*d", true),
        ] {
            assert_eq!(fits(path, pattern), is, "{path} {pattern}");
        }
    }
}
