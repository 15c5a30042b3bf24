//! Templates: what a program replaces in a file before anything else reads it. Only Jinja and Go are known well enough to
//! write what they would run; for every other program that is refused.

use crate::context::language::{Grammar, Language};
use crate::context::rule::{Interpolation, Otherwise, TokenKind, TokenRule};
use crate::text::{Find, is_in};

/// A template of some program.
pub(in crate::context) static ANY: Language =
    Language { name: "templates", word: &ANY_TEXT, grammar: Grammar::WHOLE, ..Language::BASE };

/// Jinja, which renders a file once ("Template Designer Documentation", section "Escaping").
static JINJA: Language = Language { name: "templates of Jinja", word: &JINJA_TEXT, ..ANY };

/// Go's `text/template`, and so Helm.
static GO: Language = Language { name: "templates of Go", word: &GO_TEXT, ..ANY };

/// Values in which a workflow replaces expressions.
pub(super) static EXPRESSIONS: Language = Language { name: "values of a workflow", word: &EXPRESSION, ..ANY };

static ANY_TEXT: TokenRule = TokenRule {
    name: "templates",
    kind: TokenKind::Block,
    open: "",
    close: "",
    multiline: true,
    escapes: &[("{{", ""), ("{%", ""), ("{#", ""), ("<%", "")],
    // An opening without its end is replaced too, or an error.
    interpolations: &[
        Interpolation::Between("{{", "}}"),
        Interpolation::Between("{%", "%}"),
        Interpolation::Between("{#", "#}"),
        Interpolation::Between("<%", "%>"),
        Interpolation::Name("{{"),
        Interpolation::Name("{%"),
        Interpolation::Name("{#"),
        Interpolation::Name("<%"),
    ],
    otherwise: Otherwise::RefuseAs(
        "the program that reads this before would run it, so choose a value without it",
    ),
    ..TokenRule::STRING
};
static JINJA_TEXT: TokenRule =
    TokenRule { escapes: &[("{{", "{{ '{{' }}"), ("{%", "{{ '{%' }}"), ("{#", "{{ '{#' }}")], ..ANY_TEXT };
static GO_TEXT: TokenRule = TokenRule {
    escapes: &[("{{", "{{`{{`}}")],
    interpolations: &[Interpolation::Between("{{", "}}"), Interpolation::Name("{{")],
    ..ANY_TEXT
};
static EXPRESSION: TokenRule = TokenRule {
    name: "values of a workflow",
    escapes: &[("${{", "")],
    interpolations: &[Interpolation::Between("${{", "}}"), Interpolation::Name("${{")],
    ..ANY_TEXT
};

/// Programs by the ends of file names and by words of info strings.
static PROGRAMS: [(&str, &Language); 3] = [
    ("j2 jinja jinja2", &JINJA),
    ("gotmpl helm", &GO),
    ("tmpl tpl ctmpl erb ejs hbs handlebars mustache liquid twig django", &ANY),
];

/// Languages in which two braces mean nothing, so that a text that has them is a template.
const DATA: &str =
    "yaml compose kubernetes cloud-config json toml env ini properties nginx conf systemd html xml";

/// What only the templates of Helm have.
const HELM: [&str; 5] = [".Values.", ".Release.", ".Chart.", "{{ include ", "{{- include "];

/// Returns the program that the end of a file's name, or a word of an info string, names.
pub(super) fn called(word: &str) -> Option<&'static Language> {
    PROGRAMS.iter().find(|(words, _)| is_in(words, word)).map(|(_, program)| *program)
}

/// Returns the name of the file that a template becomes, and the program that makes it: `nginx.conf.j2`.
pub(in crate::context) fn of_name(title: &str) -> (&str, Option<&'static Language>) {
    let title = title.trim();
    let named = title.rsplit_once('.').and_then(|(name, end)| Some((name, called(end)?)));
    match named {
        Some((name, program)) => (name, Some(program)),
        None => (title, title.has("templates/").then_some(&ANY)),
    }
}

/// Returns the program of a template that shows it: Helm by its names, others by what they replace.
pub(in crate::context) fn shown(language: &Language, text: &str) -> Option<&'static Language> {
    let has = |sign: &&str| text.has(*sign);
    if !is_in(DATA, language.name) || !["{{", "{%", "## template:"].iter().any(has) {
        return None;
    }
    Some(if HELM.iter().any(has) { &GO } else { &ANY })
}
