//! Pages that show several names side by side: they are never one variable.
//!
//! Of 574 pages with a reserved domain, 32 contrast two of them: who is let in and who is not.

use super::Claim;
use super::declared::Example;
use super::shape::Shape;
use crate::text::Cut;

/// Names that are reserved for documentation (RFC 2606, RFC 6761).
const RESERVED: [&str; 3] = ["example.com", "example.net", "example.org"];
const RESERVED_ENDINGS: [&str; 5] = [".example", ".test", ".invalid", ".localhost", ".internal"];

/// Takes out what would be one variable for two names; `texts` are the texts of the passages.
pub(super) fn take_out(claims: &mut [Vec<Claim>], examples: &[Example<'_>], texts: &[&str]) {
    let out: Vec<bool> = (0..examples.len())
        .map(|number| is_second(number, claims, examples) || is_ambiguous(number, claims, examples, texts))
        .collect();
    for claims in claims {
        claims.retain(|claim| out.get(claim.example) != Some(&true));
    }
}

/// Tells whether the page shows an example that is declared before this one, and is another reserved domain.
fn is_second(number: usize, claims: &[Vec<Claim>], examples: &[Example<'_>]) -> bool {
    let Some((this, domain)) = examples.get(number).and_then(|this| Some((this, reserved(this.text)?)))
    else {
        return false;
    };
    let is_earlier = |(at, other): (usize, &Example<'_>)| {
        other.variable == this.variable
            && other.number < this.number
            && reserved(other.text).is_some_and(|other| other != domain)
            && claims.iter().flatten().any(|claim| claim.example == at)
    };
    examples.iter().enumerate().any(is_earlier)
}

/// Tells whether a pattern of names has found more than one name.
fn is_ambiguous(number: usize, claims: &[Vec<Claim>], examples: &[Example<'_>], texts: &[&str]) -> bool {
    if examples.get(number).is_none_or(|example| example.shape != Shape::Labels) {
        return false;
    }
    let found = claims.iter().zip(texts).flat_map(|(claims, text)| {
        let of_this = claims.iter().filter(|claim| claim.example == number);
        of_this.map(|claim| text.between(claim.range.clone()))
    });
    let mut first = None;
    found.into_iter().any(|name| *first.get_or_insert(name) != name)
}

/// Returns the reserved domain that a name is in.
fn reserved(name: &str) -> Option<&str> {
    let known = RESERVED.iter().find(|domain| {
        name.strip_suffix(**domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    });
    let ending = RESERVED_ENDINGS.iter().find(|ending| name.ends_with(**ending));
    known.copied().or_else(|| {
        let before = name.strip_suffix(*ending?)?;
        Some(before.rfind('.').map_or(name, |at| name.after(at + 1)))
    })
}
