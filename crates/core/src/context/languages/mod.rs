//! The table of languages: a file for each family, a row for each language.

mod code;
mod comment;
mod ini;
mod javascript;
pub(super) mod json;
pub(super) mod ldap;
mod markup;
mod python;
mod script;
mod server;
mod shell;
mod sql;
mod table;
mod text;
mod toml;
pub(super) mod url;
mod yaml;

use super::language::Language;
use crate::text::Cut;

pub(super) use yaml::COMPOSE;

/// Every language that a code block can be in. The first that fits an info string or a file name is taken.
pub(super) const ALL: &[&Language] = &[
    &yaml::COMPOSE,
    &yaml::YAML,
    &json::JSON,
    &toml::TOML,
    &ini::DOTENV,
    &ini::PROPERTIES,
    &ini::INI,
    &table::CSV,
    &table::LDIF,
    &shell::CONSOLE,
    &shell::SHELL,
    &shell::POWERSHELL,
    &server::NGINX,
    &server::APACHE,
    &server::CADDY,
    &server::HAPROXY,
    &server::HCL,
    &server::DOCKERFILE,
    &python::PYTHON,
    &javascript::JAVASCRIPT,
    &code::GO,
    &code::JAVA,
    &code::CSHARP,
    &script::PHP,
    &script::RUBY,
    &script::ELIXIR,
    &sql::SQL,
    &markup::HTML,
    &markup::XML,
    &server::LINES,
];

impl Language {
    /// Returns the language of a code block: by the title where that is the name of a file with rules of its own, by
    /// the first word of the info string, by the title's file name; plain text where none is known.
    pub fn find(info: &str, title: &str) -> &'static Language {
        let word = info.trim_start().split([' ', '\t', '{', ',']).next().unwrap_or_default();
        let by_info = ALL.iter().copied().find(|language| language.is_called(word));
        let by_title = Self::of_file(title);
        match (by_info, by_title) {
            (Some(info), Some(title)) if title.refines.contains(&info.name) => title,
            (Some(language), _) => language,
            (None, title) if word.is_empty() || is_no_language(word) => title.unwrap_or(Self::text()),
            (None, title) => title.unwrap_or(Self::unknown()),
        }
    }

    /// Returns the language of plain text.
    pub fn text() -> &'static Language {
        &super::languages::text::TEXT
    }

    /// Returns the language for an unknown one: it contains only what can do no harm in any.
    pub(crate) fn unknown() -> &'static Language {
        &super::languages::text::UNKNOWN
    }

    /// Returns the language of a file.
    pub(crate) fn of_file(title: &str) -> Option<&'static Language> {
        let name = title.trim().rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        ALL.iter().copied().find(|language| language.files.iter().any(|pattern| matches(pattern, &name)))
    }
}

/// Tells whether an info string says that a block is in no language.
fn is_no_language(word: &str) -> bool {
    ["ext", "log", "output", "plain", "plaintext", "text", "txt"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// Tells whether a name fits a pattern with `*`.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len()).any(|at| rest.is_char_boundary(at) && matches(after, rest.after(at)))
        }),
    }
}
