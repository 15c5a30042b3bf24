//! The one place of this crate that reads YAML, and says where it is wrong.

use serde::de::DeserializeOwned;
use serde_yaml::Location;
use sitevar_core::{Code, Diagnostic, did_you_mean};

use crate::files;

/// Reads a configuration text.
///
/// # Errors
///
/// Returns what is wrong, with the place and, for a misspelt key, the right one.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Box<Diagnostic>> {
    serde_yaml::from_str(text).map_err(|error| Box::new(explain(text, &error)))
}

/// Returns the byte offset of a location.
pub(super) fn offset(text: &str, location: &Location) -> usize {
    if let Some(offset) = location.span().byte_offset() {
        return offset as usize;
    }
    let line = (location.line() as usize).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let column = (location.column() as usize).saturating_sub(1);
    start + text[start..].chars().take(column).map(char::len_utf8).sum::<usize>()
}

fn explain(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    use serde_yaml::Error;
    let error = error.without_snippet();
    let start = error.location().map_or(0, |location| offset(text, &location));
    let fail = |message: String, length: usize| {
        Diagnostic::error(Code::BadConfig, message, start..start + length.max(1))
    };
    let suggest = |diagnostic: Diagnostic, name: &str, expected: &[&str]| {
        let known: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
        diagnostic.help(did_you_mean(name, &known, || format!("choose one of `{}`", known.join("`, `"))))
    };
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            suggest(fail(format!("unknown key `{field}`"), field.len()), field, expected)
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            suggest(fail(format!("there is no `{variant}` here"), variant.len()), variant, expected)
        }
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            fail(format!("this is {unexpected}, but {expected} belongs here"), 1)
        }
        Error::InvalidScalar { ty, .. } => {
            let kind = match *ty {
                "bool" | "boolean" => "`true` or `false`",
                ty if ty.starts_with(['u', 'i']) => "a whole number",
                ty => ty,
            };
            fail(format!("{kind} belongs here"), 1)
        }
        Error::Unexpected { expected, .. } => fail(format!("{} belongs here", kind(expected)), 1),
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            fail(format!("the key `{key}` appears twice"), key.len()).help("remove one of the two")
        }
        other => {
            let message = sentence(&other.to_string());
            let help = files::advice(&message).map(str::to_owned);
            Diagnostic { help, ..fail(message, 1) }
        }
    }
}

/// Names what the YAML crate expected in the words of an author.
fn kind(expected: &str) -> &str {
    match expected {
        "string scalar" | "scalar" => "a text",
        "sequence start" => "a list, such as `[one, two]`,",
        "mapping start" => "a mapping of keys to values, such as `{key: value}`,",
        other => other,
    }
}

/// Keeps what an error of the YAML crate says, without the position that it repeats.
fn sentence(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    match line.strip_prefix("line ").and_then(|rest| rest.split_once(": ")) {
        Some((_, message)) => message.to_owned(),
        None => line.split(" at line ").next().unwrap_or_default().to_owned(),
    }
}
