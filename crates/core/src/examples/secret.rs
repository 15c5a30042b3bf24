//! Secrets and their digests: which occurrences are slots, and of what.
//!
//! The plain secret is never written into a comment, never into the block that holds its digest, never into the
//! configuration of the provider; and never into a page whose provider could not be given the digest, because the two
//! would not work together. On a page of somebody else a word is a secret only as the whole value of a key.

use std::ops::Range;

use super::declared::Example;
use super::outline::Outline;
use super::provider::{self, Location};
use super::{Claim, Declared, Passage, PassageKind, Scope, value};
use crate::context::{Language, Layers, SlotAt, Snippet};
use crate::text::Cut;
use crate::variables::{Kind, Variable};

/// Decides for every occurrence of a secret and its digest whether it is a slot, and of what.
pub(super) fn decide<'a>(
    claims: &mut Vec<Claim<'a>>,
    examples: &[Example<'a>],
    passages: &[Passage],
    declared: Declared<'a>,
    scope: Scope,
) {
    for variables in declared {
        for (name, variable) in variables.iter() {
            if variable.kind == Kind::Secret {
                let pair = Pair { secret: name, digest: digest_of(name, declared), variable };
                pair.decide(claims, examples, passages, scope);
            }
        }
    }
}

/// Returns the name of the digest of a secret.
fn digest_of<'a>(secret: &str, declared: Declared<'a>) -> Option<&'a str> {
    for variables in declared {
        for (name, variable) in variables.iter() {
            if variable.kind == Kind::Digest && variable.of.as_deref() == Some(secret) {
                return Some(name);
            }
        }
    }
    None
}

/// A secret and its digest, as variables.
struct Pair<'a> {
    secret: &'a str,
    digest: Option<&'a str>,
    variable: &'a Variable,
}

/// What an occurrence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It has to do with no secret.
    Other,
    Secret,
    Digest,
    /// The secret in a comment, with the quotes around it.
    Comment,
    /// It stays as it is.
    None,
}

impl<'a> Pair<'a> {
    fn is_own(&self, claim: &Claim<'_>) -> bool {
        claim.variable == self.secret || Some(claim.variable) == self.digest
    }

    fn decide(
        &self,
        claims: &mut Vec<Claim<'a>>,
        examples: &[Example<'a>],
        passages: &[Passage],
        scope: Scope,
    ) {
        if !claims.iter().any(|claim| self.is_own(claim)) {
            return;
        }
        let before = std::mem::take(claims);
        let (mut provided, mut digests, mut at) = (false, false, 0);
        for (number, passage) in passages.iter().enumerate() {
            let (start, from) = (at, claims.len());
            while before.get(at).is_some_and(|claim| claim.passage == number) {
                at += 1;
            }
            provided |= is_block(passage) && provider::is_provider(&passage.text);
            let here = before.get(start..at).unwrap_or_default();
            if here.iter().any(|claim| self.is_own(claim)) {
                self.add(here, examples, passage, scope, claims);
                digests |= self.name(claims.get_mut(from..).unwrap_or_default());
            } else {
                claims.extend_from_slice(here);
            }
        }
        // A provider that does not take the digest would not know the secret that the application has.
        let is_useless = self.digest.is_some() && provided && !digests;
        claims.retain(|claim| claim.role != Role::None && !(is_useless && self.is_own(claim)));
    }

    /// Says what is written at the slots of a passage; tells whether it has a digest.
    fn name(&self, claims: &mut [Claim<'a>]) -> bool {
        let digests = claims.iter().any(|claim| self.is_own(claim) && claim.role == Role::Digest);
        for claim in claims {
            if !self.is_own(claim) {
                continue;
            }
            if claim.role == Role::Comment {
                claim.instead = Some(self.variable);
            }
            // The plain secret does not appear beside its digest, and a comment says what the digest is one of.
            match claim.role {
                Role::Secret if digests => claim.role = Role::None,
                Role::Secret => {}
                _ => claim.variable = self.digest.filter(|_| digests).unwrap_or(self.secret),
            }
        }
        digests
    }

    /// Adds the occurrences of a passage, with digests that no example has.
    fn add(
        &self,
        here: &[Claim<'a>],
        examples: &[Example<'a>],
        passage: &Passage,
        scope: Scope,
        claims: &mut Vec<Claim<'a>>,
    ) {
        let text = &passage.text;
        let mut outline = Outline::of(text);
        let comments = in_comments_of(passage, here);
        let mut end = 0;
        for (claim, in_comment) in here.iter().zip(comments) {
            let mut claim = *claim;
            if self.is_own(&claim) {
                outline.line(claim.start);
                if in_comment
                    && claim.variable == self.secret
                    && let Some(range) = digest_of_the_line(text, &mut outline, &claim.range())
                {
                    claim.role = Role::Comment;
                    if end <= range.start {
                        claims.push(Claim {
                            start: range.start,
                            end: range.end,
                            role: Role::Digest,
                            ..claim
                        });
                    }
                } else {
                    let is_placeholder =
                        examples.get(claim.example).is_some_and(|it| it.shape.is_placeholder());
                    let is_value = scope == Scope::Own
                        || is_placeholder
                        || value::is_of_a_key(text, &claim.range(), outline.parent());
                    claim.role = self.role(&claim, in_comment, is_value, passage, &mut outline, scope);
                }
                if claim.role == Role::Comment {
                    Range { start: claim.start, end: claim.end } = with_quotes(text, claim.range());
                }
            }
            end = claim.end;
            claims.push(claim);
        }
    }

    fn role(
        &self,
        claim: &Claim<'_>,
        in_comment: bool,
        is_value: bool,
        passage: &Passage,
        outline: &mut Outline<'_>,
        scope: Scope,
    ) -> Role {
        if claim.variable != self.secret {
            return Role::Digest;
        }
        if in_comment {
            return if is_value { Role::Comment } else { Role::None };
        }
        let location = match is_block(passage) {
            true => provider::location(outline, &passage.text, &claim.range()),
            false => Location::Outside,
        };
        match location {
            Location::Outside if is_value => Role::Secret,
            // A digest belongs here, so a digest is written here.
            Location::ClientSecret if self.digest.is_some() => Role::Digest,
            // Who declares no digest has a provider that takes the secret itself.
            Location::ClientSecret if scope == Scope::Foreign => Role::Secret,
            Location::Outside | Location::ClientSecret | Location::Inside => Role::None,
        }
    }
}

fn is_block(passage: &Passage) -> bool {
    matches!(passage.kind, PassageKind::CodeBlock { .. })
}

/// Tells for each occurrence in a passage whether only people read it.
fn in_comments_of(passage: &Passage, claims: &[Claim<'_>]) -> Vec<bool> {
    let PassageKind::CodeBlock { language, title } = &passage.kind else { return vec![false; claims.len()] };
    let mut ranges = Vec::with_capacity(claims.len());
    for claim in claims {
        ranges.push(claim.range());
    }
    in_comments(Language::find(language, title), &passage.text, &ranges)
}

/// Tells for each range of a block whether only people read it.
pub(crate) fn in_comments(layers: Layers, text: &str, ranges: &[Range<usize>]) -> Vec<bool> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let slots = ranges.iter().map(|range| SlotAt { range: range.clone(), ..SlotAt::default() }).collect();
    Snippet::new(layers, text, slots).contexts().into_iter().map(|context| context.in_comment).collect()
}

/// Returns what a comment says instead of a secret: `Client secret` in lower case, `OIDC secret` as it is.
///
/// Only the letters of ASCII: the tables of all letters would be a tenth of what a browser loads.
pub(crate) fn phrase(variable: &Variable) -> String {
    let mut phrase = format!("your {}", variable.label.as_deref().unwrap_or("secret"));
    let start = "your ".len();
    let is_name = phrase.as_bytes().get(start + 1).is_none_or(u8::is_ascii_uppercase);
    if let Some(first) = phrase.get_mut(start..start + 1).filter(|_| !is_name) {
        first.make_ascii_lowercase();
    }
    phrase
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
