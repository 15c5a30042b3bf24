//! The empty subdomain in the pages of a real site: no address keeps the dot that was after it.

use std::collections::BTreeMap;

use sitevar_core::{HtmlOptions, OutputFormat, Values};

use super::{guide, pages, shipped};

#[test]
fn no_page_keeps_the_dot_of_an_empty_subdomain() {
    let Some(pages) = pages("subdomain-authelia") else { return };
    let empty = shipped().resolve(&BTreeMap::from([("subdomain-authelia".to_owned(), String::new())]));
    let bare = HtmlOptions { slots: false, ..HtmlOptions::default() };
    let mut dropped = 0;
    for (path, page) in &pages {
        let markdown = guide(page, OutputFormat::Markdown);
        let [published, without] = [&Values::default(), &empty].map(|values| markdown.markdown(values));
        assert!(without.diagnostics.is_empty(), "{path}: {:?}", without.diagnostics);
        dropped += published.value.matches("auth.example.com").count();
        dropped -= without.value.matches("auth.example.com").count();
        let html = guide(page, OutputFormat::Html).html(&empty, &bare).body;
        for written in [&without.value, &html] {
            for wrong in ["//.example.com", "\".example.com", "'.example.com", "(.example.com"] {
                let count = |text: &str| text.matches(wrong).count();
                assert!(count(written) <= count(page), "{path} holds {wrong}");
            }
        }
    }
    eprintln!("{dropped} addresses lost their subdomain in {} pages", pages.len());
    assert!(dropped > 400, "only {dropped} addresses lost their subdomain");
}
