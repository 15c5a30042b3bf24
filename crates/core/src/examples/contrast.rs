//! Pages that show several names side by side: they are never one variable.
//!
//! Of 574 pages with a reserved domain, 32 contrast two of them: who is let in and who is not.

use super::declared::Example;
use super::shape::Shape;
use super::{Claim, Passage};
use crate::text::{Cut, Find};

/// Names that are reserved for documentation (RFC 2606, RFC 6761).
const RESERVED: [&str; 3] = ["example.com", "example.net", "example.org"];
const RESERVED_ENDINGS: [&str; 5] = [".example", ".test", ".invalid", ".localhost", ".internal"];

/// Takes out what would be one variable for two names.
pub(super) fn take_out(claims: &mut Vec<Claim<'_>>, examples: &[Example<'_>], passages: &[Passage]) {
    for number in 0..examples.len() {
        if is_second(number, claims, examples) || is_ambiguous(number, claims, examples, passages) {
            claims.retain(|claim| claim.example != number);
        }
    }
}

/// Tells whether the page shows an example that is declared before this one, and is another reserved domain.
fn is_second(number: usize, claims: &[Claim<'_>], examples: &[Example<'_>]) -> bool {
    let Some(this) = examples.get(number) else { return false };
    let domain = reserved(this.text);
    if domain.is_empty() {
        return false;
    }
    for claim in claims {
        if let Some(other) = examples.get(claim.example)
            && other.variable == this.variable
            && other.number < this.number
        {
            let earlier = reserved(other.text);
            if !earlier.is_empty() && earlier != domain {
                return true;
            }
        }
    }
    false
}

/// Tells whether a pattern of names has found more than one name.
fn is_ambiguous(number: usize, claims: &[Claim<'_>], examples: &[Example<'_>], passages: &[Passage]) -> bool {
    if examples.get(number).is_none_or(|example| example.shape != Shape::Labels) {
        return false;
    }
    let mut first = "";
    for claim in claims {
        let Some(passage) = passages.get(claim.passage).filter(|_| claim.example == number) else { continue };
        let name = passage.text.between(claim.range());
        if !first.is_empty() && name != first {
            return true;
        }
        first = name;
    }
    false
}

/// Returns the reserved domain that a name is in; empty where it is in none.
fn reserved(name: &str) -> &str {
    // The same name as another example, in the spelling of the DNS.
    if name.has("xn--") {
        return "";
    }
    for domain in RESERVED {
        if let Some(before) = name.strip_suffix(domain)
            && (before.is_empty() || before.ends_with('.'))
        {
            return domain;
        }
    }
    for ending in RESERVED_ENDINGS {
        if let Some(before) = name.strip_suffix(ending) {
            return before.rfind('.').map_or(name, |at| name.after(at + 1));
        }
    }
    ""
}
