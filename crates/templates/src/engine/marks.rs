//! Marks in values: the characters that represent a reader's values and finished HTML.

use std::collections::BTreeMap;
use std::sync::Arc;

use gotmpl::Value;

use crate::engine::call_context;

/// Returns values as they are published, where they hold marks; outside of a page there are none.
pub(crate) fn published(values: &[Value]) -> Option<Vec<Value>> {
    let context = call_context::current().ok().filter(|_| values.iter().any(holds_marks))?;
    let change = |text: &str| context.expander.published(text).into_owned();
    Some(values.iter().map(|value| mapped(value, &change)).collect())
}

/// Returns the text of a value that is one.
pub(crate) fn texts(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) | Value::Safe { s: text, .. } => Some(text),
        _ => None,
    }
}

/// Tells whether a value may hold a private-use character: all of them begin with one of two bytes.
pub(crate) fn holds_marks(value: &Value) -> bool {
    match value {
        Value::List(list) => list.iter().any(holds_marks),
        Value::Map(map) => map.values().any(holds_marks),
        value => texts(value).is_some_and(|text| text.bytes().any(|byte| matches!(byte, 0xF3 | 0xF4 | b'%'))),
    }
}

/// Returns a value with every text in it changed.
pub(crate) fn mapped(value: &Value, change: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => change(text).into(),
        Value::Safe { kind, s } => Value::Safe { kind: *kind, s: Arc::from(change(s)) },
        Value::List(list) => list.iter().map(|value| mapped(value, change)).collect::<Vec<_>>().into(),
        Value::Map(map) => {
            let entries = map.iter().map(|(key, value)| (key.clone(), mapped(value, change)));
            entries.collect::<BTreeMap<Arc<str>, Value>>().into()
        }
        other => other.clone(),
    }
}
