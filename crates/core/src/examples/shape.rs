//! What an example looks like, which decides where and how it is found.

use super::boundary::is_word;
use crate::text::{Find, Signs};
use crate::variables::Kind;

/// The shape of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `auth.example.com`: labels before it stay.
    Host,
    /// `*.company` of a domain: there has to be a label before it, which stays.
    Below,
    /// `*.company` of anything else: the label is a part of it.
    Labels,
    /// `admin@example.com`.
    Email,
    /// `<Client ID>`.
    Bracket,
    /// `<*client*id*>`.
    BracketPattern,
    /// `YOUR_CLIENT_ID`.
    Your,
    /// `YOUR_*_ID`.
    YourPattern,
    /// Any other text.
    Plain,
}

impl Shape {
    /// Returns the shape of an example of a kind.
    pub(super) fn of(text: &str, kind: Kind) -> Self {
        let is_pattern = text.has('*');
        let below = text.strip_prefix("*.").is_some_and(is_name);
        match () {
            () if is_bracket(text) && is_pattern => Self::BracketPattern,
            () if is_bracket(text) => Self::Bracket,
            () if is_your(text) && is_pattern => Self::YourPattern,
            () if is_your(text) => Self::Your,
            () if below && kind == Kind::Domain => Self::Below,
            () if is_pattern => Self::Labels,
            () if is_host(text) => Self::Host,
            () if is_email(text) => Self::Email,
            () => Self::Plain,
        }
    }

    /// Tells whether it stands for more than one text.
    pub(super) fn is_pattern(self) -> bool {
        matches!(self, Self::Labels | Self::BracketPattern | Self::YourPattern)
    }

    /// Tells whether it is a placeholder that nobody takes for a value, found in blocks of code only.
    pub(super) fn is_placeholder(self) -> bool {
        matches!(self, Self::Bracket | Self::BracketPattern | Self::Your | Self::YourPattern)
    }

    /// Tells whether it is the name of a host or of a mailbox.
    pub(super) fn is_name(self) -> bool {
        self == Self::Email || self.keeps_labels()
    }

    /// Tells whether labels before it stay.
    pub(super) fn keeps_labels(self) -> bool {
        matches!(self, Self::Host | Self::Below)
    }
}

/// Tells whether a text is in angle brackets.
pub(super) fn is_bracket(text: &str) -> bool {
    text.len() > 2 && text.starts_with('<') && text.ends_with('>')
}

/// Tells whether a text begins with `YOUR_` or `your-`.
pub(super) fn is_your(text: &str) -> bool {
    let (start, rest) = text.as_bytes().split_at(text.len().min(4));
    start.eq_ignore_ascii_case(b"your") && matches!(rest, [b'_' | b'-', _, ..])
}

/// Tells whether a text is a name with a dot in it, and no address of numbers.
pub(super) fn is_host(text: &str) -> bool {
    text.has('.') && is_name(text)
}

/// Tells whether a text is made of labels, the last of which is no number.
fn is_name(text: &str) -> bool {
    // Whether the label before a position has a character, and whether it has a letter.
    let (mut is_label, mut has_letter) = (false, false);
    for character in text.chars() {
        match character {
            '.' if !is_label => return false,
            '.' => (is_label, has_letter) = (false, false),
            _ if !is_word(character) => return false,
            _ => (is_label, has_letter) = (true, has_letter || character.is_alphabetic()),
        }
    }
    is_label && has_letter
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && is_host(host) && !name.has_any("/:@ <"))
}
