//! The notations in which pages write one value: as it is, in capitals, escaped, as a distinguished name.
//!
//! Every text that is looked for is made of the example by a format. So the example in the format of a slot is always
//! what the page shows there, and nothing is replaced that could not be written back.

use super::shape::Shape;
use crate::guide::{Format, Letters};
use crate::text::Signs;

/// A text that is looked for.
#[derive(Debug, PartialEq)]
pub(super) struct Notation {
    /// The text.
    pub(super) text: String,
    /// The format that makes it of the example.
    pub(super) format: Option<Format>,
    /// Whether every backslash is written twice, as strings with escapes have it.
    pub(super) doubled: bool,
}

/// How distinguished names are written: with small letters, with spaces.
const NAMES: [&str; 4] = ["dc=a,dc=a", "DC=a,DC=a", "dc=a, dc=a", "DC=a, DC=a"];

/// Case for texts in ASCII, which needs no tables.
pub(super) const LETTERS: Letters =
    Letters { lower: str::to_ascii_lowercase, upper: str::to_ascii_uppercase };

/// Returns the texts that an example is found as.
pub(super) fn all(example: &str, shape: Shape) -> Vec<Notation> {
    let mut all = Vec::new();
    push(&mut all, example.to_owned(), None);
    let is_name = matches!(shape, Shape::Host | Shape::Below | Shape::Email);
    if is_name && example.is_ascii() {
        for format in [Format::Upper, Format::Lower, Format::Regex] {
            push(&mut all, format.apply_with(example, LETTERS), Some(format));
        }
        double(&mut all);
    }
    if shape == Shape::Host && example.is_ascii() {
        for name in NAMES {
            push(&mut all, Format::Dn.apply_like(example, name, LETTERS), Some(Format::Dn));
        }
    }
    if matches!(shape, Shape::Email | Shape::Plain) && example.has_any("/@") {
        push(&mut all, Format::Url.apply_with(example, LETTERS), Some(Format::Url));
    }
    all
}

/// Adds a text that differs from those before it.
fn push(all: &mut Vec<Notation>, text: String, format: Option<Format>) {
    if !text.is_empty() && !all.iter().any(|other| other.text == text) {
        all.push(Notation { text, format, doubled: false });
    }
}

/// Adds the regular expression as it is in a string that has backslashes as escapes.
fn double(all: &mut Vec<Notation>) {
    if let Some(escaped) = all.last().filter(|last| last.format == Some(Format::Regex)) {
        let text = escaped.text.replace('\\', r"\\");
        all.push(Notation { text, format: Some(Format::Regex), doubled: true });
    }
}
