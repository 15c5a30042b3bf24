//! Where the plain secret goes and where its digest does: mixing them up is a common failure to sign in.
//!
//! The provider's configuration has the digest; what the application is given is the secret itself.

use sitevar_core::{Code, Diagnostic};

use crate::clients::clients;
use crate::page::Block;
use crate::yaml::{Node, Value};

/// Checks a block of YAML with its documents.
pub(crate) fn check(block: &Block<'_>, documents: &[Node], found: &mut Vec<Diagnostic>) {
    let clients = clients(documents);
    for (_, client) in &clients {
        if let Some((node, _)) = secret_of(client).filter(|(_, secret)| is_plain(secret)) {
            let message = "the client has a plain secret, and its digest belongs here".to_owned();
            found.push(
                Diagnostic::warning(Code::MisplacedSecret, message, block.span(&node.at))
                    .help("write the digest that `sitevar digest` makes of the secret"),
            );
        }
    }
    if clients.is_empty() && !block.text.contains("identity_providers") {
        documents.iter().for_each(|document| check_application(block, document, found));
    }
}

fn secret_of(client: &Node) -> Option<(&Node, &str)> {
    let node = client.get("client_secret")?;
    Some((node, node.text()?))
}

/// Tells whether a text is a secret rather than a digest, a template or nothing.
fn is_plain(secret: &str) -> bool {
    let is_word = secret.chars().all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c));
    !secret.is_empty() && secret != "null" && is_word
}

/// Looks for digests as the secrets of an application.
fn check_application(block: &Block<'_>, node: &Node, found: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_application(block, item, found)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let is_secret = key
                    .text()
                    .is_some_and(|key| key.to_ascii_lowercase().replace('-', "_").ends_with("client_secret"));
                if is_secret && value.text().is_some_and(is_digest) {
                    let message =
                        "the application is given a digest, and the secret itself belongs here".to_owned();
                    found.push(
                        Diagnostic::error(Code::MisplacedSecret, message, block.span(&value.at))
                            .help("write the secret that the digest was made of"),
                    );
                }
                check_application(block, value, found);
            }
        }
        Value::Scalar(..) | Value::Alias(_) => {}
    }
}

fn is_digest(text: &str) -> bool {
    ["$pbkdf2", "$$pbkdf2", "$argon2", "$$argon2", "$scrypt$"].iter().any(|start| text.starts_with(start))
}
