//! A page as templates see it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use gotmpl::Value;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::Value as Json;
use sitevar_core::{
    Code, Dialect, Display, Failure, FrontMatter, FrontMatterFormat, Position, Source, without_marks,
};

use crate::engine::call_context;
use crate::engine::convert;
use crate::engine::object::{self, Object};
use crate::engine::text;
use crate::hugo::data::{DataFormat, parse_data};
use crate::hugo::date::Date;
use crate::hugo::library::PageLibrary;
use crate::hugo::site::Site;
use crate::hugo::store::Store;

/// One page of a site.
pub(crate) struct Page {
    /// The site.
    pub(crate) site: Arc<Site>,
    /// The path below the content folder.
    pub(crate) path: String,
    /// What `partialCached` has made for this page.
    pub(crate) partials: Mutex<BTreeMap<String, Value>>,
    source: Arc<Source>,
    front_matter: OnceLock<Result<Read, Failure>>,
    store: Store,
}

/// Front matter in both forms.
#[derive(Clone)]
struct Read {
    json: Arc<Json>,
    params: Value,
}

/// A page in templates; several values may be the same page.
struct Shown(Arc<Page>);

impl Page {
    pub(crate) fn new(site: Arc<Site>, path: &str, source: Arc<Source>) -> Arc<Self> {
        Arc::new(Self {
            site,
            path: path.to_owned(),
            partials: Mutex::default(),
            source,
            front_matter: OnceLock::new(),
            store: Store::default(),
        })
    }

    /// Creates a page that templates of several pages look up.
    pub(crate) fn looked_up(site: Arc<Site>, path: &str, source: Arc<Source>) -> Arc<Self> {
        Arc::new(Self {
            site,
            path: path.to_owned(),
            partials: Mutex::default(),
            source,
            front_matter: OnceLock::new(),
            store: Store::of_pages(),
        })
    }

    /// Returns the page as one that is being expanded: what its templates keep is kept for this expansion.
    fn afresh(&self) -> Arc<Self> {
        Arc::new(Self {
            site: self.site.clone(),
            path: self.path.clone(),
            partials: Mutex::default(),
            source: self.source.clone(),
            front_matter: self.front_matter.clone(),
            store: Store::default(),
        })
    }

    /// Returns the page as templates see it.
    pub(crate) fn value(self: &Arc<Self>) -> Value {
        object::value(Shown(self.clone()))
    }

    /// Returns the name that Hugo prints in positions.
    pub(crate) fn file_name(&self) -> String {
        self.site.content_path(&self.path)
    }

    /// Returns the text without front matter.
    pub(crate) fn body(&self) -> &str {
        let text = self.source.text();
        let Some(found) = FrontMatter::find(text) else { return text };
        let behind = match found.format {
            FrontMatterFormat::Json => found.data.end,
            _ => found.data.end + 3,
        };
        let rest = text.get(behind..).unwrap_or_default();
        rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest)
    }

    fn read(&self) -> Result<Read, Failure> {
        self.front_matter.get_or_init(|| read(&self.source)).clone()
    }

    /// Returns the front matter, keys as written.
    ///
    /// # Errors
    ///
    /// Fails where the front matter cannot be read.
    pub(crate) fn front_matter(&self) -> Result<Arc<Json>, Failure> {
        self.read().map(|read| read.json)
    }

    fn param(&self, name: &str) -> Result<Value, Failure> {
        Ok(match self.read()?.params {
            Value::Map(map) => map.get(name).cloned().unwrap_or(Value::Nil),
            _ => Value::Nil,
        })
    }

    fn text_param(&self, name: &str) -> Result<Value, Failure> {
        Ok(match self.param(name)? {
            Value::Nil => "".into(),
            value => text::print(&value).into(),
        })
    }

    /// Returns the address below the site's root.
    pub(crate) fn rel_permalink(&self) -> Result<String, Failure> {
        Ok(self.site.rel_permalink(&self.path, &*self.front_matter()?))
    }

    /// Returns the same, written as an address is.
    fn address(&self) -> Result<String, Failure> {
        const WRITTEN: &AsciiSet =
            &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'#').add(b'?');
        Ok(utf8_percent_encode(&self.rel_permalink()?, WRITTEN).to_string())
    }

    /// Answers a template.
    pub(crate) fn member(self: &Arc<Self>, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        Ok(Some(match (name, args) {
            ("Title", []) => self.text_param("title")?,
            ("LinkTitle", []) => match self.param("linktitle")? {
                Value::Nil => self.text_param("title")?,
                title => title,
            },
            ("Description" | "Summary" | "Slug" | "Layout", []) => self.text_param(&name.to_lowercase())?,
            ("Keywords" | "Aliases", []) => match self.param(&name.to_lowercase())? {
                Value::Nil => Value::from(vec![]),
                list => list,
            },
            ("Weight", []) => match self.param("weight")? {
                Value::Nil => Value::Int(0),
                weight => weight,
            },
            ("Date" | "Lastmod" | "PublishDate" | "ExpiryDate", []) => self.date(name)?.value(),
            ("Draft", []) => Value::Bool(self.param("draft")?.is_truthy()),
            ("Params", []) => self.read()?.params,
            ("Param", [key]) => self.param_or_site(&text::print(key))?,
            ("Site", []) => self.site.value(),
            ("Page", []) => self.value(),
            ("Store" | "Scratch", []) => self.store.value(),
            ("RawContent", []) => without_marks(self.body()).as_ref().into(),
            ("RenderString", _) => render_string(args)?,
            ("RenderShortcodes", []) => self.render_shortcodes()?,
            ("TableOfContents", []) => table_of_contents()?,
            ("RelPermalink", []) => self.site.rel_url(&self.address()?).into(),
            ("Permalink", []) => self.site.abs_url(&self.address()?).into(),
            _ => return crate::hugo::file_info::member(self, name, args),
        }))
    }

    /// Returns a date of the front matter; what is missing is taken from the next best, as in Hugo.
    fn date(&self, name: &str) -> Result<Date, Failure> {
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

    /// Returns what Hugo sorts pages by: weight, the latest date first, title, path.
    pub(crate) fn rank(&self) -> Result<(i64, i64, String, String), Failure> {
        let weight = self.param("weight")?.as_int().filter(|weight| *weight != 0).unwrap_or(i64::MAX);
        let title = match self.param("linktitle")? {
            Value::Nil => self.text_param("title")?,
            title => title,
        };
        Ok((weight, -self.date("Date")?.unix(), text::print(&title).to_lowercase(), self.path.clone()))
    }

    fn param_or_site(&self, key: &str) -> Result<Value, Failure> {
        let along = |from: Value| {
            key.to_lowercase().split('.').fold(from, |value, name| match &value {
                Value::Map(map) => map.get(name).cloned().unwrap_or(Value::Nil),
                _ => Value::Nil,
            })
        };
        Ok(match along(self.read()?.params) {
            Value::Nil => along(self.site.params()),
            value => value,
        })
    }

    fn render_shortcodes(self: &Arc<Self>) -> Result<Value, Failure> {
        let context = call_context::current()?;
        let library = Arc::new(PageLibrary::new(self.afresh()));
        context.expander.include(&self.source, library, &context.call).map(convert::html)
    }
}

impl Object for Shown {
    fn type_name(&self) -> &'static str {
        "*hugolib.pageForShortcode"
    }

    fn print(&self) -> String {
        self.0.file_name()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        self.0.member(name, args)
    }
}

fn read(source: &Source) -> Result<Read, Failure> {
    let text = source.text();
    let Some(found) = FrontMatter::find(text) else {
        return Ok(Read {
            json: Arc::new(Json::Null),
            params: Value::from(BTreeMap::<String, Value>::new()),
        });
    };
    let format = match found.format {
        FrontMatterFormat::Yaml => DataFormat::Yaml,
        FrontMatterFormat::Toml => DataFormat::Toml,
        FrontMatterFormat::Json => DataFormat::Json,
    };
    let data = text.get(found.data.range()).unwrap_or_default();
    let json = parse_data(data, format).map_err(|error| {
        let line = Position::of(text, found.data.start + error.offset).line;
        Failure::new(
            Code::BadFrontMatter,
            format!("the front matter of `{}`, line {line}: {}", source.name(), error.message),
        )
    })?;
    let params = match convert::params(&json, format) {
        Value::Map(map) => with_dates(&map),
        _ => Value::from(BTreeMap::<String, Value>::new()),
    };
    Ok(Read { json: Arc::new(json), params })
}

/// Makes dates of what Hugo reads as dates in front matter.
fn with_dates(params: &BTreeMap<Arc<str>, Value>) -> Value {
    const DATES: [&str; 4] = ["date", "lastmod", "publishdate", "expirydate"];
    let mut params = params.clone();
    for (_, value) in params.iter_mut().filter(|(key, _)| DATES.contains(&key.as_ref())) {
        if let Some(date) = Date::parse(&text::print(value)) {
            *value = date.value();
        }
    }
    params.into()
}

/// `RenderString`: options first where there are any, the text last.
fn render_string(args: &[Value]) -> Result<Value, Failure> {
    let (options, content) = match args {
        [content] => (None, content),
        [Value::Map(options), content] => (Some(options), content),
        _ => {
            return Err(Failure::new(
                Code::TemplateFailed,
                "`.RenderString` takes a text, and options as a map before it",
            ));
        }
    };
    let display = options.and_then(|options| options.get("display")).map(text::print);
    let display = match display.as_deref() {
        None | Some("inline") => Display::Inline,
        Some("block") => Display::Block,
        Some(other) => {
            return Err(Failure::new(
                Code::TemplateFailed,
                format!("`.RenderString` cannot display as `{other}`"),
            )
            .help("use `inline` or `block`"));
        }
    };
    let context = call_context::current()?;
    context.expander.render_string(&text::print(content), display, &context.call).map(convert::html)
}

fn table_of_contents() -> Result<Value, Failure> {
    // What Hugo's `.RenderShortcodes` leaves in the text; the table itself needs the finished page.
    const PLACEHOLDER: &str = "HAHAHUGOSHORTCODE0TOC0HBHB";
    if call_context::current()?.expander.dialect() == Dialect::HugoExact {
        return Ok(convert::html(PLACEHOLDER));
    }
    Err(Failure::new(
        Code::UnsupportedFunction,
        "`.TableOfContents` is not known while shortcodes are being expanded",
    )
    .help("set `toc: true` in the front matter"))
}
