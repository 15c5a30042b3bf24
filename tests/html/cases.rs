//! The cases of `cases.md`: what Hugo makes of Markdown, and what we make of it.

use std::path::Path;

use super::hugo::Hugo;
use super::{bare, tree};

/// A rule with an example.
struct Case {
    rule: String,
    markdown: String,
    html: String,
}

#[test]
fn markdown_becomes_the_html_of_its_case() {
    for case in cases() {
        assert_eq!(tree::normal(&bare(&case.markdown)), tree::normal(&case.html), "{}", case.rule);
    }
}

#[test]
fn the_cases_are_what_hugo_does() {
    let Some(hugo) = Hugo::new() else { return };
    // Rules that say "here" are those in which we differ on purpose.
    let cases: Vec<Case> = cases().into_iter().filter(|case| !case.rule.contains("here")).collect();
    let pages: Vec<&str> = cases.iter().map(|case| case.markdown.as_str()).collect();
    for (case, html) in cases.iter().zip(hugo.render(&pages)) {
        assert_eq!(tree::normal(&case.html), tree::normal(&html), "{}", case.rule);
    }
}

/// Reads the cases: a heading, Markdown in a fence, HTML in a fence.
fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/html/cases.md");
    let text = std::fs::read_to_string(path).unwrap();
    let case = |section: &str| {
        let (rule, rest) = section.split_once('\n').unwrap();
        let fenced = |language: &str| {
            let open = format!("{FENCE}{language}\n");
            let (_, rest) = rest.split_once(&open).unwrap_or_else(|| panic!("no {language} in {rule}"));
            rest.split_once(FENCE).unwrap().0.to_owned()
        };
        Case { rule: rule.to_owned(), markdown: fenced("markdown"), html: fenced("html") }
    };
    let cases: Vec<Case> =
        format!("\n{text}").split("\n## ").skip(1).filter(|s| s.contains(FENCE)).map(case).collect();
    assert!(cases.len() > 20, "the cases are read");
    cases
}

/// Long enough that no case needs it.
const FENCE: &str = "````````";
