//! A site as templates see it.

use std::sync::{Arc, OnceLock};

use gotmpl::Value;
use sitevar_core::{Failure, Library, Source};

use crate::engine::convert;
use crate::engine::limits::Limits;
use crate::engine::object::{self, Object};
use crate::hugo::data::DataFormat;
use crate::hugo::library::PageLibrary;
use crate::hugo::lookup::Lookup;
use crate::hugo::page::Page;
use crate::hugo::permalink;
use crate::hugo::site_data;
use crate::hugo::store::Store;

/// Where the files of a site come from; paths are below the site's root, with `/`.
pub trait Files: Send + Sync {
    /// Reads a file as text; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Fails with a lower-case phrase where a file is there and cannot be read, or is not UTF-8.
    fn read(&self, path: &str) -> Result<Option<String>, String>;

    /// Reads a file that may be no text, such as an image; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Fails with a lower-case phrase where a file is there and cannot be read.
    fn read_bytes(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.read(path)?.map(String::into_bytes))
    }

    /// Returns how many bytes a file has, where that is known before it is read.
    fn size(&self, _path: &str) -> Option<u64> {
        None
    }

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
    pub params: serde_json::Value,
    /// The Hugo configuration as a whole, for what templates ask of it.
    pub hugo: serde_json::Value,
    /// The folder of the pages.
    pub content: String,
    /// The folder of the data files.
    pub data: String,
    /// Folders with shortcode templates, searched before `layouts/_shortcodes` and `layouts/shortcodes`.
    pub shortcodes: Vec<String>,
    /// Which of the shipped shortcodes are there.
    pub shipped: Shipped,
    /// How much work the templates of one page may be.
    pub limits: Limits,
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
    pub(crate) files: Arc<dyn Files>,
    pub(crate) options: SiteOptions,
    pub(crate) lookup: Lookup,
    data: OnceLock<Result<Value, Failure>>,
    params: OnceLock<Value>,
    store: Store,
    pub(crate) links: crate::hugo::link::Links,
}

impl Site {
    /// Creates a site; templates and data are read when they are first asked for.
    pub fn new(files: Arc<dyn Files>, options: SiteOptions) -> Arc<Self> {
        Arc::new(Self {
            lookup: Lookup::new(files.clone(), &options),
            files,
            options,
            data: OnceLock::new(),
            params: OnceLock::new(),
            store: Store::of_pages(),
            links: crate::hugo::link::Links::default(),
        })
    }

    /// Returns the shortcodes as the page at `path` (below the content folder) sees them.
    pub fn library(self: &Arc<Self>, path: &str, source: Arc<Source>) -> Arc<dyn Library> {
        Arc::new(PageLibrary::new(Page::new(self.clone(), path, source)))
    }

    /// Returns the address of a page below the site's root: `/guides/headscale/`.
    pub fn rel_permalink(&self, path: &str, front_matter: &serde_json::Value) -> String {
        permalink::of(&self.options.hugo, path, front_matter, &|folder| {
            crate::hugo::link::is_section(self, folder)
        })
    }

    /// Returns the site as templates see it.
    pub(crate) fn value(self: &Arc<Self>) -> Value {
        object::value(Shown(self.clone()))
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
        self.params.get_or_init(|| convert::params(&self.options.params, DataFormat::Toml)).clone()
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

/// A site in templates.
struct Shown(Arc<Site>);

impl Object for Shown {
    fn type_name(&self) -> &'static str {
        "*page.siteWrapper"
    }

    fn print(&self) -> String {
        "Site".to_owned()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        let site = &self.0;
        Ok(Some(match (name, args) {
            ("Title", []) => site.options.title.as_str().into(),
            ("BaseURL", []) => site.options.base_url.as_str().into(),
            ("Params", []) => site.params(),
            ("Param", [key]) => match site.params() {
                Value::Map(map) => map
                    .get(crate::engine::text::print(key).to_lowercase().as_str())
                    .cloned()
                    .unwrap_or(Value::Nil),
                _ => Value::Nil,
            },
            ("Data", []) => site.data()?,
            ("Store", []) => site.store(),
            ("Language", []) => site.language(),
            ("LanguageCode", []) => site.config("languagecode").as_str().unwrap_or_default().into(),
            ("Copyright", []) => site.config("copyright").as_str().unwrap_or_default().into(),
            ("GetPage", [target]) => crate::hugo::link::get_page(site, "", target)?,
            ("RegularPages" | "AllPages" | "Pages", []) => crate::hugo::link::pages(site, name)?,
            _ => return Ok(None),
        }))
    }
}
