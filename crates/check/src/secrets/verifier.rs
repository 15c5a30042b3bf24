//! Makes each digest once in a run: guides repeat one example on hundreds of pages, and each takes a tenth of a second.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sitevar_core::{Kind, Variable, Variables};
use sitevar_secret::{Digest, Limits, Secret, spelled};

use super::digests::{digests, named_secret};

/// How much work all digests of a run may be, in iterations of PBKDF2: about ten seconds.
const BUDGET: u64 = 20_000_000;

/// Whether a digest is that of a secret, as far as it is known.
type Known = Arc<OnceLock<Option<bool>>>;

/// Verifies digests, for all pages of a run.
#[derive(Debug, Default)]
pub struct Verifier {
    known: Mutex<HashMap<(String, String), Known>>,
    spent: Mutex<u64>,
}

impl Verifier {
    /// Returns one that knows the published examples of a site: whether a digest is that of its secret was found out when
    /// its declaration was read.
    pub fn knowing(variables: &Variables) -> Self {
        let secret = |digest: &Variable| variables.variables.get(digest.of.as_deref()?)?.example();
        let digests = variables.variables.values().filter(|variable| variable.kind == Kind::Digest);
        let pairs =
            digests.filter_map(|digest| Some((digest.example()?.to_owned(), secret(digest)?.to_owned())));
        let known = pairs.map(|pair| (pair, Arc::new(OnceLock::from(Some(true))))).collect();
        Self { known: Mutex::new(known), ..Self::default() }
    }

    /// Tells whether a page names the secret of a digest that is not known: to find out about it takes as long as to read a
    /// hundred pages.
    pub fn has_work(&self, page: &str) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        digests(page).iter().any(|at| {
            let digest = page.get(at.clone()).unwrap_or_default();
            named_secret(page, at)
                .is_some_and(|secret| !known.contains_key(&(digest.to_owned(), secret.to_owned())))
        })
    }

    /// Tells whether a digest is that of a secret; `None` where that would be too much work to find out.
    pub(super) fn verify(&self, digest: &str, secret: &str) -> Option<bool> {
        let key = (digest.to_owned(), secret.to_owned());
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
        *known.get_or_init(|| self.make(&spelled(digest).ok()?.digest, secret))
    }

    fn make(&self, digest: &Digest, secret: &str) -> Option<bool> {
        let length = digest.key().len();
        Limits { iterations: BUDGET / 4, ..Limits::default() }.check(digest.method(), length).ok()?;
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        *spent += digest.method().iterations(length);
        if *spent > BUDGET {
            return None;
        }
        drop(spent);
        digest.verify(&Secret::new(secret.as_bytes().to_vec())).ok()
    }
}
