//! YAML 1.2, and in [`kinds`] the files in YAML whose keys or values mean more to the program that reads them.

mod block;
mod commands;
mod kinds;
mod plain;
mod scanner;
mod types;

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Allowed, Boundary, Control, TokenKind, TokenRule};
use crate::text::{Cut, Find};

pub(crate) use commands::CommandKeys;
pub(in crate::context) use kinds::{CLOUD_INIT, COMPOSE, KUBERNETES, PLAYBOOK, WORKFLOW};

/// YAML, read as both 1.1 and 1.2 do: a value that one of them would take for another type gets quotes.
pub(in crate::context) static YAML: Language = Language {
    name: "yaml",
    aliases: "yml eyaml",
    files: "*.yml *.yaml",
    rules: RULES,
    word: &PLAIN,
    grammar: Grammar::Own(scanner::scan),
    ..Language::BASE
};

const RULES: &[&TokenRule] = &[&COMMENT, &SINGLE, &DOUBLE, &BLOCK];

pub(in crate::context) static COMMENT: TokenRule =
    TokenRule { boundary: Boundary::Space, ..TokenRule::COMMENT };

pub(in crate::context) static SINGLE: TokenRule = TokenRule {
    name: "single-quoted YAML strings",
    open: "'",
    close: "'",
    escapes: &[("'", "''")],
    ..TokenRule::STRING
};

/// YAML 1.2, section 5.7.
pub(in crate::context) static DOUBLE: TokenRule = TokenRule {
    name: "double-quoted YAML strings",
    escapes: &[
        ("\"", "\\\""),
        ("\\", "\\\\"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("\u{85}", "\\N"),
        ("\u{2028}", "\\L"),
        ("\u{2029}", "\\P"),
        ("\u{a0}", "\\_"),
    ],
    escape: Some('\\'),
    control: Control::Unicode,
    ..TokenRule::STRING
};

/// A plain scalar; section 7.3.3 says what it cannot contain, the scanner finds it out by reading again.
pub(in crate::context) static PLAIN: TokenRule = TokenRule {
    name: "YAML values without quotes",
    kind: TokenKind::Word,
    open: "",
    close: "",
    allowed: Allowed::AllBut("\t"),
    quoted: &[&SINGLE, &DOUBLE],
    resolve: types::resolve,
    check: is_plain,
    ..TokenRule::STRING
};

/// A block scalar.
pub(in crate::context) static BLOCK: TokenRule = TokenRule {
    name: "YAML blocks",
    kind: TokenKind::Block,
    open: "",
    close: "",
    multiline: true,
    ..TokenRule::STRING
};

/// A folded block scalar, in which line breaks do not stay.
pub(in crate::context) static FOLDED: TokenRule = TokenRule {
    name: "folded YAML blocks",
    kind: TokenKind::Block,
    open: "",
    close: "",
    ..TokenRule::STRING
};

/// What follows `&`, `*`, `!` and `%`: names that lead to other parts of the file.
pub(in crate::context) static NAME: TokenRule = TokenRule {
    name: "anchors and tags",
    kind: TokenKind::Code,
    allowed: Allowed::Ascii("-_"),
    open: "",
    close: "",
    ..TokenRule::STRING
};

/// A plain scalar inside of brackets; readers of YAML 1.1 stop at a question mark.
pub(in crate::context) static FLOW: TokenRule = TokenRule { allowed: Allowed::AllBut("\t,[]{}?"), ..PLAIN };

static PLAIN_KEY: TokenRule = TokenRule { check: is_plain_key, quoted: &[&SINGLE_KEY, &DOUBLE_KEY], ..PLAIN };
static FLOW_KEY: TokenRule = TokenRule { check: is_plain_key, quoted: &[&SINGLE_KEY, &DOUBLE_KEY], ..FLOW };
static SINGLE_KEY: TokenRule = TokenRule { check: is_key, ..SINGLE };
static DOUBLE_KEY: TokenRule = TokenRule { check: is_key, ..DOUBLE };

/// Returns the rule that a scalar has as a key.
pub(in crate::context) fn key(rule: &'static TokenRule) -> &'static TokenRule {
    let rules = [(&PLAIN, &PLAIN_KEY), (&FLOW, &FLOW_KEY), (&SINGLE, &SINGLE_KEY), (&DOUBLE, &DOUBLE_KEY)];
    rules.iter().find(|(scalar, _)| std::ptr::eq(*scalar, rule)).map_or(rule, |(_, key)| key)
}

/// YAML 1.2, section 7.4: a key is at most 1024 characters long.
fn is_key(text: &str) -> Result<(), &'static str> {
    match text.len() < 1024 {
        true => Ok(()),
        false => Err("a YAML key cannot be longer than 1024 characters"),
    }
}

fn is_plain_key(text: &str) -> Result<(), &'static str> {
    is_key(text).and_then(|()| (PLAIN.check)(text))
}

/// Checks whether a text can be a plain scalar in block and in flow context alike.
fn is_plain(text: &str) -> Result<(), &'static str> {
    let is_safe = match text.chars().next() {
        None => return Err("nothing would be left here"),
        Some('-' | '?' | ':') => text.after(1).starts_with(|c: char| !c.is_whitespace() && !",[]{}".has(c)),
        Some(first) => !"#,[]{}&*!|>'\"%@`~".has(first),
    };
    let is_marker = matches!(text.get(..4).unwrap_or(text), "---" | "..." | "--- " | "... ");
    if !is_safe || is_marker {
        Err("a YAML value without quotes cannot begin like this: the page needs quotes around all of it")
    } else if text.trim() != text {
        Err("a YAML value without quotes cannot have spaces at its ends")
    } else if text.has(": ") || text.ends_with(':') {
        Err("a colon and a space would make a YAML value without quotes a key")
    } else if text.has(" #") {
        Err("`#` after a space begins a comment in a YAML value without quotes")
    } else {
        Ok(())
    }
}
