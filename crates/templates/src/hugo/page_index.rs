//! The pages of a site by their paths, found and read when they are first asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sitevar_core::{Code, Failure, Source};

use crate::hugo::content::Content;
use crate::hugo::files::Files;
use crate::hugo::store::Store;

/// The pages that templates look up.
#[derive(Default)]
pub(crate) struct PageIndex {
    paths: OnceLock<BTreeMap<String, String>>,
    /// What is in the files that were read, and what templates keep for them.
    read: Mutex<BTreeMap<String, (Arc<Content>, Store)>>,
}

impl PageIndex {
    /// Returns the paths of all pages below the content folder, by their logical paths.
    pub(crate) fn paths(&self, files: &dyn Files, content: &str) -> &BTreeMap<String, String> {
        self.paths.get_or_init(|| {
            let content = content.trim_end_matches('/');
            let files = files.list(content);
            let below = files.iter().filter_map(|path| path.strip_prefix(content));
            let pages = below.map(|path| path.trim_start_matches('/')).filter(|path| path.ends_with(".md"));
            pages.map(|path| (logical_path(path), path.to_owned())).collect()
        })
    }

    /// Returns what the file of a page holds, and what templates keep for the page; `name` is the path from the root.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be read.
    pub(crate) fn content(
        &self,
        files: &dyn Files,
        name: &str,
        path: &str,
    ) -> Result<(Arc<Content>, Store), Failure> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return Ok(known.clone());
        }
        let text = files
            .read(name)
            .map_err(|message| Failure::new(Code::IncludeFailed, format!("`{name}`: {message}")))?
            .unwrap_or_default();
        let page = (Content::new(Arc::new(Source::new(name, text))), Store::of_pages());
        read.insert(path.to_owned(), page.clone());
        Ok(page)
    }
}

/// Returns Hugo's logical path of a page: lower case, without extension and `index`.
pub(crate) fn logical_path(path: &str) -> String {
    let without = path.strip_suffix(".md").unwrap_or(path).to_lowercase().replace(' ', "-");
    let last = without.rsplit('/').next().unwrap_or_default();
    let path = match last {
        "index" | "_index" => without.strip_suffix(last).unwrap_or_default().trim_end_matches('/'),
        _ => &without,
    };
    format!("/{path}")
}
