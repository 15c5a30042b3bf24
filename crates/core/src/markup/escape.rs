//! Escapes text and addresses for HTML, the one place that does.
//!
//! The sets are Goldmark's, so that our HTML of finished Markdown is Hugo's.

use memchr::memchr3;

use crate::guide::mark;
use crate::text::{Cut, Find};

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

/// Returns an address as a browser holds it in `href`: as [`push_url`] writes it, the references read.
pub(crate) fn url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    push_url(&mut out, url);
    out.replaced("&amp;", "&")
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
    character.is_ascii_alphanumeric() || ";/?:@&=+$,-_.!~*'()#".has(character)
}
