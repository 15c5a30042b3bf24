//! Programming languages whose strings hold expressions: PHP, Ruby, Elixir, SQL.

use super::data::{HASH, SLASHES, STARS};
use crate::place::encoding::is_name;
use crate::place::form::{Control, Form, Insertion, Opens};
use crate::place::language::Language;

/// PHP (manual, section "Strings").
pub(in crate::place) static PHP: Language = Language {
    name: "php",
    files: &["*.php"],
    forms: &[&SLASHES, &STARS, &HASH, &PHP_SINGLE, &PHP_DOUBLE],
    // A text outside of `<?php`, and here-documents.
    foreign: |rest| rest.starts_with("?>") || rest.starts_with("<<<"),
    ..Language::BASE
};

static PHP_SINGLE: Form = Form {
    name: "single-quoted PHP strings",
    open: "'",
    close: "'",
    lines: true,
    escapes: &[("\\", "\\\\"), ("'", "\\'")],
    escape: Some('\\'),
    ..Form::STRING
};

static PHP_DOUBLE: Form = Form {
    name: "double-quoted PHP strings",
    lines: true,
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    escape: Some('\\'),
    control: Control::Braces,
    insertions: &[Insertion::Between("{$", "}"), Insertion::Between("${", "}"), Insertion::Name("$")],
    ..Form::STRING
};

/// Ruby (documentation, "Literals").
pub(in crate::place) static RUBY: Language = Language {
    name: "ruby",
    aliases: &["rb"],
    files: &["*.rb", "gemfile", "rakefile", "vagrantfile"],
    forms: &[&RUBY_COMMENT, &EXPRESSION, &RUBY_SINGLE, &RUBY_DOUBLE, &COMMAND],
    foreign: is_other_ruby,
    ..Language::BASE
};

static RUBY_COMMENT: Form = Form { opens: Opens::Space, ..Form::COMMENT };
static RUBY_SINGLE: Form = Form {
    name: "single-quoted Ruby strings",
    open: "'",
    close: "'",
    lines: true,
    escapes: &[("\\", "\\\\"), ("'", "\\'")],
    escape: Some('\\'),
    ..Form::STRING
};

const HASH_ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("#", "\\#"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")];

static RUBY_DOUBLE: Form = Form {
    name: "double-quoted Ruby strings",
    lines: true,
    escapes: HASH_ESCAPES,
    escape: Some('\\'),
    control: Control::Unicode,
    insertions: &[Insertion::Between("#{", "}"), Insertion::Name("#$"), Insertion::Name("#@")],
    ..Form::STRING
};

/// A command between backticks.
static COMMAND: Form = Form {
    name: "commands in Ruby",
    open: "`",
    close: "`",
    escape: Some('\\'),
    holds: |c| c.is_ascii_alphanumeric() || "._-".contains(c),
    ..Form::STRING
};

/// A regular expression between slashes: a value in it would be an expression of its own.
static EXPRESSION: Form = Form {
    name: "regular expressions",
    open: "/",
    close: "/",
    opens: Opens::Operator,
    escape: Some('\\'),
    holds: |c| c.is_ascii_alphanumeric() || "_-".contains(c),
    ..Form::STRING
};

/// Tells whether a here-document, a literal with `%` or a long comment begins.
fn is_other_ruby(rest: &str) -> bool {
    let second = |sign: &str| rest.strip_prefix(sign).and_then(|rest| rest.chars().next());
    let here = second("<<").is_some_and(|c| is_name(c) || "~-'\"`".contains(c));
    let literal = second("%").is_some_and(|c| c.is_ascii_alphabetic() || "({[<|!/".contains(c));
    here || literal || rest.starts_with("=begin") || rest.starts_with("__END__")
}

/// Elixir (documentation, "Syntax reference").
pub(in crate::place) static ELIXIR: Language = Language {
    name: "elixir",
    aliases: &["ex", "exs"],
    files: &["*.ex", "*.exs"],
    forms: &[&HASH, &ELIXIR_LONG, &ELIXIR_DOUBLE, &ELIXIR_SINGLE],
    // A sigil.
    foreign: |rest| {
        rest.strip_prefix('~').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    },
    ..Language::BASE
};

static ELIXIR_DOUBLE: Form =
    Form { name: "Elixir strings", insertions: &[Insertion::Between("#{", "}")], ..RUBY_DOUBLE };
static ELIXIR_SINGLE: Form = Form {
    name: "Elixir charlists",
    open: "'",
    close: "'",
    escapes: &[("\\", "\\\\"), ("'", "\\'"), ("#", "\\#"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    ..ELIXIR_DOUBLE
};
static ELIXIR_LONG: Form = Form { open: "\"\"\"", close: "\"\"\"", ..ELIXIR_DOUBLE };

/// SQL, as all databases agree on it: a backslash is an escape for some, so none is written.
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
    holds: |c| c != '\\',
    ..Form::STRING
};
static SQL_NAME: Form = Form {
    name: "quoted SQL names",
    escapes: &[("\"", "\"\"")],
    holds: |c| c != '\\',
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
