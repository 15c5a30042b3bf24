//! Tables and directories: CSV (RFC 4180) and LDIF (RFC 2849).

use crate::cut::Cut;
use crate::place::form::{Form, Holds, Opens, Role};
use crate::place::language::{Grammar, Language};
use crate::place::reading::Reading;
use crate::place::scan;
use crate::place::token::Token;

/// Comma-separated values.
pub(in crate::place) static CSV: Language = Language {
    name: "csv",
    files: &["*.csv"],
    forms: &[&CELL_QUOTED],
    word: &CELL,
    grammar: Grammar::Own(cells),
    ..Language::BASE
};

static CELL_QUOTED: Form = Form {
    name: "quoted cells",
    lines: true,
    escapes: &[("\"", "\"\"")],
    opens: Opens::Anywhere,
    ..Form::STRING
};

static CELL: Form = Form {
    name: "cells",
    role: Role::Word,
    open: "",
    close: "",
    holds: Holds::AllBut("\",;"),
    quoted: &[&CELL_QUOTED],
    reads: |_| Reading::Text,
    check: |cell| match cell.trim() == cell && !cell.is_empty() && !cell.starts_with('#') {
        true => Ok(()),
        false => Err("a cell without quotes cannot be empty or have spaces at its ends"),
    },
    ..Form::STRING
};

fn cells(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.after(at).chars().next() {
        let quoted = language.forms.iter().find_map(|form| scan::read(form, text, at));
        at = match quoted {
            Some(token) => {
                tokens.push(token);
                tokens.last().map_or(at, |token| token.outer.end)
            }
            None if ",\r\n \t".contains(first) => at + 1,
            None => {
                let end = text.after(at).find([',', '\n', '\r']).map_or(text.len(), |end| at + end);
                let cell = text.between(at..end).trim_end();
                tokens.push(Token::bare(language.word, at..at + cell.len()));
                end
            }
        };
    }
    tokens
}

/// Entries of a directory, an attribute on each line.
pub(in crate::place) static LDIF: Language = Language {
    name: "ldif",
    files: &["*.ldif"],
    forms: &[&LINE_COMMENT],
    word: &ATTRIBUTE,
    grammar: Grammar::Own(attributes),
    ..Language::BASE
};

static LINE_COMMENT: Form = Form { opens: Opens::Line, ..Form::COMMENT };

/// What RFC 2849 calls a safe string.
static ATTRIBUTE: Form = Form {
    name: "values of an LDIF file",
    role: Role::Word,
    open: "",
    close: "",
    holds: Holds::Those(|c| c.is_ascii()),
    reads: |_| Reading::Text,
    check: |value| match value.trim() == value && !value.starts_with([':', '<']) && !value.is_empty() {
        true => Ok(()),
        false => Err("a value cannot be empty, begin with `:` or `<` or have spaces at its ends"),
    },
    ..Form::STRING
};

fn attributes(language: &'static Language, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_matches(['\n', '\r']).len();
        if let Some(comment) = language.forms.iter().find_map(|form| scan::read(form, text, at)) {
            tokens.push(comment);
        } else if let Some(colon) = text.between(at..end).find(':') {
            let behind = text.between(at + colon + 1..end).trim_start_matches([':', '<']);
            let start = end - behind.trim_start().len();
            if start < end {
                tokens.push(Token::bare(language.word, start..end));
            }
        }
        at += line.len();
    }
    tokens
}
