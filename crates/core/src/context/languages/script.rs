//! Programming languages whose strings hold expressions: PHP, Ruby, Elixir.

use super::comment::{HASH, SLASHES, STARS};
use super::javascript::EXPRESSION;
use crate::context::escape::is_name;
use crate::context::language::Language;
use crate::context::rule::{Allowed, Boundary, Control, Interpolation, TokenRule};
use crate::text::Find;

/// PHP (manual, section "Strings").
pub(in crate::context) static PHP: Language = Language {
    name: "php",
    files: "*.php",
    rules: &[&SLASHES, &STARS, &HASH, &PHP_SINGLE, &PHP_DOUBLE],
    // A text outside of `<?php`, and here-documents.
    foreign: |rest| rest.starts_with("?>") || rest.starts_with("<<<"),
    ..Language::BASE
};

static PHP_SINGLE: TokenRule = TokenRule {
    name: "single-quoted PHP strings",
    open: "'",
    close: "'",
    multiline: true,
    escapes: &[("\\", "\\\\"), ("'", "\\'")],
    escape: Some('\\'),
    ..TokenRule::STRING
};

static PHP_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted PHP strings",
    multiline: true,
    escapes: &[("\\", "\\\\"), ("\"", "\\\""), ("$", "\\$"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    escape: Some('\\'),
    control: Control::Braces,
    interpolations: &[
        Interpolation::Between("{$", "}"),
        Interpolation::Between("${", "}"),
        Interpolation::Name("$"),
    ],
    ..TokenRule::STRING
};

/// Ruby (documentation, "Literals").
pub(in crate::context) static RUBY: Language = Language {
    name: "ruby",
    aliases: "rb",
    files: "*.rb gemfile rakefile vagrantfile",
    rules: &[&RUBY_COMMENT, &EXPRESSION, &RUBY_SINGLE, &RUBY_DOUBLE, &COMMAND],
    foreign: is_other_ruby,
    ..Language::BASE
};

static RUBY_COMMENT: TokenRule = TokenRule { boundary: Boundary::Space, ..TokenRule::COMMENT };
static RUBY_SINGLE: TokenRule = TokenRule { name: "single-quoted Ruby strings", ..PHP_SINGLE };

const HASH_ESCAPES: &[(&str, &str)] =
    &[("\\", "\\\\"), ("\"", "\\\""), ("#", "\\#"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")];

static RUBY_DOUBLE: TokenRule = TokenRule {
    name: "double-quoted Ruby strings",
    multiline: true,
    escapes: HASH_ESCAPES,
    escape: Some('\\'),
    control: Control::Unicode,
    interpolations: &[
        Interpolation::Between("#{", "}"),
        Interpolation::Name("#$"),
        Interpolation::Name("#@"),
    ],
    ..TokenRule::STRING
};

/// A command between backticks.
static COMMAND: TokenRule = TokenRule {
    name: "commands in Ruby",
    open: "`",
    close: "`",
    escape: Some('\\'),
    allowed: Allowed::Ascii("._-"),
    ..TokenRule::STRING
};

/// Tells whether a here-document, a literal with `%` or a long comment begins.
fn is_other_ruby(rest: &str) -> bool {
    let second = |sign: &str| rest.strip_prefix(sign).and_then(|rest| rest.chars().next());
    let here = second("<<").is_some_and(|c| is_name(c) || "~-'\"`".has(c));
    let literal = second("%").is_some_and(|c| c.is_ascii_alphabetic() || "({[<|!/".has(c));
    here || literal || rest.starts_with("=begin") || rest.starts_with("__END__")
}

/// Elixir (documentation, "Syntax reference").
pub(in crate::context) static ELIXIR: Language = Language {
    name: "elixir",
    aliases: "ex exs",
    files: "*.ex *.exs",
    rules: &[&HASH, &ELIXIR_LONG, &ELIXIR_DOUBLE, &ELIXIR_SINGLE],
    // A sigil.
    foreign: |rest| {
        rest.strip_prefix('~').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    },
    ..Language::BASE
};

static ELIXIR_DOUBLE: TokenRule =
    TokenRule { name: "Elixir strings", interpolations: &[Interpolation::Between("#{", "}")], ..RUBY_DOUBLE };
static ELIXIR_SINGLE: TokenRule = TokenRule {
    name: "Elixir charlists",
    open: "'",
    close: "'",
    escapes: &[("\\", "\\\\"), ("'", "\\'"), ("#", "\\#"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")],
    ..ELIXIR_DOUBLE
};
static ELIXIR_LONG: TokenRule = TokenRule { open: "\"\"\"", close: "\"\"\"", ..ELIXIR_DOUBLE };
