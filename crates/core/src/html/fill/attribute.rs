//! Writes the value of an attribute that holds slots, and beside it the [pattern](super::placeholders) that it came from.
//!
//! 1. [`table`] decides whether the attribute is filled at all; otherwise it keeps its example, and has no pattern.
//! 2. A secret, a digest or what is made of one becomes the author's text: its example.
//! 3. Values are written as their surroundings need it, percent-encoded in an address; a followed address whose scheme
//!    is not one of [`SCHEMES`] is not written.

use std::borrow::Cow;

use super::Filling;
use super::kept::{Kept, Why};
use super::placeholders::{is_simple, push_pattern};
use super::reading::UNSURE;
use super::table::{self, Holds};
use crate::context::{Filled, Language, SnippetBuilder};
use crate::guide::{Format, Slot};
use crate::markup::escape;
use crate::markup::html::reference::decode_before_value;
use crate::text::{Cut, Find, is_in};

/// An attribute with slots in its value.
pub(super) struct Attribute<'a> {
    /// In lower case, as its own name.
    pub(super) element: String,
    pub(super) name: String,
    /// Whether a browser could see something else than an attribute here.
    pub(super) unsure: bool,
    /// The quote around the value, if it has any.
    pub(super) quote: Option<u8>,
    pub(super) parts: Vec<ValuePart<'a>>,
}

/// A part of a value.
pub(super) enum ValuePart<'a> {
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
        self.parts.iter().filter_map(|part| match part {
            ValuePart::Slot { slot, .. } => Some(*slot),
            ValuePart::Literal(_) => None,
        })
    }

    /// Returns the author's text before the first slot.
    fn head(&self) -> String {
        let literals = self.parts.iter().map_while(|part| match part {
            ValuePart::Literal(literal) => Some(decode_before_value(literal)),
            ValuePart::Slot { .. } => None,
        });
        literals.collect()
    }
}

/// Schemes that a reader's value may lead to; none of them runs code in the page.
const SCHEMES: &str = "http https ws wss ftp sftp ssh git mailto tel xmpp ldap ldaps redis";

/// Why an address is not written.
pub(super) const UNSAFE_SCHEME: &str = "the address would have a scheme that could run code";

/// Why an attribute keeps its example.
const NO_PLACE: &str = "this attribute of a page holds no reader's value";

/// Writes the value, with quotes if it has none and needs them, and its pattern after it; returns what is not written.
pub(super) fn write<'a>(
    out: &mut String,
    mut attribute: Attribute<'a>,
    filling: Filling<'_>,
) -> Vec<Kept<'a>> {
    let (element, name) = (attribute.element.as_str(), attribute.name.as_str());
    let holds = table::holds(element, name);
    let is_loaded = table::is_loaded(element, name);
    let is_address = is_loaded || matches!(holds, Some(Holds::Followed | Holds::Loaded));
    let mut kept = keep_secrets(&mut attribute, is_address, filling);
    let goes_elsewhere = (is_loaded || holds == Some(Holds::Loaded))
        && (filling.has_base && attribute.element != "base" || !table::is_own(&attribute.head()));
    let whole = match holds {
        Some(Holds::Loaded) if goes_elsewhere => Some(Why::Elsewhere { fillable: true }),
        None if goes_elsewhere => Some(Why::Elsewhere { fillable: false }),
        None if attribute.name == "id" => Some(Why::Id),
        None => Some(Why::Closed(NO_PLACE)),
        _ if attribute.unsure => Some(Why::Closed(UNSURE)),
        _ => None,
    };
    let has_pattern =
        filling.slots && whole.is_none() && attribute.slots().next().is_some() && is_simple(&attribute.name);
    let value = match whole {
        Some(why) => keep_all(&attribute, is_address, &why, &mut kept),
        None => filled(&attribute, holds, is_address, filling, &mut kept),
    };
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
        push_pattern(out, &attribute);
    }
    kept
}

/// Tells whether a page says anywhere where its relative addresses begin.
pub(in crate::html) fn has_base(html: &str) -> bool {
    memchr::memchr_iter(b'<', html.as_bytes()).any(|at| {
        let name = html.get(at + 1..).and_then(|tag| tag.split(|c: char| !c.is_ascii_alphabetic()).next());
        name.is_some_and(|name| name.eq_ignore_ascii_case("base"))
    })
}

/// Makes the slots of secrets, and of what is made of them, text of the author's.
fn keep_secrets<'a>(attribute: &mut Attribute<'a>, is_address: bool, filling: Filling<'_>) -> Vec<Kept<'a>> {
    let mut kept = Vec::new();
    for part in &mut attribute.parts {
        if let ValuePart::Slot { slot, encoded } = *part
            && filling.is_of_a_secret(slot)
        {
            kept.push(Kept { slot, why: Why::Secret });
            let mut text = String::new();
            push_value(&mut text, &slot.default, encoded, is_address, attribute.quote);
            *part = ValuePart::Literal(text);
        }
    }
    kept
}

/// Returns the value with every default.
fn keep_all<'a>(attribute: &Attribute<'a>, is_address: bool, why: &Why, kept: &mut Vec<Kept<'a>>) -> String {
    kept.extend(attribute.slots().map(|slot| Kept { slot, why: why.clone() }));
    let defaults: Vec<_> = attribute.slots().map(|slot| slot.default.clone()).collect();
    render(attribute, is_address, &defaults)
}

/// Returns the value with what the reader set.
fn filled<'a>(
    attribute: &Attribute<'a>,
    holds: Option<Holds>,
    is_address: bool,
    filling: Filling<'_>,
    kept: &mut Vec<Kept<'a>>,
) -> String {
    let (values, mut refused) = values(attribute, filling);
    let value = render(attribute, is_address, &values);
    if holds == Some(Holds::Followed) && !has_safe_scheme(&value) {
        return keep_all(attribute, is_address, &Why::Refused(UNSAFE_SCHEME.to_owned()), kept);
    }
    kept.append(&mut refused);
    value
}

/// Works out what is written at each slot, and what cannot.
fn values<'a>(attribute: &Attribute<'a>, filling: Filling<'_>) -> (Vec<String>, Vec<Kept<'a>>) {
    let mut snippet = SnippetBuilder::default();
    for part in &attribute.parts {
        match part {
            ValuePart::Literal(literal) => snippet.push(&decode_before_value(literal)),
            ValuePart::Slot { slot, .. } => snippet.push_slot(slot),
        }
    }
    let written = snippet.fill(Language::text().into(), filling.guide, filling.values);
    let mut refused = Vec::new();
    let values = attribute.slots().zip(written).map(|(slot, written)| match written {
        Filled::Text(text) => text,
        Filled::Default => slot.default.clone(),
        Filled::Refused(reason) => {
            refused.push(Kept { slot, why: Why::Refused(reason) });
            slot.default.clone()
        }
    });
    (values.collect(), refused)
}

fn render(attribute: &Attribute<'_>, is_address: bool, values: &[String]) -> String {
    let mut out = String::new();
    let mut values = values.iter();
    for part in &attribute.parts {
        match part {
            ValuePart::Literal(literal) => out.push_str(literal),
            ValuePart::Slot { encoded, .. } => {
                let value = values.next().map_or("", String::as_str);
                push_value(&mut out, value, *encoded, is_address, attribute.quote);
            }
        }
    }
    out
}

/// Appends a value as an attribute needs it.
fn push_value(out: &mut String, value: &str, encoded: bool, is_address: bool, quote: Option<u8>) {
    let quote = quote.map_or('"', char::from);
    let value = if encoded { Cow::Owned(Format::Url.apply(value)) } else { Cow::Borrowed(value) };
    if !is_address {
        return push_escaped(out, &value, quote);
    }
    let mut url = String::with_capacity(value.len());
    escape::push_url(&mut url, &value);
    out.push_str(&if quote == '\'' { url.replace('\'', "&#39;") } else { url });
}

/// Appends text for a value in these quotes.
pub(super) fn push_escaped(out: &mut String, text: &str, quote: char) {
    let start = out.len();
    escape::push_text(out, text);
    if quote == '\'' && out.after(start).has('\'') {
        let escaped = out.after(start).replace('\'', "&#39;");
        out.truncate(start);
        out.push_str(&escaped);
    }
}

/// Tells whether a value needs no quotes.
fn is_unquotable(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'=<>`".has(c))
}

/// Tells whether an address is relative or has one of the known schemes.
///
/// What is before the first `/`, `?` or `#` decides. A character reference there could be a colon, so it is refused.
pub(crate) fn has_safe_scheme(url: &str) -> bool {
    let head = table::until(url.trim_ascii(), b"/?#");
    table::is_plain(head, b'&')
        && match head.split_once(':') {
            Some((scheme, _)) => is_in(SCHEMES, scheme),
            None => true,
        }
}
