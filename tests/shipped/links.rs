//! No link inside the product's own site is broken, headings included.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};
use std::sync::Mutex;

use sitevar_core::{HtmlOptions, Options, OutputFormat, Values};

use super::files::{MemorySite, options};
use super::pages::{self, Page};

/// What a page links to, and what can be linked to in it.
struct Anchors {
    links: Vec<String>,
    ids: BTreeSet<String>,
}

#[test]
fn every_link_inside_the_site_leads_to_a_page_and_a_heading() {
    let pages: BTreeMap<String, Anchors> =
        pages::read("").iter().map(|page| (page.path.clone(), anchors(page))).collect();
    let inside: usize = pages.values().map(|page| page.links.len()).sum();
    assert!(inside > 50, "only {inside} links were found");
    for (path, page) in &pages {
        for link in &page.links {
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if target.is_empty() { path.clone() } else { resolve(path, target) };
            let Some(found) = pages.get(&target) else {
                let file = pages::project().join("site/content").join(&target);
                // A picture may say for which colours it is there.
                let is_plain = ["", "light", "dark"].contains(&fragment);
                assert!(file.is_file() && is_plain, "{path}: no page for `{link}`");
                continue;
            };
            assert!(fragment.is_empty() || found.ids.contains(fragment), "{path}: no heading for `{link}`");
        }
    }
}

fn anchors(page: &Page) -> Anchors {
    let expansion = Options { output: OutputFormat::Html, ..options() };
    let outcome = MemorySite::new().expand(&page.path, &page.text, &expansion);
    let seen = Mutex::new(Vec::new());
    let note = |link: &str| {
        seen.lock().unwrap().push(link.to_owned());
        None
    };
    let options = HtmlOptions { slots: false, links: Some(&note), ..HtmlOptions::default() };
    let html = outcome.value.html(&Values::default(), &options);
    let links = seen.into_inner().unwrap().into_iter().filter(|link| !link.contains("://")).collect();
    Anchors { links, ids: html.headings.into_iter().map(|heading| heading.id).collect() }
}

/// Resolves a path from the folder of a page.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let folder = Path::new(page).parent().unwrap();
    for part in folder.join(link).components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    parts.join("/")
}
