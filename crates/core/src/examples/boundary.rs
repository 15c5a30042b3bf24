//! Where an example begins and ends: never inside of a longer name.
//!
//! Letters, digits, `_`, `-` and a dot between two of them bind. `@`, `:`, `/`, `%2F`, a leading and a trailing dot do
//! not. Without this, `server.com` would be found in `caddyserver.com`.

use std::ops::Range;

use super::shape::Shape;
use crate::guide::Format;
use crate::text::{Cut, Signs};

/// Tells whether what is in a range is a whole name, or one after labels that stay.
pub(super) fn is_whole(text: &str, range: &Range<usize>, shape: Shape, format: Option<Format>) -> bool {
    let (before, found, after) =
        (text.before(range.start), text.between(range.clone()), text.after(range.end));
    let ends = !last_is_word(found) || ends_before(after);
    let starts = starts_after(before, shape.keeps_labels() && format != Some(Format::Dn));
    let is_component = format == Some(Format::Dn) && follows_component(after);
    starts && ends && !is_component && (shape != Shape::Below || has_label(before, format))
}

/// Tells whether a character is one of a name.
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '-'
}

/// Tells whether a text begins with a character of a name.
pub(super) fn first_is_word(text: &str) -> bool {
    text.chars().next().is_some_and(is_word)
}

/// Tells whether a text ends with a character of a name.
pub(super) fn last_is_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_word)
}

/// Tells whether a name can begin after a text.
fn starts_after(before: &str, keeps_labels: bool) -> bool {
    match before.chars().next_back() {
        Some('.') => keeps_labels || !last_is_word(before.trim_end_any(".\\")),
        Some(last) if is_word(last) => ends_with_percent(before),
        _ => true,
    }
}

/// Tells whether a name can end before a text.
fn ends_before(after: &str) -> bool {
    let rest = after.trim_start_any("\\");
    match rest.strip_prefix('.') {
        Some(rest) => !first_is_word(rest),
        None => !first_is_word(after),
    }
}

/// Tells whether a text ends with a percent-encoded byte, such as `%2F`.
fn ends_with_percent(text: &str) -> bool {
    let [.., b'%', high, low] = text.as_bytes() else { return false };
    high.is_ascii_hexdigit() && low.is_ascii_hexdigit()
}

/// Tells whether a label is before a name: `auth.` before `company`.
fn has_label(before: &str, format: Option<Format>) -> bool {
    let before = before.strip_suffix('.').unwrap_or_default();
    let before = if format == Some(Format::Regex) { before.trim_end_any("\\") } else { before };
    last_is_word(before) || before.ends_with('*')
}

/// Tells whether a distinguished name goes on with another component of a domain.
fn follows_component(after: &str) -> bool {
    let rest = after.strip_prefix(',').unwrap_or_default();
    let rest = rest.trim_start_any(" ");
    rest.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("dc="))
}
