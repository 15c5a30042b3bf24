//! Decodes character references: the one place that does.
//!
//! The rules are those of the HTML standard (section 13.2.5.72 and on). Its table of 2,231 names is not written here
//! again: the parser of Markdown has the names that end with `;`, and [`LEGACY`] has those that need none.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

use crate::text::Cut;

/// Where a reference is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Text,
    Attribute,
}

/// Decodes the character references in a text; for the value of an attribute, see
/// [`HtmlTag::attribute`](super::HtmlTag::attribute).
pub fn decode_references(html: &str) -> Cow<'_, str> {
    decode(html, Place::Text)
}

/// Returns the value of an attribute with its references decoded: in `?a=1&lt=2` there is none.
pub(crate) fn decode_attribute(html: &str) -> Cow<'_, str> {
    decode(html, Place::Attribute)
}

/// Returns the author's part of an attribute before a value, which could go on with a reference that has no `;` yet:
/// such a one stays as it is.
pub(crate) fn decode_before_value(html: &str) -> Cow<'_, str> {
    let head = html.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    match head.strip_suffix('&') {
        Some(head) => decode_attribute(head) + html.after(head.len()),
        None => decode_attribute(html),
    }
}

/// Decodes the reference that a text begins with: what it means, and its length.
pub(crate) fn text_reference(html: &str) -> Option<(Cow<'static, str>, usize)> {
    reference(html, Place::Text)
}

fn decode(html: &str, place: Place) -> Cow<'_, str> {
    let Some(mut at) = html.find('&') else { return Cow::Borrowed(html) };
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    loop {
        out.push_str(rest.before(at));
        let (meant, length) = reference(rest.after(at), place).unwrap_or((Cow::Borrowed("&"), 1));
        out.push_str(&meant);
        rest = rest.after(at + length);
        match rest.find('&') {
            Some(next) => at = next,
            None => return Cow::Owned(out + rest),
        }
    }
}

fn reference(html: &str, place: Place) -> Option<(Cow<'static, str>, usize)> {
    let text = html.strip_prefix('&')?;
    if let Some(digits) = text.strip_prefix('#') {
        let (character, length) = numeric(digits)?;
        return Some((Cow::Owned(character.to_string()), length + 2));
    }
    let run = text.before(text.bytes().take_while(u8::is_ascii_alphanumeric).count());
    let next = text.as_bytes().get(run.len());
    if let Some(meant) = Some(run).filter(|_| next == Some(&b';')).and_then(named) {
        return Some((meant, run.len() + 2));
    }
    let name = legacy(run)?;
    // In an address, `&copy=` is a parameter and no reference.
    let goes_on = name.len() < run.len() || next == Some(&b'=');
    let meant = Some(name).filter(|_| place == Place::Text || !goes_on).and_then(named)?;
    Some((meant, name.len() + 1))
}

/// Reads a number after `&#`: the character, and the length up to its end.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (radix, start) = if text.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = text.after(start);
    let digits = digits.before(digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count());
    if digits.is_empty() {
        return None;
    }
    let end = start + digits.len();
    // What is too large for a number is no character either.
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    let character = match code {
        0 => None,
        0x80..=0x9F => WINDOWS_1252.chars().nth(code as usize - 0x80),
        _ => char::from_u32(code),
    };
    Some((
        character.unwrap_or(char::REPLACEMENT_CHARACTER),
        end + usize::from(text.after(end).starts_with(';')),
    ))
}

/// What the numbers from 0x80 to 0x9F mean, by the table of the standard.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

/// Returns what a name with `;` means.
fn named(name: &str) -> Option<Cow<'static, str>> {
    // Almost all that are written.
    const USUAL: [(&str, &str); 4] = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\"")];
    if let Some((_, meant)) = USUAL.iter().find(|(known, _)| *known == name) {
        return Some(Cow::Borrowed(meant));
    }
    if name.len() > LONGEST {
        return None;
    }
    let written = format!("&{name};");
    let texts = Parser::new(&written).filter_map(|event| match event {
        Event::Text(text) => Some(text),
        _ => None,
    });
    let meant: String = texts.map(|text| text.into_string()).collect();
    (meant != written).then_some(Cow::Owned(meant))
}

/// `CounterClockwiseContourIntegral`.
const LONGEST: usize = 31;

/// Finds the longest name that a run of letters begins with and that needs no `;`.
fn legacy(run: &str) -> Option<&str> {
    let lengths = (2..=run.len().min(6)).rev();
    lengths.map(|length| run.before(length)).find(|name| LEGACY.split(' ').any(|known| known == *name))
}

/// The names that need no `;`: `amp` and its kin, and the letters of Latin 1.
const LEGACY: &str = "AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave \
    Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute \
    acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc \
    egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp \
    not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 \
    sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml";
