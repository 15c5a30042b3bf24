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
    if documents.is_empty() || !block.text.contains("client") || block.is_no_whole() {
        return;
    }
    for (provider, client) in clients(documents) {
        check_id(block, client, found);
        redirects::check(block, client, found);
        sign_in::check(block, client, found);
        options::check(block, provider, client, found);
    }
}

/// Returns the clients of a configuration, each with the provider that it is one of. A part of a configuration may begin
/// at any key above them, or at a client.
pub(crate) fn clients(documents: &[Node]) -> Vec<(&Node, &Node)> {
    let mut clients = Vec::new();
    for document in documents {
        let whole = document.get("identity_providers").and_then(|providers| providers.get("oidc"));
        let provider = whole.or_else(|| document.get("oidc")).unwrap_or(document);
        let items = provider.get("clients").unwrap_or(provider).items();
        let is_ours = |client: &&Node| whole.is_some() || is_of_authelia(client);
        clients.extend(items.iter().filter(is_ours).map(|client| (provider, client)));
    }
    clients
}

/// Keys that only Authelia's clients have; the others are those of any provider.
const OWN_KEYS: [&str; 4] =
    ["authorization_policy", "consent_mode", "pre_configured_consent_duration", "requested_audience_mode"];

/// Tells whether an item of a part of a configuration is a client of Authelia.
fn is_of_authelia(client: &Node) -> bool {
    client.get("client_id").is_some() && OWN_KEYS.iter().any(|key| client.get(key).is_some())
}

/// Tells whether a text begins with a placeholder for what only the reader knows: `<the ID>`, `[ID]`, `${ID}`, `$ID`, `%ID%`.
fn is_placeholder(text: &str) -> bool {
    text.starts_with(['<', '[', '$', '%'])
}

fn check_id(block: &Block<'_>, client: &Node, found: &mut Vec<Diagnostic>) {
    let Some(id) = client.get("client_id") else { return };
    let text = id.text().unwrap_or_default();
    if is_placeholder(text) {
        return;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use sitevar_core::Variables;

    fn codes(yaml: &str) -> Vec<String> {
        let page = Page::new(&format!("```yaml\n{yaml}\n```\n"), &Variables::default());
        let mut found = Vec::new();
        for block in page.blocks() {
            let trees = crate::snippets::check(&block, &mut found);
            check(&block, &trees, &mut found);
        }
        found.into_iter().map(|found| found.code.to_string()).collect()
    }

    const CLIENT: &str = "- client_id: 'a b'\n  authorization_policy: one_factor";

    #[test]
    fn a_part_of_a_configuration_has_clients_too() {
        let indented = CLIENT.replace('\n', "\n      ");
        for yaml in [
            CLIENT.to_owned(),
            format!("clients:\n{CLIENT}"),
            format!("oidc:\n  clients:\n    {}", CLIENT.replace('\n', "\n    ")),
            format!("identity_providers:\n  oidc:\n    clients:\n      {indented}"),
        ] {
            assert_eq!(codes(&yaml), ["bad-client-id"], "{yaml}");
        }
        let none: Vec<String> = Vec::new();
        for yaml in [
            "- client_id: 'a b'",
            "clients:\n- client_id: 'a b'\n  redirect_uris: []",
            "staticClients:\n- id: 'a b'",
        ] {
            assert_eq!(codes(yaml), none, "another provider's: {yaml}");
        }
    }

    #[test]
    fn what_the_reader_fills_in_is_not_judged() {
        let none: Vec<String> = Vec::new();
        for id in ["<Client ID>", "[your ID]", "${CLIENT_ID}", "$ID", "%ID%"] {
            let yaml = CLIENT.replace("a b", id);
            assert_eq!(codes(&yaml), none, "{id}");
            let yaml = yaml + &format!("\n  client_secret: x\n  redirect_uris: ['{id}/callback']");
            assert_eq!(codes(&yaml), none, "{id}");
        }
    }

    #[test]
    fn a_policy_is_one_of_authelia_or_defined_elsewhere() {
        let none: Vec<String> = Vec::new();
        let with = |policy: &str| codes(&format!("- client_id: a\n  authorization_policy: {policy}"));
        for policy in ["one_factor", "two_factor", "for_admins", ""] {
            assert_eq!(with(policy), none, "{policy}");
        }
        for policy in ["deny", "two-factor", "Two_Factor", "onefactor"] {
            assert_eq!(with(policy), ["bad-client-option"], "{policy}");
        }
    }
}
