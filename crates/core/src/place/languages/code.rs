//! Programming languages: their strings and comments; a value never becomes a name or an operator.

use super::data::{HASH, SLASHES, STARS};
use crate::place::form::{Control, Form, Holds, Insertion, Opens};
use crate::place::language::Language;

/// Python 3 (language reference, section 2.4).
pub(in crate::place) static PYTHON: Language = Language {
    name: "python",
    aliases: &["py", "python3"],
    files: &["*.py"],
    forms: &[
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
const ESCAPED: Form = Form {
    opens: Opens::Word,
    escapes: ESCAPES,
    escape: Some('\\'),
    control: Control::Unicode,
    ..Form::STRING
};

static PYTHON_DOUBLE: Form = Form { name: "Python strings", before: PLAIN_PREFIXES, ..ESCAPED };
static PYTHON_SINGLE: Form = Form { open: "'", close: "'", ..PYTHON_DOUBLE };
static PYTHON_LONG: Form = Form { open: "\"\"\"", close: "\"\"\"", lines: true, ..PYTHON_DOUBLE };
static PYTHON_LONG_SINGLE: Form = Form { open: "'''", close: "'''", ..PYTHON_LONG };

/// In a raw string a backslash cannot be last, and a quote cannot stand at all.
static PYTHON_RAW: Form = Form {
    name: "raw Python strings",
    before: RAW_PREFIXES,
    escapes: &[],
    control: Control::Refuse,
    holds: Holds::Those(|c| !"\\\"'{}\t".contains(c) && c.is_ascii()),
    ..ESCAPED
};
static PYTHON_RAW_SINGLE: Form = Form { open: "'", close: "'", ..PYTHON_RAW };
static PYTHON_RAW_LONG: Form = Form { open: "\"\"\"", close: "\"\"\"", ..PYTHON_RAW };
static PYTHON_RAW_LONG_SINGLE: Form = Form { open: "'''", close: "'''", ..PYTHON_RAW };

static PYTHON_FORMAT: Form = Form {
    name: "Python f-strings",
    before: FORMAT_PREFIXES,
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
    insertions: &[Insertion::Between("{", "}")],
    ..ESCAPED
};
static PYTHON_FORMAT_SINGLE: Form = Form { open: "'", close: "'", ..PYTHON_FORMAT };
static PYTHON_FORMAT_LONG: Form = Form { open: "\"\"\"", close: "\"\"\"", lines: true, ..PYTHON_FORMAT };
static PYTHON_FORMAT_LONG_SINGLE: Form = Form { open: "'''", close: "'''", ..PYTHON_FORMAT_LONG };

static PYTHON_BYTES: Form = Form {
    name: "Python bytes",
    before: BYTES_PREFIXES,
    control: Control::Hex,
    holds: Holds::Those(|c| c.is_ascii()),
    ..ESCAPED
};
static PYTHON_BYTES_SINGLE: Form = Form { open: "'", close: "'", ..PYTHON_BYTES };
static PYTHON_BYTES_LONG: Form = Form { open: "\"\"\"", close: "\"\"\"", lines: true, ..PYTHON_BYTES };
static PYTHON_BYTES_LONG_SINGLE: Form = Form { open: "'''", close: "'''", ..PYTHON_BYTES_LONG };

/// JavaScript and TypeScript (ECMA-262, section 12.9).
pub(in crate::place) static JAVASCRIPT: Language = Language {
    name: "javascript",
    aliases: &["js", "jsx", "mjs", "cjs", "ts", "tsx", "typescript"],
    files: &["*.js", "*.mjs", "*.cjs", "*.ts", "*.jsx", "*.tsx"],
    forms: &[&SLASHES, &STARS, &EXPRESSION, &SCRIPT_DOUBLE, &SCRIPT_SINGLE, &TEMPLATE],
    // A template without escapes.
    foreign: |rest| rest.starts_with(".raw`"),
    ..Language::BASE
};

static SCRIPT_DOUBLE: Form = Form { name: "JavaScript strings", opens: Opens::Anywhere, ..ESCAPED };
static SCRIPT_SINGLE: Form = Form { open: "'", close: "'", ..SCRIPT_DOUBLE };
static TEMPLATE: Form = Form {
    name: "JavaScript templates",
    open: "`",
    close: "`",
    lines: true,
    escapes: &[("\\", "\\\\"), ("`", "\\`"), ("$", "\\$"), ("\r", "\\r")],
    insertions: &[Insertion::Between("${", "}")],
    ..SCRIPT_DOUBLE
};

/// A regular expression between slashes: a value in it would be an expression of its own.
pub(in crate::place) static EXPRESSION: Form = Form {
    name: "regular expressions",
    open: "/",
    close: "/",
    opens: Opens::Operator,
    escape: Some('\\'),
    holds: Holds::Ascii("_-"),
    ..Form::STRING
};

/// Go (specification, sections "String literals" and "Rune literals").
pub(in crate::place) static GO: Language = Language {
    name: "go",
    aliases: &["golang"],
    files: &["*.go"],
    forms: &[&SLASHES, &STARS, &GO_STRING, &GO_RAW, &CHARACTER],
    ..Language::BASE
};

static GO_STRING: Form =
    Form { name: "Go strings", opens: Opens::Anywhere, escapes: DOUBLE_ESCAPES, ..ESCAPED };
static GO_RAW: Form = Form {
    name: "raw Go strings",
    open: "`",
    close: "`",
    lines: true,
    holds: Holds::AllBut("`"),
    ..Form::STRING
};

/// A single character in single quotes.
static CHARACTER: Form = Form {
    name: "character literals",
    open: "'",
    close: "'",
    escape: Some('\\'),
    holds: Holds::Those(|_| false),
    check: |_| Err("a character literal holds one character"),
    ..Form::STRING
};

/// Java (language specification, section 3.10).
pub(in crate::place) static JAVA: Language = Language {
    name: "java",
    aliases: &["kotlin", "scala"],
    files: &["*.java"],
    forms: &[&JAVA_SLASHES, &JAVA_STARS, &JAVA_BLOCK, &JAVA_STRING, &CHARACTER],
    ..Language::BASE
};

/// `\u002a` is read as `*` wherever it stands, before anything else is.
static JAVA_SLASHES: Form = Form { open: "//", holds: Holds::AllBut("\\"), ..Form::COMMENT };
static JAVA_STARS: Form = Form { holds: Holds::AllBut("\\"), ..Form::BLOCK_COMMENT };
/// Kotlin and Scala put values in at a dollar sign, Java does not; neither has an escape that the other knows.
static JAVA_STRING: Form =
    Form { name: "Java strings", opens: Opens::Anywhere, escapes: DOUBLE_ESCAPES, ..ESCAPED };
static JAVA_BLOCK: Form = Form {
    name: "Java text blocks",
    open: "\"\"\"",
    close: "\"\"\"",
    lines: true,
    holds: Holds::AllBut("\n\t "),
    check: |text| match text.contains(" \n") {
        false => Ok(()),
        true => Err("a text block drops spaces at the ends of lines"),
    },
    ..JAVA_STRING
};

/// C# (specification, section 6.4.5).
pub(in crate::place) static CSHARP: Language = Language {
    name: "csharp",
    aliases: &["cs", "c#"],
    files: &["*.cs"],
    forms: &[&SLASHES, &STARS, &VERBATIM, &INTERPOLATED, &CSHARP_STRING, &CHARACTER],
    foreign: |rest| ["\"\"\"", "$@\"", "@$\"", "$$\""].iter().any(|open| rest.starts_with(open)),
    ..Language::BASE
};

static CSHARP_STRING: Form =
    Form { name: "C# strings", opens: Opens::Anywhere, escapes: DOUBLE_ESCAPES, ..ESCAPED };
static VERBATIM: Form = Form {
    name: "verbatim C# strings",
    before: &["@"],
    lines: true,
    escapes: &[("\"", "\"\"")],
    ..Form::STRING
};
static INTERPOLATED: Form = Form {
    name: "interpolated C# strings",
    before: &["$"],
    escapes: &[
        ("{", "{{"),
        ("}", "}}"),
        ("\\", "\\\\"),
        ("\"", "\\\""),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    ],
    insertions: &[Insertion::Between("{", "}")],
    ..CSHARP_STRING
};
