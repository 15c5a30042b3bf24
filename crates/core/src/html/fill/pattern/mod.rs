//! Reads the pattern of an attribute back, as the browser finds it in a page, and writes the attribute for other values.
//!
//! It is the other half of [`placeholders`](super::placeholders), which writes the patterns; the same [`table`] says what
//! an attribute can hold. Here everything is text, because a browser has read the character references already.
//!
//! 1. The pattern is split into literal texts and placeholders.
//! 2. What the page shows tells the default of every placeholder, also where the page's own differs from the declared.
//! 3. Values are put in, percent-encoded where the attribute is an address; an address with an unknown scheme is refused.

use super::attribute;
use super::table::{self, Holds};
use crate::context::{Filled, Language, SlotAt, Snippet};
use crate::guide::{Format, Letters, format};
use crate::markup::escape;
use crate::text::Find;
use crate::variables::Values;

/// An attribute of a page with readers' values in it.
#[derive(Debug, Clone)]
pub struct AttributePattern {
    holds: Holds,
    parts: Vec<PatternPart>,
    /// What the page shows, as text with slots.
    shown: Snippet,
}

/// A placeholder and the literal text before it.
#[derive(Debug, Clone)]
struct PatternPart {
    literal: String,
    variable: String,
    format: Option<Format>,
    /// Whether a template had percent-encoded the value.
    encoded: bool,
    /// What is written after a value that is not empty.
    after: String,
}

impl AttributePattern {
    /// Reads the pattern of an attribute; `shown` is what the page shows with its defaults.
    ///
    /// Returns `None` for a text that is no pattern, for one that the page does not show, for an attribute that is not
    /// filled, and for an address that loads by itself from another origin.
    pub fn read(element: &str, name: &str, pattern: &str, shown: &str) -> Option<Self> {
        let holds = table::holds(element, name)?;
        let mut parts = Vec::new();
        let mut rest = pattern;
        let tail = loop {
            let (literal, open, after) = until(rest, &['{'])?;
            if open.is_none() {
                break literal;
            }
            let (part, after) = placeholder(literal, after)?;
            parts.push(part);
            rest = after;
        };
        let head = parts.first().map_or("", |part| part.literal.as_str());
        if holds == Holds::Loaded && !table::is_own(head) {
            return None;
        }
        let shown = Snippet::new(Language::text(), shown, slots(&parts, &tail, shown)?);
        Some(Self { holds, parts, shown })
    }

    /// Returns the names of the variables, in the order of the pattern.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.variable.as_str())
    }

    /// Tells whether the browser loads the address by itself, so that it must be one of the page's own origin.
    pub fn is_loaded(&self) -> bool {
        self.holds == Holds::Loaded
    }

    /// Returns the attribute's value for what a reader set; what fills text only is as if it were not set.
    ///
    /// # Errors
    ///
    /// Fails with the reason where the attribute cannot hold it.
    pub fn fill(&self, values: &Values) -> Result<String, String> {
        self.fill_with(values, Letters::STANDARD)
    }

    /// Returns the same, with the caller's own lower and upper case.
    ///
    /// # Errors
    ///
    /// Fails as [`AttributePattern::fill`] does.
    pub fn fill_with(&self, values: &Values, letters: Letters) -> Result<String, String> {
        let set: Vec<_> = self.parts.iter().map(|part| values.outside_text(&part.variable)).collect();
        let joins = |slot: usize| values.is_joined(&self.parts[slot].variable);
        let mut written = self.shown.fill_with(&set, &joins, letters);
        for (part, written) in self.parts.iter().zip(&mut written) {
            match written {
                Filled::Text(text) => *text = self.escaped(part, text),
                Filled::Default => {}
                Filled::Refused(reason) => return Err(std::mem::take(reason)),
            }
        }
        let out = self.shown.write(&written);
        if self.holds == Holds::Followed && !attribute::has_safe_scheme(&out) {
            return Err(attribute::UNSAFE_SCHEME.to_owned());
        }
        Ok(out)
    }

    /// Returns what a value looks like in the attribute.
    fn escaped(&self, part: &PatternPart, value: &str) -> String {
        let encoded = part.encoded.then(|| format::percent_encode(value));
        let value = encoded.as_deref().unwrap_or(value);
        if self.holds == Holds::Text { value.to_owned() } else { escape::url(value) }
    }
}

/// Finds the text of every placeholder in what the page shows, the shortest one each time.
fn slots(parts: &[PatternPart], tail: &str, shown: &str) -> Option<Vec<SlotAt>> {
    let end = shown.strip_suffix(tail)?.len();
    let mut slots = Vec::new();
    let mut at = 0;
    for (index, part) in parts.iter().enumerate() {
        let start = at + shown.get(at..end)?.strip_prefix(&part.literal).map(|_| part.literal.len())?;
        at = match parts.get(index + 1) {
            Some(next) => {
                let after = format!("{}{}", part.after, next.literal);
                start + shown.get(start..end)?.position_of(&after)? + part.after.len()
            }
            None => end,
        };
        slots.push(SlotAt { range: start..at, format: part.format, after: part.after.clone() });
    }
    (at == end).then_some(slots)
}

/// Reads a placeholder after its `{`.
fn placeholder(literal: String, text: &str) -> Option<(PatternPart, &str)> {
    let (variable, mut end, mut rest) = until(text, &[':', '+', '}'])?;
    let mut formats = Vec::new();
    while end? == ':' {
        let (name, next, after) = until(rest, &[':', '+', '}'])?;
        formats.push(Format::parse(&name)?);
        (end, rest) = (next, after);
    }
    let mut after = String::new();
    if end? == '+' {
        (after, end, rest) = until(rest, &['}'])?;
        end?;
    }
    let encoded = formats.len() > 1;
    Some((PatternPart { literal, variable, format: formats.first().copied(), encoded, after }, rest))
}

/// Splits a text at the first of the characters that has no backslash before it; takes the backslashes off.
fn until<'a>(text: &'a str, ends: &[char]) -> Option<(String, Option<char>, &'a str)> {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.push(characters.next()?),
            _ if ends.contains(&character) => return Some((out, Some(character), characters.as_str())),
            _ => out.push(character),
        }
    }
    Some((out, None, ""))
}

#[cfg(test)]
mod tests;
