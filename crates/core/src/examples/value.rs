//! A key and its whole value: the only place where a word is taken for the id of a client, and on a page of somebody else
//! for a secret.

use std::ops::Range;

use super::boundary::is_word;
use super::next;
use crate::text::{Cut, Signs};

/// How far a key is looked for before a value, and the end of a value after it, in bytes.
const NEAR: usize = 200;

/// Parts of the names of keys whose values are names themselves: `attributes: {password: secret}`.
const NAMES_OF_MAPS: [&str; 5] = ["attribute", "attrs", "claim", "mapping", "field"];

/// Tells whether what is in a range is the whole value of a key; `parent` is the key that its line is under.
pub(super) fn is_of_a_key(text: &str, range: &Range<usize>, parent: &str) -> bool {
    key_of(text, range).is_some_and(is_key_of_a_value) && !is_map(parent)
}

/// Returns the text that ends with the key of a value, where what is in a range is the whole value of one.
pub(super) fn key_of<'a>(text: &'a str, range: &Range<usize>) -> Option<&'a str> {
    let before = line_end(text.before(range.start));
    let after = line_start(text.after(range.end));
    let (before, after, quoted) = without_quotes(before, after);
    let (key, ends) = key(before, quoted)?;
    ends.allows(after, quoted).then_some(key)
}

/// Takes what is between a key and its value off the end of a text, so that it ends with the name of the key.
pub(super) fn without_signs(text: &str) -> &str {
    text.trim_end_any(" \t:?+").trim_end_any("\\\"'`])")
}

/// Returns the last line of a text, or as much of it as is looked at.
pub(super) fn line_end(text: &str) -> &str {
    let near = text.after(text.ceil_char_boundary(text.len().saturating_sub(NEAR)));
    near.rfind('\n').map_or(near, |at| near.after(at + 1))
}

/// Returns the first line of a text, or as much of it as is looked at.
pub(super) fn line_start(text: &str) -> &str {
    let near = text.before(text.floor_char_boundary(text.len().min(NEAR)));
    near.find('\n').map_or(near, |at| near.before(at))
}

/// Takes the quotes around a value off.
fn without_quotes<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str, bool) {
    for quote in ["\\\"", "\"", "'", "`"] {
        if let (Some(before), Some(after)) = (before.strip_suffix(quote), after.strip_prefix(quote)) {
            return (before, after, true);
        }
    }
    (before, after, false)
}

/// How a value without quotes ends.
#[derive(Clone, Copy)]
enum Ends {
    /// With the line or a comment: `key: value`.
    Line,
    /// With a space: `key=value`, `--key value`.
    Space,
    /// With a closing tag.
    Tag,
}

impl Ends {
    fn allows(self, after: &str, quoted: bool) -> bool {
        let rest = after.trim_start();
        let has_space = rest.len() < after.len();
        if quoted {
            return !rest.starts_with_any("+.");
        }
        match self {
            Ends::Tag => after.starts_with("</"),
            _ if rest.is_empty() || rest.starts_with_any(",}]);\\") => true,
            Ends::Line => has_space && rest.starts_with('#'),
            Ends::Space => has_space || rest.starts_with_any("&\"'`"),
        }
    }
}

/// Returns the text that ends with the key of a value, and how the value ends.
fn key(before: &str, quoted: bool) -> Option<(&str, Ends)> {
    let rest = before.trim_end_any(" \t");
    let has_space = rest.len() < before.len();
    if let Some(key) = rest.strip_suffix("=>").or_else(|| rest.strip_suffix('=')) {
        return Some((key, if has_space { Ends::Line } else { Ends::Space }));
    }
    // A colon alone separates the parts of `urn:example:secret`, too.
    if let Some(key) = rest.strip_suffix(':').filter(|_| has_space || quoted) {
        return Some((key, Ends::Line));
    }
    let last = rest.after(rest.rfind(' ').map_or(0, |at| at + 1));
    if has_space && last.starts_with("--") {
        return Some((rest, Ends::Space));
    }
    rest.strip_suffix('>').map(|key| (key, Ends::Tag)).filter(|_| !has_space)
}

/// Tells whether a text ends with a key whose value is no name of something else.
fn is_key_of_a_value(text: &str) -> bool {
    let text = without_signs(text);
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        if !is_word(character) && character != '.' {
            break;
        }
        start = at;
    }
    let key = text.after(start);
    !key.is_empty() && !key.eq_ignore_ascii_case("urn") && !is_map(key)
}

fn is_map(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    NAMES_OF_MAPS.iter().any(|name| next(&key, name, 0).is_some())
}
