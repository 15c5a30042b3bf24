//! Data and configuration: JSON, TOML, INI, properties and environment files.

use crate::cut::Cut;
use crate::place::form::{Control, Form, Holds, Insertion, Opens, Otherwise, Role};
use crate::place::language::{Grammar, Language};
use crate::place::reading::{Reading, is_decimal};
use crate::place::scan;
use crate::place::token::Token;

/// JSON (RFC 8259), comments allowed as in JSONC and JSON5.
pub(in crate::place) static JSON: Language = Language {
    name: "json",
    aliases: &["json5", "jsonc", "jsonnet"],
    files: &["*.json", "*.json5", "*.jsonc"],
    forms: &[&JSON_STRING, &SLASHES, &STARS],
    word: &JSON_WORD,
    ..Language::BASE
};

static JSON_STRING: Form = Form {
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
    ..Form::STRING
};

static JSON_WORD: Form = Form {
    name: "JSON values without quotes",
    holds: Holds::Ascii("+-._"),
    reads: |word| match word {
        "true" | "false" => Reading::Bool,
        "null" => Reading::Null,
        _ if is_decimal(word.strip_prefix('-').unwrap_or(word)) => Reading::Number,
        _ => Reading::Syntax,
    },
    ..Form::WORD
};

pub(in crate::place) static SLASHES: Form = Form { open: "//", ..Form::COMMENT };
pub(in crate::place) static STARS: Form = Form::BLOCK_COMMENT;
pub(in crate::place) static HASH: Form = Form::COMMENT;

/// Tells whether a text is a JSON object or array, marks in it read as letters.
pub(in crate::place) fn looks_like_json(text: &str) -> bool {
    let text = text.trim();
    let is_object = text.starts_with('{') && text.ends_with('}');
    let is_array = text.starts_with('[') && text.ends_with(']');
    // A template such as `{{ .Name }}` or a placeholder such as `{user}` is none.
    let first = text.get(1..).unwrap_or_default().trim_start();
    (is_object && first.starts_with('"') && text.contains(':'))
        || (is_array && first.starts_with(['"', '{', '[']))
}

/// TOML 1.0.
pub(in crate::place) static TOML: Language = Language {
    name: "toml",
    files: &["*.toml"],
    forms: &[&HASH, &TOML_LONG, &TOML_LONG_LITERAL, &TOML_BASIC, &TOML_LITERAL],
    word: &TOML_WORD,
    ..Language::BASE
};

static TOML_BASIC: Form = Form {
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
    ..Form::STRING
};

static TOML_LONG: Form =
    Form { name: "long TOML strings", open: "\"\"\"", close: "\"\"\"", lines: true, ..TOML_BASIC };

static TOML_LITERAL: Form =
    Form { name: "literal TOML strings", open: "'", close: "'", holds: Holds::AllBut("'"), ..Form::STRING };

static TOML_LONG_LITERAL: Form =
    Form { name: "long literal TOML strings", open: "'''", close: "'''", lines: true, ..TOML_LITERAL };

static TOML_WORD: Form = Form {
    name: "TOML values without quotes",
    holds: Holds::Ascii("+-_.:"),
    reads: |word| match word {
        "true" | "false" => Reading::Bool,
        _ if is_decimal(word.strip_prefix('-').unwrap_or(word)) => Reading::Number,
        _ => Reading::Syntax,
    },
    ..Form::WORD
};

/// INI files, of which there are many kinds: only what all of them agree on is written.
pub(in crate::place) static INI: Language = Language {
    name: "ini",
    aliases: &["cnf", "desktop", "systemd"],
    files: &["*.ini", "*.cnf", "*.service", "*.timer", "*.desktop"],
    grammar: Grammar::Own(scan_lines),
    forms: &[&INI_DOUBLE, &INI_SINGLE],
    word: &INI_VALUE,
    ..Language::BASE
};

static SEMICOLON: Form = Form { open: ";", ..Form::COMMENT };

static INI_VALUE: Form = Form {
    name: "values of an INI file",
    role: Role::Text,
    open: "",
    close: "",
    // `;` and `#` begin comments for some readers; quotes, `\`, `$` and `%` are taken away or replaced by some.
    holds: Holds::AllBut("\"'`\\;#$%\t"),
    check: is_trimmed,
    ..Form::STRING
};

static INI_DOUBLE: Form = Form { name: "quoted values of an INI file", holds: INI_QUOTED, ..Form::STRING };
static INI_SINGLE: Form =
    Form { name: "quoted values of an INI file", open: "'", close: "'", holds: INI_QUOTED, ..Form::STRING };

const INI_QUOTED: Holds = Holds::AllBut("\"'`\\$%#;");

fn is_trimmed(value: &str) -> Result<(), &'static str> {
    match value.trim() == value && !value.is_empty() {
        true => Ok(()),
        false => Err("a value without quotes cannot be empty or have spaces at its ends"),
    }
}

/// Java's properties.
pub(in crate::place) static PROPERTIES: Language = Language {
    name: "properties",
    files: &["*.properties"],
    grammar: Grammar::Own(scan_lines),
    word: &PROPERTIES_VALUE,
    ..Language::BASE
};

static PROPERTIES_VALUE: Form = Form {
    name: "values of a properties file",
    role: Role::Text,
    open: "",
    close: "",
    escapes: &[("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\u{c}", "\\f")],
    escape: Some('\\'),
    control: Control::Unicode,
    holds: Holds::Those(|c| c.is_ascii() || c as u32 >= 0xA0),
    check: |value| match value.starts_with(' ') {
        true => Err("a value without quotes cannot begin with a space"),
        false => Ok(()),
    },
    ..Form::STRING
};

/// Environment files, as Compose, Node.js and python-dotenv read them: where they differ, nothing is written.
pub(in crate::place) static DOTENV: Language = Language {
    name: "env",
    aliases: &["dotenv"],
    files: &[".env", "*.env", ".env.*"],
    refines: &["bash", "ini", "properties"],
    grammar: Grammar::Own(scan_lines),
    forms: &[&DOTENV_DOUBLE, &DOTENV_SINGLE],
    word: &DOTENV_WORD,
    ..Language::BASE
};

static DOTENV_WORD: Form = Form {
    name: "values of an environment file without quotes",
    role: Role::Word,
    open: "",
    close: "",
    holds: Holds::Ascii("._-:/@%+,="),
    insertions: &[Insertion::Between("${", "}"), Insertion::Name("$")],
    quoted: &[&DOTENV_SINGLE],
    check: |value| match value.is_empty() {
        true => Err("a value without quotes cannot be empty"),
        false => Ok(()),
    },
    ..Form::STRING
};

static DOTENV_SINGLE: Form = Form {
    name: "single-quoted values of an environment file",
    open: "'",
    close: "'",
    holds: Holds::AllBut("'\\\t"),
    // python-dotenv puts variables in even here.
    check: |value| match value.contains("${") {
        true => Err("environment files cannot hold `${` here"),
        false => Ok(()),
    },
    ..Form::STRING
};

static DOTENV_DOUBLE: Form = Form {
    name: "double-quoted values of an environment file",
    insertions: &[Insertion::Between("${", "}"), Insertion::Name("$")],
    escape: Some('\\'),
    otherwise: Otherwise::Refuse,
    holds: Holds::AllBut("\"\\$`\t"),
    ..Form::STRING
};

/// Reads files that hold a name and a value on each line.
fn scan_lines(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_matches(['\n', '\r']).len();
        scan_line(language, text, at, end, &mut tokens);
        at += line.len();
    }
    tokens
}

fn scan_line(language: &'static Language, text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let line = text.between(start..end);
    let first = start + (line.len() - line.trim_start().len());
    let comment =
        [&HASH, &SEMICOLON].into_iter().find(|form| text.between(first..end).starts_with(form.open));
    if let Some(form) = comment {
        tokens.push(Token::new(form, first..end, first + form.open.len()..end));
        return;
    }
    let Some(separator) = text.between(first..end).find(['=', ':']).map(|at| first + at) else { return };
    let is_properties = language == &PROPERTIES;
    let separator = match text.between(first..end).find('=') {
        Some(at) if !is_properties => first + at,
        _ => separator,
    };
    let value = text.between(separator + 1..end);
    let start = separator + 1 + (value.len() - value.trim_start().len());
    if start >= end {
        return;
    }
    let quoted = language.forms.iter().find_map(|form| scan::read(form, text, start));
    match quoted.filter(|token| token.outer.end <= end) {
        Some(token) => {
            let behind = token.outer.end;
            tokens.push(token);
            inline_comment(text, behind, end, tokens);
        }
        None => {
            let comment = [" #", " ;"].iter().filter_map(|sign| text.between(start..end).find(sign)).min();
            let until = comment.filter(|_| !is_properties).map_or(end, |at| start + at);
            let value = text.between(start..until).trim_end();
            tokens.push(Token::bare(language.word, start..start + value.len()));
            inline_comment(text, until, end, tokens);
        }
    }
}

/// Reads a comment behind a value.
fn inline_comment(text: &str, from: usize, end: usize, tokens: &mut Vec<Token>) {
    let Some(at) = text.between(from..end).find(['#', ';']).map(|at| from + at) else { return };
    let form: &'static Form = if text.after(at).starts_with('#') { &HASH } else { &SEMICOLON };
    debug_assert!(form.opens == Opens::Anywhere);
    tokens.push(Token::new(form, at..end, at + 1..end));
}
