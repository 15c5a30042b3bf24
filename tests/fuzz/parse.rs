//! The parser: any text is a page, and a text without tags is its own expansion.

use sitevar_core::{Dialect, OutputFormat, Unknown, Values};

use super::rules::{WAYS, expand_page, problems_stand_in_the_page};
use super::{feed, worst};

#[test]
fn any_page_is_parsed_and_its_problems_stand_in_it() {
    feed(every_way_parses);
}

#[test]
fn the_worst_pages_are_parsed_and_their_problems_stand_in_them() {
    for (name, page) in worst::pages() {
        eprintln!("{name}");
        every_way_parses(&page);
    }
}

#[test]
fn a_page_without_tags_is_its_own_expansion() {
    feed(|page| {
        // A letter before it keeps front matter out, which may be broken in itself.
        let page = format!("a{}", page.replace("{<", "(<").replace("{%", "(%"));
        for unknown in [Unknown::Error, Unknown::Keep] {
            let expanded = expand_page(&page, (Dialect::Sitevar, OutputFormat::Markdown, unknown));
            assert_eq!(expanded.diagnostics, []);
            assert_eq!(expanded.value.markdown(&Values::default()).value, page);
        }
    });
}

fn every_way_parses(page: &str) {
    for way in WAYS {
        problems_stand_in_the_page(page, &expand_page(page, way).diagnostics);
    }
}
