//! The kinds of values that a variable can hold, under the names that `type:` has for them.

use serde::{Deserialize, Serialize};

/// What kind of value a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// A name in the DNS under which services have subdomains: `home.example.org`.
    Domain,
    /// What comes before a domain: nothing, one label or several.
    Subdomain,
    /// A name or an address of one machine, or of a container: `authelia`, `my_db`, `192.0.2.1`, `[2001:db8::1]`.
    Host,
    /// The number of a TCP or UDP port.
    Port,
    /// A whole address with one of the schemes that configuration files need.
    Url,
    /// An email address.
    Email,
    /// The path of a file or a folder, as Unix or Windows writes it.
    Path,
    /// One of the declared `choices`.
    Choice,
    /// On or off, written as the declared texts `on` and `off`.
    Toggle,
    /// The id of an OAuth 2.0 client.
    ClientId,
    /// A secret, which is never stored and never written into a comment.
    Secret,
    /// The digest of a secret.
    Digest,
}

impl Kind {
    /// Every kind with its name.
    pub const ALL: [(&'static str, Kind); 13] = [
        ("text", Kind::Text),
        ("domain", Kind::Domain),
        ("subdomain", Kind::Subdomain),
        ("host", Kind::Host),
        ("port", Kind::Port),
        ("url", Kind::Url),
        ("email", Kind::Email),
        ("path", Kind::Path),
        ("choice", Kind::Choice),
        ("toggle", Kind::Toggle),
        ("client-id", Kind::ClientId),
        ("secret", Kind::Secret),
        ("digest", Kind::Digest),
    ];

    /// Returns the kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Returns the name of the kind.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Tells whether the values are a secret or its digest.
    pub fn is_of_a_secret(self) -> bool {
        matches!(self, Kind::Secret | Kind::Digest)
    }

    /// Tells whether an empty value is a value; for all other kinds it means that nothing was set.
    pub fn may_be_empty(self) -> bool {
        matches!(self, Kind::Text | Kind::Subdomain)
    }
}
