//! `check` of `sitevar.yml`: how bad each code is, on all pages and on some, and the schemas that blocks are held against.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::Deserialize;
use serde_yaml::Spanned;
use sitevar_check::{Level, SchemaRule, Severities};
use sitevar_core::{Code, Diagnostic, did_you_mean};

use super::yaml;

/// The key as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Raw {
    severity: Levels,
    paths: BTreeMap<String, Levels>,
    schemas: Vec<RawRule>,
}

/// A schema with the blocks that it is for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    schema: Spanned<String>,
    #[serde(default)]
    files: Names,
    #[serde(default)]
    pages: Names,
    #[serde(default)]
    at: Names,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts belongs here")]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Default for Names {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Names {
    fn list(&self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name.clone()],
            Self::Many(names) => names.clone(),
        }
    }
}

type Levels = BTreeMap<String, Spanned<RawLevel>>;

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawLevel {
    Error,
    Warning,
    Off,
}

/// Returns what the key says of codes that exist.
pub(super) fn severities(raw: &Raw) -> Severities {
    let paths = raw.paths.iter().map(|(pattern, levels)| (pattern.clone(), of_codes(levels)));
    Severities { everywhere: of_codes(&raw.severity), paths: paths.collect() }
}

/// Returns the rules that say which schema is for which blocks.
pub(super) fn schemas(raw: &Raw) -> Vec<SchemaRule> {
    let rule = |rule: &RawRule| SchemaRule {
        schema: rule.schema.value.clone(),
        files: rule.files.list(),
        pages: rule.pages.list(),
        at: rule.at.list(),
    };
    raw.schemas.iter().map(rule).collect()
}

fn of_codes(levels: &Levels) -> BTreeMap<Code, Level> {
    let row = |(name, level): (&String, &Spanned<RawLevel>)| {
        let level = match level.value {
            RawLevel::Error => Level::Error,
            RawLevel::Warning => Level::Warning,
            RawLevel::Off => Level::Off,
        };
        Some((code(name)?, level))
    };
    levels.iter().filter_map(row).collect()
}

fn code(name: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| code.as_str() == name)
}

/// Reports codes that do not exist, and schemas that are not in the site or for no block.
pub(super) fn problems(text: &str, raw: &Raw) -> Vec<Diagnostic> {
    let mut problems = unknown_codes(text, raw);
    problems.extend(raw.schemas.iter().filter_map(|rule| bad_rule(text, rule)));
    problems
}

fn bad_rule(text: &str, rule: &RawRule) -> Option<Diagnostic> {
    let name = &rule.schema.value;
    let is_inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    let (message, help) = if !Path::new(name).components().all(is_inside) {
        let message = format!("the schema `{name}` is not below the site");
        (message, "keep a copy of the schema in the site; nothing is fetched")
    } else if rule.files.list().is_empty() && rule.pages.list().is_empty() {
        let message = format!("nothing says which blocks the schema `{name}` is for");
        (message, "add `files:` with the titles of the blocks, or `pages:` with the paths of the pages")
    } else {
        return None;
    };
    let start = yaml::offset(text, &rule.schema.referenced);
    let end = text.len().min(start + name.len().max(1));
    Some(Diagnostic::error(Code::BadConfig, message, start..end).help(help))
}

fn unknown_codes(text: &str, raw: &Raw) -> Vec<Diagnostic> {
    let known: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
    let levels = raw.severity.iter().chain(raw.paths.values().flatten());
    let unknown = levels.filter(|(name, _)| code(name).is_none());
    let report = |(name, level): (&String, &Spanned<RawLevel>)| {
        let value = yaml::offset(text, &level.referenced);
        let before = text.get(..value).unwrap_or_default();
        let start = before.rfind(name.as_str()).unwrap_or(value);
        let help = did_you_mean(name, &known, || "write the code of a message, in brackets there".to_owned());
        let message = format!("there is no code `{name}`");
        Diagnostic::error(Code::BadConfig, message, start..start + name.len()).help(help)
    };
    unknown.map(report).collect()
}
