//! The one place of this crate that reads YAML, TOML and JSON, and makes values of it: front matter and data files.

use gotmpl::Value;
use serde_json::Value as Json;
use serde_yaml::options::DuplicateKeyPolicy;
use sitevar_core::without_marks;

use crate::engine::convert::map;

/// How a data file or front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DataFormat {
    Yaml,
    Toml,
    Json,
}

impl DataFormat {
    /// Returns the format of a file name, by its extension.
    pub fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1 {
            "yaml" | "yml" => Some(DataFormat::Yaml),
            "toml" => Some(DataFormat::Toml),
            "json" => Some(DataFormat::Json),
            _ => None,
        }
    }
}

/// What is wrong with a data text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    /// A lower-case phrase.
    pub message: String,
    /// Byte offset in the text.
    pub offset: usize,
}

/// Reads a data text into a value; an empty text is null.
///
/// # Errors
///
/// Fails where the text is not in the format.
pub fn parse_data(text: &str, format: DataFormat) -> Result<Json, DataError> {
    if text.trim().is_empty() {
        return Ok(Json::Null);
    }
    match format {
        DataFormat::Yaml => yaml(text),
        DataFormat::Toml => toml(text),
        DataFormat::Json => serde_json::from_str(text).map_err(|error| {
            // serde_json ends the message with the place, which the caller shows itself.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            DataError { message, offset: offset(text, error.line(), error.column()) }
        }),
    }
}

/// Makes a value from JSON, with the number types that Hugo reads from the format.
pub(crate) fn value(json: &Json, format: DataFormat) -> Value {
    match json {
        Json::Null => Value::Nil,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match (number.as_u64(), number.as_i64()) {
            _ if format == DataFormat::Json => Value::Float(number.as_f64().unwrap_or_default()),
            (Some(value), _) if format == DataFormat::Yaml => Value::Uint(value),
            (_, Some(value)) => Value::Int(value),
            _ => Value::Float(number.as_f64().unwrap_or_default()),
        },
        Json::String(text) => without_marks(text).as_ref().into(),
        Json::Array(list) => list.iter().map(|item| value(item, format)).collect::<Vec<_>>().into(),
        Json::Object(object) => map(object.iter().map(|(key, item)| (key.as_str(), value(item, format)))),
    }
}

/// Makes a value from front matter or configuration parameters, whose keys Hugo keeps in lower case.
pub(crate) fn params(json: &Json, format: DataFormat) -> Value {
    match json {
        Json::Object(object) => {
            map(object.iter().map(|(key, item)| (key.to_lowercase(), params(item, format))))
        }
        Json::Array(list) => list.iter().map(|item| params(item, format)).collect::<Vec<_>>().into(),
        other => value(other, format),
    }
}

fn yaml(text: &str) -> Result<Json, DataError> {
    let options = serde_yaml::options! {
        // As Hugo reads it: `yes` is a text, `010` is eight, the last of two keys wins.
        strict_booleans: true,
        legacy_octal_numbers: true,
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(|error| {
        let place = error.location();
        let (line, column) = place.map_or((1, 1), |place| (place.line() as usize, place.column() as usize));
        let message = match error.without_snippet() {
            serde_yaml::Error::NullIntoString { .. } => NULL_KEY.to_owned(),
            error => lower_first(error.to_string().split(" at line ").next().unwrap_or_default()),
        };
        DataError { message, offset: offset(text, line, column) }
    })
}

/// Only a key has to be a text, so only a key can fail to be one.
const NULL_KEY: &str = "this key is null: write a name, or put the key in quotes";

fn toml(text: &str) -> Result<Json, DataError> {
    toml::from_str::<toml::Table>(text).map(|table| from_toml(toml::Value::Table(table))).map_err(|error| {
        DataError { message: lower_first(error.message()), offset: error.span().map_or(0, |span| span.start) }
    })
}

fn from_toml(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(value) => value.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, from_toml(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// Returns the byte offset of a line and a column, both counted from one.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let along = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    (start + along).min(text.len())
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
