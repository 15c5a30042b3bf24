//! A site: what its pages share.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use gotmpl::Value;
use sitevar_core::Failure;

use crate::engine::convert;
use crate::engine::function_table::FunctionTable;
use crate::hugo::content::Content;
use crate::hugo::data::{self, DataFormat};
use crate::hugo::files::Files;
use crate::hugo::lookup::Lookup;
use crate::hugo::options::SiteOptions;
use crate::hugo::page_index::{PageIndex, logical_path};
use crate::hugo::permalink;
use crate::hugo::site_data;
use crate::hugo::store::Store;

/// What all pages of a site share; safe to use from several threads.
pub struct Site {
    pub(crate) files: Arc<dyn Files>,
    pub(crate) options: SiteOptions,
    pub(crate) lookup: Lookup,
    data: OnceLock<Result<Value, Failure>>,
    params: OnceLock<Value>,
    store: Store,
    pages: PageIndex,
}

impl Site {
    /// Creates a site whose templates call the functions of a table.
    pub(crate) fn with_functions(
        files: Arc<dyn Files>,
        options: SiteOptions,
        functions: &'static FunctionTable,
    ) -> Arc<Self> {
        Arc::new(Self {
            lookup: Lookup::new(files.clone(), &options, functions),
            files,
            options,
            data: OnceLock::new(),
            params: OnceLock::new(),
            store: Store::of_pages(),
            pages: PageIndex::default(),
        })
    }

    /// Returns the address of a page below the site's root: `/guides/headscale/`.
    pub fn rel_permalink(&self, path: &str, front_matter: &serde_json::Value) -> String {
        permalink::of(&self.options.hugo, path, front_matter, &|folder| self.is_section(folder))
    }

    /// Returns the paths of all pages by their logical paths.
    pub(crate) fn pages(&self) -> &BTreeMap<String, String> {
        self.pages.paths(&*self.files, &self.options.content)
    }

    /// Returns what the file of a page holds, with what templates of several pages keep for it.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be read.
    pub(crate) fn content(&self, path: &str) -> Result<(Arc<Content>, Store), Failure> {
        self.pages.content(&*self.files, &self.content_path(path), path)
    }

    /// Tells whether a folder is a section: the first one is, the others need a page of their own.
    fn is_section(&self, folder: &str) -> bool {
        let page = self.pages().get(&logical_path(folder));
        !folder.contains('/') || page.is_some_and(|path| path.ends_with("_index.md"))
    }

    /// Returns all data files as one map.
    ///
    /// # Errors
    ///
    /// Fails where a data file cannot be read.
    pub(crate) fn data(&self) -> Result<Value, Failure> {
        self.data
            .get_or_init(|| site_data::read(&*self.files, &self.options.data, self.options.limits.data))
            .clone()
    }

    /// Returns the parameters of the configuration, keys in lower case.
    pub(crate) fn params(&self) -> Value {
        self.params.get_or_init(|| data::params(&self.options.params, DataFormat::Toml)).clone()
    }

    /// Returns the path of a file in the content folder, which may be the root itself.
    pub(crate) fn content_path(&self, path: &str) -> String {
        format!("{}/{path}", self.options.content.trim_end_matches('/')).trim_start_matches('/').to_owned()
    }

    /// Returns what templates keep for the whole site.
    pub(crate) fn store(&self) -> Value {
        self.store.value()
    }

    /// Returns the main language.
    pub(crate) fn language(&self) -> Value {
        let code = self.config("languagecode").as_str().unwrap_or("en").to_owned();
        convert::map([
            ("Lang", "en".into()),
            ("LanguageCode", code.as_str().into()),
            ("LanguageName", "English".into()),
            ("Title", self.options.title.as_str().into()),
        ])
    }

    /// Returns a key of the configuration, without regard to case.
    pub(crate) fn config(&self, key: &str) -> serde_json::Value {
        permalink::config(&self.options.hugo, key).cloned().unwrap_or_default()
    }

    /// Returns an address with the path of the base address before it.
    pub(crate) fn rel_url(&self, path: &str) -> String {
        let base = self.options.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let base = base.find('/').map_or("", |at| &base[at..]).trim_end_matches('/');
        format!("{base}{path}")
    }

    /// Returns an address with the base address before it.
    pub(crate) fn abs_url(&self, path: &str) -> String {
        format!("{}{path}", self.options.base_url.trim_end_matches('/'))
    }
}
