//! Makes today's guides interactive: where a page shows the example of a secret or a digest, that text is a slot.
//!
//! 1. [`passages`] takes the page apart: its code blocks, each with its language, and everything else that is text.
//!    [`html`] does the same with finished HTML.
//! 2. [`rules`] decides which occurrences are slots. The plain secret is never written into a comment, never into the
//!    block that holds its digest, never into the configuration of the provider; and never into a guide whose
//!    provider could not be given the digest, because the two would not work together.
//! 3. The text is put together again, with a mark for every slot.
//! 4. [`comments`] applies the first of these rules to the slots of secrets that the author has named.
//!
//! A page without an example is searched once and left as it is.

mod comments;
mod html;
mod passages;
mod provider;
mod rules;

use std::ops::Range;

use crate::guide::{Mark, Slot, mark};
use crate::report::Span;
use crate::text::Cut;
use crate::variables::{Kind, Variable, Variables};

/// A secret that guides show an example of, with its digest.
#[derive(Debug)]
struct Example<'a> {
    secret: &'a str,
    text: &'a str,
    /// What a comment says instead of the secret.
    instead: String,
    /// The variable of the digest, and its example.
    digest: Option<(&'a str, &'a str)>,
}

/// Where an occurrence is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct At {
    /// The row of finished HTML; `None` for the text of the page.
    row: Option<usize>,
    /// The bytes there.
    range: Range<usize>,
}

/// Makes slots of the examples in a page; `source` is the page as it was written, for the positions of diagnostics.
pub(crate) fn make_slots(
    text: String,
    mut marks: Vec<Mark>,
    variables: &Variables,
    source: &str,
) -> (String, Vec<Mark>) {
    comments::keep_secrets_out(&text, &mut marks, variables);
    let examples = examples(variables);
    if !examples.iter().any(|example| example.is_in(&text, &marks)) {
        return (text, marks);
    }
    let passages = passages::find(&text, &marks);
    let mut found: Vec<(At, Slot)> =
        examples.iter().flat_map(|example| rules::slots(example, &passages, &marks)).collect();
    found.sort_by_key(|(at, _)| (at.row, at.range.start));
    locate(&mut found, &examples, source);
    found.truncate(mark::ROOM.saturating_sub(marks.len()));
    let mut text = text;
    for here in found.chunk_by(|(one, _), (next, _)| one.row == next.row) {
        let row = here.first().and_then(|(at, _)| at.row);
        match row {
            None => text = replaced(&text, here, &mut marks),
            Some(row) => {
                let Some(Mark::Html(html)) = marks.get(row).cloned() else { continue };
                marks[row] = Mark::Html(replaced(&html, here, &mut marks));
            }
        }
    }
    (text, marks)
}

/// Returns a text with marks where slots are.
fn replaced(text: &str, slots: &[(At, Slot)], marks: &mut Vec<Mark>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (At { range, .. }, slot) in slots {
        let (Some(before), Some(character)) = (text.get(end..range.start), mark::character(marks.len()))
        else {
            continue;
        };
        out.push_str(before);
        out.push(character);
        marks.push(Mark::Slot(slot.clone()));
        end = range.end;
    }
    out + text.after(end)
}

/// Returns the secrets that have an example, each with its digest.
fn examples(variables: &Variables) -> Vec<Example<'_>> {
    let text = |variable: &'_ Variable| variable.example().filter(|text| !text.is_empty()).map(str::len);
    let secrets = variables.variables.iter().filter(|(_, variable)| variable.kind == Kind::Secret);
    secrets
        .filter(|(_, variable)| text(variable).is_some())
        .map(|(name, variable)| {
            let of = |digest: &Variable| digest.kind == Kind::Digest && digest.of.as_deref() == Some(name);
            let digest = variables.variables.iter().find(|(_, digest)| of(digest));
            Example {
                secret: name,
                text: variable.example().unwrap_or_default(),
                instead: phrase(variable),
                digest: digest.map(|(name, digest)| (name.as_str(), digest.example().unwrap_or_default())),
            }
        })
        .collect()
}

/// Returns what a comment says instead of a secret.
fn phrase(variable: &Variable) -> String {
    format!("your {}", lower(variable.label.as_deref().unwrap_or("secret")))
}

/// Returns a label as it is written inside a sentence: `Client secret` in lower case, `OIDC secret` as it is.
fn lower(label: &str) -> String {
    let mut characters = label.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => label.to_owned(),
    }
}

impl Example<'_> {
    /// Returns the literal texts that stand for the secret or its digest.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let digest = self.digest.map(|(_, text)| text).filter(|text| !text.is_empty());
        [Some(self.text), digest].into_iter().flatten()
    }

    fn is_in(&self, text: &str, marks: &[Mark]) -> bool {
        self.texts().any(|example| {
            text.contains(example)
                || marks.iter().any(|mark| matches!(mark, Mark::Html(html) if html.contains(example)))
        })
    }
}

/// Gives every slot its position in the source: the occurrence of its text with the same number, where they are as
/// many.
fn locate(found: &mut [(At, Slot)], examples: &[Example<'_>], source: &str) {
    let mut texts: Vec<&str> = examples.iter().flat_map(Example::texts).collect();
    texts.sort_unstable();
    texts.dedup();
    for text in texts {
        let positions: Vec<usize> = source.match_indices(text).map(|(at, _)| at).collect();
        let mut slots: Vec<&mut Slot> =
            found.iter_mut().map(|(_, slot)| slot).filter(|slot| slot.default.contains(text)).collect();
        let count = slots.len();
        for (number, slot) in slots.iter_mut().enumerate() {
            // Some occurrences may not be slots; the first one is at least on the right page.
            let number = if positions.len() == count { number } else { 0 };
            if let Some(at) = positions.get(number) {
                slot.span = Span::new(*at, at + text.len());
            }
        }
    }
}
