//! Values from and to JSON, the form in which data files and front matter are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use gotmpl::SafeKind;
use gotmpl::Value;
use serde_json::Value as Json;
use sitevar_core::without_marks;

use crate::engine::text;
use crate::hugo::data::DataFormat;

/// Makes a value of JSON, with the types of numbers that Hugo reads from the format.
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

/// Makes a value of front matter or configuration parameters, whose keys Hugo keeps in lower case.
pub(crate) fn params(json: &Json, format: DataFormat) -> Value {
    match json {
        Json::Object(object) => {
            map(object.iter().map(|(key, item)| (key.to_lowercase(), params(item, format))))
        }
        Json::Array(list) => list.iter().map(|item| params(item, format)).collect::<Vec<_>>().into(),
        other => value(other, format),
    }
}

/// Makes a map.
pub(crate) fn map(entries: impl IntoIterator<Item = (impl AsRef<str>, Value)>) -> Value {
    let map: BTreeMap<Arc<str>, Value> =
        entries.into_iter().map(|(key, value)| (Arc::from(without_marks(key.as_ref())), value)).collect();
    map.into()
}

/// Makes HTML that is trusted as it is.
pub(crate) fn html(text: impl Into<Arc<str>>) -> Value {
    Value::Safe { kind: SafeKind::Html, s: text.into() }
}

/// Makes JSON of a value, for `jsonify`.
pub(crate) fn json(value: &Value) -> Json {
    match value {
        Value::Nil => Json::Null,
        Value::Bool(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        Value::Uint(value) => (*value).into(),
        Value::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => (*value as i64).into(),
        Value::Float(value) => (*value).into(),
        Value::List(list) => list.iter().map(json).collect(),
        Value::Map(map) => map.iter().map(|(key, value)| (key.to_string(), json(value))).collect(),
        other => text::print(other).into(),
    }
}
