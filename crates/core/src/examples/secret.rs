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
use crate::context::{Language, SlotAt, Snippet};
use crate::guide::mark;
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
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Secret,
    Digest,
    Comment,
}

impl<'a> Pair<'a> {
    fn decide(
        &self,
        claims: &mut Vec<Claim<'a>>,
        examples: &[Example<'a>],
        passages: &[Passage],
        scope: Scope,
    ) {
        let is_own = |claim: &Claim<'_>| claim.variable == self.secret || Some(claim.variable) == self.digest;
        if !claims.iter().any(is_own) {
            return;
        }
        let mut provided = false;
        for passage in passages {
            provided |=
                matches!(passage.kind, PassageKind::CodeBlock { .. }) && provider::is_provider(&passage.text);
        }
        let mut all = std::mem::take(claims).into_iter().peekable();
        let mut has_digests = false;
        for (number, passage) in passages.iter().enumerate() {
            let (mut own, mut roles) = (Vec::new(), Vec::new());
            let mut others = Vec::new();
            while let Some(claim) = all.next_if(|claim| claim.passage == number) {
                if is_own(&claim) { own.push(claim) } else { others.push(claim) }
            }
            let own = self.roles(own, &mut roles, examples, passage, scope);
            let digests = roles.contains(&Role::Digest);
            has_digests |= digests;
            self.push(own, &roles, others, &passage.text, claims);
        }
        // A provider that does not take the digest would not know the secret that the application has.
        if self.digest.is_some() && provided && !has_digests {
            claims.retain(|claim| !is_own(claim));
        }
    }

    /// Adds what is a slot of a passage to the claims, among the others.
    fn push(
        &self,
        own: Vec<Claim<'a>>,
        roles: &[Role],
        others: Vec<Claim<'a>>,
        text: &str,
        claims: &mut Vec<Claim<'a>>,
    ) {
        let digests = roles.contains(&Role::Digest);
        let mut others = others.into_iter().peekable();
        for (mut claim, role) in own.into_iter().zip(roles) {
            // The plain secret does not appear beside its digest; and what is shown until a reader chooses is text, with
            // no other slot and no finished HTML in it.
            if (*role == Role::Secret && digests) || mark::is_in(text.between(claim.range.clone())) {
                continue;
            }
            // Beside a digest the comment says what it is the digest of, so it changes with the digest.
            let is_digest = *role == Role::Digest || *role == Role::Comment && digests;
            claim.variable = self.digest.filter(|_| is_digest).unwrap_or(self.secret);
            claim.instead = (*role == Role::Comment).then(|| phrase(self.variable));
            while let Some(other) = others.next_if(|other| other.range.start < claim.range.start) {
                claims.push(other);
            }
            let end = |last: &Claim<'_>| if last.passage == claim.passage { last.range.end } else { 0 };
            if claims.last().map_or(0, end) <= claim.range.start {
                claims.push(claim);
            }
        }
        claims.extend(others);
    }

    /// Decides what the occurrences of a passage are, with digests that no example has; others are left out.
    fn roles(
        &self,
        own: Vec<Claim<'a>>,
        roles: &mut Vec<Role>,
        examples: &[Example<'a>],
        passage: &Passage,
        scope: Scope,
    ) -> Vec<Claim<'a>> {
        let text = &passage.text;
        let mut outline = Outline::of(text);
        let comments = in_comments_of(passage, &own);
        let mut kept: Vec<Claim<'a>> = Vec::with_capacity(own.len());
        for (mut claim, in_comment) in own.into_iter().zip(comments) {
            outline.line(claim.range.start);
            let is_value = scope == Scope::Own
                || examples.get(claim.example).is_some_and(|example| example.shape.is_placeholder())
                || value::is_of_a_key(text, &claim.range, outline.parent());
            let is_block = matches!(passage.kind, PassageKind::CodeBlock { .. });
            let role = if claim.variable != self.secret {
                Some(Role::Digest)
            } else if in_comment {
                let digest = digest_of_the_line(text, &mut outline, &claim.range);
                let is_named = digest.is_some();
                if let Some(range) = digest
                    && kept.last().is_none_or(|last| last.range.end <= range.start)
                {
                    kept.push(Claim { range, ..claim.clone() });
                    roles.push(Role::Digest);
                }
                claim.range = with_quotes(text, claim.range);
                Some(Role::Comment).filter(|_| is_named || is_value)
            } else {
                let location = match is_block {
                    true => provider::location(&mut outline, text, &claim.range),
                    false => Location::Outside,
                };
                match location {
                    Location::Outside if is_value => Some(Role::Secret),
                    // A digest belongs here, so a digest is written here.
                    Location::ClientSecret if self.digest.is_some() => Some(Role::Digest),
                    // Who declares no digest has a provider that takes the secret itself.
                    Location::ClientSecret if scope == Scope::Foreign => Some(Role::Secret),
                    Location::Outside | Location::ClientSecret | Location::Inside => None,
                }
            };
            if let Some(role) = role {
                kept.push(claim);
                roles.push(role);
            }
        }
        kept
    }
}

/// Tells for each occurrence in a passage whether only people read it.
fn in_comments_of(passage: &Passage, claims: &[Claim<'_>]) -> Vec<bool> {
    let PassageKind::CodeBlock { language, title } = &passage.kind else { return vec![false; claims.len()] };
    let mut ranges = Vec::with_capacity(claims.len());
    for claim in claims {
        ranges.push(claim.range.clone());
    }
    in_comments(Language::find(language, title), &passage.text, &ranges)
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
