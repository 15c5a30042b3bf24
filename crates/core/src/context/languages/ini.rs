//! Files that hold a name and a value on each line: INI, properties and environment files.

use super::comment::HASH;
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, Boundary, Control, Interpolation, Otherwise, TokenKind, TokenRule};
use crate::context::scalar::ScalarKind;
use crate::context::token::Token;
use crate::text::{Cut, Find, Signs, is_in};

/// INI files, of which there are many kinds: only what all of them agree on is written.
pub(in crate::context) static INI: Language = Language {
    name: "ini",
    aliases: "cnf desktop",
    files: "*.ini *.cnf *.desktop",
    grammar: Grammar::Own(scan_lines),
    rules: &[&INI_DOUBLE, &INI_SINGLE],
    word: &INI_VALUE,
    ..Language::BASE
};

static SEMICOLON: TokenRule = TokenRule { open: ";", ..TokenRule::COMMENT };

static INI_VALUE: TokenRule = TokenRule {
    name: "values of an INI file",
    kind: TokenKind::Text,
    open: "",
    close: "",
    // `;` and `#` begin comments for some readers; quotes, `\`, `$` and `%` are taken away or replaced by some.
    allowed: Allowed::AllBut("\"'`\\;#$%\t"),
    resolve: |value| match is_in(SWITCHES, &value.to_ascii_lowercase()) {
        true => ScalarKind::Bool,
        false => ScalarKind::Text,
    },
    check: is_trimmed,
    ..TokenRule::STRING
};

/// What PHP does not read as a text (its manual, `parse_ini_file`).
const SWITCHES: &str = "true on yes false off no none null";

static INI_DOUBLE: TokenRule =
    TokenRule { name: "quoted values of an INI file", allowed: INI_QUOTED, ..TokenRule::STRING };
static INI_SINGLE: TokenRule = TokenRule {
    name: "quoted values of an INI file",
    open: "'",
    close: "'",
    allowed: INI_QUOTED,
    ..TokenRule::STRING
};

const INI_QUOTED: Allowed = Allowed::AllBut("\"'`\\$%#;");

fn is_trimmed(value: &str) -> Result<(), &'static str> {
    match value.trim() == value && !value.is_empty() {
        true => Ok(()),
        false => Err("a value without quotes cannot be empty or have spaces at its ends"),
    }
}

/// PHP's own settings (its manual, `parse_ini_file`): without quotes most signs are operators.
pub(in crate::context) static PHP_INI: Language = Language {
    name: "php.ini",
    aliases: "",
    files: "php.ini* php*.ini .user.ini *php/*.ini",
    refines: "ini",
    rules: &[&PHP_INI_DOUBLE, &PHP_INI_SINGLE],
    word: &PHP_INI_VALUE,
    ..INI
};

static PHP_INI_VALUE: TokenRule = TokenRule {
    name: "values of php.ini",
    allowed: Allowed::Letters("._-/:@,+"),
    quoted: &[&PHP_INI_DOUBLE, &PHP_INI_SINGLE],
    ..INI_VALUE
};
static PHP_INI_DOUBLE: TokenRule =
    TokenRule { name: "quoted values of php.ini", allowed: Allowed::AllBut("\"\\$"), ..TokenRule::STRING };
static PHP_INI_SINGLE: TokenRule =
    TokenRule { open: "'", close: "'", allowed: Allowed::AllBut("'\\"), ..PHP_INI_DOUBLE };

/// Java's properties.
pub(in crate::context) static PROPERTIES: Language = Language {
    name: "properties",
    files: "*.properties",
    grammar: Grammar::Own(scan_lines),
    word: &PROPERTIES_VALUE,
    ..Language::BASE
};

static PROPERTIES_VALUE: TokenRule = TokenRule {
    name: "values of a properties file",
    kind: TokenKind::Text,
    open: "",
    close: "",
    escapes: &[("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\u{c}", "\\f")],
    escape: Some('\\'),
    control: Control::Unicode,
    // Java reads a stream as Latin-1 and a text as it is, so both get the number of a letter.
    allowed: Allowed::Those(|c| c.is_ascii()),
    otherwise: Otherwise::Number,
    check: |value| match value.starts_with(' ') {
        true => Err("a value without quotes cannot begin with a space"),
        false => Ok(()),
    },
    ..TokenRule::STRING
};

/// Environment files, as Compose, Node.js and python-dotenv read them: where they differ, nothing is written.
pub(in crate::context) static DOTENV: Language = Language {
    name: "env",
    aliases: "dotenv",
    files: ".env *.env .env.*",
    refines: "bash ini properties",
    grammar: Grammar::Own(scan_lines),
    rules: &[&DOTENV_DOUBLE, &DOTENV_SINGLE],
    word: &DOTENV_WORD,
    ..Language::BASE
};

/// Brackets around an IPv6 address are themselves for all of them; a shell looks for no files in what it assigns.
static DOTENV_WORD: TokenRule = TokenRule {
    name: "values of an environment file without quotes",
    kind: TokenKind::Word,
    open: "",
    close: "",
    allowed: Allowed::Ascii("._-:/@%+,=~[]"),
    interpolations: &[Interpolation::Between("${", "}"), Interpolation::Name("$")],
    otherwise: DIFFER,
    quoted: &[&DOTENV_SINGLE, &DOTENV_DOUBLE],
    check: |value| match value {
        "" => Err("a value without quotes cannot be empty"),
        // Shells put the home folder there.
        _ if value.starts_with('~') || value.has(":~") || value.has("=~") => {
            Err("a `~` here would be the home folder for shells")
        }
        _ => Ok(()),
    },
    ..TokenRule::STRING
};

/// In double quotes Docker Compose wants `\$` where Node.js keeps the backslash, and so on.
const DIFFER: Otherwise = Otherwise::RefuseAs(
    "Docker Compose, Node.js, python-dotenv and shells read it in different ways, so choose a value without it",
);

static DOTENV_SINGLE: TokenRule = TokenRule {
    name: "single-quoted values of an environment file",
    open: "'",
    close: "'",
    allowed: Allowed::AllBut("'\\\t"),
    otherwise: DIFFER,
    // python-dotenv puts variables in even here.
    check: |value| match value.has("${") {
        true => Err("environment files cannot contain `${` here"),
        false => Ok(()),
    },
    ..TokenRule::STRING
};

static DOTENV_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted values of an environment file",
    interpolations: &[Interpolation::Between("${", "}"), Interpolation::Name("$")],
    escape: Some('\\'),
    otherwise: DIFFER,
    allowed: Allowed::AllBut("\"\\$`\t"),
    ..TokenRule::STRING
};

/// Reads files that hold a name and a value on each line.
fn scan_lines(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_any("\n\r").len();
        scan_line(language, text, at, end, &mut tokens);
        at += line.len();
    }
    tokens
}

fn scan_line(language: &'static Language, text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let line = text.between(start..end);
    let first = start + (line.len() - line.trim_start().len());
    let comment =
        [&HASH, &SEMICOLON].into_iter().find(|rule| text.between(first..end).starts_with(rule.open));
    if let Some(rule) = comment {
        tokens.push(Token::new(rule, first..end, first + rule.open.len()..end));
        return;
    }
    let Some(separator) = text.between(first..end).find_any("=:").map(|at| first + at) else { return };
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
    let quoted = language.rules.iter().find_map(|rule| lexer::read(rule, text, start));
    match quoted.filter(|token| token.outer.end <= end) {
        Some(token) => {
            let after = token.outer.end;
            tokens.push(token);
            inline_comment(text, after, end, tokens);
        }
        None => {
            let comment =
                [" #", " ;"].iter().filter_map(|sign| text.between(start..end).position_of(sign)).min();
            let until = comment.filter(|_| !is_properties).map_or(end, |at| start + at);
            let value = text.between(start..until).trim_end();
            tokens.push(Token::bare(language.word, start..start + value.len()));
            inline_comment(text, until, end, tokens);
        }
    }
}

/// Reads a comment after a value.
fn inline_comment(text: &str, from: usize, end: usize, tokens: &mut Vec<Token>) {
    let Some(at) = text.between(from..end).find_any("#;").map(|at| from + at) else { return };
    let rule: &'static TokenRule = if text.after(at).starts_with('#') { &HASH } else { &SEMICOLON };
    debug_assert!(rule.boundary == Boundary::Anywhere);
    tokens.push(Token::new(rule, at..end, at + 1..end));
}
