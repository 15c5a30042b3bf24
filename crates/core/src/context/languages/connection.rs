//! Texts that programs split once more: connection strings of databases, and rules of Traefik.

use crate::context::language::{Grammar, Language};
use crate::context::lexer;
use crate::context::rule::{Allowed, TokenKind, TokenRule};
use crate::context::token::Token;
use crate::text::{Cut, Find, Signs, words};

const VALUE: TokenRule = TokenRule {
    kind: TokenKind::Word,
    open: "",
    close: "",
    check: |value| match value.trim() == value && !value.is_empty() {
        true => Ok(()),
        false => Err("a value without quotes cannot be empty or have spaces at its ends"),
    },
    ..TokenRule::STRING
};

/// A connection string of PostgreSQL: `host=db user=app password=x` (libpq, section "Keyword/Value Connection Strings").
pub(in crate::context) static LIBPQ: Language = Language {
    name: "connection strings",
    rules: &[&LIBPQ_QUOTED],
    word: &LIBPQ_VALUE,
    grammar: Grammar::Own(|language, text| values(language, text, ' ')),
    ..Language::BASE
};

static LIBPQ_VALUE: TokenRule = TokenRule {
    name: "connection strings",
    allowed: Allowed::AllBut(" '\\\t"),
    quoted: &[&LIBPQ_QUOTED],
    ..VALUE
};

static LIBPQ_QUOTED: TokenRule = TokenRule {
    name: "quoted values of connection strings",
    open: "'",
    close: "'",
    escapes: &[("'", "\\'"), ("\\", "\\\\")],
    escape: Some('\\'),
    ..TokenRule::STRING
};

/// A connection string of .NET: `Server=db;User Id=app;Password=x` (`DbConnectionStringBuilder`).
pub(in crate::context) static ADO: Language = Language {
    name: "connection strings",
    rules: &[&ADO_DOUBLE, &ADO_SINGLE],
    word: &ADO_VALUE,
    grammar: Grammar::Own(|language, text| values(language, text, ';')),
    ..Language::BASE
};

static ADO_VALUE: TokenRule = TokenRule {
    name: "connection strings",
    allowed: Allowed::AllBut(";'\"=\t"),
    quoted: &[&ADO_DOUBLE],
    ..VALUE
};

static ADO_DOUBLE: TokenRule = TokenRule {
    name: "quoted values of connection strings",
    escapes: &[("\"", "\"\"")],
    ..TokenRule::STRING
};

static ADO_SINGLE: TokenRule = TokenRule { open: "'", close: "'", escapes: &[("'", "''")], ..ADO_DOUBLE };

/// Reads what follows each `=`: a string in quotes, or a word up to the separator.
fn values(language: &'static Language, text: &str, separator: char) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(equals) = text.after(at).find('=') {
        at += equals + 1;
        let quoted = language.rules.iter().find_map(|rule| lexer::read(rule, text, at));
        let token = quoted.unwrap_or_else(|| {
            let end = text.after(at).find(separator).map_or(text.len(), |end| at + end);
            Token::bare(language.word, at..end)
        });
        at = token.outer.end;
        tokens.extend(Some(token).filter(|token| !token.outer.is_empty()));
        // A part without an equals sign is for nobody.
        at = text.after(at).find(separator).map_or(text.len(), |end| at + end);
    }
    tokens
}

/// Keys of which a connection string has two.
const KEYS: [&str; 12] = [
    "host",
    "port",
    "dbname",
    "user",
    "password",
    "sslmode",
    "server",
    "database",
    "user id",
    "pwd",
    "uid",
    "data source",
];

/// Returns the language of a connection string; nothing where a text is none.
pub(in crate::context) fn find(text: &str) -> Option<&'static Language> {
    let is_one = |separator: char| {
        let is_key = |part: &&str| {
            let key = part.split('=').next().unwrap_or_default();
            part.has('=') && KEYS.iter().any(|known| known.eq_ignore_ascii_case(key.trim()))
        };
        text.split(separator).filter(is_key).count() > 1
    };
    if text.has_any("\n&") || !text.has('=') {
        None
    } else if is_one(';') {
        Some(&ADO)
    } else {
        is_one(' ').then_some(&LIBPQ)
    }
}

/// A rule of a router: ``Host(`auth.example.com`)`` (Traefik documentation, "Rules & Priority"). A string between
/// backticks has no escape.
pub(in crate::context) static ROUTER: Language = Language {
    name: "rules of Traefik",
    rules: &[&BACKTICKS, &QUOTED],
    word: &TokenRule::CODE,
    ..Language::BASE
};

static BACKTICKS: TokenRule = TokenRule {
    name: "strings in rules of Traefik",
    open: "`",
    close: "`",
    allowed: Allowed::AllBut("`"),
    ..TokenRule::STRING
};

static QUOTED: TokenRule = TokenRule {
    name: "strings in rules of Traefik",
    escapes: &[("\\", "\\\\"), ("\"", "\\\"")],
    escape: Some('\\'),
    ..TokenRule::STRING
};

/// The matchers of rules that take a text.
const MATCHERS: &str = "Host( HostRegexp( HostSNI( HostSNIRegexp( Path( PathPrefix( PathRegexp( Header( \
    HeaderRegexp( Headers( Query(";

/// Tells whether a text is a rule of Traefik.
pub(in crate::context) fn is_router(text: &str) -> bool {
    text.has('`') && words(MATCHERS).any(|matcher| text.has(matcher))
}
