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
    same(cases().iter().map(|case| (case, bare(&case.markdown))));
}

#[test]
fn the_cases_are_what_hugo_does() {
    let Some(hugo) = Hugo::new() else { return };
    // Rules that say "here" are those in which we differ on purpose.
    let cases: Vec<Case> = cases().into_iter().filter(|case| !case.rule.contains("here")).collect();
    let pages: Vec<&str> = cases.iter().map(|case| case.markdown.as_str()).collect();
    same(cases.iter().zip(hugo.render(&pages)));
}

/// Compares the HTML of cases with what they say, and shows all that differ.
fn same<'a>(results: impl Iterator<Item = (&'a Case, String)>) {
    let mut differences = String::new();
    for (case, html) in results {
        let (expected, found) = (tree::normal(&case.html), tree::normal(&html));
        if expected != found {
            let line = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
            let (expected, found) = line.unwrap_or((&expected, &found));
            differences += &format!("{}\n  expected: {expected}\n  found:    {found}\n", case.rule);
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// Reads the cases: a heading, Markdown in a fence, HTML in a fence.
fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/html/cases.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let mut fenced =
            || lines.by_ref().take_while(|line| *line != FENCE).map(|line| format!("{line}\n")).collect();
        if let Some(rule) = line.strip_prefix("## ") {
            cases.push(Case { rule: rule.to_owned(), markdown: String::new(), html: String::new() });
        } else if let Some(language) = line.strip_prefix(FENCE) {
            let case = cases.last_mut().unwrap();
            *(if language == "markdown" { &mut case.markdown } else { &mut case.html }) = fenced();
        }
    }
    assert!(cases.len() > 20 && cases.iter().all(|case| !case.html.is_empty()), "the cases are read");
    cases
}

/// Long enough that no case needs it.
const FENCE: &str = "````````";
