//! TOML.

use super::comment::HASH;
use crate::context::language::Language;
use crate::context::rule::{Allowed, Control, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};
use crate::text::Find;

/// TOML 1.0.
pub(in crate::context) static TOML: Language = Language {
    name: "toml",
    files: "*.toml",
    rules: &[&HASH, &TOML_LONG, &TOML_LONG_LITERAL, &TOML_BASIC, &TOML_LITERAL],
    word: &TOML_WORD,
    ..Language::BASE
};

static TOML_BASIC: TokenRule = TokenRule {
    name: "TOML strings",
    escapes: &[
        ("\"", "\\\""),
        ("\\", "\\\\"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("\u{8}", "\\b"),
        ("\u{c}", "\\f"),
    ],
    escape: Some('\\'),
    control: Control::Unicode,
    ..TokenRule::STRING
};

static TOML_LONG: TokenRule =
    TokenRule { name: "long TOML strings", open: "\"\"\"", close: "\"\"\"", multiline: true, ..TOML_BASIC };

static TOML_LITERAL: TokenRule = TokenRule {
    name: "literal TOML strings",
    open: "'",
    close: "'",
    allowed: Allowed::AllBut("'"),
    ..TokenRule::STRING
};

static TOML_LONG_LITERAL: TokenRule = TokenRule {
    name: "long literal TOML strings",
    open: "'''",
    close: "'''",
    multiline: true,
    ..TOML_LITERAL
};

static TOML_WORD: TokenRule = TokenRule {
    name: "TOML values without quotes",
    allowed: Allowed::Ascii("+-_.:"),
    resolve: |word| match word {
        "true" | "false" => ScalarKind::Bool,
        _ if is_decimal(word.strip_prefix('-').unwrap_or(word)) => match word.has('.') {
            true => ScalarKind::Fraction,
            false => ScalarKind::Number,
        },
        _ => ScalarKind::Syntax,
    },
    ..TokenRule::WORD
};
