//! SQL, as all databases agree on it: strings, quoted names and comments.

use super::comment::STARS;
use crate::context::language::Language;
use crate::context::rule::{Allowed, TokenRule};
use crate::context::scalar::{ScalarKind, is_decimal};
use crate::text::{Signs, is_one_of};

/// A backslash is an escape for some databases and a letter for others, so none is written.
pub(in crate::context) static SQL: Language = Language {
    name: "sql",
    aliases: "mysql pgsql postgres postgresql sqlite tsql",
    files: "*.sql",
    rules: &[&DASHES, &STARS, &SQL_STRING, &SQL_NAME, &SQL_BACKTICKS],
    word: &SQL_WORD,
    // Strings between dollar signs, and the comments of MySQL alone.
    foreign: |rest| rest.starts_with_any("$#"),
    ..Language::BASE
};

/// A name without quotes stays one, and a number too.
static SQL_WORD: TokenRule = TokenRule {
    name: "words of SQL",
    resolve: |word| match word {
        _ if is_decimal(word) => ScalarKind::Number,
        _ if is_plain_name(word) => ScalarKind::Name,
        _ => ScalarKind::Syntax,
    },
    ..TokenRule::WORD
};

/// Tells whether a word is the name of a table or a role, and none that a database takes for something else.
fn is_plain_name(word: &str) -> bool {
    let is_name = word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    is_name && !is_one_of(RESERVED, word)
}

const RESERVED: &str = "all current_role current_user default false from group none null public \
    session_user table true user";

static DASHES: TokenRule = TokenRule { open: "--", ..TokenRule::COMMENT };
static SQL_STRING: TokenRule = TokenRule {
    name: "SQL strings",
    open: "'",
    close: "'",
    multiline: true,
    escapes: &[("'", "''")],
    allowed: Allowed::AllBut("\\"),
    ..TokenRule::STRING
};
static SQL_NAME: TokenRule = TokenRule {
    name: "quoted SQL names",
    escapes: &[("\"", "\"\"")],
    allowed: Allowed::AllBut("\\"),
    check: is_name_of_something,
    ..TokenRule::STRING
};
static SQL_BACKTICKS: TokenRule = TokenRule { open: "`", close: "`", escapes: &[("`", "``")], ..SQL_NAME };

fn is_name_of_something(name: &str) -> Result<(), &'static str> {
    match name.trim() == name && !name.is_empty() {
        true => Ok(()),
        false => Err("a name cannot be empty or have spaces at its ends"),
    }
}
