//! Values made of maps and HTML, and JSON made of values.

use std::collections::BTreeMap;
use std::sync::Arc;

use gotmpl::{SafeKind, Value};
use serde_json::Value as Json;
use sitevar_core::without_marks;

use crate::engine::text;

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
