//! The table of languages: a file for each family, a row for each language.

pub(super) mod code;
pub(super) mod data;
pub(super) mod ldap;
pub(super) mod markup;
pub(super) mod script;
pub(super) mod server;
pub(super) mod shell;
pub(super) mod sql;
pub(super) mod table;
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
    &code::PYTHON,
    &code::JAVASCRIPT,
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
