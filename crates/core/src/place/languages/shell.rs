//! Shells: sh and bash, sessions on a console, and PowerShell.

use crate::place::form::{Form, Holds, Insertion, Opens, Otherwise, Role};
use crate::place::language::{Grammar, Language};
use crate::place::reading::{Reading, is_decimal};
use crate::place::shell;

/// The POSIX shell and bash.
pub(in crate::place) static SHELL: Language = Language {
    name: "bash",
    aliases: &["sh", "shell", "zsh", "ksh"],
    files: &["*.sh", "*.bash", ".bashrc", ".profile"],
    forms: &[&COMMENT, &ANSI, &SINGLE, &DOUBLE],
    word: &WORD,
    grammar: Grammar::Own(shell::scan),
    ..Language::BASE
};

/// A session: lines behind a prompt are commands, the others what they print.
pub(in crate::place) static CONSOLE: Language = Language {
    name: "console",
    aliases: &["shell-session", "shellsession", "sh-session"],
    files: &[],
    grammar: Grammar::Own(shell::scan_session),
    ..SHELL
};

pub(in crate::place) static COMMENT: Form = Form { opens: Opens::Command, ..Form::COMMENT };

/// POSIX.1-2024, XCU section 2.2.2.
pub(in crate::place) static SINGLE: Form = Form {
    name: "single-quoted shell strings",
    open: "'",
    close: "'",
    lines: true,
    // The string is left, and the quote written between two of them.
    escapes: &[("'", "'\\''")],
    ..Form::STRING
};

/// POSIX.1-2024, XCU section 2.2.3; `!` would be history in an interactive bash and has no escape there.
pub(in crate::place) static DOUBLE: Form = Form {
    name: "double-quoted shell strings",
    lines: true,
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$"), ("`", "\\`")],
    escape: Some('\\'),
    insertions: INSERTIONS,
    holds: Holds::AllBut("!"),
    ..Form::STRING
};

/// POSIX.1-2024, XCU section 2.2.4.
pub(in crate::place) static ANSI: Form = Form {
    name: "shell strings with escapes",
    open: "$'",
    close: "'",
    opens: Opens::Anywhere,
    lines: true,
    escapes: &[("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")],
    escape: Some('\\'),
    control: crate::place::form::Control::Octal,
    ..Form::STRING
};

/// A bare word: what the shell would read otherwise stands behind a backslash.
pub(in crate::place) static WORD: Form = Form {
    name: "shell words",
    role: Role::Word,
    open: "",
    close: "",
    escape: Some('\\'),
    otherwise: Otherwise::Escape,
    holds: Holds::Letters("._-/:@%+,="),
    insertions: INSERTIONS,
    quoted: &[&SINGLE],
    reads: |_| Reading::Text,
    check: |word| match word.is_empty() {
        true => Err("an empty word would be no word"),
        false => Ok(()),
    },
    ..Form::STRING
};

/// A here-document whose end is not quoted: POSIX.1-2024, XCU section 2.7.4.
pub(in crate::place) static HERE: Form = Form {
    name: "here-documents",
    role: Role::Block,
    open: "",
    close: "",
    lines: true,
    escapes: &[("\\", "\\\\"), ("$", "\\$"), ("`", "\\`")],
    escape: Some('\\'),
    insertions: INSERTIONS,
    ..Form::STRING
};

/// A here-document whose end is quoted: nothing in it is replaced.
pub(in crate::place) static HERE_LITERAL: Form =
    Form { name: "here-documents", role: Role::Block, open: "", close: "", lines: true, ..Form::STRING };

/// What a session prints.
pub(in crate::place) static OUTPUT: Form = Form { lines: false, ..Form::TEXT };

const INSERTIONS: &[Insertion] = &[
    Insertion::Between("$((", "))"),
    Insertion::Between("$(", ")"),
    Insertion::Between("${", "}"),
    Insertion::Between("`", "`"),
    Insertion::Name("$"),
];

/// PowerShell ("about_Quoting_Rules"); it takes typographic quotes for quotes.
pub(in crate::place) static POWERSHELL: Language = Language {
    name: "powershell",
    aliases: &["ps1", "pwsh", "ps", "posh"],
    files: &["*.ps1", "*.psm1"],
    forms: &[&POWER_STARS, &COMMENT, &POWER_SINGLE, &POWER_DOUBLE],
    word: &POWER_WORD,
    // A here-string.
    foreign: |rest| rest.starts_with("@'") || rest.starts_with("@\""),
    ..Language::BASE
};

static POWER_STARS: Form = Form { open: "<#", close: "#>", ..Form::BLOCK_COMMENT };

static POWER_SINGLE: Form = Form {
    name: "single-quoted PowerShell strings",
    open: "'",
    close: "'",
    lines: true,
    escapes: &[("'", "''")],
    holds: Holds::Those(is_no_typographic_quote),
    ..Form::STRING
};

static POWER_DOUBLE: Form = Form {
    name: "double-quoted PowerShell strings",
    lines: true,
    escapes: &[("`", "``"), ("\"", "`\""), ("$", "`$")],
    escape: Some('`'),
    insertions: &[Insertion::Between("$(", ")"), Insertion::Between("${", "}"), Insertion::Name("$")],
    holds: Holds::Those(is_no_typographic_quote),
    ..Form::STRING
};

static POWER_WORD: Form = Form {
    name: "PowerShell words",
    insertions: &[Insertion::Between("$(", ")"), Insertion::Between("${", "}"), Insertion::Name("$")],
    holds: Holds::Ascii("._-/:"),
    escape: None,
    otherwise: Otherwise::Refuse,
    quoted: &[&POWER_SINGLE],
    reads: |word| match word.starts_with(|c: char| c.is_ascii_digit()) {
        true if is_decimal(word) => Reading::Number,
        true => Reading::Notation,
        false if word.starts_with(['-', '/', '.', ':']) => Reading::Syntax,
        false => Reading::Text,
    },
    ..WORD
};

fn is_no_typographic_quote(character: char) -> bool {
    !('\u{2018}'..='\u{201f}').contains(&character)
}
