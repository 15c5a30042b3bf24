//! Says what is wrong in a guide before its readers find out: in its secrets, snippets, clients, variables and links.
//!
//! 1. `Page` takes a page apart once: its blocks of code with the words before them, every position one of the source.
//! 2. Each folder of rules looks at the blocks: `snippets` reads them as the language that they say, `secrets`
//!    verifies digests and knows real keys, `clients` validates OpenID Connect clients as Authelia does, `variables`
//!    finds values that are written by hand, `links` links and images that lead nowhere.
//! 3. `Ignores` leaves out what the author has answered for.
//! 4. [`Schemas`] are those of a site's products, and [`Severities`] says how bad each code is on each page of a site.
//!
//! The folders, each of which imports only from those before it:
//!
//! 1. `severities`: what a site says of codes.
//! 2. `page`: a page as the rules read it.
//! 3. `yaml`: YAML as a tree with positions.
//! 4. `snippets`, `front_matter`, `schemas`, `clients`, `secrets`, `variables`, `links`: the rules.
//!
//! This crate reads no files: the command hands it pages.

mod clients;
mod front_matter;
mod links;
mod page;
mod schemas;
mod secrets;
mod severities;
mod snippets;
mod variables;
mod yaml;

use std::collections::BTreeSet;

use sitevar_core::{Diagnostic, Source, Variables};

pub use front_matter::{check_front_matter, is_date};
pub use links::{Anchors, Outgoing, broken_anchor};
use page::{Ignores, Page, without_comments};
pub use schemas::{SchemaRule, Schemas};
pub use secrets::{Published, Verifier, shared};
pub use severities::{Level, Severities};
pub use snippets::reads;
pub use variables::narrow_places;

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

/// A page that was checked by itself.
#[derive(Debug)]
pub struct Checked {
    /// What other pages can lead to in it.
    pub anchors: Anchors,
    /// Its links to elsewhere.
    pub outgoing: Vec<Outgoing>,
    /// The variables of its calls.
    pub variables: BTreeSet<String>,
    /// The random secrets that it shows and nobody declares.
    pub secrets: Vec<Published>,
    found: Vec<Diagnostic>,
    ignores: Ignores,
}

impl Checked {
    /// Returns what was found, with what the page's build and the whole site say of it, but for what its author has
    /// answered for. What is told already is not told again.
    pub fn finish(self, told: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let known: BTreeSet<_> = told.iter().map(|told| (told.code, told.span.start)).collect();
        let mut all = told;
        all.extend(self.found.into_iter().filter(|found| !known.contains(&(found.code, found.span.start))));
        self.ignores.apply(&mut all);
        all.sort_by_key(|diagnostic| diagnostic.span);
        all
    }
}

/// Checks a page by itself.
pub fn read(source: &Source, site: OfSite<'_>) -> Checked {
    let OfSite { path, variables, verifier, schemas } = site;
    let page = Page::new(source.text(), variables);
    let mut found = page.problems();
    found.extend(check_front_matter(source.text()));
    for block in &page.blocks() {
        let trees = snippets::check(block, &mut found);
        clients::check(block, &trees, &mut found);
        schemas::check(block, path, &trees, schemas, &mut found);
        secrets::check_places(block, &trees, &mut found);
    }
    secrets::check(&page, variables, verifier, &mut found);
    variables::check(&page, variables, &mut found);
    let anchors = Anchors::of(&page);
    let outgoing = links::check(&page, &anchors, &mut found);
    let names = page.slots().iter().map(|(_, slot)| slot.variable.clone()).collect();
    let ignores = Ignores::of(&page, source.text(), path);
    let secrets = secrets::published(&page, variables);
    Checked { anchors, outgoing, variables: names, secrets, found, ignores }
}

/// Tells whether two versions of a page show the same to their first readers, whatever is a call and whatever a comment
/// ignores.
pub fn shows_the_same(old: &str, new: &str, variables: &Variables) -> bool {
    let shown = |source: &str| without_comments(Page::new(source, variables).text());
    shown(old) == shown(new)
}

/// Checks a page without the others of its site.
pub fn check(source: &Source, site: OfSite<'_>) -> Vec<Diagnostic> {
    read(source, site).finish(Vec::new())
}
