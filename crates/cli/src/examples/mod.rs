//! What guides show in place of a reader's own values: `sitevar init` declares it, `sitevar examples` lists it.
//!
//! [`read`] takes the guides of a folder apart. For what they show, without any declaration:
//!
//! 1. Four readers look for texts that are nobody's value: [`names`] (hosts and email addresses), [`placeholders`]
//!    (`<Client ID>`, `YOUR_DOMAIN`), [`secrets`], and [`machines`] (paths and private addresses).
//!    [`vocabulary`] has their words.
//! 2. What they find is counted by the same rules that find examples on a page later: a suggestion that gives no slot
//!    is none.
//! 3. [`yaml`] writes the rest as declarations. What may well be no reader's choice is written as a comment.

mod machines;
mod names;
mod placeholders;
mod read;
mod secrets;
mod vocabulary;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use sitevar_core::{Kind, Passage, PassageKind, Scope, Variable, Variables, find_examples};

pub(crate) use read::{Guide, guides, is_guide};
pub(crate) use yaml::declarations;

/// A variable that a site could declare.
#[derive(Debug, Clone)]
pub(crate) struct Suggestion {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) label: String,
    pub(crate) examples: Vec<String>,
    /// Why it may be no reader's choice, so that it is only a comment.
    pub(crate) doubt: Option<&'static str>,
    /// How many slots it makes, and on how many pages.
    pub(crate) slots: usize,
    pub(crate) pages: usize,
}

/// How often a text was seen.
#[derive(Debug, Clone, Default)]
struct Seen {
    uses: usize,
    pages: BTreeSet<usize>,
}

/// Texts with how often each was seen.
type Tally = BTreeMap<String, Seen>;

fn count(tally: &mut Tally, text: String, page: usize) {
    let seen = tally.entry(text).or_default();
    seen.uses += 1;
    seen.pages.insert(page);
}

impl Suggestion {
    fn new(name: String, kind: Kind, examples: Vec<String>) -> Self {
        let label = label(&name);
        Self { name, kind, label, examples, doubt: None, slots: 0, pages: 0 }
    }

    fn with_doubt(self, doubt: Option<&'static str>) -> Self {
        Self { doubt, ..self }
    }
}

/// Returns what the pages show in place of values, most used first; a doubtful one comes after all that are certain.
pub(crate) fn suggest(pages: &[&[Passage]]) -> Vec<Suggestion> {
    let mut found = names::suggest(pages);
    found.extend(placeholders::suggest(pages));
    found.extend(secrets::suggest(pages));
    found.extend(machines::suggest(pages));
    let mut found = merged(found, pages);
    name_apart(&mut found);
    let (mut certain, mut doubtful): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|suggestion| suggestion.doubt.is_none());
    measure(&mut certain, &[], pages);
    certain.retain(|suggestion| suggestion.slots > 0);
    measure(&mut doubtful, &certain, pages);
    doubtful.retain(|suggestion| suggestion.slots > 0);
    for part in [&mut certain, &mut doubtful] {
        part.sort_by(|one, other| other.slots.cmp(&one.slots).then_with(|| one.name.cmp(&other.name)));
    }
    certain.append(&mut doubtful);
    certain
}

/// Puts suggestions of one name together, whose examples are spellings of one value.
///
/// What is doubtful stays apart, and so do kinds; only a host is also a domain. What one page shows side by side is never
/// one value, such as the secrets of two programs.
fn merged(found: Vec<Suggestion>, pages: &[&[Passage]]) -> Vec<Suggestion> {
    let mut merged: Vec<Suggestion> = Vec::new();
    for suggestion in found {
        let is_same = |known: &&mut Suggestion| {
            let is_kind =
                known.kind == suggestion.kind || (known.kind, suggestion.kind) == (Kind::Domain, Kind::Host);
            known.name == suggestion.name
                && known.doubt.is_none()
                && suggestion.doubt.is_none()
                && is_kind
                && (known.kind == Kind::Domain || !share_a_page(known, &suggestion, pages))
        };
        match merged.iter_mut().find(is_same) {
            Some(known) => known.examples.extend(suggestion.examples),
            None => merged.push(suggestion),
        }
    }
    merged
}

/// Tells whether a page shows examples of both.
fn share_a_page(one: &Suggestion, other: &Suggestion, pages: &[&[Passage]]) -> bool {
    let is_in = |suggestion: &Suggestion, passages: &[Passage]| {
        passages
            .iter()
            .filter(|passage| is_code(passage))
            .any(|passage| suggestion.examples.iter().any(|example| passage.text.contains(example.as_str())))
    };
    pages.iter().any(|passages| is_in(one, passages) && is_in(other, passages))
}

/// Gives every suggestion a name of its own.
fn name_apart(found: &mut [Suggestion]) {
    let mut taken = BTreeSet::new();
    for suggestion in found {
        let stem = suggestion.name.clone();
        let mut number = 2;
        while !taken.insert(suggestion.name.clone()) {
            suggestion.name = format!("{stem}-{number}");
            number += 1;
        }
        suggestion.label = label(&suggestion.name);
    }
}

/// Counts the slots that the suggestions make, beside those of `others`.
fn measure(suggestions: &mut [Suggestion], others: &[Suggestion], pages: &[&[Passage]]) {
    let mut variables = Variables::default();
    for suggestion in others.iter().chain(&*suggestions) {
        variables.variables.insert(suggestion.name.clone(), suggestion.variable());
    }
    for passages in pages {
        let slots = find_examples(passages, &variables, Scope::Foreign).slots;
        for suggestion in &mut *suggestions {
            let count = slots.iter().filter(|found| found.slot.variable == suggestion.name).count();
            suggestion.slots += count;
            suggestion.pages += usize::from(count > 0);
        }
    }
}

impl Suggestion {
    fn variable(&self) -> Variable {
        Variable { kind: self.kind, examples: self.examples.clone(), ..Variable::default() }
    }
}

/// Tells whether a passage is code.
fn is_code(passage: &Passage) -> bool {
    passage.kind != PassageKind::Prose
}

/// Returns the language of a block of code.
fn language(passage: &Passage) -> Option<&str> {
    match &passage.kind {
        PassageKind::CodeBlock { language, .. } => Some(language),
        _ => None,
    }
}

/// Returns a name as a label: `client-id` is `Client ID`.
fn label(name: &str) -> String {
    let mut words: Vec<String> = name.split('-').map(str::to_owned).collect();
    for word in &mut words {
        if ["id", "ip", "url", "api", "oidc", "ldap", "dn", "tls", "jwt"].contains(&word.as_str()) {
            *word = word.to_uppercase();
        }
    }
    let text = words.join(" ");
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// Returns the words of a text in lower case: letters and digits, `camelCase` taken apart.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for character in text.chars() {
        let breaks = !character.is_alphanumeric() || (before.is_lowercase() && character.is_uppercase());
        if breaks {
            words.push(String::new());
        }
        if let (true, Some(word)) = (character.is_alphanumeric(), words.last_mut()) {
            word.extend(character.to_lowercase());
        }
        before = character;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests;
