//! Near misses: a host or a placeholder that the page almost spells as its own list does, such as `nodred.example.com` for
//! `nodered.example.com`.
//!
//! 1. What is declared as an example, and what the page's list of placeholders names, is compared by core.
//! 2. Lists of assumptions name the addresses of a guide: "Application Root URL: `https://nodered.example.com/`".

use std::ops::Range;

use sitevar_core::{
    Code, Diagnostic, Passage, PassageKind, Scope, SourcePassage, Variables, find_examples, find_near_misses,
};

use crate::page::Page;

/// Looks for what is almost an example of the page.
pub(super) fn check(page: &Page, variables: &Variables, found: &mut Vec<Diagnostic>) {
    let passages: Vec<Passage> = page.passages().iter().map(|passage| passage.passage.clone()).collect();
    let examples = find_examples(&passages, variables, Scope::Foreign);
    for near in find_near_misses(&passages, variables, &examples) {
        let Some(passage) = page.passages().get(near.passage) else { continue };
        report(page, passage, &near.range, &near.text, &near.example, found);
    }
    let listed = listed(page);
    if listed.is_empty() {
        return;
    }
    for passage in page.passages().iter().filter(|passage| is_block(passage)) {
        for at in hosts(&passage.passage.text) {
            let host = passage.passage.text.get(at.clone()).unwrap_or_default();
            let meant = listed.iter().find(|listed| is_near(host, listed));
            if let Some(meant) = meant.filter(|_| !listed.contains(&host)) {
                report(page, passage, &at, host, meant, found);
            }
        }
    }
}

fn report(
    page: &Page,
    passage: &SourcePassage,
    at: &Range<usize>,
    text: &str,
    meant: &str,
    found: &mut Vec<Diagnostic>,
) {
    let span = page.span(passage, at);
    if page.is_slot(passage, at)
        || found.iter().any(|found| found.code == Code::NearMiss && found.span == span)
    {
        return;
    }
    let message = format!("`{text}` is almost `{meant}`, which the page has as an example");
    found.push(
        Diagnostic::warning(Code::NearMiss, message, span)
            .help(format!("write `{meant}`, or a text that nobody takes for it")),
    );
}

fn is_block(passage: &SourcePassage) -> bool {
    matches!(passage.passage.kind, PassageKind::CodeBlock { .. })
}

/// Returns the hosts of the page's list of assumptions: spans of code after words that end with `URL:`.
fn listed(page: &Page) -> Vec<&str> {
    let mut listed = Vec::new();
    let mut said = "";
    for passage in page.passages() {
        let text = passage.passage.text.as_str();
        match passage.passage.kind {
            PassageKind::Prose if text.trim().is_empty() => {}
            PassageKind::Prose => said = text.trim(),
            PassageKind::CodeSpan if said.ends_with("URL:") => {
                let host = text.split_once("://").and_then(|(_, rest)| rest.split(['/', ':']).next());
                listed.extend(host.filter(|host| host.matches('.').count() >= 2));
                said = "";
            }
            _ => said = "",
        }
    }
    listed
}

/// Returns the hosts of a text that have at least three labels.
fn hosts(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let mut next = 0;
    for word in text.split_inclusive(|c: char| !is_part(c)) {
        let start = next;
        next += word.len();
        let word = word.trim_end_matches(|c: char| !is_part(c));
        let host = word.trim_matches('.');
        if host.matches('.').count() >= 2 {
            let from = start + (word.len() - word.trim_start_matches('.').len());
            found.push(from..from + host.len());
        }
    }
    found
}

/// Tells whether a host is another one but for a slip in its first label.
fn is_near(host: &str, listed: &str) -> bool {
    let (Some((own, domain)), Some((meant, same))) = (host.split_once('.'), listed.split_once('.')) else {
        return false;
    };
    let allowed = if meant.len() >= 8 { 2 } else { 1 };
    let is_numbered =
        own.contains(|c: char| c.is_ascii_digit()) || meant.contains(|c: char| c.is_ascii_digit());
    let goes_on = own.starts_with(meant) || meant.starts_with(own);
    let begins = own.chars().next() == meant.chars().next();
    domain == same
        && own != meant
        && own.len().min(meant.len()) >= 5
        && begins
        && !is_numbered
        && !goes_on
        && strsim::osa_distance(own, meant) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(code: &str) -> usize {
        let list = "- __Application Root URL:__ `https://nodered.example.com/`\n";
        let page = Page::new(&format!("{list}\n```text\n{code}\n```\n"), &Variables::default());
        let mut found = Vec::new();
        check(&page, &Variables::default(), &mut found);
        found.len()
    }

    #[test]
    fn a_slip_in_a_host_of_the_list_is_found() {
        assert_eq!(near("https://nodred.example.com/auth"), 1);
        for code in [
            "https://nodered.example.com/",
            "https://auth.example.com/",
            "https://nodered.example.org/",
            "https://nodered2.example.com/",
            "https://nodereds.example.com/",
        ] {
            assert_eq!(near(code), 0, "{code}");
        }
    }
}
