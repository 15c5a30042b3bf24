//! A page: its place in the site, and what its front matter says.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::call_context;
use crate::engine::text;
use crate::hugo::content::Content;
use crate::hugo::date::Date;
use crate::hugo::site::Site;
use crate::hugo::store::Store;

/// One page of a site.
pub(crate) struct Page {
    /// The site.
    pub(crate) site: Arc<Site>,
    /// The path below the content folder.
    pub(crate) path: String,
    /// The results of `partialCached` for this page.
    pub(crate) partials: Mutex<BTreeMap<String, Value>>,
    /// What the file holds.
    pub(crate) content: Arc<Content>,
    /// What templates keep for the page.
    pub(crate) store: Store,
}

impl Page {
    /// Creates a page that is being expanded: what its templates keep is kept for this expansion.
    pub(crate) fn new(site: Arc<Site>, path: &str, content: Arc<Content>) -> Arc<Self> {
        Self::with_store(site, path, content, Store::default())
    }

    /// Finds a page that templates of several pages may look up.
    ///
    /// # Errors
    ///
    /// Fails where its file cannot be read.
    pub(crate) fn find(site: &Arc<Site>, path: &str) -> Result<Arc<Self>, Failure> {
        let (content, store) = site.content(path)?;
        Ok(Self::with_store(site.clone(), path, content, store))
    }

    fn with_store(site: Arc<Site>, path: &str, content: Arc<Content>, store: Store) -> Arc<Self> {
        Arc::new(Self { site, path: path.to_owned(), partials: Mutex::default(), content, store })
    }

    /// Returns the page whose call is expanded by the template that runs.
    ///
    /// # Errors
    ///
    /// Fails outside of templates, which does not happen.
    pub(crate) fn current() -> Result<Arc<Self>, Failure> {
        let page = call_context::current()?.page.clone();
        page.downcast().map_err(|_| Failure::new(Code::TemplateFailed, "no page is being expanded"))
    }

    /// Returns the name that Hugo prints in positions.
    pub(crate) fn file_name(&self) -> String {
        self.site.content_path(&self.path)
    }

    /// Returns a parameter of the front matter, nil where there is none.
    pub(crate) fn param(&self, name: &str) -> Result<Value, Failure> {
        Ok(match self.content.params()? {
            Value::Map(map) => map.get(name).cloned().unwrap_or(Value::Nil),
            _ => Value::Nil,
        })
    }

    /// Returns a parameter as text, empty where there is none.
    pub(crate) fn text_param(&self, name: &str) -> Result<Value, Failure> {
        Ok(match self.param(name)? {
            Value::Nil => "".into(),
            value => text::print(&value).into(),
        })
    }

    /// Returns the address below the site's root.
    pub(crate) fn rel_permalink(&self) -> Result<String, Failure> {
        Ok(self.site.rel_permalink(&self.path, &*self.content.front_matter()?))
    }

    /// Returns the title for links to the page.
    pub(crate) fn link_title(&self) -> Result<Value, Failure> {
        Ok(match self.param("linktitle")? {
            Value::Nil => self.text_param("title")?,
            title => title,
        })
    }

    /// Returns a date of the front matter; what is missing is taken from the next best, as in Hugo.
    pub(crate) fn date(&self, name: &str) -> Result<Date, Failure> {
        let order: &[&str] = match name {
            "Lastmod" => &["lastmod", "modified", "date", "publishdate", "pubdate", "published"],
            "PublishDate" => &["publishdate", "pubdate", "published", "date"],
            "ExpiryDate" => &["expirydate", "unpublishdate"],
            _ => &["date", "publishdate", "pubdate", "published", "lastmod", "modified"],
        };
        for key in order {
            if let Some(date) = Date::parse(&text::print(&self.param(key)?)) {
                return Ok(date);
            }
        }
        Ok(Date::ZERO)
    }

    /// Tells whether the page is in the lists of its site, which `build: {list: never}` and `list: local` keep it from.
    pub(crate) fn is_listed(&self) -> Result<bool, Failure> {
        let build = match self.param("build")? {
            Value::Nil => self.param("_build")?,
            build => build,
        };
        let Value::Map(build) = build else { return Ok(true) };
        let list = build.get("list").map(text::print).unwrap_or_default();
        Ok(!matches!(list.as_str(), "never" | "local" | "false"))
    }

    /// Returns what Hugo sorts pages by: weight, the latest date first, title, path.
    pub(crate) fn rank(&self) -> Result<(i64, i64, String, String), Failure> {
        let weight = self.param("weight")?.as_int().filter(|weight| *weight != 0).unwrap_or(i64::MAX);
        Ok((
            weight,
            -self.date("Date")?.unix(),
            text::print(&self.link_title()?).to_lowercase(),
            self.path.clone(),
        ))
    }

    /// Returns what a dotted key leads to in the front matter, or else in the configuration.
    pub(crate) fn param_or_site(&self, key: &str) -> Result<Value, Failure> {
        let along = |from: Value| {
            key.to_lowercase().split('.').fold(from, |value, name| match &value {
                Value::Map(map) => map.get(name).cloned().unwrap_or(Value::Nil),
                _ => Value::Nil,
            })
        };
        Ok(match along(self.content.params()?) {
            Value::Nil => along(self.site.params()),
            value => value,
        })
    }
}
