//! Options of a client that take one of a few values.

use sitevar_core::{Code, Diagnostic, did_you_mean};

use crate::page::Block;
use crate::yaml::Node;

/// An option, what it is called in a message, and its values.
type Row = (&'static str, &'static str, &'static [&'static str]);

/// Options with their values, as Authelia's schema lists them (`IdentityProvidersOpenIDConnectClient`, 4.39).
const ROWS: [Row; 11] = [
    (
        "grant_types",
        "grant type",
        &[
            "authorization_code",
            "implicit",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
        ],
    ),
    (
        "response_types",
        "response type",
        &[
            "code",
            "id_token token",
            "id_token",
            "token",
            "code token",
            "code id_token",
            "code id_token token",
        ],
    ),
    (
        "response_modes",
        "response mode",
        &["form_post", "form_post.jwt", "query", "query.jwt", "fragment", "fragment.jwt", "jwt"],
    ),
    (
        "token_endpoint_auth_method",
        "way to sign in",
        &["none", "client_secret_post", "client_secret_basic", "private_key_jwt", "client_secret_jwt"],
    ),
    ("consent_mode", "consent mode", &["auto", "explicit", "implicit", "pre-configured"]),
    ("pkce_challenge_method", "PKCE method", &["plain", "S256"]),
    ("requested_audience_mode", "audience mode", &["explicit", "implicit"]),
    ("request_object_signing_alg", "algorithm for request objects", &REQUEST_ALGORITHMS),
    ("id_token_signed_response_alg", "algorithm for ID tokens", &SIGNING_ALGORITHMS),
    ("userinfo_signed_response_alg", "algorithm for user information", &SIGNING_ALGORITHMS),
    ("access_token_signed_response_alg", "algorithm for access tokens", &SIGNING_ALGORITHMS),
];

const REQUEST_ALGORITHMS: [&str; 10] =
    ["none", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

const SIGNING_ALGORITHMS: [&str; 13] = [
    "none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256",
    "PS384", "PS512",
];

/// The scopes that Authelia knows; a provider can define others.
const SCOPES: [&str; 9] = [
    "openid",
    "offline_access",
    "profile",
    "email",
    "address",
    "phone",
    "groups",
    "authelia.bearer.authz",
    "authelia.pam",
];

pub(super) fn check(block: &Block<'_>, provider: &Node, client: &Node, found: &mut Vec<Diagnostic>) {
    for (key, what, known) in ROWS {
        let Some(node) = client.get(key) else { continue };
        for value in values(node) {
            report_unknown(block, value, what, known, found);
        }
    }
    if provider.get("scopes").is_none() {
        for scope in client.get("scopes").map(Node::items).unwrap_or_default() {
            report_unknown(block, scope, "scope", &SCOPES, found);
        }
    }
    check_policy(block, client, found);
}

/// Checks the policy of a client: one of Authelia's own, or one that the provider defines elsewhere.
fn check_policy(block: &Block<'_>, client: &Node, found: &mut Vec<Diagnostic>) {
    let Some(node) = client.get("authorization_policy") else { return };
    let policy = node.text().unwrap_or_default();
    let bare = |policy: &str| policy.to_ascii_lowercase().replace(['-', '_', ' '], "");
    let meant = ["one_factor", "two_factor"].into_iter().find(|own| bare(own) == bare(policy));
    let (message, help) = match meant {
        _ if policy == "deny" => (
            "a client cannot have the policy `deny`".to_owned(),
            "write `one_factor`, `two_factor` or a policy of `authorization_policies`".to_owned(),
        ),
        Some(own) if own != policy => {
            (format!("Authelia has no policy `{policy}`"), format!("write `{own}`"))
        }
        _ => return,
    };
    found.push(Diagnostic::error(Code::BadClientOption, message, block.span(&node.at)).help(help));
}

/// Returns the values of an option that has one or a list.
fn values(node: &Node) -> Vec<&Node> {
    if node.text().is_some() { vec![node] } else { node.items().iter().collect() }
}

fn report_unknown(block: &Block<'_>, node: &Node, what: &str, known: &[&str], found: &mut Vec<Diagnostic>) {
    let Some(value) = node.text().filter(|value| !value.is_empty() && !known.contains(value)) else { return };
    let names: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
    let help = did_you_mean(value, &names, || format!("choose from `{}`", known.join("`, `")));
    let message = format!("Authelia has no {what} `{value}`");
    found.push(Diagnostic::error(Code::BadClientOption, message, block.span(&node.at)).help(help));
}
