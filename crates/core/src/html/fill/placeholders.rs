//! Writes the pattern of an attribute, from which the browser writes the attribute again when the reader sets a value.
//!
//! `href="https://auth.example.com/"` is followed by `data-sitevar-href="https://{subdomain-authelia}.{domain}/"`:
//!
//! - `{name}` stands for the value of a variable, `{name:format}` for the value in that format, `{name:regex:url}` for
//!   two formats one after the other.
//! - `{name+.}` stands for a value with a dot after it, and for nothing where the value is empty: a subdomain.
//! - `\{`, `\}`, `\:`, `\+` and `\\` stand for the character after the backslash; so no text is taken for a
//!   placeholder.
//!
//! An attribute `data-sitevar-NAME` is the pattern of `NAME`; only on a `span` with `data-sitevar` itself,
//! `data-sitevar-format`, `-instead` and `-after` tell how its text is written.

use super::attribute::{Attribute, ValuePart, push_escaped};
use crate::guide::{Format, Slot};
use crate::text::Find;

/// Tells whether a name can be part of the name of an attribute of ours.
pub(super) fn is_simple(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
}

/// Appends the pattern after an open value: what closes the value closes the pattern.
pub(super) fn push_pattern(out: &mut String, attribute: &Attribute<'_>) {
    let quote = attribute.quote.map_or('"', char::from);
    if attribute.quote.is_some() {
        out.push(quote);
    }
    out.push_str(" data-sitevar-");
    out.push_str(&attribute.name);
    out.push('=');
    out.push(quote);
    for part in &attribute.parts {
        match part {
            ValuePart::Literal(literal) => push_literal(out, literal, quote),
            ValuePart::Slot { slot, encoded } => push_placeholder(out, slot, *encoded, quote),
        }
    }
    if attribute.quote.is_none() {
        out.push(quote);
    }
}

fn push_placeholder(out: &mut String, slot: &Slot, encoded: bool, quote: char) {
    let mut placeholder = String::from("{");
    push_name(&mut placeholder, &slot.variable);
    for format in slot.format.iter().copied().chain(encoded.then_some(Format::Url)) {
        placeholder.push(':');
        placeholder.push_str(format.name());
    }
    if !slot.after.is_empty() {
        placeholder.push('+');
        push_name(&mut placeholder, &slot.after);
    }
    placeholder.push('}');
    push_escaped(out, &placeholder, quote);
}

/// Appends a part of a placeholder, with a backslash before everything that means something in one.
fn push_name(placeholder: &mut String, name: &str) {
    for character in name.chars() {
        if r"\{}:+".has(character) {
            placeholder.push('\\');
        }
        placeholder.push(character);
    }
}

/// Appends the author's text; braces and backslashes in it, also those written as references, get a backslash.
fn push_literal(out: &mut String, literal: &str, quote: char) {
    let mut rest = literal.chars();
    loop {
        let reference = special_reference(rest.as_str());
        let Some(meant) = reference.map(|(meant, _)| meant).or_else(|| rest.next()) else { break };
        rest = reference.map_or(rest, |(_, after)| after.chars());
        match meant {
            '{' | '}' | '\\' => out.extend(['\\', meant]),
            '"' if quote == '"' => out.push_str("&quot;"),
            _ => out.push(meant),
        }
    }
}

/// Reads a character reference that means a brace or a backslash; returns the character and what follows.
fn special_reference(text: &str) -> Option<(char, &str)> {
    const NAMES: [(&str, char); 5] =
        [("&lcub;", '{'), ("&lbrace;", '{'), ("&rcub;", '}'), ("&rbrace;", '}'), ("&bsol;", '\\')];
    let named = |(name, character): &(&str, char)| Some((*character, text.strip_prefix(name)?));
    if let Some(found) = NAMES.iter().find_map(named) {
        return Some(found);
    }
    let digits = text.strip_prefix("&#")?;
    let (radix, digits) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, digits),
    };
    let count = digits.bytes().take_while(|b| (*b as char).is_digit(radix)).count();
    let (digits, after) = digits.split_at_checked(count)?;
    let code = u32::from_str_radix(digits, radix).ok()?;
    let character = char::from_u32(code).filter(|character| r"\{}".has(*character))?;
    Some((character, after.strip_prefix(';').unwrap_or(after)))
}
