//! The table of languages: a file for each family, a row for each language.

pub(super) mod data;
pub(super) mod ldap;
pub(super) mod shell;
pub(super) mod text;
pub(super) mod url;
pub(super) mod yaml;

use super::language::Language;

/// Every language that a code block can be in. The first that fits an info string or a file name is taken.
pub(super) const ALL: &[&Language] = &[
    &yaml::COMPOSE,
    &yaml::YAML,
    &data::JSON,
    &data::TOML,
    &data::DOTENV,
    &data::PROPERTIES,
    &data::INI,
    &shell::CONSOLE,
    &shell::SHELL,
];
