//! JSON.

use super::comment::{SLASHES, STARS};
use crate::context::language::Language;
use crate::context::rule::{Allowed, Control, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};
use crate::text::{Find, Signs};

/// JSON (RFC 8259), comments allowed as in JSONC and JSON5.
pub(in crate::context) static JSON: Language = Language {
    name: "json",
    aliases: "json5 jsonc jsonnet",
    files: "*.json *.json5 *.jsonc",
    rules: &[&JSON_STRING, &SLASHES, &STARS],
    word: &JSON_WORD,
    ..Language::BASE
};

static JSON_STRING: TokenRule = TokenRule {
    name: "JSON strings",
    escapes: &[
        ("\"", "\\\""),
        ("\\", "\\\\"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("/", "/"),
        ("/", "\\/"),
        ("\u{8}", "\\b"),
        ("\u{c}", "\\f"),
    ],
    escape: Some('\\'),
    control: Control::Unicode,
    ..TokenRule::STRING
};

static JSON_WORD: TokenRule = TokenRule {
    name: "JSON values without quotes",
    allowed: Allowed::Ascii("+-._"),
    resolve: |word| match word {
        "true" | "false" => ScalarKind::Bool,
        "null" => ScalarKind::Null,
        _ if is_decimal(word.strip_prefix('-').unwrap_or(word)) => ScalarKind::Number,
        _ => ScalarKind::Syntax,
    },
    ..TokenRule::WORD
};

/// Tells whether a text is a JSON object or array, marks in it read as letters.
pub(in crate::context) fn looks_like_json(text: &str) -> bool {
    let text = text.trim();
    let is_object = text.starts_with('{') && text.ends_with('}');
    let is_array = text.starts_with('[') && text.ends_with(']');
    // A template such as `{{ .Name }}` or a placeholder such as `{user}` is not one.
    let first = text.get(1..).unwrap_or_default().trim_start();
    (is_object && first.starts_with('"') && text.has(':')) || (is_array && first.starts_with_any("\"{["))
}
