//! Says what is wrong in a guide before its readers find out: in its secrets, snippets, clients and variables.
//!
//! 1. `Page` takes a page apart once: its blocks of code with the words before them, every position one of the source.
//! 2. Each folder of rules looks at the blocks: `snippets` reads them as the language that they say, `secrets`
//!    verifies digests and knows real keys, `clients` validates OpenID Connect clients as Authelia does, `variables`
//!    finds values that are written by hand.
//! 3. `Ignores` leaves out what the author has answered for.
//! 4. [`Schemas`] are those of a site's products, and [`Severities`] says how bad each code is on each page of a site.
//!
//! The folders, each of which imports only from those before it:
//!
//! 1. `severities`: what a site says of codes.
//! 2. `page`: a page as the rules read it.
//! 3. `yaml`: YAML as a tree with positions.
//! 4. `snippets`, `schemas`, `clients`, `secrets`, `variables`: the rules.
//!
//! This crate reads no files: the command hands it pages.

mod clients;
mod page;
mod schemas;
mod secrets;
mod severities;
mod snippets;
mod variables;
mod yaml;

use sitevar_core::{Diagnostic, Source, Variables};

use page::{Ignores, Page};
pub use schemas::{SchemaRule, Schemas};
pub use secrets::Verifier;
pub use severities::{Level, Severities};
pub use snippets::reads;

/// What of its site a page is checked with.
#[derive(Debug, Clone, Copy)]
pub struct OfSite<'a> {
    /// The path of the page, below the folder of pages.
    pub path: &'a str,
    /// The variables that the page can use.
    pub variables: &'a Variables,
    /// One for all pages, so that no digest is made twice.
    pub verifier: &'a Verifier,
    /// The schemas of the site.
    pub schemas: &'a Schemas,
}

/// Checks a page.
pub fn check(source: &Source, site: OfSite<'_>) -> Vec<Diagnostic> {
    let OfSite { path, variables, verifier, schemas } = site;
    let page = Page::new(source.text(), variables);
    let mut found = page.problems();
    for block in &page.blocks() {
        let trees = snippets::check(block, &mut found);
        clients::check(block, &trees, &mut found);
        schemas::check(block, path, &trees, schemas, &mut found);
        secrets::check_places(block, &trees, &mut found);
    }
    secrets::check(&page, variables, verifier, &mut found);
    variables::check(&page, variables, &mut found);
    Ignores::of(&page, source.text()).apply(&mut found);
    found.sort_by_key(|diagnostic| diagnostic.span);
    found
}
