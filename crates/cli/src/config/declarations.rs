//! What is wrong with declarations, each problem at its line: of `sitevar.yml`, or of a page's front matter.
//!
//! Core knows what a default of a kind must be; which character sets and algorithms there are, only the crate of
//! secrets does.

use std::collections::BTreeMap;

use serde_yaml::Spanned;
use sitevar_core::{Code, DeclarationError, Diagnostic, Kind, Span, Variable, Variables, did_you_mean};
use sitevar_secret::{Algorithm, Charset, Digest, Error, LONGEST_SECRET, Limits, Method};

use super::yaml;
use crate::settings::punycode;

/// Reports what is wrong with the declarations of some names, which `text` holds.
pub(super) fn problems(text: &str, names: &[String], variables: &Variables) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for name in names {
        let Some(variable) = variables.variables.get(name) else { continue };
        let mut errors = variables.flaws(name, &punycode);
        errors.extend(unknown_to_secrets(variable));
        problems.extend(errors.into_iter().map(|error| {
            let span = span_of(declaration(text, name, names), &[name, error.key]);
            Diagnostic::error(Code::BadConfig, error.message, span).help(error.help)
        }));
        if variables.derived.contains_key(name) {
            let message = format!("`{name}` is a variable and a derived variable");
            problems.push(Diagnostic::error(Code::BadConfig, message, span_of(text, &[name])).help(
                "declare it once: under `variables:` if readers set it, under `derived:` if it is made of others",
            ));
        }
    }
    problems
}

/// Reports declarations of a page by which a secret of the site, or what is made of it, would be a text like any other.
///
/// Who writes a page need not be who answers for the site, and a text may be a part of addresses and be saved.
pub(super) fn weakened(text: &str, names: &[String], site: &Variables, page: &Variables) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for name in names.iter().filter(|name| site.is_of_a_secret(name)) {
        let Some(variable) = page.variables.get(name) else { continue };
        let (key, message) = match site.variables.get(name) {
            None => ("type", format!("the site derives `{name}` from a secret, which a page cannot change")),
            Some(before) if before.kind != variable.kind => {
                let kind = before.kind.name();
                ("type", format!("`{name}` is a {kind} of the site, and a page cannot give it another type"))
            }
            Some(before) if before.of != variable.of => (
                "of",
                format!("`{name}` is a digest of the site, and a page cannot change what it is made from"),
            ),
            Some(_) => continue,
        };
        let span = span_of(declaration(text, name, names), &[name, key]);
        problems
            .push(Diagnostic::error(Code::BadConfig, message, span).help(
                "give the value of this page another name, or change the declaration in `sitevar.yml`",
            ));
    }
    problems
}

/// Reports a length, a character set, an algorithm or a digest that secrets cannot have.
fn unknown_to_secrets(variable: &Variable) -> Vec<DeclarationError> {
    let of_error = |key, error: &Error| DeclarationError {
        key,
        message: error.message().to_owned(),
        help: error.advice().unwrap_or("copy the whole of it").to_owned(),
    };
    let mut errors = Vec::new();
    if let Some(length) = variable.length.filter(|length| *length == 0 || *length as usize > LONGEST_SECRET) {
        let message = format!("a secret cannot have {length} characters");
        let help = format!("choose a length from 1 to {LONGEST_SECRET}");
        errors.push(DeclarationError { key: "length", message, help });
    }
    let charset = variable.charset.as_deref().map(Charset::named);
    errors.extend(charset.and_then(Result::err).map(|error| of_error("charset", &error)));
    let algorithm = Algorithm::named(variable.algorithm.as_deref().unwrap_or(DEFAULT_ALGORITHM));
    match algorithm {
        Err(error) => errors.push(of_error("algorithm", &error)),
        Ok(algorithm) => {
            let method = algorithm.method(variable.iterations.map(u64::from));
            match method {
                Err(error) => errors.push(of_error("iterations", &error)),
                Ok(method) => errors.extend(too_much_for_a_browser(&method)),
            }
        }
    }
    if let Some(example) = variable.example().filter(|_| variable.kind == Kind::Digest) {
        errors.extend(example.parse::<Digest>().err().map(|error| of_error("examples", &error)));
    }
    errors
}

/// Reports a digest that readers would wait for too long: their browsers make it.
fn too_much_for_a_browser(method: &Method) -> Option<DeclarationError> {
    let excess = Limits::default().check(method, method.key_length()).err()?;
    Some(DeclarationError {
        key: "iterations",
        message: excess.to_string(),
        help: "choose fewer, because readers' browsers make it; Authelia's own number is 310000 for `pbkdf2-sha512`"
            .to_owned(),
    })
}

/// How a digest is made that does not say how.
const DEFAULT_ALGORITHM: &str = "pbkdf2-sha512";

/// Reports parts of derived variables that nothing declares.
pub(super) fn unknown_parts(
    text: &str,
    derived: &BTreeMap<String, Spanned<String>>,
    variables: &Variables,
) -> Vec<Diagnostic> {
    let known: Vec<String> = variables.names().map(str::to_owned).collect();
    let mut diagnostics = Vec::new();
    for (name, pattern) in derived {
        let start = yaml::offset(text, &pattern.referenced);
        for part in variables.direct_parts(name).filter(|part| !variables.contains(part)) {
            let at = text[start..].find(&format!("{{{part}}}")).map_or(start, |at| start + at + 1);
            let message = format!("nothing declares the variable `{part}`");
            diagnostics.push(
                Diagnostic::error(Code::BadConfig, message, at..at + part.len()).help(did_you_mean(
                    part,
                    &known,
                    || format!("declare `{part}` under `variables:`"),
                )),
            );
        }
    }
    diagnostics
}

/// Reports a derived variable that is made of derived variables too deep; who looks for circles goes no deeper.
pub(super) fn too_deep(
    text: &str,
    derived: &BTreeMap<String, Spanned<String>>,
    variables: &Variables,
) -> Option<Diagnostic> {
    let (name, limit) = variables.too_deep()?;
    let span = derived.get(name).map_or(0..0, |pattern| {
        let start = yaml::offset(text, &pattern.referenced);
        start..start + pattern.value.len()
    });
    let message = format!("the derived variable `{name}` nests derived variables more than {limit} deep");
    Some(Diagnostic::error(Code::BadConfig, message, span).help("build it from variables that readers set"))
}

/// Reports derived variables that lead back to themselves, each with the way on which it does.
pub(super) fn circles(
    text: &str,
    derived: &BTreeMap<String, Spanned<String>>,
    variables: &Variables,
) -> Vec<Diagnostic> {
    let report = |(name, pattern): (&String, &Spanned<String>)| {
        let circle = variables.circle(name)?;
        let start = yaml::offset(text, &pattern.referenced);
        let message = format!("the derived variable `{name}` refers to itself: `{circle}`");
        Some(
            Diagnostic::error(Code::BadConfig, message, start..start + pattern.value.len())
                .help("build one of the variables in this circle from others, or from plain text"),
        )
    };
    derived.iter().filter_map(report).collect()
}

/// Returns the place of a key in YAML, TOML or JSON that follows other keys; the last one that is found counts.
pub(super) fn span_of(text: &str, keys: &[&str]) -> Span {
    let section = ["variables", "sitevars"].iter().find_map(|section| key(text, section, 0)).unwrap_or(0);
    span_from(text, section, keys)
}

/// Returns the place of a key below others; the last one that is found counts.
pub(super) fn span_below(text: &str, keys: &[&str]) -> Span {
    span_from(text, 0, keys)
}

fn span_from(text: &str, start: usize, keys: &[&str]) -> Span {
    let mut span = Span::new(start, start);
    for name in keys {
        let Some(at) = key(text, name, span.end) else { break };
        span = Span::new(at, at + name.len());
    }
    span
}

/// Returns a text up to the declaration that follows the one of a name.
fn declaration<'a>(text: &'a str, name: &str, names: &[String]) -> &'a str {
    let start = span_of(text, &[name]).end;
    let others = names.iter().filter(|other| *other != name);
    let end = others.filter_map(|other| key(text, other, start)).min().unwrap_or(text.len());
    &text[..end]
}

/// Tells whether a text has a key.
pub(super) fn holds(text: &str, name: &str) -> bool {
    key(text, name, 0).is_some()
}

/// Finds a word that is a key: with a colon, an equals sign or a bracket after it.
fn key(text: &str, name: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let found = rest.match_indices(name).find(|(at, _)| {
        let (before, after) = (&rest[..*at], &rest[at + name.len()..]);
        let after = after.strip_prefix(['"', '\'']).unwrap_or(after);
        !before.ends_with(is_name) && after.trim_start_matches([' ', '\t']).starts_with([':', '=', ']'])
    });
    found.map(|(at, _)| from + at)
}
