//! SQL, as all databases agree on it: strings, quoted names and comments.

use super::data::STARS;
use crate::place::form::{Form, Holds};
use crate::place::language::Language;

/// A backslash is an escape for some databases and a letter for others, so none is written.
pub(in crate::place) static SQL: Language = Language {
    name: "sql",
    aliases: &["mysql", "pgsql", "postgres", "postgresql", "sqlite", "tsql"],
    files: &["*.sql"],
    forms: &[&DASHES, &STARS, &SQL_STRING, &SQL_NAME, &SQL_BACKTICKS],
    // Strings between dollar signs, and the comments of MySQL alone.
    foreign: |rest| rest.starts_with(['$', '#']),
    ..Language::BASE
};

static DASHES: Form = Form { open: "--", ..Form::COMMENT };
static SQL_STRING: Form = Form {
    name: "SQL strings",
    open: "'",
    close: "'",
    lines: true,
    escapes: &[("'", "''")],
    holds: Holds::AllBut("\\"),
    ..Form::STRING
};
static SQL_NAME: Form = Form {
    name: "quoted SQL names",
    escapes: &[("\"", "\"\"")],
    holds: Holds::AllBut("\\"),
    check: is_name_of_something,
    ..Form::STRING
};
static SQL_BACKTICKS: Form = Form { open: "`", close: "`", escapes: &[("`", "``")], ..SQL_NAME };

fn is_name_of_something(name: &str) -> Result<(), &'static str> {
    match name.trim() == name && !name.is_empty() {
        true => Ok(()),
        false => Err("a name cannot be empty or have spaces at its ends"),
    }
}
