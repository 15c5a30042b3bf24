//! Writes the value of an attribute that holds slots, and beside it the pattern that it came from.
//!
//! `href="https://auth.example.com/"` is followed by `data-sitevar-href="https://{subdomain-authelia}.{domain}/"`.
//! From the pattern the browser writes the attribute again when the reader sets a value:
//!
//! - `{name}` stands for the value of a variable, `{name:format}` for the value in that format, `{name:regex:url}` for
//!   two formats one after the other.
//! - `{name+.}` stands for a value with a dot behind it, and for nothing where the value is empty: a subdomain.
//! - `\{`, `\}`, `\:`, `\+` and `\\` stand for the character behind the backslash; so no text is taken for a
//!   placeholder.
//! - In attributes that hold addresses ([`is_url`]) a value is then percent-encoded where a URL needs it, and a result
//!   whose scheme is not one of [`SCHEMES`] is not written.
//!
//! An attribute `data-sitevar-NAME` is the pattern of `NAME`; only on a `span` with `data-sitevar` itself,
//! `data-sitevar-format`, `-instead` and `-after` tell how its text is written.

use super::{CODE, Filling, is_plain};
use crate::format::Format;
use crate::guide::SnippetBuilder;
use crate::html::escape::{self, unescape};
use crate::mark::Slot;
use crate::place::{Language, Written};

/// An attribute with slots in its value.
pub(super) struct Attribute<'a> {
    pub(super) element: String,
    pub(super) name: String,
    /// The quote around the value, if it has any.
    pub(super) quote: Option<u8>,
    pub(super) pieces: Vec<Piece<'a>>,
}

/// A part of a value.
pub(super) enum Piece<'a> {
    /// The author's text with its character references.
    Literal(String),
    Slot {
        slot: &'a Slot,
        /// Whether a template has percent-encoded it.
        encoded: bool,
    },
}

impl<'a> Attribute<'a> {
    fn slots(&self) -> impl Iterator<Item = &'a Slot> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Slot { slot, .. } => Some(*slot),
            Piece::Literal(_) => None,
        })
    }
}

/// What an attribute does with its value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Text,
    /// An address that the reader follows or the page shows.
    Url,
    /// Script, style or markup: only a plain value can stand in it.
    Code,
    /// An address that code is loaded from: never a reader's value.
    Source,
}

/// Schemes that a reader's value may lead to; none of them runs code in the page.
const SCHEMES: [&str; 14] = [
    "http", "https", "ws", "wss", "ftp", "sftp", "ssh", "git", "mailto", "tel", "xmpp", "ldap", "ldaps",
    "redis",
];

/// Why an address is not written.
pub(super) const UNSAFE_SCHEME: &str = "the address would have a scheme that could run code";

/// Attributes that hold an address.
const URLS: [&str; 14] = [
    "href",
    "src",
    "action",
    "formaction",
    "cite",
    "data",
    "poster",
    "background",
    "longdesc",
    "ping",
    "manifest",
    "srcset",
    "imagesrcset",
    "xlink:href",
];

/// Elements whose address is a source of code, or moves all addresses of the page.
const SOURCES: [&str; 6] = ["script", "link", "base", "object", "embed", "use"];

/// Writes the value, with quotes if it has none and needs them, and its pattern behind it; returns refused values.
pub(super) fn write<'a>(
    out: &mut String,
    attribute: &Attribute<'a>,
    filling: Filling<'_>,
) -> Vec<(&'a Slot, String)> {
    let kind = kind_of(&attribute.element, &attribute.name);
    let (values, mut refused) = values(attribute, kind, filling);
    let mut value = render(attribute, kind, &values);
    let whole = match kind {
        Kind::Source => Some("code is loaded from there"),
        Kind::Url if !has_safe_scheme(&value) => Some(UNSAFE_SCHEME),
        _ => None,
    };
    if let Some(reason) = whole {
        let defaults: Vec<_> = attribute.slots().map(|slot| slot.default.clone()).collect();
        value = render(attribute, kind, &defaults);
        refused = attribute.slots().map(|slot| (slot, reason.to_owned())).collect();
    }
    let has_pattern = filling.slots && matches!(kind, Kind::Text | Kind::Url) && is_simple(&attribute.name);
    match attribute.quote {
        Some(_) => out.push_str(&value),
        None if !has_pattern && is_unquotable(&value) => out.push_str(&value),
        None => {
            out.push('"');
            out.push_str(&value.replace('"', "&quot;"));
            out.push('"');
        }
    }
    if has_pattern {
        push_pattern(out, attribute);
    }
    refused
}

/// Works out what stands at each slot, and what cannot.
fn values<'a>(
    attribute: &Attribute<'a>,
    kind: Kind,
    filling: Filling<'_>,
) -> (Vec<String>, Vec<(&'a Slot, String)>) {
    let mut snippet = SnippetBuilder::default();
    for piece in &attribute.pieces {
        match piece {
            Piece::Literal(literal) => snippet.push(&unescape(literal)),
            Piece::Slot { slot, .. } => snippet.push_slot(slot),
        }
    }
    let written = snippet.fill(Language::text(), filling.guide, filling.values);
    let mut refused = Vec::new();
    let values = attribute.slots().zip(written).map(|(slot, written)| match written {
        Written::Text(text) if kind == Kind::Code && !is_plain(&text) => {
            refused.push((slot, CODE.to_owned()));
            slot.default.clone()
        }
        Written::Text(text) => text,
        Written::Default => slot.default.clone(),
        Written::Refused(reason) => {
            refused.push((slot, reason));
            slot.default.clone()
        }
    });
    (values.collect(), refused)
}

/// Appends the pattern behind an open value: what closes the value closes the pattern.
fn push_pattern(out: &mut String, attribute: &Attribute<'_>) {
    let quote = attribute.quote.map_or('"', char::from);
    if attribute.quote.is_some() {
        out.push(quote);
    }
    out.push_str(" data-sitevar-");
    out.push_str(&attribute.name);
    out.push('=');
    out.push(quote);
    for piece in &attribute.pieces {
        match piece {
            Piece::Literal(literal) => push_literal(out, literal, quote),
            Piece::Slot { slot, encoded } => push_placeholder(out, slot, *encoded, quote),
        }
    }
    if attribute.quote.is_none() {
        out.push(quote);
    }
}

fn push_placeholder(out: &mut String, slot: &Slot, encoded: bool, quote: char) {
    let mut placeholder = String::from("{");
    push_name(&mut placeholder, &slot.variable);
    for format in slot.format.iter().copied().chain(encoded.then_some(Format::Url)) {
        placeholder.push(':');
        placeholder.push_str(format.name());
    }
    if !slot.after.is_empty() {
        placeholder.push('+');
        push_name(&mut placeholder, &slot.after);
    }
    placeholder.push('}');
    push_escaped(out, &placeholder, quote);
}

/// Appends a part of a placeholder, with a backslash before everything that means something in one.
fn push_name(placeholder: &mut String, name: &str) {
    for character in name.chars() {
        if r"\{}:+".contains(character) {
            placeholder.push('\\');
        }
        placeholder.push(character);
    }
}

/// Appends the author's text; braces and backslashes in it, also those written as references, get a backslash.
fn push_literal(out: &mut String, literal: &str, quote: char) {
    let mut rest = literal;
    while let Some(character) = rest.chars().next() {
        let (meant, length) = match character {
            '&' => special_reference(rest).unwrap_or((character, 1)),
            _ => (character, character.len_utf8()),
        };
        match meant {
            '{' | '}' | '\\' => out.extend(['\\', meant]),
            '"' if quote == '"' => out.push_str("&quot;"),
            _ => out.push(meant),
        }
        rest = &rest[length..];
    }
}

/// Reads a character reference that means a brace or a backslash; returns the character and the reference's length.
fn special_reference(text: &str) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 5] =
        [("&lcub;", '{'), ("&lbrace;", '{'), ("&rcub;", '}'), ("&rbrace;", '}'), ("&bsol;", '\\')];
    if let Some((name, character)) = NAMES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*character, name.len()));
    }
    let digits = text.strip_prefix("&#")?;
    let (radix, digits) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, digits),
    };
    let count = digits.bytes().take_while(|b| (*b as char).is_digit(radix)).count();
    let code = u32::from_str_radix(digits.get(..count)?, radix).ok()?;
    let character = char::from_u32(code).filter(|character| r"\{}".contains(*character))?;
    let end = text.len() - digits.len() + count;
    Some((character, end + usize::from(text[end..].starts_with(';'))))
}

fn render(attribute: &Attribute<'_>, kind: Kind, values: &[String]) -> String {
    let quote = attribute.quote.map_or('"', char::from);
    let mut out = String::new();
    let mut values = values.iter();
    for piece in &attribute.pieces {
        match piece {
            Piece::Literal(literal) => out.push_str(literal),
            Piece::Slot { encoded, .. } => {
                let mut value = values.next().cloned().unwrap_or_default();
                if *encoded {
                    value = Format::Url.apply(&value);
                }
                if matches!(kind, Kind::Url | Kind::Source) {
                    let mut url = String::with_capacity(value.len());
                    escape::push_url(&mut url, &value);
                    out.push_str(&if quote == '\'' { url.replace('\'', "&#39;") } else { url });
                } else {
                    push_escaped(&mut out, &value, quote);
                }
            }
        }
    }
    out
}

/// Appends text for a value in these quotes.
fn push_escaped(out: &mut String, text: &str, quote: char) {
    let start = out.len();
    escape::push_text(out, text);
    if quote == '\'' && out[start..].contains('\'') {
        let escaped = out[start..].replace('\'', "&#39;");
        out.truncate(start);
        out.push_str(&escaped);
    }
}

/// Returns what an attribute does, by the lower-case names of its element and its own.
pub(super) fn kind_of(element: &str, name: &str) -> Kind {
    let is_code = name.starts_with("on")
        || matches!(name, "style" | "srcdoc")
        // Attributes that frameworks run as code: `@click`, `:href`, `v-on`, `x-data`, `hx-on`, `ng-click`.
        || !name.starts_with(|c: char| c.is_ascii_alphabetic())
        || ["v-", "x-", "hx-", "ng-"].iter().any(|start| name.starts_with(start));
    if is_code {
        Kind::Code
    } else if element == "meta" && name == "content" {
        // It may send the reader elsewhere.
        Kind::Source
    } else if !is_url(name) {
        Kind::Text
    } else if SOURCES.contains(&element) {
        Kind::Source
    } else {
        Kind::Url
    }
}

/// Tells whether an attribute holds an address.
fn is_url(name: &str) -> bool {
    URLS.contains(&name)
}

/// Tells whether a name can be part of the name of an attribute of ours.
fn is_simple(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
}

/// Tells whether a value needs no quotes.
fn is_unquotable(value: &str) -> bool {
    !value.is_empty()
        && !value.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'=<>`".contains(c))
}

/// Tells whether an address is relative or has one of the known schemes.
///
/// What stands before the first `/`, `?` or `#` decides. A character reference there could be a colon, so it is refused.
pub(crate) fn has_safe_scheme(url: &str) -> bool {
    let url = url.trim_ascii();
    let head = url.split(['/', '?', '#']).next().unwrap_or_default();
    if head.contains(|c: char| c == '&' || c.is_control() || c.is_whitespace()) {
        return false;
    }
    match head.split_once(':') {
        Some((scheme, _)) => SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)),
        None => true,
    }
}
