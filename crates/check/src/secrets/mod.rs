//! Secrets and digests: what a page says of them is true, and nothing real is published.
//!
//! 1. [`digests`]: every digest can be read, is as much work as is usual, and is of the secret that its comment names.
//! 2. [`places`]: the digest is for the provider, the plain secret for the application.
//! 3. [`keys`]: a key or a token that some service would take.
//! 4. [`published`]: what is on several pages.
//! 5. [`verifier`]: each digest is made once in a run, within limits.

mod digests;
mod keys;
mod places;
mod published;
mod verifier;

use sitevar_core::{Diagnostic, PassageKind, Variables};

use crate::page::Page;
pub(crate) use places::check as check_places;
pub(crate) use published::published;
pub use published::{Published, shared};
pub use verifier::Verifier;

/// Checks the texts of a page.
pub(crate) fn check(page: &Page, variables: &Variables, verifier: &Verifier, found: &mut Vec<Diagnostic>) {
    for passage in page.passages() {
        let report = |range| page.span(passage, &range);
        keys::check(&passage.passage.text, &report, found);
        if passage.passage.kind != PassageKind::Prose {
            digests::check(&passage.passage.text, variables, verifier, &report, found);
        }
    }
}
