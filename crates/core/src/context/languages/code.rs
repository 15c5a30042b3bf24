//! Programming languages: their strings and comments; a value never becomes a name or an operator.

use super::config::{HASH, SLASHES, STARS};
use crate::context::language::Language;
use crate::context::rule::{Allowed, Boundary, Control, Interpolation, TokenRule};

/// Python 3 (language reference, section 2.4).
pub(in crate::context) static PYTHON: Language = Language {
    name: "python",
    aliases: &["py", "python3"],
    files: &["*.py"],
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

/// Escapes that all these languages share.
const ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")];

/// The same for languages in which the other quote has no escape.
const DOUBLE_ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")];

const PLAIN_PREFIXES: &[&str] = &["", "u", "U"];
const RAW_PREFIXES: &[&str] = &[
    "r", "R", "rb", "rB", "Rb", "RB", "br", "bR", "Br", "BR", "fr", "fR", "Fr", "FR", "rf", "rF", "Rf", "RF",
];
const FORMAT_PREFIXES: &[&str] = &["f", "F"];
const BYTES_PREFIXES: &[&str] = &["b", "B"];

/// A string with escapes, in double quotes.
const ESCAPED: TokenRule = TokenRule {
    boundary: Boundary::Word,
    escapes: ESCAPES,
    escape: Some('\\'),
    control: Control::Unicode,
    ..TokenRule::STRING
};

static PYTHON_DOUBLE: TokenRule = TokenRule { name: "Python strings", prefixes: PLAIN_PREFIXES, ..ESCAPED };
static PYTHON_SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..PYTHON_DOUBLE };
static PYTHON_LONG: TokenRule =
    TokenRule { open: "\"\"\"", close: "\"\"\"", multiline: true, ..PYTHON_DOUBLE };
static PYTHON_LONG_SINGLE: TokenRule = TokenRule { open: "'''", close: "'''", ..PYTHON_LONG };

/// In a raw string a backslash cannot be last, and a quote cannot stand at all.
static PYTHON_RAW: TokenRule = TokenRule {
    name: "raw Python strings",
    prefixes: RAW_PREFIXES,
    escapes: &[],
    control: Control::Refuse,
    allowed: Allowed::Those(|c| !"\\\"'{}\t".contains(c) && c.is_ascii()),
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

/// JavaScript and TypeScript (ECMA-262, section 12.9).
pub(in crate::context) static JAVASCRIPT: Language = Language {
    name: "javascript",
    aliases: &["js", "jsx", "mjs", "cjs", "ts", "tsx", "typescript"],
    files: &["*.js", "*.mjs", "*.cjs", "*.ts", "*.jsx", "*.tsx"],
    rules: &[&SLASHES, &STARS, &EXPRESSION, &SCRIPT_DOUBLE, &SCRIPT_SINGLE, &TEMPLATE],
    // A template without escapes.
    foreign: |rest| rest.starts_with(".raw`"),
    ..Language::BASE
};

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

/// Go (specification, sections "String literals" and "Rune literals").
pub(in crate::context) static GO: Language = Language {
    name: "go",
    aliases: &["golang"],
    files: &["*.go"],
    rules: &[&SLASHES, &STARS, &GO_STRING, &GO_RAW, &CHARACTER],
    ..Language::BASE
};

static GO_STRING: TokenRule =
    TokenRule { name: "Go strings", boundary: Boundary::Anywhere, escapes: DOUBLE_ESCAPES, ..ESCAPED };
static GO_RAW: TokenRule = TokenRule {
    name: "raw Go strings",
    open: "`",
    close: "`",
    multiline: true,
    allowed: Allowed::AllBut("`"),
    ..TokenRule::STRING
};

/// A single character in single quotes.
static CHARACTER: TokenRule = TokenRule {
    name: "character literals",
    open: "'",
    close: "'",
    escape: Some('\\'),
    allowed: Allowed::Those(|_| false),
    check: |_| Err("a character literal holds one character"),
    ..TokenRule::STRING
};

/// Java (language specification, section 3.10).
pub(in crate::context) static JAVA: Language = Language {
    name: "java",
    aliases: &["kotlin", "scala"],
    files: &["*.java"],
    rules: &[&JAVA_SLASHES, &JAVA_STARS, &JAVA_BLOCK, &JAVA_STRING, &CHARACTER],
    ..Language::BASE
};

/// `\u002a` is read as `*` wherever it stands, before anything else is.
static JAVA_SLASHES: TokenRule =
    TokenRule { open: "//", allowed: Allowed::AllBut("\\"), ..TokenRule::COMMENT };
static JAVA_STARS: TokenRule = TokenRule { allowed: Allowed::AllBut("\\"), ..TokenRule::BLOCK_COMMENT };
/// Kotlin and Scala put values in at a dollar sign, Java does not; neither has an escape that the other knows.
static JAVA_STRING: TokenRule =
    TokenRule { name: "Java strings", boundary: Boundary::Anywhere, escapes: DOUBLE_ESCAPES, ..ESCAPED };
static JAVA_BLOCK: TokenRule = TokenRule {
    name: "Java text blocks",
    open: "\"\"\"",
    close: "\"\"\"",
    multiline: true,
    allowed: Allowed::AllBut("\n\t "),
    check: |text| match text.contains(" \n") {
        false => Ok(()),
        true => Err("a text block drops spaces at the ends of lines"),
    },
    ..JAVA_STRING
};

/// C# (specification, section 6.4.5).
pub(in crate::context) static CSHARP: Language = Language {
    name: "csharp",
    aliases: &["cs", "c#"],
    files: &["*.cs"],
    rules: &[&SLASHES, &STARS, &VERBATIM, &INTERPOLATED, &CSHARP_STRING, &CHARACTER],
    foreign: |rest| ["\"\"\"", "$@\"", "@$\"", "$$\""].iter().any(|open| rest.starts_with(open)),
    ..Language::BASE
};

static CSHARP_STRING: TokenRule =
    TokenRule { name: "C# strings", boundary: Boundary::Anywhere, escapes: DOUBLE_ESCAPES, ..ESCAPED };
static VERBATIM: TokenRule = TokenRule {
    name: "verbatim C# strings",
    prefixes: &["@"],
    multiline: true,
    escapes: &[("\"", "\"\"")],
    ..TokenRule::STRING
};
static INTERPOLATED: TokenRule = TokenRule {
    name: "interpolated C# strings",
    prefixes: &["$"],
    escapes: &[
        ("{", "{{"),
        ("}", "}}"),
        ("\\", "\\\\"),
        ("\"", "\\\""),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    ],
    interpolations: &[Interpolation::Between("{", "}")],
    ..CSHARP_STRING
};
