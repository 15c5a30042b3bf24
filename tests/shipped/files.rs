//! A site in memory, for pages that are expanded in a test.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use sitevar_core::{Guide, Options, Outcome, Source, Variables, expand};
use sitevar_templates::{Limits, Shipped, Site, SiteOptions};

use super::pages;
use crate::templates::memory::Memory;

/// A site whose files are given.
#[derive(Default)]
pub struct MemorySite {
    files: BTreeMap<String, String>,
}

impl MemorySite {
    /// Returns a site that has the shared page of the product's own site.
    pub fn new() -> Self {
        let mut site = Self::default();
        for page in pages::read("shared") {
            site.add(format!("content/{}", page.path), page.text);
        }
        site
    }

    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Returns the site, for many pages that are expanded with the same templates.
    pub fn site(self) -> Arc<Site> {
        Site::new(Arc::new(Memory(self.files)), site_options())
    }

    /// Expands a page as the page `path` of the site.
    pub fn expand(&self, path: &str, text: &str, options: &Options) -> Outcome<Guide> {
        let mut files = self.files.clone();
        files.insert(format!("content/{path}"), text.to_owned());
        let site = Self { files }.site();
        let source = Arc::new(Source::new(format!("content/{path}"), text));
        expand(&source, site.library(path, source.clone()), options)
    }
}

fn site_options() -> SiteOptions {
    SiteOptions {
        title: "Examples".to_owned(),
        base_url: "https://docs.example.org/".to_owned(),
        params: json!({}),
        hugo: json!({}),
        content: "content".to_owned(),
        data: "data".to_owned(),
        shortcodes: vec!["shortcodes".to_owned()],
        limits: Limits::default(),
        shipped: Shipped::All,
    }
}

/// Returns the options for static Markdown, with the variables that the examples use.
pub fn options() -> Options {
    let variables: Variables = serde_json::from_value(json!({
        "variables": {
            "domain": {"type": "domain", "default": "example.com", "label": "Domain"},
            "subdomain-authelia": {"type": "subdomain", "default": "auth", "label": "Authelia subdomain"},
            "host": {"type": "host", "default": "authelia", "label": "Authelia host"},
            "client-secret": {"type": "secret", "label": "Client secret"},
        }
    }))
    .unwrap();
    Options { variables: Arc::new(variables), ..Options::default() }
}
