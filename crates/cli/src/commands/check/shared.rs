//! Secrets that are on several pages of a site.

use std::collections::{BTreeMap, BTreeSet};

use sitevar_check::shared;
use sitevar_core::Diagnostic;

use super::Read;

/// Where each secret is, by the names of the files.
pub(super) struct Secrets<'a>(BTreeMap<&'a str, BTreeSet<&'a str>>);

impl<'a> Secrets<'a> {
    pub(super) fn new(read: &'a [Read]) -> Self {
        let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for read in read {
            let secrets = read.checked.iter().flat_map(|checked| &checked.secrets);
            secrets.for_each(|secret| {
                files.entry(&secret.text).or_default().insert(read.findings.source.name());
            });
        }
        files.retain(|_, files| files.len() > 1);
        Self(files)
    }

    /// Returns what is wrong with the secrets of a page.
    pub(super) fn check(&self, read: &Read) -> Vec<Diagnostic> {
        let own = read.findings.source.name();
        let secrets = read.checked.iter().flat_map(|checked| &checked.secrets);
        secrets.filter_map(|secret| shared(secret, own, self.0.get(secret.text.as_str())?)).collect()
    }
}
