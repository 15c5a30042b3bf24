//! How a client signs in: its secret, whether it is public, and its method have to go together.

use sitevar_core::{Code, Diagnostic};

use crate::page::Block;
use crate::yaml::Node;

const METHOD: &str = "token_endpoint_auth_method";

fn has_keys(client: &Node) -> bool {
    client.get("jwks").is_some() || client.get("jwks_uri").is_some()
}

/// Tells whether a client only ever gets tokens through the browser.
fn is_implicit(client: &Node) -> bool {
    let types = client.get("response_types").map(Node::items).unwrap_or_default();
    !types.is_empty()
        && types
            .iter()
            .all(|kind| kind.text().is_some_and(|kind| kind.contains("token") && !kind.contains("code")))
}

pub(super) fn check(block: &Block<'_>, client: &Node, found: &mut Vec<Diagnostic>) {
    let secret = client.get("client_secret").filter(|secret| !secret.is_empty());
    let method = client.get(METHOD).and_then(|node| Some((node, node.text()?)));
    let is_public = client.get("public").is_some_and(Node::is_true);
    let mut report = |message: String, at: &Node, help: &str| {
        let span = block.span(&at.at);
        found.push(Diagnostic::error(Code::BadClientSecret, message, span).help(help));
    };
    let first = client.get("client_id").unwrap_or(client);
    match (is_public, secret, method) {
        (true, Some(secret), _) => {
            report(
                "a public client has no secret".to_owned(),
                secret,
                "remove the secret, or `public: true`",
            );
        }
        (true, None, Some((at, method))) if method != "none" && !method.is_empty() => {
            let message = format!("a public client cannot sign in with `{method}`");
            report(message, at, "write `none`");
        }
        (false, _, Some((at, "none"))) if !is_implicit(client) => {
            let message = "`none` is for public clients".to_owned();
            report(message, at, "write how the application signs in, such as `client_secret_basic`");
        }
        (false, Some(secret), Some((_, "private_key_jwt"))) => {
            let message = "a client that signs in with `private_key_jwt` has no secret".to_owned();
            report(message, secret, "remove the secret");
        }
        (false, None, Some((at, "private_key_jwt"))) if !has_keys(client) => {
            let message = "`private_key_jwt` needs the keys of the client".to_owned();
            report(message, at, "add `jwks_uri` or `jwks`");
        }
        (false, None, Some((_, "private_key_jwt"))) => {}
        // A part of a client, such as one option, has no addresses either.
        (false, None, _) if client.get("redirect_uris").is_some() => {
            let message = "the client has no secret, and is not public".to_owned();
            report(message, first, "add `client_secret` with the digest of the secret, or `public: true`");
        }
        _ => {}
    }
}
