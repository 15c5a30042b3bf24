//! What is said of a value that a schema refuses.

use jsonschema::JsonType;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value as Json;
use sitevar_core::did_you_mean;

use super::instance::steps;
use super::load::Schema;
use super::part::Fault;

/// How much of a value is repeated, in characters.
const SHOWN: usize = 60;

/// How many values are listed in a help.
const LISTED: usize = 12;

/// Returns the message and the help.
pub(super) fn of(fault: &Fault<'_>, schema: &Schema) -> (String, String) {
    let see = || format!("compare it with the schema `{}`", schema.name);
    if let Some(key) = fault.key() {
        let message = format!("the schema has no key `{}`{}", shortened(key), below(fault));
        return (message, did_you_mean(key, &schema.keys_beside(fault.error), see));
    }
    let value = shown(fault.error.instance());
    match fault.error.kind() {
        Kind::Enum { options } => {
            let options: Vec<String> = options.as_array().into_iter().flatten().map(text).collect();
            let choose = || match options.len() {
                0..=LISTED => format!("choose from `{}`", options.join("`, `")),
                _ => see(),
            };
            let message = format!("{value} is none of the values that the schema lists{}", of_key(fault));
            (message, did_you_mean(&text(fault.error.instance()), &options, choose))
        }
        Kind::Type { kind } => {
            (format!("{value} is not {}, which the schema wants{}", types(kind), of_key(fault)), see())
        }
        Kind::Constant { expected_value } => {
            (format!("{value} is not {}{}", shown(expected_value), of_key(fault)), see())
        }
        Kind::Pattern { pattern } => {
            let message = format!(
                "{value} does not fit the pattern `{}` of the schema{}",
                shortened(pattern),
                of_key(fault)
            );
            (message, see())
        }
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => {
            (format!("{value} is none of what the schema allows{}", of_key(fault)), see())
        }
        Kind::FalseSchema | Kind::Not { .. } => {
            (format!("the schema refuses {value}{}", of_key(fault)), see())
        }
        _ => {
            let why = fault.error.masked_with("the value").to_string();
            (format!("the schema refuses {value}{}: {}", of_key(fault), shortened(&why)), see())
        }
    }
}

/// Says what key a value is of.
fn of_key(fault: &Fault<'_>) -> String {
    let key = steps(fault.pointer()).filter(|step| step.parse::<usize>().is_err()).last();
    key.map(|key| format!(" for `{}`", shortened(&key))).unwrap_or_default()
}

fn below(fault: &Fault<'_>) -> String {
    let key = steps(fault.pointer()).filter(|step| step.parse::<usize>().is_err()).last();
    key.map(|key| format!(" below `{}`", shortened(&key))).unwrap_or_default()
}

fn types(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(kind) => name(*kind).to_owned(),
        TypeKind::Multiple(kinds) => kinds.iter().map(name).collect::<Vec<_>>().join(" or "),
    }
}

fn name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "`true` or `false`",
        JsonType::Integer => "a whole number",
        JsonType::Null => "nothing",
        JsonType::Number => "a number",
        JsonType::Object => "a mapping",
        JsonType::String => "a text",
    }
}

/// Returns a value as its author wrote it.
fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn shown(value: &Json) -> String {
    match value {
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "a mapping".to_owned(),
        Json::Null => "nothing".to_owned(),
        Json::String(text) if text.is_empty() => "an empty text".to_owned(),
        Json::String(text) => format!("the text `{}`", shortened(text)),
        _ => format!("`{value}`"),
    }
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
