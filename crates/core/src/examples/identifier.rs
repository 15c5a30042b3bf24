//! Names that only look like a reader's host: namespaces, schemas, and the groups of Kubernetes.
//!
//! Nobody opens `xmlns="http://example.com/ns"`: the text identifies something, and with another host it would be
//! something else.

use std::ops::Range;

use super::boundary::{first_is_word, is_word};
use super::next;
use super::shape::Shape;
use super::value::{line_end, line_start};
use crate::text::{Cut, Signs};

/// Keys and attributes whose values identify something (XML Namespaces, JSON Schema, JSON-LD, Kubernetes).
const KEYS: [&str; 6] = ["xmlns", "schemaLocation", "$schema\"", "$id\"", "@context\"", "apiVersion"];

/// Tells whether a range is a host in an identifier.
pub(super) fn is_in(text: &str, range: &Range<usize>, shape: Shape) -> bool {
    let before = line_end(text.before(range.start));
    let is_value = || KEYS.iter().any(|key| is_value_of(key, before));
    shape.keeps_labels() && (is_value() || is_prefix_of_a_key(before, text.after(range.end)))
}

/// Tells whether the value of a key is still open at the end of a line.
fn is_value_of(key: &str, line: &str) -> bool {
    next(line, key, 0).is_some_and(|key| {
        let value = line.after(key.end);
        let quotes = value.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count();
        quotes < 2 && !value.has_any(",>")
    })
}

/// Tells whether a line begins with a name of Kubernetes, such as `example.com/team: a`.
fn is_prefix_of_a_key(before: &str, after: &str) -> bool {
    let starts = before.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" \t\"'.-".contains(&byte));
    let name = after.strip_prefix('/').filter(|name| starts && first_is_word(name)).map(line_start);
    let rest = name.map(|name| name.trim_start_matches(|c: char| is_word(c) || c == '.'));
    rest.is_some_and(|rest| rest.trim_start_any("\"'").starts_with(": "))
}
