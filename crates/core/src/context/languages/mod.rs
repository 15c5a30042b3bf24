//! The table of languages: a file for each family, a row for each language.

pub(super) mod arguments;
mod code;
mod comment;
pub(super) mod connection;
pub(super) mod cron;
mod docker;
pub(super) mod filter;
mod ini;
mod javascript;
pub(super) mod json;
pub(super) mod ldap;
mod make;
mod markup;
mod python;
mod script;
mod server;
mod shell;
mod sql;
mod systemd;
mod table;
pub(super) mod template;
mod text;
mod toml;
pub(super) mod url;
mod yaml;

use super::language::Language;
use super::token::Inner;
use crate::text::{Cut, Find, Signs, is_in, is_one_of, words};

pub(super) use comment::{SLASHES, STARS};
pub(super) use docker::DOCKERFILE;
pub(super) use javascript::JAVASCRIPT;
pub(super) use json::JSON;
pub(super) use markup::XML;
pub(super) use python::PYTHON;
pub(super) use script::{PHP, RUBY};
pub(super) use server::{APACHE, NGINX};
pub(super) use shell::{CONSOLE, FISH, POWERSHELL, SHELL, WORDS};
pub(super) use sql::SQL;
pub(super) use systemd::SYSTEMD;
pub(super) use table::LDIF;
pub(super) use text::{STRICT, TEXT, UNKNOWN};
pub(super) use yaml::{CLOUD_INIT, COMPOSE, CommandKeys, KUBERNETES, NAME, PLAYBOOK, WORKFLOW, YAML};

/// Every language that a code block can be in. The first that fits an info string or a file name is taken.
pub(super) const ALL: &[&Language] = &[
    &yaml::COMPOSE,
    &yaml::KUBERNETES,
    &yaml::WORKFLOW,
    &yaml::PLAYBOOK,
    &yaml::CLOUD_INIT,
    &yaml::YAML,
    &json::JSON,
    &toml::TOML,
    &ini::DOTENV,
    &ini::PROPERTIES,
    &systemd::SYSTEMD,
    &ini::PHP_INI,
    &ini::INI,
    &table::CSV,
    &table::LDIF,
    &cron::SYSTEM_CRONTAB,
    &cron::CRONTAB,
    &shell::CONSOLE,
    &shell::SHELL,
    &shell::ZSH,
    &shell::FISH,
    &shell::BATCH,
    &make::MAKE,
    &shell::POWERSHELL,
    &server::NGINX,
    &server::APACHE,
    &server::CADDY,
    &server::HAPROXY,
    &server::HCL,
    &docker::DOCKERFILE,
    &python::PYTHON,
    &javascript::JSX,
    &javascript::JAVASCRIPT,
    &code::GO,
    &code::JAVA,
    &code::KOTLIN,
    &code::SCALA,
    &code::CSHARP,
    &script::PHP,
    &script::RUBY,
    &script::ELIXIR,
    &sql::SQL,
    &markup::VUE,
    &markup::HTML,
    &markup::XML,
    &server::LINES,
];

/// YAML, and the files that are written in it.
pub(super) const YAML_KINDS: &[&Language] =
    &[&YAML, &COMPOSE, &KUBERNETES, &WORKFLOW, &PLAYBOOK, &CLOUD_INIT];

impl Language {
    /// Returns the language of a code block: by the title where that is the name of a file with rules of its own, by
    /// the first word of the info string, by the title's file name; plain text where none is known. Around it is the
    /// program that reads the file as a template: `nginx.conf.j2`, `yaml+jinja`.
    pub fn find(info: &str, title: &str) -> Inner {
        let word = info.trim_start().before_any(" \t{,");
        let (word, dialect) = word.split_once('+').unwrap_or((word, word));
        let (title, program) = template::of_name(title);
        Inner::around(program.or_else(|| template::called(dialect)), Self::named(word, title))
    }

    fn named(word: &str, title: &str) -> &'static Language {
        let by_info = ALL.iter().copied().find(|language| language.is_called(word));
        let by_title = Self::of_file(title);
        match (by_info, by_title) {
            (Some(info), Some(title)) if is_one_of(title.refines, info.name) => title,
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
        let path = title.trim().to_ascii_lowercase();
        if path.is_empty() {
            return None;
        }
        let name = path.after_any("/\\");
        let fits = |pattern: &str| matches(pattern, if pattern.has('/') { &path } else { name });
        ALL.iter().copied().find(|language| words(language.files).any(fits))
    }
}

/// Tells whether an info string says that a block is in no language.
fn is_no_language(word: &str) -> bool {
    is_in("ext log output plain plaintext text txt", word)
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
