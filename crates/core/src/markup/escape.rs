//! Escapes text and addresses for HTML, the one place that does.
//!
//! The sets are Goldmark's, so that our HTML of finished Markdown is Hugo's.

use std::borrow::Cow;

use memchr::memchr3;

use crate::guide::mark;
use crate::text::Cut;

/// Appends text; the four characters that mean something in text and in quoted attributes become references.
pub(crate) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| reference(byte).is_some()) {
        out.push_str(rest.before(at));
        out.push_str(reference(rest.as_bytes()[at]).unwrap_or_default());
        rest = rest.after(at + 1);
    }
    out.push_str(rest);
}

/// Returns text without the references that generators write; names that nobody writes for code stay as they are.
pub(crate) fn unescape(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.before(at));
        let (character, length) = referenced(rest.after(at)).unwrap_or(('&', 1));
        out.push(character);
        rest = rest.after(at + length);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Reads a character reference: the character and the reference's length.
fn referenced(text: &str) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 6] =
        [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{A0}')];
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.between(1..end);
    let character = match name.strip_prefix('#') {
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).ok()?)?,
            None => char::from_u32(digits.parse().ok()?)?,
        },
    };
    Some((character, end + 1))
}

/// Returns what a byte is written as, if not as itself.
fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        // HTML has no NUL; Markdown replaces it everywhere.
        0 => Some("\u{FFFD}"),
        _ => None,
    }
}

/// Appends code, which has its own way to be fast: most of it holds nothing to escape.
pub(crate) fn push_code(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    if memchr3(b'&', b'<', b'>', bytes).is_none() && memchr::memchr2(b'"', 0, bytes).is_none() {
        out.push_str(text);
    } else {
        push_text(out, text);
    }
}

/// Returns an address as a browser holds it behind `href`: as [`push_url`] writes it, the references read.
pub(crate) fn url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    push_url(&mut out, url);
    out.replace("&amp;", "&")
}

/// Appends an address as the value of `href` or `src`: percent-encoded where it must be, marks left for the fill pass.
pub(crate) fn push_url(out: &mut String, url: &str) {
    for (at, character) in url.char_indices() {
        match character {
            '&' => out.push_str("&amp;"),
            '%' if is_percent_encoded(&url.as_bytes()[at..]) => out.push('%'),
            _ if stays_in_url(character) || mark::index(character).is_some() => out.push(character),
            _ => percent_encode(out, character),
        }
    }
}

/// Appends the percent-encoding of a character.
pub(crate) fn percent_encode(out: &mut String, character: char) {
    let mut buffer = [0; 4];
    for byte in character.encode_utf8(&mut buffer).bytes() {
        out.push_str(percent_encoding::percent_encode_byte(byte));
    }
}

/// Tells whether bytes start with `%` and two hexadecimal digits.
fn is_percent_encoded(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// Tells whether a character means something in a URL, or nothing at all (RFC 3986, section 2; `[` and `]` excepted).
fn stays_in_url(character: char) -> bool {
    character.is_ascii_alphanumeric() || ";/?:@&=+$,-_.!~*'()#".contains(character)
}
