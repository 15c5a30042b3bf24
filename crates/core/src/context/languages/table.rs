//! Tables and directories: CSV (RFC 4180) and LDIF (RFC 2849).

use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, Boundary, TokenKind, TokenRule};
use crate::context::scalar::ScalarKind;
use crate::context::token::Token;
use crate::text::{Cut, Find, Signs};

/// Comma-separated values.
pub(in crate::context) static CSV: Language = Language {
    name: "csv",
    files: "*.csv",
    rules: &[&CELL_QUOTED],
    word: &CELL,
    grammar: Grammar::Own(cells),
    ..Language::BASE
};

static CELL_QUOTED: TokenRule = TokenRule {
    name: "quoted cells",
    multiline: true,
    escapes: &[("\"", "\"\"")],
    boundary: Boundary::Anywhere,
    ..TokenRule::STRING
};

static CELL: TokenRule = TokenRule {
    name: "cells",
    kind: TokenKind::Word,
    open: "",
    close: "",
    allowed: Allowed::AllBut("\",;"),
    quoted: &[&CELL_QUOTED],
    resolve: |_| ScalarKind::Text,
    check: |cell| match cell.trim() == cell && !cell.is_empty() && !cell.starts_with('#') {
        true => Ok(()),
        false => Err("a cell without quotes cannot be empty or have spaces at its ends"),
    },
    ..TokenRule::STRING
};

fn cells(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.after(at).chars().next() {
        let quoted = language.rules.iter().find_map(|rule| lexer::read(rule, text, at));
        at = match quoted {
            Some(token) => {
                tokens.push(token);
                tokens.last().map_or(at, |token| token.outer.end)
            }
            None if ",\r\n \t".has(first) => at + 1,
            None => {
                let end = text.after(at).find_any(",\n\r").map_or(text.len(), |end| at + end);
                let cell = text.between(at..end).trim_end();
                tokens.push(Token::bare(language.word, at..at + cell.len()));
                end
            }
        };
    }
    tokens
}

/// Entries of a directory, an attribute on each line.
pub(in crate::context) static LDIF: Language = Language {
    name: "ldif",
    files: "*.ldif",
    rules: &[&LINE_COMMENT],
    word: &ATTRIBUTE,
    grammar: Grammar::Own(attributes),
    ..Language::BASE
};

static LINE_COMMENT: TokenRule = TokenRule { boundary: Boundary::Line, ..TokenRule::COMMENT };

/// What RFC 2849 calls a safe string.
static ATTRIBUTE: TokenRule = TokenRule {
    name: "values of an LDIF file",
    kind: TokenKind::Word,
    open: "",
    close: "",
    allowed: Allowed::Those(|c| c.is_ascii()),
    resolve: |_| ScalarKind::Text,
    check: |value| match value.trim() == value && !value.starts_with_any(":<") && !value.is_empty() {
        true => Ok(()),
        false => Err("a value cannot be empty, begin with `:` or `<` or have spaces at its ends"),
    },
    ..TokenRule::STRING
};

fn attributes(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_any("\n\r").len();
        if let Some(comment) = language.rules.iter().find_map(|rule| lexer::read(rule, text, at)) {
            tokens.push(comment);
        } else if let Some(colon) = text.between(at..end).find(':') {
            let after = text.between(at + colon + 1..end).trim_start_any(":<");
            let start = end - after.trim_start().len();
            if start < end {
                tokens.push(Token::bare(language.word, start..end));
            }
        }
        at += line.len();
    }
    tokens
}
