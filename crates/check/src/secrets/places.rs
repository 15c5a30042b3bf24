//! Where the plain secret goes and where its digest does: mixing them up is a common failure to sign in.
//!
//! The provider's configuration has the digest; what the application is given is the secret itself.

use std::ops::Range;

use sitevar_core::{Code, Diagnostic};

use super::digests::digests;
use crate::clients::clients;
use crate::page::Block;
use crate::yaml::{Node, Value};

/// Checks a block, with its documents where it is YAML, JSON or TOML.
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
    // A comment that calls it a digest is right: it is a client of the provider, shown without what is around it.
    let is_called_digest = || block.text.to_ascii_lowercase().contains("digest of");
    if clients.is_empty() && !block.text.contains("identity_providers") && !is_called_digest() {
        documents.iter().for_each(|document| check_application(block, document, found));
        if !matches!(block.language.as_str(), "json" | "toml") {
            check_settings(block, found);
        }
    }
}

/// Looks for digests as settings of an application, wherever a block has them: in its environment, its options, or INI.
fn check_settings(block: &Block<'_>, found: &mut Vec<Diagnostic>) {
    let digests = digests(block.text);
    if digests.is_empty() {
        return;
    }
    let keys: Vec<&str> = block.text.lines().filter_map(|line| last_word(line.split_once('=')?.0)).collect();
    for at in digests {
        let before = block.text.get(..at.start).unwrap_or_default().trim_end_matches(['"', '\'']).trim_end();
        let key = match before.strip_suffix('=') {
            Some(before) => last_word(before),
            None => last_word(before).and_then(|option| option.strip_prefix("--")),
        };
        if key.is_some_and(|key| is_of_application(key.trim_start_matches('-'), &keys)) {
            found.push(misplaced(block, &at));
        }
    }
}

/// Returns the word that a text ends with, as keys and options are.
fn last_word(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let before = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "_-.".contains(c));
    text.get(before.len()..).filter(|word| !word.is_empty())
}

fn misplaced(block: &Block<'_>, at: &Range<usize>) -> Diagnostic {
    let message = "the application is given a digest, and the secret itself belongs here".to_owned();
    Diagnostic::error(Code::MisplacedSecret, message, block.span(at))
        .help("write the secret that the digest was made of")
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
            let keys: Vec<&str> = pairs.iter().filter_map(|(key, _)| key.text()).collect();
            for (key, value) in pairs {
                let is_secret = key.text().is_some_and(|key| is_of_application(key, &keys));
                if is_secret && value.text().is_some_and(is_digest) {
                    found.push(misplaced(block, &value.at));
                }
                check_application(block, value, found);
            }
        }
        Value::Scalar(..) | Value::Alias(_) => {}
    }
}

/// Words in keys that only an application has, which has to find its provider.
const OF_APPLICATIONS: [&str; 8] =
    ["issuer", "discovery", "wellknown", "endpoint", "authurl", "tokenurl", "authorizationurl", "provider"];

/// Keys that only a client of a provider has.
const OF_PROVIDERS: [&str; 7] = [
    "redirect_uris",
    "client_name",
    "authorization_policy",
    "public",
    "grant_types",
    "response_types",
    "consent_mode",
];

/// Tells whether a key is that of an application's secret, by itself or by those beside it. `client_secret` alone is that
/// of a client of Authelia too.
fn is_of_application(key: &str, beside: &[&str]) -> bool {
    let bare = |key: &str| key.to_ascii_lowercase().replace(['-', '_'], "");
    let is_named = |key: &&str| OF_APPLICATIONS.iter().any(|word| bare(key).contains(word));
    let is_of_authelia = bare(key).starts_with("autheliaidentityproviders");
    bare(key).ends_with("clientsecret")
        && !is_of_authelia
        && !beside.iter().any(|key| OF_PROVIDERS.contains(key))
        && (key != "client_secret" || beside.iter().any(is_named))
}

fn is_digest(text: &str) -> bool {
    digests(text).first().is_some_and(|digest| digest.start == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use sitevar_core::Variables;

    #[test]
    fn a_digest_is_found_wherever_an_application_has_its_settings() {
        let digest = "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng";
        let count = |language: &str, text: &str| {
            let text = text.replace("DIGEST", digest);
            let page = Page::new(&format!("```{language}\n{text}\n```\n"), &Variables::default());
            let mut found = Vec::new();
            for block in page.blocks() {
                let trees = crate::snippets::check(&block, &mut Vec::new());
                check(&block, &trees, &mut found);
            }
            assert!(found.iter().all(|found| page.text()[found.span.range()].starts_with(digest)), "{text}");
            found.len()
        };
        for (language, text) in [
            ("env", "OIDC_CLIENT_SECRET=DIGEST"),
            ("env", "OIDC_CLIENT_SECRET='DIGEST'"),
            ("sh", "docker run -e OIDC_CLIENT_SECRET='DIGEST' x"),
            ("sh", "serve --oauth-client-secret 'DIGEST'"),
            ("sh", "serve --oauth-client-secret='DIGEST'"),
            ("yaml", "services:\n  a:\n    environment:\n      - 'OIDC_CLIENT_SECRET=DIGEST'"),
            ("ini", "[auth]\nclient_secret = DIGEST\nauth_url = https://x"),
            ("", "OIDC_CLIENT_SECRET=DIGEST"),
        ] {
            assert_eq!(count(language, text), 1, "{text}");
        }
        for (language, text) in [
            ("sh", "sitevar verify 'DIGEST'"),
            ("sh", "echo client_secret 'DIGEST'"),
            ("env", "DIGEST_OF_SECRET='DIGEST'"),
            ("text", "Digest: DIGEST"),
            ("yaml", "client_secret: 'DIGEST'"),
            ("ini", "client_secret = DIGEST"),
            ("env", "OIDC_CLIENT_SECRET='DIGEST'  # The digest of 'x'."),
        ] {
            assert_eq!(count(language, text), 0, "{text}");
        }
    }

    #[test]
    fn a_secret_is_of_an_application_where_something_says_so() {
        for (key, beside, expected) in [
            ("client_secret", &["client_id", "issuer"][..], true),
            ("client_secret", &["client_id", "token_url"], true),
            ("OIDC_CLIENT_SECRET", &[], true),
            ("clientSecret", &["clientID"], true),
            ("client-secret", &[], true),
            ("client_secret", &[], false),
            ("client_secret", &["client_id"], false),
            ("client_secret", &["client_id", "issuer", "redirect_uris"], false),
            ("clientSecret", &["public"], false),
            ("secret", &["issuer"], false),
            ("AUTHELIA_IDENTITY_PROVIDERS_OIDC_CLIENTS_0_CLIENT_SECRET", &[], false),
        ] {
            assert_eq!(is_of_application(key, beside), expected, "{key} {beside:?}");
        }
    }
}
