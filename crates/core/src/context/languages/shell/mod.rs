//! Shells: sh and bash, sessions on a console, and PowerShell.

mod contents;
mod document;
mod line;
mod scanner;
mod session;
mod windows;

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, Boundary, Interpolation, Otherwise, TokenKind, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};
use crate::text::Signs;

/// The POSIX shell and bash.
pub(in crate::context) static SHELL: Language = Language {
    name: "bash",
    aliases: "sh shell ksh",
    files: "*.sh *.bash .bashrc .profile",
    rules: &[&COMMENT, &ANSI, &SINGLE, &DOUBLE],
    word: &WORD,
    grammar: Grammar::Own(scanner::scan),
    ..Language::BASE
};

/// zsh, which replaces `=name` at the start of a word, and at a prompt knows no comments.
pub(in crate::context) static ZSH: Language = Language {
    name: "zsh",
    aliases: "",
    files: "*.zsh .zshrc .zshenv .zprofile",
    rules: &[&ZSH_COMMENT, &ANSI, &SINGLE, &DOUBLE],
    word: &ZSH_WORD,
    ..SHELL
};

static ZSH_COMMENT: TokenRule = TokenRule { allowed: Allowed::Letters("._-/:@%+,= "), ..COMMENT };
static ZSH_WORD: TokenRule = TokenRule { allowed: Allowed::Letters("._-/:@%+,"), ..WORD };

/// fish (documentation, "The fish language", section "Quotes"): without backticks, and a parenthesis is a command.
pub(in crate::context) static FISH: Language = Language {
    name: "fish",
    aliases: "",
    files: "*.fish",
    rules: &[&COMMENT, &FISH_SINGLE, &FISH_DOUBLE],
    word: &FISH_WORD,
    ..SHELL
};

static FISH_SINGLE: TokenRule = TokenRule {
    name: "single-quoted fish strings",
    open: "'",
    close: "'",
    escapes: &[("\\", "\\\\"), ("'", "\\'")],
    ..WORDS_DOUBLE
};
static FISH_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted fish strings",
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$")],
    interpolations: FISH_INTERPOLATIONS,
    ..WORDS_DOUBLE
};
static FISH_WORD: TokenRule = TokenRule {
    name: "fish words",
    allowed: Allowed::Letters("._-/:@+,="),
    interpolations: FISH_INTERPOLATIONS,
    quoted: &[&FISH_SINGLE],
    ..WORD
};
const FISH_INTERPOLATIONS: &[Interpolation] = &[Interpolation::Between("$(", ")"), Interpolation::Name("$")];

/// Batch files of cmd: `%` begins a variable in quotes too, and `!` may.
pub(in crate::context) static BATCH: Language = Language {
    name: "batch",
    aliases: "bat cmd",
    files: "*.bat *.cmd",
    rules: &[&BATCH_DOUBLE],
    word: &BATCH_WORD,
    grammar: Grammar::Own(windows::scan),
    ..Language::BASE
};

static BATCH_DOUBLE: TokenRule =
    TokenRule { name: "quoted words of cmd", allowed: Allowed::AllBut("\"%!^"), ..TokenRule::STRING };
static BATCH_WORD: TokenRule = TokenRule {
    name: "words of cmd",
    escape: None,
    otherwise: Otherwise::Refuse,
    interpolations: &[],
    allowed: Allowed::Letters("._-/:@+\\"),
    quoted: &[],
    ..WORD
};

/// A session: lines after a prompt are commands, the others what they print.
pub(in crate::context) static CONSOLE: Language = Language {
    name: "console",
    aliases: "shell-session shellsession sh-session",
    files: "",
    grammar: Grammar::Own(session::scan_session),
    ..SHELL
};

/// The words of a command that no shell runs, as Compose (mattn/go-shellwords) and Python (`shlex`) split it.
pub(in crate::context) static WORDS: Language = Language {
    name: "words of a command",
    aliases: "",
    files: "",
    rules: &[&SINGLE, &WORDS_DOUBLE],
    word: &WORDS_WORD,
    ..SHELL
};

static WORDS_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted words of a command",
    multiline: true,
    escapes: &[("\\", "\\\\"), ("\"", "\\\"")],
    escape: Some('\\'),
    ..TokenRule::STRING
};

static WORDS_WORD: TokenRule = TokenRule { name: "words of a command", interpolations: &[], ..WORD };

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

/// POSIX.1-2024, XCU section 2.2.3. In an interactive bash `!` would be history and has no escape: the string is left, and
/// the sign written in single quotes.
pub(in crate::context) static DOUBLE: TokenRule = TokenRule {
    name: "double-quoted shell strings",
    multiline: true,
    escapes: &[("!", "\"'!'\""), ("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$"), ("`", "\\`")],
    escape: Some('\\'),
    interpolations: INTERPOLATIONS,
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

/// A statement for the client that a command has started.
pub(in crate::context) static STATEMENT: TokenRule =
    TokenRule { name: "statements", kind: TokenKind::Block, ..TokenRule::TEXT };

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
    aliases: "ps1 pwsh ps posh",
    files: "*.ps1 *.psm1",
    rules: &[&POWER_STARS, &COMMENT, &POWER_SINGLE, &POWER_DOUBLE],
    word: &POWER_WORD,
    grammar: Grammar::Own(windows::scan),
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
        false if word.starts_with_any("-/.:") => ScalarKind::Syntax,
        false => ScalarKind::Text,
    },
    ..WORD
};

fn is_no_typographic_quote(character: char) -> bool {
    !('\u{2018}'..='\u{201f}').contains(&character)
}
