//! Shells: sh and bash, sessions on a console, and PowerShell.

mod scanner;

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, Boundary, Interpolation, Otherwise, TokenKind, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};

/// The POSIX shell and bash.
pub(in crate::context) static SHELL: Language = Language {
    name: "bash",
    aliases: &["sh", "shell", "zsh", "ksh"],
    files: &["*.sh", "*.bash", ".bashrc", ".profile"],
    rules: &[&COMMENT, &ANSI, &SINGLE, &DOUBLE],
    word: &WORD,
    grammar: Grammar::Own(scanner::scan),
    ..Language::BASE
};

/// A session: lines after a prompt are commands, the others what they print.
pub(in crate::context) static CONSOLE: Language = Language {
    name: "console",
    aliases: &["shell-session", "shellsession", "sh-session"],
    files: &[],
    grammar: Grammar::Own(scanner::scan_session),
    ..SHELL
};

pub(in crate::context) static COMMENT: TokenRule =
    TokenRule { boundary: Boundary::Command, ..TokenRule::COMMENT };

/// POSIX.1-2024, XCU section 2.2.2.
pub(in crate::context) static SINGLE: TokenRule = TokenRule {
    name: "single-quoted shell strings",
    open: "'",
    close: "'",
    multiline: true,
    // The string is left, and the quote written between two of them.
    escapes: &[("'", "'\\''")],
    ..TokenRule::STRING
};

/// POSIX.1-2024, XCU section 2.2.3; `!` would be history in an interactive bash and has no escape there.
pub(in crate::context) static DOUBLE: TokenRule = TokenRule {
    name: "double-quoted shell strings",
    multiline: true,
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$"), ("`", "\\`")],
    escape: Some('\\'),
    interpolations: INTERPOLATIONS,
    allowed: Allowed::AllBut("!"),
    ..TokenRule::STRING
};

/// POSIX.1-2024, XCU section 2.2.4.
pub(in crate::context) static ANSI: TokenRule = TokenRule {
    name: "shell strings with escapes",
    open: "$'",
    close: "'",
    boundary: Boundary::Anywhere,
    multiline: true,
    escapes: &[("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")],
    escape: Some('\\'),
    control: crate::context::rule::Control::Octal,
    ..TokenRule::STRING
};

/// A bare word: a backslash comes before what the shell would read otherwise.
pub(in crate::context) static WORD: TokenRule = TokenRule {
    name: "shell words",
    kind: TokenKind::Word,
    open: "",
    close: "",
    escape: Some('\\'),
    otherwise: Otherwise::Escape,
    allowed: Allowed::Letters("._-/:@%+,="),
    interpolations: INTERPOLATIONS,
    quoted: &[&SINGLE],
    resolve: |_| ScalarKind::Text,
    check: |word| match word.is_empty() {
        true => Err("an empty value leaves no word here"),
        false => Ok(()),
    },
    ..TokenRule::STRING
};

/// A here-document whose end is not quoted: POSIX.1-2024, XCU section 2.7.4.
pub(in crate::context) static HERE: TokenRule = TokenRule {
    name: "here-documents",
    kind: TokenKind::Block,
    open: "",
    close: "",
    multiline: true,
    escapes: &[("\\", "\\\\"), ("$", "\\$"), ("`", "\\`")],
    escape: Some('\\'),
    interpolations: INTERPOLATIONS,
    ..TokenRule::STRING
};

/// A here-document whose end is quoted: nothing in it is replaced.
pub(in crate::context) static HERE_LITERAL: TokenRule = TokenRule {
    name: "here-documents",
    kind: TokenKind::Block,
    open: "",
    close: "",
    multiline: true,
    ..TokenRule::STRING
};

/// What a session prints.
pub(in crate::context) static OUTPUT: TokenRule = TokenRule { multiline: false, ..TokenRule::TEXT };

const INTERPOLATIONS: &[Interpolation] = &[
    Interpolation::Between("$((", "))"),
    Interpolation::Between("$(", ")"),
    Interpolation::Between("${", "}"),
    Interpolation::Between("`", "`"),
    Interpolation::Name("$"),
];

/// PowerShell ("about_Quoting_Rules"); it takes typographic quotes for quotes.
pub(in crate::context) static POWERSHELL: Language = Language {
    name: "powershell",
    aliases: &["ps1", "pwsh", "ps", "posh"],
    files: &["*.ps1", "*.psm1"],
    rules: &[&POWER_STARS, &COMMENT, &POWER_SINGLE, &POWER_DOUBLE],
    word: &POWER_WORD,
    // A here-string.
    foreign: |rest| rest.starts_with("@'") || rest.starts_with("@\""),
    ..Language::BASE
};

static POWER_STARS: TokenRule = TokenRule { open: "<#", close: "#>", ..TokenRule::BLOCK_COMMENT };

static POWER_SINGLE: TokenRule = TokenRule {
    name: "single-quoted PowerShell strings",
    open: "'",
    close: "'",
    multiline: true,
    escapes: &[("'", "''")],
    allowed: Allowed::Those(is_no_typographic_quote),
    ..TokenRule::STRING
};

static POWER_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted PowerShell strings",
    multiline: true,
    escapes: &[("`", "``"), ("\"", "`\""), ("$", "`$")],
    escape: Some('`'),
    interpolations: &[
        Interpolation::Between("$(", ")"),
        Interpolation::Between("${", "}"),
        Interpolation::Name("$"),
    ],
    allowed: Allowed::Those(is_no_typographic_quote),
    ..TokenRule::STRING
};

static POWER_WORD: TokenRule = TokenRule {
    name: "PowerShell words",
    interpolations: &[
        Interpolation::Between("$(", ")"),
        Interpolation::Between("${", "}"),
        Interpolation::Name("$"),
    ],
    allowed: Allowed::Ascii("._-/:"),
    escape: None,
    otherwise: Otherwise::Refuse,
    quoted: &[&POWER_SINGLE],
    resolve: |word| match word.starts_with(|c: char| c.is_ascii_digit()) {
        true if is_decimal(word) => ScalarKind::Number,
        true => ScalarKind::Notation,
        false if word.starts_with(['-', '/', '.', ':']) => ScalarKind::Syntax,
        false => ScalarKind::Text,
    },
    ..WORD
};

fn is_no_typographic_quote(character: char) -> bool {
    !('\u{2018}'..='\u{201f}').contains(&character)
}
