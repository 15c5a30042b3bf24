//! OpenID Connect clients of Authelia, by its own validation: what it would refuse when it starts.
//!
//! A client is an item of `identity_providers.oidc.clients`; the rules are those of Authelia's
//! `internal/configuration/validator/identity_providers.go`, and the values those of its published schema.

mod options;
mod redirects;
mod sign_in;

use sitevar_core::{Code, Diagnostic};

use crate::page::Block;
use crate::yaml::Node;

/// The longest ID of a client, in bytes.
const LONGEST_ID: usize = 100;

/// Checks the clients of a block.
pub(crate) fn check(block: &Block<'_>, documents: &[Node], found: &mut Vec<Diagnostic>) {
    if documents.is_empty() || !block.text.contains("clients") || block.is_no_whole() {
        return;
    }
    for (provider, client) in clients(documents) {
        check_id(block, client, found);
        redirects::check(block, client, found);
        sign_in::check(block, client, found);
        options::check(block, provider, client, found);
    }
}

/// Returns the clients of a configuration, each with the provider that it is one of.
pub(crate) fn clients(documents: &[Node]) -> Vec<(&Node, &Node)> {
    let mut clients = Vec::new();
    for document in documents {
        let provider = document.get("identity_providers").and_then(|providers| providers.get("oidc"));
        let Some(provider) = provider else { continue };
        let items = provider.get("clients").map(Node::items).unwrap_or_default();
        clients.extend(items.iter().map(|client| (provider, client)));
    }
    clients
}

fn check_id(block: &Block<'_>, client: &Node, found: &mut Vec<Diagnostic>) {
    let Some(id) = client.get("client_id") else { return };
    let text = id.text().unwrap_or_default();
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    let (message, help) = if let Some(other) = text.chars().find(|c| !is_allowed(*c)) {
        let message = format!("the ID of the client has the character `{other}`");
        (message, "use letters and digits of ASCII and `-`, `.`, `_`, `~`")
    } else if text.len() > LONGEST_ID {
        let message =
            format!("the ID of the client has {} characters, and {LONGEST_ID} are allowed", text.len());
        (message, "72 random characters are enough")
    } else {
        return;
    };
    found.push(Diagnostic::error(Code::BadClientId, message, block.span(&id.at)).help(help));
}
