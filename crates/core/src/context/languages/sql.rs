//! SQL, as all databases agree on it: strings, quoted names and comments.

use super::comment::STARS;
use crate::context::language::Language;
use crate::context::rule::{Allowed, TokenRule};

/// A backslash is an escape for some databases and a letter for others, so none is written.
pub(in crate::context) static SQL: Language = Language {
    name: "sql",
    aliases: &["mysql", "pgsql", "postgres", "postgresql", "sqlite", "tsql"],
    files: &["*.sql"],
    rules: &[&DASHES, &STARS, &SQL_STRING, &SQL_NAME, &SQL_BACKTICKS],
    // Strings between dollar signs, and the comments of MySQL alone.
    foreign: |rest| rest.starts_with(['$', '#']),
    ..Language::BASE
};

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
