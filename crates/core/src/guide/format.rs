//! Formats: how a use of a variable asks for its value to be rewritten.

use base64ct::{Base64, Encoding};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::text::{Cut, Find};

/// All but the unreserved characters of RFC 3986, section 2.3.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A rewriting of a value, named by the `format` parameter of `sitevar`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A regular expression that matches exactly the value: every metacharacter is escaped.
    Regex,
    /// An LDAP distinguished name of domain components: `DC=example,DC=com`.
    Dn,
    /// Percent-encoded for use inside a URL (RFC 3986: all but unreserved characters).
    Url,
    /// Lower case.
    Lower,
    /// Upper case.
    Upper,
    /// Base64 with the standard alphabet and padding (RFC 4648).
    Base64,
}

impl Format {
    /// Every format with its name.
    pub const ALL: [(&'static str, Format); 6] = [
        ("regex", Format::Regex),
        ("dn", Format::Dn),
        ("url", Format::Url),
        ("lower", Format::Lower),
        ("upper", Format::Upper),
        ("base64", Format::Base64),
    ];

    /// Returns the format of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// Returns the name of the format.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// Rewrites a value.
    pub fn apply(self, value: &str) -> String {
        self.apply_with(value, Letters::STANDARD)
    }

    /// Rewrites a value as what is `shown` in its place: a distinguished name keeps its capitals and its spaces.
    pub fn apply_like(self, value: &str, shown: &str, letters: Letters) -> String {
        let attribute = shown.get(..3).filter(|start| start.eq_ignore_ascii_case("dc="));
        let (Format::Dn, Some(attribute)) = (self, attribute) else { return self.apply_with(value, letters) };
        let comma = shown.find(',').map_or("", |at| shown.after(at));
        let end = comma.find(|c| !matches!(c, ',' | ' ')).unwrap_or(comma.len());
        dn(value, attribute, if end == 0 { "," } else { comma.before(end) })
    }

    /// Rewrites a value, with the caller's own lower and upper case.
    pub fn apply_with(self, value: &str, letters: Letters) -> String {
        match self {
            Format::Regex => regex(value),
            Format::Dn => dn(value, "DC=", ","),
            Format::Url => percent_encode(value),
            Format::Lower => (letters.lower)(value),
            Format::Upper => (letters.upper)(value),
            Format::Base64 => Base64::encode_string(value.as_bytes()),
        }
    }
}

/// Lower and upper case as Unicode has them, whatever the language (The Unicode Standard, section 3.13).
///
/// The tables for this are a tenth of the widget: the command brings the standard library's, a page asks its browser.
#[derive(Debug, Clone, Copy)]
pub struct Letters {
    /// Turns a text into lower case.
    pub lower: fn(&str) -> String,
    /// Turns a text into upper case.
    pub upper: fn(&str) -> String,
}

impl Letters {
    /// Those of the standard library.
    pub const STANDARD: Self = Self { lower: str::to_lowercase, upper: str::to_uppercase };
}

/// Writes a domain as a distinguished name.
fn dn(value: &str, attribute: &str, separator: &str) -> String {
    let mut name = String::new();
    // A name without labels has no components, and one that ends with the root's dot no empty one.
    for label in value.split('.').filter(|label| !label.is_empty()) {
        if !name.is_empty() {
            name.push_str(separator);
        }
        name.push_str(attribute);
        name.push_str(label);
    }
    name
}

/// Percent-encodes all but unreserved characters.
pub(crate) fn percent_encode(value: &str) -> String {
    utf8_percent_encode(value, UNRESERVED).to_string()
}

/// Escapes the metacharacters of regular expressions (POSIX extended, PCRE, RE2 and ECMAScript agree on these).
fn regex(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    for character in value.chars() {
        if r"\.+*?()|[]{}^$".has(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
