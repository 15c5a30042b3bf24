//! The file of a page, split once into front matter and text.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use gotmpl::Value;
use serde_json::Value as Json;
use sitevar_core::{Code, Failure, FrontMatter, FrontMatterFormat, Position, Source};

use crate::engine::text;
use crate::hugo::data::{self, DataFormat, parse_data};
use crate::hugo::date::Date;

/// What the file of a page holds; the front matter is read when it is first asked for.
pub(crate) struct Content {
    /// The whole text.
    pub(crate) source: Arc<Source>,
    split: Option<FrontMatter>,
    read: OnceLock<Result<Read, Failure>>,
}

/// Front matter in both forms.
#[derive(Clone)]
struct Read {
    json: Arc<Json>,
    params: Value,
}

impl Content {
    pub(crate) fn new(source: Arc<Source>) -> Arc<Self> {
        let split = FrontMatter::find(source.text());
        Arc::new(Self { source, split, read: OnceLock::new() })
    }

    /// Returns the text without front matter.
    pub(crate) fn body(&self) -> &str {
        let text = self.source.text();
        self.split.and_then(|front_matter| text.get(front_matter.body..)).unwrap_or(text)
    }

    /// Returns the front matter, keys as written.
    ///
    /// # Errors
    ///
    /// Fails where the front matter cannot be read.
    pub(crate) fn front_matter(&self) -> Result<Arc<Json>, Failure> {
        self.read().map(|read| read.json)
    }

    /// Returns the front matter as the parameters of the page, keys in lower case.
    ///
    /// # Errors
    ///
    /// Fails where the front matter cannot be read.
    pub(crate) fn params(&self) -> Result<Value, Failure> {
        self.read().map(|read| read.params)
    }

    fn read(&self) -> Result<Read, Failure> {
        self.read.get_or_init(|| read(&self.source, self.split)).clone()
    }
}

fn read(source: &Source, split: Option<FrontMatter>) -> Result<Read, Failure> {
    let text = source.text();
    let Some(found) = split else {
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
    let params = match data::params(&json, format) {
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
