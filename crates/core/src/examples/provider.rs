//! Authelia's own configuration, which holds digests of clients' secrets and never the secrets themselves.

use std::ops::Range;

use super::outline::{Outline, key};
use crate::text::{Cut, Find, Signs};

/// The keys at the root of Authelia's configuration under which an example of a secret is found.
///
/// A guide may show the list of clients alone; what `authentication_backend` holds is another password.
const ROOTS: [&str; 3] = ["identity_providers", "clients", "authentication_backend"];

/// Tells whether a block of code configures clients of the provider.
pub(super) fn is_provider(block: &str) -> bool {
    block.lines().any(|line| !line.starts_with(' ') && matches!(key(line), "identity_providers" | "clients"))
}

/// Where in Authelia's configuration something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Location {
    /// Not in it at all.
    Outside,
    /// The whole value of a client's `client_secret`.
    ClientSecret,
    /// Anywhere else in it.
    Inside,
}

/// Tells where a range of a block is; ranges come in ascending order.
pub(super) fn location(outline: &mut Outline<'_>, block: &str, range: &Range<usize>) -> Location {
    let (line, _) = outline.line(range.start);
    if !ROOTS.contains(&outline.root()) {
        return Location::Outside;
    }
    let value = line.split_once(':').map_or("", |(_, value)| value);
    let value = value.parted_at(" #").map_or(value, |(value, _)| value).trim();
    let value = value.trim_end_any("'\"").trim_start_any("'\"");
    match key(line) == "client_secret" && value == block.between(range.clone()) {
        true => Location::ClientSecret,
        false => Location::Inside,
    }
}
