//! Secrets and their digests: which occurrences are slots, and of what.
//!
//! The plain secret is never written into a comment, never into the block that holds its digest, never into the
//! configuration of the provider; and never into a page whose provider could not be given the digest, because the two
//! would not work together. On a page of somebody else a word is a secret only as the whole value of a key.

use std::ops::Range;

use super::declared::Example;
use super::outline::Outline;
use super::provider::{self, Location};
use super::{Claim, Found, Passage, PassageKind, Scope, found, value};
use crate::context::{Language, SlotAt, Snippet};
use crate::guide::mark;
use crate::text::Cut;
use crate::variables::{Kind, Variable, Variables};

/// A secret and its digest, as variables.
struct Pair<'a> {
    secret: &'a str,
    digest: Option<&'a str>,
    /// What a comment says instead of the secret.
    instead: String,
}

/// Returns the slots of every secret and digest: a list for each passage and each of the three kinds, in ascending order.
pub(super) fn slots(
    claims: &[Vec<Claim>],
    examples: &[Example<'_>],
    passages: &[Passage],
    variables: &Variables,
    scope: Scope,
) -> Vec<Vec<Found>> {
    let mut lists = Vec::new();
    for (name, variable) in variables.variables.iter().filter(|(_, variable)| variable.kind == Kind::Secret) {
        let of = |digest: &Variable| digest.kind == Kind::Digest && digest.of.as_deref() == Some(name);
        let digest = variables.variables.iter().find(|(_, digest)| of(digest));
        let pair =
            Pair { secret: name, digest: digest.map(|(name, _)| name.as_str()), instead: phrase(variable) };
        pair.slots(claims, examples, passages, scope, &mut lists);
    }
    lists.extend(alone(claims, examples, passages, variables));
    lists
}

/// Returns the slots of digests whose secret nothing declares.
fn alone(
    claims: &[Vec<Claim>],
    examples: &[Example<'_>],
    passages: &[Passage],
    variables: &Variables,
) -> Vec<Vec<Found>> {
    let is_alone = |example: &&Example<'_>| {
        let of = variables.variables.get(example.variable).and_then(|digest| digest.of.as_deref());
        example.kind == Kind::Digest
            && of.and_then(|of| variables.variables.get(of)).is_none_or(|of| of.kind != Kind::Secret)
    };
    let slot = |number: usize, passage: &Passage, claim: &Claim| {
        let example = examples.get(claim.example).filter(is_alone)?;
        Some(found(number, &passage.text, claim.range.clone(), example.variable))
    };
    let lists = claims.iter().zip(passages).enumerate().map(|(number, (claims, passage))| {
        claims.iter().filter_map(|claim| slot(number, passage, claim)).collect()
    });
    lists.collect()
}

impl Pair<'_> {
    fn slots(
        &self,
        claims: &[Vec<Claim>],
        examples: &[Example<'_>],
        passages: &[Passage],
        scope: Scope,
        lists: &mut Vec<Vec<Found>>,
    ) {
        let is_own = |claim: &Claim| {
            examples.get(claim.example).is_some_and(|example| {
                example.variable == self.secret || Some(example.variable) == self.digest
            })
        };
        if !claims.iter().flatten().any(is_own) {
            return;
        }
        let places: Vec<Places> = claims
            .iter()
            .zip(passages)
            .map(|(claims, passage)| self.places(claims, examples, passage, scope))
            .collect();
        let provided = places.iter().any(|places| places.provider);
        let digests = places.iter().any(|places| !places.digests.is_empty());
        // A provider that does not take the digest would not know the secret that the application has.
        if self.digest.is_some() && provided && !digests {
            return;
        }
        for (number, (places, passage)) in places.into_iter().zip(passages).enumerate() {
            self.push(places, number, &passage.text, lists);
        }
    }

    /// Takes a passage apart into what is a digest, a comment and a secret.
    fn places(&self, claims: &[Claim], examples: &[Example<'_>], passage: &Passage, scope: Scope) -> Places {
        let of = |name: Option<&str>| {
            let of_name = |claim: &&Claim| {
                examples.get(claim.example).is_some_and(|example| Some(example.variable) == name)
            };
            claims.iter().filter(of_name).cloned().collect::<Vec<Claim>>()
        };
        let mut places = Places::default();
        let mut digests: Vec<Range<usize>> = of(self.digest).into_iter().map(|claim| claim.range).collect();
        let secrets = of(Some(self.secret));
        let text = &passage.text;
        let mut outline = Outline::of(text);
        let is_value = |claim: &Claim, outline: &mut Outline<'_>| {
            let shape = examples.get(claim.example).map(|example| example.shape);
            scope == Scope::Own || shape.is_some_and(|shape| shape.is_placeholder()) || {
                outline.line(claim.range.start);
                value::is_of_a_key(text, &claim.range, outline.parent())
            }
        };
        let PassageKind::CodeBlock { language, title } = &passage.kind else {
            let values = secrets.into_iter().filter(|claim| is_value(claim, &mut outline));
            places.secrets = values.map(|claim| claim.range).collect();
            places.digests = digests;
            return places;
        };
        places.provider = provider::is_provider(text);
        let ranges: Vec<Range<usize>> = secrets.iter().map(|claim| claim.range.clone()).collect();
        let comments = in_comments(Language::find(language, title), text, &ranges);
        for (claim, comment) in secrets.iter().zip(comments) {
            let range = claim.range.clone();
            if comment {
                let digest = digest_of_the_line(text, &mut outline, &range);
                if digest.is_some() || is_value(claim, &mut outline) {
                    places.comments.push(with_quotes(text, range));
                }
                insert(&mut digests, digest);
                continue;
            }
            match provider::location(&mut outline, text, &range) {
                Location::Outside if is_value(claim, &mut outline) => places.secrets.push(range),
                // A digest belongs here, so a digest is written here.
                Location::ClientSecret if self.digest.is_some() => insert(&mut digests, Some(range)),
                Location::Outside | Location::ClientSecret | Location::Inside => {}
            }
        }
        places.digests = digests;
        if !places.digests.is_empty() {
            // The plain secret does not appear beside its digest.
            places.secrets.clear();
        }
        places
    }

    fn push(&self, places: Places, number: usize, text: &str, lists: &mut Vec<Vec<Found>>) {
        // Beside a digest the comment says what it is the digest of, so it changes with the digest.
        let shown = self.digest.filter(|_| !places.digests.is_empty()).unwrap_or(self.secret);
        let slots = |ranges: Vec<Range<usize>>, variable: &str, instead: Option<&str>| {
            // What is shown until a reader chooses is text: it contains no other slot and no finished HTML.
            let free = ranges.into_iter().filter(|range| !mark::is_in(text.between(range.clone())));
            let slot = |range: Range<usize>| {
                let mut found = found(number, text, range, variable);
                found.slot.instead = instead.map(str::to_owned);
                found
            };
            free.map(slot).collect::<Vec<Found>>()
        };
        lists.push(slots(places.comments, shown, Some(&self.instead)));
        lists.push(slots(places.digests, self.digest.unwrap_or_default(), None));
        lists.push(slots(places.secrets, self.secret, None));
    }
}

/// What one passage of a page holds of a secret and its digest.
#[derive(Debug, Default)]
struct Places {
    /// The block configures clients of the provider.
    provider: bool,
    digests: Vec<Range<usize>>,
    comments: Vec<Range<usize>>,
    secrets: Vec<Range<usize>>,
}

/// Adds a range to others in ascending order, unless it is there; most come in ascending order.
fn insert(ranges: &mut Vec<Range<usize>>, range: Option<Range<usize>>) {
    let Some(range) = range else { return };
    let after = ranges.iter().rev().take_while(|other| other.start > range.start).count();
    let at = ranges.len() - after;
    if at.checked_sub(1).and_then(|last| ranges.get(last)) != Some(&range) {
        ranges.insert(at, range);
    }
}

/// Tells for each range of a block whether only people read it.
pub(crate) fn in_comments(language: &'static Language, text: &str, ranges: &[Range<usize>]) -> Vec<bool> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let slots = ranges.iter().map(|range| SlotAt { range: range.clone(), ..SlotAt::default() }).collect();
    Snippet::new(language, text, slots).contexts().into_iter().map(|context| context.in_comment).collect()
}

/// Returns what a comment says instead of a secret.
pub(crate) fn phrase(variable: &Variable) -> String {
    format!("your {}", lower(variable.label.as_deref().unwrap_or("secret")))
}

/// Returns a label as it is written inside a sentence: `Client secret` in lower case, `OIDC secret` as it is.
fn lower(label: &str) -> String {
    let mut characters = label.chars();
    match (characters.next(), characters.clone().next()) {
        // Only ASCII: the tables of all letters would be a tenth of what a browser loads.
        (Some(first), Some(second)) if !second.is_ascii_uppercase() => {
            std::iter::once(first.to_ascii_lowercase()).chain(characters).collect()
        }
        _ => label.to_owned(),
    }
}

/// Returns a range with the quotes around it: a phrase needs no quotes.
fn with_quotes(text: &str, range: Range<usize>) -> Range<usize> {
    let (before, after) = (text.before(range.start), text.after(range.end));
    let quoted = ['\'', '"', '`'].iter().any(|quote| before.ends_with(*quote) && after.starts_with(*quote));
    if quoted { range.start - 1..range.end + 1 } else { range }
}

/// Returns the digest on the line of a comment that names the example: it is the digest of it, whatever its salt.
fn digest_of_the_line(text: &str, outline: &mut Outline<'_>, comment: &Range<usize>) -> Option<Range<usize>> {
    let (_, start) = outline.line(comment.start);
    let line = text.between(start..comment.start);
    let at = line.find('$')?;
    let length = line.after(at).find(|c: char| c.is_whitespace() || c == '\'' || c == '"')?;
    let digest = line.between(at..at + length);
    (digest.matches('$').count() >= 3 && !digest.starts_with("$plaintext$"))
        .then(|| start + at..start + at + length)
}
