//! What the last build was made of, so that the next one takes over what did not change.
//!
//! A page is taken over when everything that could change it is as it was: its own text, and what all pages share
//! (the code of this program, the configuration, templates and data, pictures, the values that were set, and every
//! page's title and address, which other pages link to). Templates that read anything else, such as the text of other
//! pages, turn it off for the whole site.
//! What is taken over is compared with the hash in the record of the output, so an edited output is built anew.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::BuildOptions;
use super::manifest::Declared;
use crate::files::{Found, is_page};
use crate::output::OutputFolder;
use crate::pages::Page;
use crate::pages::Pages;
use crate::report::Abort;
use crate::site::Site;

/// The name of the file in the output folder.
pub(super) const FILE_NAME: &str = ".sitevar-build.json";

/// The cache as it is stored, beside the pages.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Stored {
    /// The hash of what all pages share.
    shared: String,
    /// Templates read something that is not in `shared`.
    reads_elsewhere: bool,
    pages: Vec<CacheEntry>,
}

/// What a page was made of, and what came of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct CacheEntry {
    pub(super) path: String,
    /// The hash of its text.
    source: String,
    /// Nothing was wrong with it; otherwise the next build has to say so again.
    pub(super) quiet: bool,
    /// The names among those set that the page uses or declares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) set: Vec<String>,
    /// The variables that the page declares itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) variables: Declared,
    /// The page has something for the widget to do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) interactive: bool,
}

/// The pages of the last build, where they can be used.
pub(super) struct Cache {
    shared: String,
    pages: BTreeMap<String, CacheEntry>,
}

impl Cache {
    /// Reads the cache of the last build; nothing is taken over where there is none or it does not fit.
    pub(super) fn of(folder: &OutputFolder, shared: String) -> Self {
        let text = folder.last(Path::new(FILE_NAME)).unwrap_or_default();
        let last: Stored = serde_json::from_slice(&text).unwrap_or_default();
        let fits = last.shared == shared && !last.reads_elsewhere;
        let pages = if fits { last.pages } else { Vec::new() };
        Self { shared, pages: pages.into_iter().map(|entry| (entry.path.clone(), entry)).collect() }
    }

    /// Takes a page over from the last build, if it would come out the same.
    pub(super) fn take(&self, page: &Page, folder: &OutputFolder) -> Option<CacheEntry> {
        let entry = self.pages.get(&page.path).filter(|entry| entry.quiet)?;
        let same = entry.source == hash(page.text.source.text().as_bytes());
        (same && folder.take_over(&page.files())).then(|| entry.clone())
    }

    /// Writes the cache of this build.
    pub(super) fn write(
        self,
        pages: Vec<CacheEntry>,
        reads_elsewhere: bool,
        folder: &OutputFolder,
    ) -> Result<(), Abort> {
        let stored = Stored { shared: self.shared, reads_elsewhere, pages };
        let text = serde_json::to_string(&stored)
            .map_err(|error| Abort::new(format!("cannot write `{FILE_NAME}`: {error}")))?;
        folder.write(Path::new(FILE_NAME), text.as_bytes())
    }
}

impl CacheEntry {
    /// Creates the entry of a page that nothing came of yet.
    pub(super) fn new(page: &Page) -> Self {
        Self { path: page.path.clone(), source: hash(page.text.source.text().as_bytes()), ..Self::default() }
    }
}

/// Returns the hash of what all pages share.
pub(super) fn shared_inputs(
    site: &Site,
    pages: &Pages,
    files: &[Found],
    options: &BuildOptions<'_>,
) -> String {
    let mut hasher = Hasher(Sha256::new());
    hasher.add(env!("SITEVAR_CODE"));
    for (name, value) in options.settings.typed() {
        hasher.add(name);
        hasher.add(value);
    }
    hasher.add(&format!("{:?}", options.unknown));
    site.fingerprint(&mut |part| hasher.add_bytes(part));
    for page in &pages.all {
        hasher.add(&page.path);
        hasher.add(&page.address);
        hasher.add(&page.title);
        hasher.add(&format!("{:?}", page.metadata));
    }
    for resource in &pages.resources {
        hasher.add(&resource.address());
    }
    for file in files {
        hasher.add(&file.below.to_string_lossy());
        if !is_page(&file.path) {
            hasher.add_bytes(&crate::output::hash_of_file(&file.path).unwrap_or_default());
        }
    }
    encode(&hasher.0.finalize())
}

/// Adds parts with their lengths, so that no two lists of parts look the same.
struct Hasher(Sha256);

impl Hasher {
    fn add(&mut self, part: &str) {
        self.add_bytes(part.as_bytes());
    }

    fn add_bytes(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }
}

/// Returns the SHA-256 of bytes in hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    encode(&Sha256::digest(bytes))
}

fn encode(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
