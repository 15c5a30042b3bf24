//! Real pages: the invariant that filling comes out the same before and after, and what Hugo recorded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sitevar_core::{
    Call, Expander, Failure, Guide, Inner, Library, NoTemplates, Options, Source, Unknown, Values, Variables,
    expand,
};

use super::{BARE, tree};

#[test]
fn html_of_values_is_the_html_of_the_markdown_with_these_values() {
    let Some(pages) = pages("corpus/authelia/content", "md") else { return };
    let mut slots = 0;
    for (path, page) in &pages {
        let guide = expanded(page, Arc::new(Silent));
        slots += guide.slots().count();
        for value in [None, Some("sso.home-lab.org")] {
            let values = values(&guide, value);
            let written = expanded(&escaped(&guide.markdown(&values).value), Arc::new(NoTemplates));
            let expected = written.html(&Values::default(), &BARE);
            let found = guide.html(&values, &BARE);
            assert_eq!(found.body, expected.body, "{} with {value:?}", path.display());
            let html = |html: &sitevar_core::Html| {
                html.headings.iter().map(|heading| heading.html.clone()).collect::<Vec<_>>()
            };
            assert_eq!(html(&found), html(&expected), "{} with {value:?}", path.display());
        }
    }
    eprintln!("{} pages with {slots} slots", pages.len());
    assert!(slots > 1000, "the corpus holds slots");
}

#[test]
fn ids_do_not_move_when_a_reader_types() {
    let Some(pages) = pages("corpus/authelia/content", "md") else { return };
    for (path, page) in &pages {
        let guide = expanded(page, Arc::new(Silent));
        let ids = |value| {
            let html = guide.html(&values(&guide, value), &BARE);
            html.headings.into_iter().map(|heading| heading.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(None), ids(Some("sso.home-lab.org")), "{}", path.display());
    }
}

#[test]
fn headings_and_cells_are_those_that_hugo_recorded() {
    let Some(pages) = pages("corpus/hugo-output", "expanded.md") else { return };
    let (mut headings, mut cells) = (0, 0);
    for (path, page) in &pages {
        let Ok(recorded) = std::fs::read_to_string(path.with_file_name("content.html")) else { continue };
        let ours = expanded(page, Arc::new(NoTemplates)).html(&Values::default(), &BARE).body;
        let expected = tree::headings(&recorded);
        assert_eq!(tree::headings(&ours), expected, "{}", path.display());
        headings += expected.len();
        // Elements in code are text in the expanded Markdown, and were elements in the recorded page.
        let expected = tree::texts_of(&recorded, "td");
        let ours = tree::texts_of(&ours, "td");
        if !ours.iter().any(|cell| cell.contains("<span")) {
            assert_eq!(folded(&ours), folded(&expected), "{}", path.display());
            cells += expected.len();
        }
    }
    eprintln!("{} pages with {headings} headings and {cells} cells", pages.len());
    assert!(headings > 1000 && cells > 1000, "the recorded pages hold headings and tables");
}

/// Knows every name; each stands for nothing.
struct Silent;

impl Library for Silent {
    fn needs_inner(&self, _: &str) -> Option<bool> {
        Some(false)
    }

    fn expand(&self, _: &Arc<Call>, _: &Inner, _: &Expander) -> Result<String, Failure> {
        Ok(String::new())
    }
}

pub(super) fn expanded(page: &str, library: Arc<dyn Library>) -> Guide {
    let options = Options { unknown: Unknown::Keep, ..Options::default() };
    expand(&Source::new("page.md", page), library, &options).value
}

/// Escapes what looks like a call: pages about shortcodes show some, and their expansion has them as text.
fn escaped(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(open) = rest.find("{{<").into_iter().chain(rest.find("{{%")).min() {
        let close = if rest[open..].starts_with("{{<") { ">}}" } else { "%}}" };
        let Some(length) = rest[open + 3..].find(close) else { break };
        let end = open + 3 + length;
        out += &format!("{}/*{}*/{close}", &rest[..open + 3], &rest[open + 3..end]);
        rest = &rest[end + 3..];
    }
    out + rest
}

/// Sets every variable of a page to one domain, and its port to a port.
fn values(guide: &Guide, value: Option<&str>) -> Values {
    let set =
        guide.used_variables().into_iter().filter_map(|name| Some((name.to_owned(), value?.to_owned())));
    Variables::default().resolve(&set.collect::<BTreeMap<_, _>>())
}

fn folded(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Reads all pages below a folder of the shared material; `None`, with a line on why, where it is missing.
pub(super) fn pages(folder: &str, ending: &str) -> Option<Vec<(PathBuf, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(folder);
    if !folder.exists() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    let mut pages = Vec::new();
    let mut waiting = vec![folder];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(path.read_dir().unwrap().map(|entry| entry.unwrap().path()));
        } else if path.to_string_lossy().ends_with(ending) {
            pages.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    pages.sort();
    assert!(!pages.is_empty(), "the corpus holds pages");
    Some(pages)
}
