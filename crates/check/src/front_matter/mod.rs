//! Front matter: keys that are almost one that is read, keys that are there twice, and values of another type than is
//! read. All of that is ignored without a word, here and in other generators.

mod keys;

use sitevar_core::{Code, Diagnostic, FrontMatter, FrontMatterFormat, Span};

use crate::snippets::{json, toml};
use crate::yaml::{self, Node, Value};
use keys::{Key, Type};

/// Returns what is wrong with the front matter of a page; one that cannot be read is told by whoever reads it.
pub fn check_front_matter(page: &str) -> Vec<Diagnostic> {
    let Some(front_matter) = FrontMatter::find(page) else { return Vec::new() };
    let start = front_matter.data.start;
    let Some(data) = page.get(front_matter.data.range()) else { return Vec::new() };
    let documents = match front_matter.format {
        FrontMatterFormat::Yaml => yaml::read(data).ok(),
        FrontMatterFormat::Toml => toml::read(data).ok().map(|table| vec![table]),
        FrontMatterFormat::Json => json::read(data).ok(),
    };
    let documents = documents.unwrap_or_default();
    let Some(Value::Map(pairs)) = documents.first().map(|document| &document.value) else {
        return Vec::new();
    };
    let mut found: Vec<Diagnostic> = yaml::duplicate_keys(&documents).into_iter().map(duplicate).collect();
    for (name, value) in pairs {
        let written = name.text().unwrap_or_default();
        match keys::find(written) {
            Some(key) => found.extend(wrong_type(key, value)),
            None => found.extend(near(name, pairs)),
        }
    }
    for problem in &mut found {
        problem.span = Span::new(start + problem.span.start, start + problem.span.end);
    }
    found
}

fn duplicate(key: &Node) -> Diagnostic {
    let message = format!("the front matter has the key `{}` twice, and only one of them counts", shown(key));
    Diagnostic::warning(Code::DuplicateKey, message, key.at.clone()).help("remove one of the two")
}

/// Says of a key that nobody reads that it is almost one that is missing.
fn near(name: &Node, pairs: &[(Node, Node)]) -> Option<Diagnostic> {
    let written = name.text()?;
    let is_there = |key: &str| {
        pairs.iter().any(|(other, _)| other.text().is_some_and(|text| text.eq_ignore_ascii_case(key)))
    };
    let key = keys::near(written).filter(|key| !is_there(key))?;
    let message = format!("nothing reads the key `{}` of the front matter", shown(name));
    Some(
        Diagnostic::warning(Code::BadFrontMatter, message, name.at.clone())
            .help(format!("did you mean `{key}`?")),
    )
}

/// Says of a key that its value is not of its type, so that it counts for nothing.
fn wrong_type(key: &Key, value: &Node) -> Option<Diagnostic> {
    if value.is_empty() || key.of.takes(value) {
        return None;
    }
    let is = match value.text() {
        // It may go on in the next lines, where nobody looks for it.
        Some(_) => format!("is `{}`, and not", shown(value)),
        None => "is not".to_owned(),
    };
    let message = format!("`{}` {is} {}, so that it counts for nothing", key.name, key.of.name());
    let help = format!("write it such as `{}: {}`", key.name, key.example);
    Some(Diagnostic::warning(Code::BadFrontMatter, message, value.at.clone()).help(help))
}

/// How much of a key or a value is repeated in a message, in characters.
const LONGEST: usize = 60;

fn shown(node: &Node) -> String {
    node.text().unwrap_or_default().chars().take(LONGEST).collect()
}

impl Type {
    fn takes(self, value: &Node) -> bool {
        let is_plain = |is: fn(&str) -> bool| matches!(&value.value, Value::Scalar(text, _) if is(text));
        match self {
            Self::Text => is_plain(|_| true),
            Self::Number => is_plain(|text| text.parse::<i64>().is_ok()),
            Self::Flag => {
                is_plain(|text| matches!(text, "true" | "false" | "True" | "False" | "TRUE" | "FALSE"))
            }
            Self::Date => is_plain(is_date),
            Self::Texts => {
                is_plain(|_| true)
                    || matches!(&value.value, Value::List(items) if items.iter().all(|item| item.text().is_some()))
            }
            Self::Map => matches!(value.value, Value::Map(_)),
        }
    }
}

/// Tells whether a text is a day, which may have a time after it (RFC 3339): `2026-11-27`, `2026-11-27T10:00:00Z`.
pub fn is_date(text: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else { return false };
    let is_part = |(index, byte): (usize, u8)| {
        if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    day.bytes().enumerate().all(is_part) && (rest.is_empty() || rest.starts_with(['T', 't', ' ']))
}
