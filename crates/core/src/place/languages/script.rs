//! Programming languages whose strings hold expressions: PHP, Ruby, Elixir.

use super::code::EXPRESSION;
use super::data::{HASH, SLASHES, STARS};
use crate::place::encoding::is_name;
use crate::place::form::{Control, Form, Holds, Insertion, Opens};
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
static RUBY_SINGLE: Form = Form { name: "single-quoted Ruby strings", ..PHP_SINGLE };

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
    holds: Holds::Ascii("._-"),
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
