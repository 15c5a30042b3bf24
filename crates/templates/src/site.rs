//! A site as templates see it.

use std::sync::Arc;

use serde_json::Value;
use sitevar_core::{Library, Source};

/// Where the files of a site come from; paths are below the site's root, with `/`.
pub trait Files: Send + Sync {
    /// Reads a file as text; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Fails with a lower-case phrase where a file is there and cannot be read, or is not UTF-8.
    fn read(&self, path: &str) -> Result<Option<String>, String>;

    /// Returns the paths of all files below a folder, sorted; empty where there is no such folder.
    fn list(&self, folder: &str) -> Vec<String>;
}

/// What a site says of itself and of its shortcodes.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// `.Site.Title`.
    pub title: String,
    /// `.Site.BaseURL`, with the slash at its end.
    pub base_url: String,
    /// `.Site.Params`, from the Hugo configuration.
    pub params: Value,
    /// The Hugo configuration as a whole, for what templates ask of it.
    pub hugo: Value,
    /// The folder of the pages.
    pub content: String,
    /// The folder of the data files.
    pub data: String,
    /// Folders with shortcode templates, searched before `layouts/_shortcodes` and `layouts/shortcodes`.
    pub shortcodes: Vec<String>,
    /// Which of the shipped shortcodes are there.
    pub shipped: Shipped,
}

/// Which of the shipped shortcodes are there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shipped {
    /// All of them.
    #[default]
    All,
    /// None of them; always so with `--hugo-exact`.
    None,
    /// Those of these names.
    Only(Vec<String>),
}

/// What all pages of a site share; safe to use from several threads.
pub struct Site {
    _private: (),
}

impl Site {
    /// Creates a site; templates and data are read when they are first asked for.
    pub fn new(_files: Arc<dyn Files>, _options: SiteOptions) -> Arc<Self> {
        Arc::new(Self { _private: () })
    }

    /// Returns the shortcodes as the page at `path` (below the content folder) sees them.
    pub fn library(self: &Arc<Self>, _path: &str, _source: Arc<Source>) -> Arc<dyn Library> {
        unimplemented!("lands with the template engine")
    }

    /// Returns the address of a page below the site's root: `/guides/headscale/`.
    pub fn rel_permalink(&self, _path: &str, _front_matter: &Value) -> String {
        unimplemented!("lands with the template engine")
    }
}
