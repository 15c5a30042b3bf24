//! JavaScript and TypeScript.

use super::code::ESCAPED;
use super::comment::{SLASHES, STARS};
use crate::context::language::Language;
use crate::context::rule::{Allowed, Boundary, Interpolation, TokenRule};

/// JavaScript and TypeScript (ECMA-262, section 12.9).
pub(in crate::context) static JAVASCRIPT: Language = Language {
    name: "javascript",
    aliases: "js mjs cjs ts typescript",
    files: "*.js *.mjs *.cjs *.ts",
    rules: &[&SLASHES, &STARS, &EXPRESSION, &SCRIPT_DOUBLE, &SCRIPT_SINGLE, &TEMPLATE],
    // A template without escapes.
    foreign: |rest| rest.starts_with(".raw`"),
    ..Language::BASE
};

/// JavaScript with elements in it (JSX specification): an attribute is read as in HTML.
pub(in crate::context) static JSX: Language = Language {
    name: "jsx",
    aliases: "tsx astro",
    files: "*.jsx *.tsx",
    rules: &[
        &ATTRIBUTE_DOUBLE,
        &ATTRIBUTE_SINGLE,
        &SLASHES,
        &STARS,
        &EXPRESSION,
        &SCRIPT_DOUBLE,
        &SCRIPT_SINGLE,
        &TEMPLATE,
    ],
    ..JAVASCRIPT
};

/// A string that touches the equals sign before it, as in a tag; so may an assignment, in which a backslash is an escape.
static ATTRIBUTE_DOUBLE: TokenRule = TokenRule {
    name: "attributes of JSX",
    prefixes: &["="],
    boundary: Boundary::Anywhere,
    escapes: &[("&", "&amp;"), ("\"", "&quot;")],
    allowed: Allowed::AllBut("\\"),
    ..TokenRule::STRING
};
static ATTRIBUTE_SINGLE: TokenRule =
    TokenRule { open: "'", close: "'", escapes: &[("&", "&amp;"), ("'", "&apos;")], ..ATTRIBUTE_DOUBLE };

static SCRIPT_DOUBLE: TokenRule =
    TokenRule { name: "JavaScript strings", boundary: Boundary::Anywhere, ..ESCAPED };
static SCRIPT_SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..SCRIPT_DOUBLE };
static TEMPLATE: TokenRule = TokenRule {
    name: "JavaScript templates",
    open: "`",
    close: "`",
    multiline: true,
    escapes: &[("\\", "\\\\"), ("`", "\\`"), ("$", "\\$"), ("\r", "\\r")],
    interpolations: &[Interpolation::Between("${", "}")],
    ..SCRIPT_DOUBLE
};

/// A regular expression between slashes: a value in it would be an expression of its own.
pub(in crate::context) static EXPRESSION: TokenRule = TokenRule {
    name: "regular expressions",
    open: "/",
    close: "/",
    boundary: Boundary::Operator,
    escape: Some('\\'),
    allowed: Allowed::Ascii("_-"),
    ..TokenRule::STRING
};
