//! Programming languages with the strings of C: Go, Java and C#. A value never becomes a name or an operator.

use super::comment::{SLASHES, STARS};
use crate::context::language::Language;
use crate::context::rule::{Allowed, Boundary, Control, Interpolation, TokenRule};
use crate::text::Find;

/// Escapes that all these languages share.
const ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")];

/// The same for languages in which the other quote has no escape.
const DOUBLE_ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")];

/// A string with escapes, in double quotes.
pub(super) const ESCAPED: TokenRule = TokenRule {
    boundary: Boundary::Word,
    escapes: ESCAPES,
    escape: Some('\\'),
    control: Control::Unicode,
    ..TokenRule::STRING
};

/// Go (specification, sections "String literals" and "Rune literals").
pub(in crate::context) static GO: Language = Language {
    name: "go",
    aliases: "golang",
    files: "*.go",
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
    check: |_| Err("a character literal contains one character"),
    ..TokenRule::STRING
};

/// Java (language specification, section 3.10).
pub(in crate::context) static JAVA: Language = Language {
    name: "java",
    files: "*.java",
    rules: &[&JAVA_SLASHES, &JAVA_STARS, &JAVA_BLOCK, &JAVA_STRING, &CHARACTER],
    ..Language::BASE
};

/// `\u002a` is read as `*` everywhere, before anything else is.
static JAVA_SLASHES: TokenRule =
    TokenRule { open: "//", allowed: Allowed::AllBut("\\"), ..TokenRule::COMMENT };
static JAVA_STARS: TokenRule = TokenRule { allowed: Allowed::AllBut("\\"), ..TokenRule::BLOCK_COMMENT };
static JAVA_STRING: TokenRule =
    TokenRule { name: "Java strings", boundary: Boundary::Anywhere, escapes: DOUBLE_ESCAPES, ..ESCAPED };
static JAVA_BLOCK: TokenRule = TokenRule {
    name: "Java text blocks",
    open: "\"\"\"",
    close: "\"\"\"",
    multiline: true,
    allowed: Allowed::AllBut("\n\t "),
    check: |text| match text.has(" \n") {
        false => Ok(()),
        true => Err("a text block drops spaces at the ends of lines"),
    },
    ..JAVA_STRING
};

/// Kotlin (language specification, sections "String literals" and "Comments").
pub(in crate::context) static KOTLIN: Language = Language {
    name: "kotlin",
    aliases: "kt kts",
    files: "*.kt *.kts",
    rules: &[&SLASHES, &NESTED_STARS, &KOTLIN_RAW, &KOTLIN_STRING, &CHARACTER],
    ..Language::BASE
};

/// A comment in which others may be.
static NESTED_STARS: TokenRule = TokenRule {
    check: |text| match text.has("/*") || text.ends_with('/') {
        true => Err("`/*` would begin another comment here"),
        false => Ok(()),
    },
    ..TokenRule::BLOCK_COMMENT
};
static KOTLIN_STRING: TokenRule = TokenRule {
    name: "Kotlin strings",
    boundary: Boundary::Anywhere,
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    interpolations: VARIABLES,
    ..ESCAPED
};
/// Many of these lose the indentation of their lines, so no line is added.
static KOTLIN_RAW: TokenRule = TokenRule {
    name: "raw strings",
    open: "\"\"\"",
    close: "\"\"\"",
    multiline: true,
    escapes: &[("$", "${'$'}")],
    interpolations: VARIABLES,
    allowed: Allowed::AllBut("\"\n"),
    ..TokenRule::STRING
};

/// Scala (language specification, sections 1.3.5 and 6.6.1): a string after a name, such as `s"…"`, has variables.
pub(in crate::context) static SCALA: Language = Language {
    name: "scala",
    aliases: "sbt",
    files: "*.scala *.sbt",
    rules: &[&JAVA_SLASHES, &NESTED_STARS, &SCALA_RAW, &SCALA_STRING, &INTERPOLATED_SCALA, &CHARACTER],
    ..Language::BASE
};

static SCALA_STRING: TokenRule = TokenRule { name: "Scala strings", boundary: Boundary::Word, ..JAVA_STRING };
/// What is before the string decides about quotes, backslashes and `%`.
static INTERPOLATED_SCALA: TokenRule = TokenRule {
    name: "interpolated Scala strings",
    escapes: &[("$", "$$")],
    escape: Some('\\'),
    interpolations: VARIABLES,
    allowed: Allowed::AllBut("\"\\%"),
    ..TokenRule::STRING
};
static SCALA_RAW: TokenRule = TokenRule { escapes: &[], allowed: Allowed::AllBut("\"\\%$\n"), ..KOTLIN_RAW };

const VARIABLES: &[Interpolation] = &[Interpolation::Between("${", "}"), Interpolation::Name("$")];

/// C# (specification, section 6.4.5).
pub(in crate::context) static CSHARP: Language = Language {
    name: "csharp",
    aliases: "cs c#",
    files: "*.cs",
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
