//! The addresses that a client is sent back to.

use std::collections::HashSet;

use sitevar_core::{Code, Diagnostic};

use super::is_placeholder;
use crate::page::Block;
use crate::yaml::Node;

pub(super) fn check(block: &Block<'_>, client: &Node, found: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    let addresses = client.get("redirect_uris").map(Node::items).unwrap_or_default();
    for (node, address) in addresses.iter().filter_map(|node| Some((node, node.text()?))) {
        // What the application tells its owner, the page cannot know.
        if address.is_empty() || is_placeholder(address) {
            continue;
        }
        let (message, help) = if !seen.insert(address) {
            (format!("the redirect address `{address}` is there twice"), "remove one of the two")
        } else if !has_scheme(address) {
            (
                format!("the redirect address `{address}` has no scheme"),
                "write the whole address, with `https://` or the scheme of the application before it",
            )
        } else {
            continue;
        };
        found.push(Diagnostic::error(Code::BadRedirectAddress, message, block.span(&node.at)).help(help));
    }
}

/// Tells whether an address begins with a scheme, as RFC 3986 has it.
fn has_scheme(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    // A port comes after a host; `app.example.com:8080` is no scheme.
    let is_port = scheme.contains('.') && rest.starts_with(|c: char| c.is_ascii_digit());
    is_scheme && !is_port
}
