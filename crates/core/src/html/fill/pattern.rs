//! Reads the pattern of an attribute back, as the browser finds it in a page, and writes the attribute for other values.
//!
//! It is the other half of [`attribute`](super::attribute), which writes the patterns: both decide by the same table
//! what an attribute can hold. Here everything is text, because a browser has read the character references already.
//!
//! 1. The pattern is split into literal texts and placeholders.
//! 2. What the page shows tells the default of every placeholder, also where the page's own differs from the declared.
//! 3. Values are put in, percent-encoded where the attribute is an address; an address with an unknown scheme is refused.

use super::attribute::{self, Kind};
use crate::format::Format;
use crate::html::escape;
use crate::variables::Values;

/// An attribute of a page with readers' values in it.
#[derive(Debug, Clone)]
pub struct AttributePattern {
    kind: Kind,
    pieces: Vec<Piece>,
    tail: String,
}

/// A placeholder and the literal text before it.
#[derive(Debug, Clone)]
struct Piece {
    literal: String,
    variable: String,
    formats: Vec<Format>,
    default: String,
}

impl AttributePattern {
    /// Reads the pattern of an attribute; `shown` is what the page shows with its defaults.
    ///
    /// Returns `None` for a text that is no pattern, for one that the page does not show, and for an attribute that no
    /// pattern can be for: a script, a style, the source of code.
    pub fn read(element: &str, name: &str, pattern: &str, shown: &str) -> Option<Self> {
        let kind = attribute::kind_of(&element.to_ascii_lowercase(), &name.to_ascii_lowercase());
        if !matches!(kind, Kind::Text | Kind::Url) {
            return None;
        }
        let mut pieces = Vec::new();
        let mut rest = pattern;
        let tail = loop {
            let (literal, open, behind) = until(rest, &['{'])?;
            if open.is_none() {
                break literal;
            }
            let (piece, behind) = placeholder(literal, behind)?;
            pieces.push(piece);
            rest = behind;
        };
        let mut read = Self { kind, pieces, tail };
        read.learn_defaults(shown)?;
        Some(read)
    }

    /// Returns the names of the variables, in the order of the pattern.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(|piece| piece.variable.as_str())
    }

    /// Returns the attribute's value for what a reader set.
    ///
    /// # Errors
    ///
    /// Fails where the address would not lead to where a page may lead.
    pub fn fill(&self, values: &Values) -> Result<String, String> {
        let mut out = String::new();
        for piece in &self.pieces {
            out.push_str(&piece.literal);
            match values.get(&piece.variable) {
                Some(value) => out.push_str(&self.written(piece, value)),
                None => out.push_str(&piece.default),
            }
        }
        out.push_str(&self.tail);
        if self.kind == Kind::Url && !attribute::has_safe_scheme(&out) {
            return Err(
                "this value would change where a link leads to something other than an address".into()
            );
        }
        Ok(out)
    }

    /// Returns what a value looks like in the attribute.
    fn written(&self, piece: &Piece, value: &str) -> String {
        let value = piece.formats.iter().fold(value.to_owned(), |value, format| format.apply(&value));
        match self.kind {
            Kind::Url => escape::url(&value),
            _ => value.replace('\0', "\u{FFFD}"),
        }
    }

    /// Finds the text of every placeholder in what the page shows, the shortest one each time.
    fn learn_defaults(&mut self, shown: &str) -> Option<()> {
        let literals: Vec<String> =
            self.pieces.iter().skip(1).map(|piece| piece.literal.clone()).chain([String::new()]).collect();
        let first = self.pieces.first().map_or("", |piece| piece.literal.as_str());
        let mut rest = shown.strip_suffix(self.tail.as_str())?.strip_prefix(first)?;
        let count = self.pieces.len();
        for (index, (piece, literal)) in self.pieces.iter_mut().zip(literals).enumerate() {
            let (default, behind) =
                if index + 1 == count { (rest, "") } else { rest.split_once(literal.as_str())? };
            piece.default = default.to_owned();
            rest = behind;
        }
        Some(())
    }
}

/// Reads a placeholder behind its `{`.
fn placeholder(literal: String, text: &str) -> Option<(Piece, &str)> {
    let (variable, mut end, mut rest) = until(text, &[':', '}'])?;
    let mut formats = Vec::new();
    while end? == ':' {
        let (name, next, behind) = until(rest, &[':', '}'])?;
        formats.push(Format::parse(&name)?);
        (end, rest) = (next, behind);
    }
    Some((Piece { literal, variable, formats, default: String::new() }, rest))
}

/// Splits a text at the first of the characters that has no backslash before it; takes the backslashes off.
fn until<'a>(text: &'a str, ends: &[char]) -> Option<(String, Option<char>, &'a str)> {
    let mut out = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => out.push(characters.next()?.1),
            _ if ends.contains(&character) => {
                return Some((out, Some(character), &text[at + character.len_utf8()..]));
            }
            _ => out.push(character),
        }
    }
    Some((out, None, ""))
}

#[cfg(test)]
#[path = "pattern/tests.rs"]
mod tests;
