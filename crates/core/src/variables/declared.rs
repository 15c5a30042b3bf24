//! What is wrong with a declaration: a default that its kind refuses, a key that its kind does not use.
//!
//! The YAML itself was read before; the code that read it knows the lines and reports each error at its own.

use super::draft::Idn;
use super::examples;
use super::kind::Kind;
use super::{Variable, Variables};
use crate::report::did_you_mean;
use crate::text::Find;

/// Something that is wrong with the declaration of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationError {
    /// The key of the declaration that is wrong.
    pub key: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl DeclarationError {
    pub(super) fn new(key: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { key, message: message.into(), help: help.into() }
    }
}

impl Variables {
    /// Returns what is wrong with the declaration of a variable.
    pub fn flaws(&self, name: &str, idn: Idn<'_>) -> Vec<DeclarationError> {
        let Some(variable) = self.variables.get(name) else { return Vec::new() };
        let mut flaws = useless_keys(variable);
        flaws.extend(choices(variable));
        flaws.extend(self.secret_of(name, variable));
        flaws.extend(examples::flaw(self, name, variable));
        if flaws.is_empty() {
            flaws.extend(published(variable, idn));
        }
        flaws
    }

    /// A digest belongs to a secret that is declared.
    fn secret_of(&self, name: &str, variable: &Variable) -> Option<DeclarationError> {
        let of = variable.of.as_deref()?;
        let secrets: Vec<String> = self
            .variables
            .iter()
            .filter(|(_, variable)| variable.kind == Kind::Secret)
            .map(|(name, _)| name.clone())
            .collect();
        if variable.kind != Kind::Digest || secrets.iter().any(|secret| secret == of) {
            return None;
        }
        let message = match self.variables.get(of) {
            Some(_) => format!("`{name}` is the digest of `{of}`, which is not a secret"),
            None => format!("`{name}` is the digest of `{of}`, which nothing declares"),
        };
        Some(DeclarationError::new(
            "of",
            message,
            did_you_mean(of, &secrets, || format!("declare `{of}` with `type: secret`")),
        ))
    }
}

/// Keys that mean nothing for the kind were meant for another one, or misunderstood.
fn useless_keys(variable: &Variable) -> Vec<DeclarationError> {
    let keys = [
        ("on", variable.on.is_some(), Kind::Toggle),
        ("off", variable.off.is_some(), Kind::Toggle),
        ("choices", !variable.choices.is_empty(), Kind::Choice),
        ("length", variable.length.is_some(), Kind::Secret),
        ("charset", variable.charset.is_some(), Kind::Secret),
        ("of", variable.of.is_some(), Kind::Digest),
        ("algorithm", variable.algorithm.is_some(), Kind::Digest),
        ("iterations", variable.iterations.is_some(), Kind::Digest),
    ];
    let of_kinds = keys.into_iter().filter(|(_, there, kind)| *there && *kind != variable.kind);
    let of_kinds =
        of_kinds.map(|(key, _, kind)| (key, format!("leave it out, or write `type: {}`", kind.name())));
    // The example of a secret is never one to keep.
    let optional = (variable.optional.is_some() && variable.kind.is_of_a_secret())
        .then(|| ("optional", "leave it out".to_owned()));
    let error = |(key, help)| {
        DeclarationError::new(
            key,
            format!("`{key}` means nothing for the type `{}`", variable.kind.name()),
            help,
        )
    };
    of_kinds.chain(optional).map(error).collect()
}

fn choices(variable: &Variable) -> Option<DeclarationError> {
    if variable.kind != Kind::Choice {
        return None;
    }
    let mut sorted: Vec<&String> = variable.choices.iter().collect();
    sorted.sort();
    if sorted.is_empty() {
        return Some(DeclarationError::new(
            "type",
            "a variable of the type `choice` has no choices",
            "add them, such as `choices: [one, two]`",
        ));
    }
    let twice = sorted.windows(2).find(|pair| pair[0] == pair[1])?;
    Some(DeclarationError::new(
        "choices",
        format!("the choice `{}` is listed twice", twice[0]),
        "remove one of the two",
    ))
}

/// What is published must be a value of its kind; it is written as the author wrote it.
fn published(variable: &Variable, idn: Idn<'_>) -> Option<DeclarationError> {
    let default = variable.default.as_ref().map(ToString::to_string);
    let defaults = default.into_iter().map(|text| ("default", "default", text));
    let examples = variable.examples.iter().filter(|text| !examples::is_placeholder(text));
    let examples = examples.map(|text| ("examples", "example", text.clone()));
    defaults.chain(examples).find_map(|(key, called, text)| {
        let problem = variable.accept(&text, idn).err()?;
        let (what, help) = problem.parted_at(": ").unwrap_or((&problem, "write another one"));
        let message = format!("the {called} of a variable of the type `{}`: {what}", variable.kind.name());
        Some(DeclarationError::new(key, message, help))
    })
}
