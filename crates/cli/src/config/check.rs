//! `check` of `sitevar.yml`: how bad each code is, on all pages and on some.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Spanned;
use sitevar_check::{Level, Severities};
use sitevar_core::{Code, Diagnostic, did_you_mean};

use super::yaml;

/// The key as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Raw {
    severity: Levels,
    paths: BTreeMap<String, Levels>,
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

/// Reports codes that do not exist.
pub(super) fn problems(text: &str, raw: &Raw) -> Vec<Diagnostic> {
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
