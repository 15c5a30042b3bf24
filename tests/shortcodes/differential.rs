//! Hugo and Sitevar read the same random pages: the same text, or an error at the same line and column.

use std::sync::Arc;

use sitevar_core::{Dialect, Options, Severity, Source, Values, expand};

use super::generate;
use super::hugo::{HugoSite, Verdict};
use super::toy::{TEMPLATES, Toy};

/// Pages per run that are expected to be without error; Hugo takes them all at once.
const GOOD: usize = 400;

/// Pages per run that are expected to be errors; Hugo takes one at a time.
const BAD: usize = 30;

#[test]
fn random_pages_expand_as_hugo_expands_them() {
    let Some(hugo) = HugoSite::new(&TEMPLATES) else { return };
    let mut rng = fastrand::Rng::with_seed(seed());
    let mut good = Vec::new();
    let mut bad = Vec::new();
    while good.len() < GOOD || bad.len() < BAD {
        let page = generate::page(&mut rng);
        match ours(&page) {
            verdict @ Verdict::Expanded(_) if good.len() < GOOD => good.push((page, verdict)),
            verdict @ Verdict::Error(..) if bad.len() < BAD => bad.push((page, verdict)),
            _ => {}
        }
    }
    check_good(&hugo, &good);
    for (page, ours) in &bad {
        compare(page, ours, &hugo.expand(page));
    }
}

/// Compares all pages at once, and one by one where Hugo refuses one of them.
fn check_good(hugo: &HugoSite, good: &[(String, Verdict)]) {
    let pages: Vec<String> = good.iter().map(|(page, _)| page.clone()).collect();
    match hugo.expand_all(&pages) {
        Ok(expanded) => {
            for ((page, ours), theirs) in good.iter().zip(expanded) {
                compare(page, ours, &Verdict::Expanded(theirs));
            }
        }
        Err(message) => {
            for (page, ours) in good {
                compare(page, ours, &hugo.expand(page));
            }
            panic!("Hugo refused all pages together, but none alone: {message}");
        }
    }
}

fn ours(page: &str) -> Verdict {
    let options = Options { dialect: Dialect::HugoExact, ..Options::default() };
    let source = Source::new("content/p0.md", page);
    let outcome = expand(&source, Arc::new(Toy), &options);
    match outcome.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
        Some(error) => {
            let position = source.position(error.span.start);
            Verdict::Error(position.line, position.byte_column, error.message.clone())
        }
        None => Verdict::Expanded(outcome.value.markdown(&Values::default()).value),
    }
}

fn compare(page: &str, ours: &Verdict, theirs: &Verdict) {
    let same = match (ours, theirs) {
        (Verdict::Expanded(ours), Verdict::Expanded(theirs)) => ours == theirs,
        (Verdict::Error(line, column, _), Verdict::Error(their_line, their_column, _)) => {
            (line, column) == (their_line, their_column)
        }
        _ => false,
    };
    assert!(same, "page {page:?}\nours   {ours:?}\nHugo's {theirs:?}\n(seed {})", seed());
}

/// The seed of the run: fixed, so that a failure can be seen again, unless `SITEVAR_SEED` gives another.
fn seed() -> u64 {
    std::env::var("SITEVAR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2)
}
