//! Units of systemd (systemd.syntax(7), systemd.service(5), systemd.exec(5)).

use super::comment::HASH;
use crate::context::commands;
use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, Control, Interpolation, Otherwise, TokenKind, TokenRule};
use crate::context::token::{Around, Inner, Token};
use crate::text::Cut;

/// A unit: a name and a value on each line, in which `%` begins a specifier.
pub(in crate::context) static SYSTEMD: Language = Language {
    name: "systemd",
    files: "*.service *.timer *.socket *.mount *.path *.target *.container *.network *.volume *.pod \
        *.service.d/*.conf *.timer.d/*.conf *.socket.d/*.conf",
    refines: "ini toml bash",
    rules: &[&HASH, &SEMICOLON],
    word: &SETTING,
    grammar: Grammar::Own(scan),
    ..Language::BASE
};

static SEMICOLON: TokenRule = TokenRule { open: ";", ..TokenRule::COMMENT };

static SETTING: TokenRule = TokenRule {
    name: "settings of systemd",
    kind: TokenKind::Text,
    open: "",
    close: "",
    escapes: &[("%", "%%")],
    interpolations: &[Interpolation::Name("%")],
    check: |value| match value {
        "" => Err("a setting cannot be empty"),
        _ if value.ends_with('\\') => Err("a backslash at the end would take the next line along"),
        _ if value.trim() != value => Err("a setting cannot have spaces at its ends"),
        _ => Ok(()),
    },
    ..TokenRule::STRING
};

/// Settings that are assignments, each of which may be in quotes.
static ASSIGNMENTS: Language = Language {
    name: "assignments of systemd",
    rules: &[&DOUBLE, &SINGLE],
    word: &WORD,
    grammar: Grammar::Own(words),
    ..Language::BASE
};

/// Settings that are commands; a dollar sign begins a variable in them.
static COMMAND: Language = Language {
    name: "commands of systemd",
    rules: &[&EXEC_DOUBLE, &EXEC_SINGLE],
    word: &EXEC_WORD,
    ..ASSIGNMENTS
};

/// What is written in quotes and outside of them alike.
const ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("'", "\\'"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")];
const EXEC_ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("'", "\\'"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r"), ("$", "$$")];

static DOUBLE: TokenRule = TokenRule {
    name: "quoted words of systemd",
    escapes: ESCAPES,
    escape: Some('\\'),
    control: Control::Hex,
    ..TokenRule::STRING
};
static SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..DOUBLE };
static EXEC_DOUBLE: TokenRule = TokenRule { escapes: EXEC_ESCAPES, interpolations: VARIABLES, ..DOUBLE };
static EXEC_SINGLE: TokenRule = TokenRule { open: "'", close: "'", ..EXEC_DOUBLE };

const VARIABLES: &[Interpolation] = &[Interpolation::Between("${", "}"), Interpolation::Name("$")];

/// A word without quotes: a space in it is written as its number.
static WORD: TokenRule = TokenRule {
    name: "words of systemd",
    kind: TokenKind::Word,
    open: "",
    close: "",
    allowed: Allowed::AllBut(" "),
    otherwise: Otherwise::Number,
    check: |word| match word {
        "" => Err("an empty value leaves no word here"),
        ";" => Err("a semicolon of its own would end the command"),
        _ => Ok(()),
    },
    ..DOUBLE
};
static EXEC_WORD: TokenRule = TokenRule { escapes: EXEC_ESCAPES, interpolations: VARIABLES, ..WORD };

/// Reads the lines of a unit; a backslash at the end of a line takes the next one along.
fn scan(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = text.after(at).split_inclusive('\n').next().unwrap_or_default();
        let first = at + (line.len() - line.trim_start().len());
        let comment = language.rules.iter().find(|rule| text.after(first).starts_with(rule.open));
        let end = match comment {
            Some(rule) => {
                tokens.extend(lexer::read(rule, text, first));
                at + line.len()
            }
            None => setting(language, text, at, &mut tokens),
        };
        at = end.max(at + 1);
    }
    tokens
}

/// Reads a setting; returns where the next line begins.
fn setting(language: &'static Language, text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    let end = lexer::continued_line_end(text, start);
    let line = text.between(start..end).trim_end();
    if let Some(equals) = line.find('=').filter(|_| !line.starts_with('[')) {
        let value = line.after(equals + 1);
        let from = start + equals + 1 + (value.len() - value.trim_start().len());
        let mut token = Token::bare(language.word, from..start + line.len());
        let name = line.before(equals).trim();
        let content = if name == "Environment" {
            Some(&ASSIGNMENTS)
        } else {
            (name.starts_with("Exec") || name == "Exec").then_some(&COMMAND)
        };
        token.content = content.map(Inner::of);
        tokens.extend(Some(token).filter(|token| !token.inner.is_empty()));
    }
    end
}

/// Reads words; one may begin with quotes.
fn words(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = text.after(at);
        let space = rest.len() - rest.trim_start().len();
        at += space;
        let quoted = language.rules.iter().find_map(|rule| lexer::read(rule, text, at));
        let token = quoted.unwrap_or_else(|| {
            let end = text.after(at).find(char::is_whitespace).map_or(text.len(), |end| at + end);
            Token::bare(language.word, at..end)
        });
        at = token.outer.end;
        tokens.extend(Some(token).filter(|token| !token.outer.is_empty()));
    }
    let words: Vec<String> = tokens.iter().map(|token| token.decode(text)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    for found in commands::texts(&words) {
        let around = Around { skip: found.skip, ..Around::default() };
        for token in tokens.get_mut(found.word).into_iter().filter(|_| language == &COMMAND) {
            token.content = Some(Inner::of(found.language));
            token.around = (found.skip > 0).then(|| Box::new(around.clone()));
        }
    }
    tokens
}
