//! Variables: what readers type, what is declared, what is derived, and how today's guides take part.
//!
//! 1. [`kinds`]: every kind's table of inputs, in `kinds.md`.
//! 2. [`any_input`]: what holds of every input of every kind.
//! 3. [`cases`]: pages and what becomes of them for values: derived ones, empty subdomains, examples of secrets.
//! 4. [`examples`]: the examples in the pages of a real site.
//! 5. [`clients`]: the ids of clients in those pages.
//! 6. [`subdomains`]: the empty subdomain in all pages of that site.
//! 7. [`joins`]: what the page puts beside a value is written once.
//! 8. [`declared`]: the shipped declarations.

mod any_input;
mod cases;
mod clients;
mod declared;
mod examples;
mod joins;
pub mod kinds;
mod subdomains;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sitevar_core::{Guide, Options, OutputFormat, Source, Unknown, Variables, expand};

use crate::shortcodes::Toy;

/// Punycode as the command has it.
fn idn(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok()
}

/// Returns the pages of a real site that hold a text, or nothing where the corpus is not there.
fn pages(with: &str) -> Option<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/authelia/content");
    if !folder.exists() {
        eprintln!("skipped: there is no {}", folder.display());
        return None;
    }
    let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths: Vec<PathBuf> = files.map(|entry| entry.path().to_owned()).collect();
    let paths = paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let pages = paths.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
    let pages: Vec<_> = pages.filter(|(_, text)| text.contains(with)).collect();
    assert!(pages.len() > 100, "the corpus holds `{with}`");
    Some(pages)
}

/// Expands a page with the shipped variables; calls that nothing knows stay.
fn guide(page: &str, output: OutputFormat) -> Guide {
    let variables = Arc::new(shipped());
    let options = Options { output, variables, unknown: Unknown::Keep, ..Options::default() };
    expand(&Source::new("page.md", page), Arc::new(Toy), &options).value
}

/// Returns the declarations that ship with the product.
fn shipped() -> Variables {
    serde_yaml::from_str(include_str!("../../crates/cli/src/config/defaults.yml")).unwrap()
}
