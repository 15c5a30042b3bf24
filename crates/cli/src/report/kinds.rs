//! Kinds of problems: what is wrong in the same way in many places is told once, with its places.
//!
//! A kind is a code and a message. Where a message quotes what only its own page can mend, such as the address of a
//! link, the quotation does not count; the name of a shortcode, a template or a function does, because one change
//! there mends all of its places.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use sitevar_core::{Code, Diagnostic, Severity, Source};

use super::Findings;

/// As many messages of one shape are told apart; more of them are one kind.
const APART: usize = 500;

/// What is wrong in the same way in one or more places.
pub(super) struct Kind<'a> {
    pub(super) severity: Severity,
    pub(super) code: Code,
    /// The words that all places have in common.
    pub(super) message: String,
    /// Where, in the order of files and lines.
    pub(super) places: Vec<(&'a Source, &'a Diagnostic)>,
}

impl Kind<'_> {
    /// Returns in how many files the places are.
    pub(super) fn files(&self) -> usize {
        self.places.iter().map(|(source, _)| source.name()).collect::<BTreeSet<_>>().len()
    }

    /// Tells whether the message of the first place is that of all.
    pub(super) fn is_told_by_its_first(&self) -> bool {
        self.places.first().is_some_and(|(_, first)| first.message == self.message)
    }
}

/// Sorts problems into kinds: what matters most, and among that what there is most of, is last.
pub(super) fn of(all: &[Findings]) -> Vec<Kind<'_>> {
    let mut messages: HashMap<(Code, String), BTreeSet<&str>> = HashMap::new();
    for diagnostic in all.iter().flat_map(|findings| &findings.diagnostics) {
        let key = (diagnostic.code, shape(&diagnostic.message));
        messages.entry(key).or_default().insert(&diagnostic.message);
    }
    let mut indexes = BTreeMap::new();
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for findings in all {
        for diagnostic in &findings.diagnostics {
            let (severity, code) = (diagnostic.severity, diagnostic.code);
            let shape = shape(&diagnostic.message);
            let key = (code, shape);
            let apart = messages.get(&key).is_some_and(|messages| messages.len() <= APART);
            let message =
                if apart && quotes_a_cause(code) { without_places(&diagnostic.message) } else { key.1 };
            let index = *indexes.entry((severity, code, message.clone())).or_insert_with(|| {
                kinds.push(Kind { severity, code, message, places: Vec::new() });
                kinds.len() - 1
            });
            if let Some(kind) = kinds.get_mut(index) {
                kind.places.push((&findings.source, diagnostic));
            }
        }
    }
    for kind in &mut kinds {
        if let [(_, only)] = kind.places[..] {
            kind.message.clone_from(&only.message);
        }
    }
    kinds.sort_by_key(|kind| (Reverse(kind.severity), kind.places.len()));
    kinds
}

/// Tells whether what a code's messages quote is the cause itself, which may have many places.
fn quotes_a_cause(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownShortcode
            | Code::UnknownVariable
            | Code::UnknownFormat
            | Code::MissingParameter
            | Code::MixedParameters
            | Code::BadTemplate
            | Code::TemplateFailed
            | Code::TemplateError
            | Code::TemplateWarning
            | Code::UnsupportedFunction
            | Code::MissingPartial
            | Code::IncludeFailed
            | Code::BadConfig
            | Code::BadData
            | Code::InternalError
    )
}

/// Returns a message without what it quotes and counts.
fn shape(message: &str) -> String {
    let mut shape = String::with_capacity(message.len());
    for (index, part) in without_places(message).split('`').enumerate() {
        if index > 0 {
            shape.push('`');
        }
        if index % 2 == 1 {
            shape.push('…');
            continue;
        }
        let mut digits = false;
        for character in part.chars() {
            let digit = character.is_ascii_digit();
            if !digit {
                shape.push(character);
            } else if !digits {
                shape.push('…');
            }
            digits = digit;
        }
    }
    shape
}

/// Returns a message without the places that templates name in it: `"content/page.md:3:1"`.
fn without_places(message: &str) -> String {
    let parts = message.split('"').enumerate().map(|(index, part)| {
        let mut numbers = part.rsplit(':').take(2);
        let is_number = |text: Option<&str>| text.is_some_and(|text| text.parse::<u32>().is_ok());
        let is_place = index % 2 == 1 && is_number(numbers.next()) && is_number(numbers.next());
        if is_place { "…" } else { part }
    });
    parts.collect::<Vec<_>>().join("\"")
}
