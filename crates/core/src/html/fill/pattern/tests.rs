//! Patterns as [`attribute`](super::super::attribute) writes them, read back and filled.

use std::collections::BTreeMap;

use super::AttributePattern;
use crate::variables::Variables;

/// What a reader sets.
type Set = &'static [(&'static str, &'static str)];

/// Element, attribute, pattern, what the page shows, what is set, and what comes of it (`!` where it is refused).
const CASES: &[(&str, &str, &str, &str, Set, &str)] = &[
    (
        "a",
        "href",
        "https://{sub}.{domain}/",
        "https://auth.example.com/",
        &[("domain", "home.lab")],
        "https://auth.home.lab/",
    ),
    ("a", "href", "https://{sub}.{domain}/", "https://auth.example.com/", &[("sub", "a b&c\"d")], "!"),
    (
        "a",
        "href",
        "https://{sub+.}{domain}/",
        "https://auth.example.com/",
        &[("sub", "")],
        "https://example.com/",
    ),
    (
        "a",
        "href",
        "https://{sub+.}{domain}/",
        "https://auth.example.com/",
        &[("sub", "a.b")],
        "https://a.b.example.com/",
    ),
    ("a", "href", "{url}", "https://example.com/", &[("url", "javascript:alert(1)")], "!"),
    ("a", "href", "{url}", "https://example.com/", &[("url", " java\tscript:alert(1)")], "!"),
    ("a", "href", "?to={url:url}", "?to=x", &[("url", "a/b c")], "?to=a%2Fb%20c"),
    ("a", "href", "/x?q={q}#y", "/x?q=a#y", &[("q", "a b")], "/x?q=a%20b#y"),
    ("img", "alt", r"\{{name}\}", "{logo}", &[("name", "my \"own\"")], "{my \"own\"}"),
    ("abbr", "title", r"{a\:b}", "x", &[("a:b", "y")], "y"),
    ("a", "href", "x", "x", &[], "x"),
];

#[test]
fn a_pattern_gives_the_attribute_for_other_values() {
    for (element, name, pattern, shown, set, expected) in CASES {
        let read = AttributePattern::read(element, name, pattern, shown).expect("a pattern");
        let set: BTreeMap<_, _> =
            set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let filled = read.fill(&Variables::default().resolve(&set));
        let filled = filled.unwrap_or_else(|_| "!".to_owned());
        assert_eq!(filled, *expected, "{pattern} {set:?}");
    }
}

#[test]
fn what_is_no_pattern_is_left_alone() {
    for (element, name, pattern, shown) in [
        ("a", "onclick", "{domain}", "example.com"),
        ("div", "style", "{domain}", "example.com"),
        ("script", "src", "{domain}", "example.com"),
        ("a", "href", "{domain", "example.com"),
        ("a", "href", "{domain:unknown}", "example.com"),
        ("a", "href", "https://{domain}/", "https://example.com"),
        ("a", "href", "\\", "\\"),
    ] {
        assert!(
            AttributePattern::read(element, name, pattern, shown).is_none(),
            "{element} {name} {pattern}"
        );
    }
}
