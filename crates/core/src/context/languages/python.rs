//! Python.

use super::code::ESCAPED;
use super::comment::HASH;
use crate::context::language::Language;
use crate::context::rule::{Allowed, Control, Interpolation, TokenRule};
use crate::text::Find;

/// Python 3 (language reference, section 2.4).
pub(in crate::context) static PYTHON: Language = Language {
    name: "python",
    aliases: "py python3",
    files: "*.py",
    rules: &[
        &HASH,
        &PYTHON_RAW_LONG,
        &PYTHON_RAW_LONG_SINGLE,
        &PYTHON_RAW,
        &PYTHON_RAW_SINGLE,
        &PYTHON_FORMAT_LONG,
        &PYTHON_FORMAT_LONG_SINGLE,
        &PYTHON_FORMAT,
        &PYTHON_FORMAT_SINGLE,
        &PYTHON_BYTES_LONG,
        &PYTHON_BYTES_LONG_SINGLE,
        &PYTHON_BYTES,
        &PYTHON_BYTES_SINGLE,
        &PYTHON_LONG,
        &PYTHON_LONG_SINGLE,
        &PYTHON_DOUBLE,
        &PYTHON_SINGLE,
    ],
    ..Language::BASE
};

const PLAIN_PREFIXES: &[&str] = &["", "u", "U"];
const RAW_PREFIXES: &[&str] = &[
    "r", "R", "rb", "rB", "Rb", "RB", "br", "bR", "Br", "BR", "fr", "fR", "Fr", "FR", "rf", "rF", "Rf", "RF",
];
const FORMAT_PREFIXES: &[&str] = &["f", "F"];
const BYTES_PREFIXES: &[&str] = &["b", "B"];

static PYTHON_DOUBLE: TokenRule = TokenRule { name: "Python strings", prefixes: PLAIN_PREFIXES, ..ESCAPED };
static PYTHON_SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..PYTHON_DOUBLE };
static PYTHON_LONG: TokenRule =
    TokenRule { open: "\"\"\"", close: "\"\"\"", multiline: true, ..PYTHON_DOUBLE };
static PYTHON_LONG_SINGLE: TokenRule = TokenRule { open: "'''", close: "'''", ..PYTHON_LONG };

/// A raw string cannot end with a backslash, and cannot contain a quote at all.
static PYTHON_RAW: TokenRule = TokenRule {
    name: "raw Python strings",
    prefixes: RAW_PREFIXES,
    escapes: &[],
    control: Control::Refuse,
    allowed: Allowed::Those(|c| !"\\\"'{}\t".has(c) && c.is_ascii()),
    ..ESCAPED
};
static PYTHON_RAW_SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..PYTHON_RAW };
static PYTHON_RAW_LONG: TokenRule = TokenRule { open: "\"\"\"", close: "\"\"\"", ..PYTHON_RAW };
static PYTHON_RAW_LONG_SINGLE: TokenRule = TokenRule { open: "'''", close: "'''", ..PYTHON_RAW };

static PYTHON_FORMAT: TokenRule = TokenRule {
    name: "Python f-strings",
    prefixes: FORMAT_PREFIXES,
    escapes: &[
        ("{", "{{"),
        ("}", "}}"),
        ("\\", "\\\\"),
        ("\"", "\\\""),
        ("'", "\\'"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    ],
    interpolations: &[Interpolation::Between("{", "}")],
    ..ESCAPED
};
static PYTHON_FORMAT_SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..PYTHON_FORMAT };
static PYTHON_FORMAT_LONG: TokenRule =
    TokenRule { open: "\"\"\"", close: "\"\"\"", multiline: true, ..PYTHON_FORMAT };
static PYTHON_FORMAT_LONG_SINGLE: TokenRule = TokenRule { open: "'''", close: "'''", ..PYTHON_FORMAT_LONG };

static PYTHON_BYTES: TokenRule = TokenRule {
    name: "Python bytes",
    prefixes: BYTES_PREFIXES,
    control: Control::Hex,
    allowed: Allowed::Those(|c| c.is_ascii()),
    ..ESCAPED
};
static PYTHON_BYTES_SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..PYTHON_BYTES };
static PYTHON_BYTES_LONG: TokenRule =
    TokenRule { open: "\"\"\"", close: "\"\"\"", multiline: true, ..PYTHON_BYTES };
static PYTHON_BYTES_LONG_SINGLE: TokenRule = TokenRule { open: "'''", close: "'''", ..PYTHON_BYTES_LONG };
