//! What a text begins and ends with.
//!
//! One function for any set of signs: each set of characters that the standard library looks for would be a part of the
//! download of its own.

use crate::text::Cut;

/// Tells whether a text begins with one of some signs of ASCII.
pub(super) fn starts(text: &str, signs: &str) -> bool {
    text.bytes().next().is_some_and(|first| signs.as_bytes().contains(&first))
}

/// Tells whether a text ends with one of some signs of ASCII.
pub(super) fn ends(text: &str, signs: &str) -> bool {
    text.bytes().next_back().is_some_and(|last| signs.as_bytes().contains(&last))
}

/// Tells whether a text has one of some signs of ASCII.
pub(super) fn has(text: &str, signs: &str) -> bool {
    text.bytes().any(|byte| signs.as_bytes().contains(&byte))
}

/// Takes some signs of ASCII off the end of a text.
pub(super) fn trim_end<'a>(mut text: &'a str, signs: &str) -> &'a str {
    while ends(text, signs) {
        text = text.before(text.len() - 1);
    }
    text
}

/// Takes some signs of ASCII off the start of a text.
pub(super) fn trim_start<'a>(mut text: &'a str, signs: &str) -> &'a str {
    while starts(text, signs) {
        text = text.after(1);
    }
    text
}
