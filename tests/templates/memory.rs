//! A site in memory, whose templates are Hugo's alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use sitevar_core::{Dialect, Guide, Options, Outcome, Source, expand};
use sitevar_templates::{Files, Limits, Shipped, Site, SiteOptions};

/// The files of a site by their paths.
#[derive(Default, Clone)]
pub struct Memory(pub BTreeMap<String, String>);

impl Memory {
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
    }

    pub fn site(&self) -> Arc<Site> {
        Site::new(Arc::new(self.clone()), options())
    }
}

impl Files for Memory {
    fn read(&self, path: &str) -> Result<Option<String>, String> {
        Ok(self.0.get(path).cloned())
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.0.keys().filter(|path| path.starts_with(&folder)).cloned().collect()
    }
}

pub fn options() -> SiteOptions {
    SiteOptions {
        title: "Site title".to_owned(),
        base_url: "https://example.org/sub/".to_owned(),
        params: json!({"siteOnly": "so", "Nested": {"Deep": 1}}),
        hugo: json!({}),
        content: "content".to_owned(),
        data: "data".to_owned(),
        shortcodes: vec![],
        limits: Limits::default(),
        shipped: Shipped::None,
    }
}

/// Expands the page `content/p.md` as Hugo does.
pub fn expand_exact(site: &Arc<Site>, text: &str) -> Outcome<Guide> {
    expand_page(site, text, Options { dialect: Dialect::HugoExact, ..Options::default() })
}

/// Expands the page `content/p.md`.
pub fn expand_page(site: &Arc<Site>, text: &str, options: Options) -> Outcome<Guide> {
    let source = Arc::new(Source::new("content/p.md", text));
    expand(&source, site.library("p.md", source.clone()), &options)
}
