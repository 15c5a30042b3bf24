//! The expansion: it ends, and no mark is left in what is published.

use std::collections::BTreeMap;

use sitevar_core::{Dialect, Values, Variables};

use super::rules::{WAYS, expand_page, marks};
use super::{feed, worst};

#[test]
fn no_mark_is_left_in_published_markdown() {
    feed(no_mark_is_left);
}

#[test]
fn no_mark_is_left_in_the_worst_pages() {
    for (name, page) in worst::pages() {
        eprintln!("{name}");
        no_mark_is_left(&page);
    }
}

#[test]
fn two_expansions_of_a_page_are_the_same() {
    feed(|page| {
        for way in WAYS {
            let [first, second] = [expand_page(page, way), expand_page(page, way)];
            assert_eq!(first.diagnostics, second.diagnostics);
            assert_eq!(
                first.value.markdown(&Values::default()).value,
                second.value.markdown(&Values::default()).value
            );
        }
    });
}

#[test]
fn with_hugos_rules_a_page_has_at_most_one_error() {
    feed(|page| {
        for way in WAYS.iter().filter(|(dialect, ..)| *dialect == Dialect::HugoExact) {
            let expanded = expand_page(page, *way);
            let told: Vec<_> = expanded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
            assert!(told.len() <= 1, "{told:?}");
        }
    });
}

/// A call may repeat what its page holds, so a page without private-use characters is the sharp case.
fn no_mark_is_left(page: &str) {
    let names = ["domain", "host", "client-secret", "client-secret-digest"];
    let set = BTreeMap::from(names.map(|name| (name.to_owned(), "grüße.b".to_owned())));
    let set = Variables::default().resolve(&set);
    for way in WAYS {
        let guide = expand_page(page, way).value;
        for values in [&Values::default(), &set] {
            let left = marks(&guide.markdown(values).value);
            assert!(left == 0 || marks(page) > 0, "{left} marks are left");
        }
    }
}
