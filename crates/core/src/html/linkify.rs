//! Finds bare addresses in text (`https://…`, `www.…`, `name@host`), by Goldmark's rules.
//!
//! `pulldown-cmark` has no such extension, and other finders disagree with Hugo on where an address ends.

use std::borrow::Cow;

use crate::guide::{Mark, mark};
use crate::text::Cut;

/// An address in a text.
#[derive(Debug, PartialEq)]
pub(super) struct Address {
    /// How many bytes of the text it takes.
    pub(super) length: usize,
    pub(super) kind: Kind,
}

/// What an address lacks at its start to be a link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Url,
    /// `www.`: Hugo adds `https://` before it.
    Www,
    Email,
}

/// Tells quickly whether a text may hold an address.
pub(crate) fn may_hold_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b':', b'@', bytes).any(|at| bytes[at] == b'@' || bytes[at..].starts_with(b"://"))
        || memchr::memmem::find(bytes, b"www.").is_some()
}

/// Returns the address that `text` starts with; `text` may run on to the end of the block.
pub(super) fn find(text: &str, marks: &[Mark]) -> Option<Address> {
    let bytes = text.as_bytes();
    let starts = ["http:", "https:", "ftp:", "www."].iter().any(|start| text.starts_with(start));
    let may_be_email = bytes.first().is_some_and(|b| !b.is_ascii_punctuation());
    if !starts && !may_be_email {
        return None;
    }
    if !starts && !has_at_sign(bytes) {
        return None;
    }
    let filled = Shown::of(word(text), marks);
    let (end, kind) = address(filled.text.as_bytes())?;
    let length = filled.position(end);
    (length > 0).then_some(Address { length, kind })
}

/// Tells whether an email address may start here: `@` follows what may come before it, marks included.
fn has_at_sign(bytes: &[u8]) -> bool {
    let bytes = &bytes[..bytes.len().min(MAX_LOCAL_PART)];
    let end = bytes.iter().position(|b| !is_local(*b) && b.is_ascii());
    end.is_some_and(|end| bytes[end] == b'@')
}

/// Four times what mail allows before the `@` (RFC 5321, section 4.5.3.1.1).
const MAX_LOCAL_PART: usize = 256;

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte)
}

/// An address is at most this long; nobody follows a longer one.
const MAX_LENGTH: usize = 8192;

/// Returns the text up to the first white space.
fn word(text: &str) -> &str {
    let end = text.bytes().take(MAX_LENGTH).position(|b| b.is_ascii_whitespace());
    let end = end.unwrap_or_else(|| text.len().min(MAX_LENGTH));
    text.before(text.floor_char_boundary(end))
}

/// A word with the slots' defaults in it, so that it looks as the published page does.
struct Shown<'a> {
    text: Cow<'a, str>,
    /// Where marks were: offset in the word, in the filled text, and the length of the default.
    defaults: Vec<(usize, usize, usize)>,
}

impl<'a> Shown<'a> {
    fn of(word: &'a str, marks: &[Mark]) -> Self {
        let mut defaults = Vec::new();
        if !mark::is_in(word) {
            return Self { text: Cow::Borrowed(word), defaults };
        }
        let mut text = String::with_capacity(word.len() + 32);
        for (at, character) in word.char_indices() {
            match mark::index(character).and_then(|row| marks.get(row)) {
                Some(Mark::Slot(slot)) => {
                    defaults.push((at, text.len(), slot.default.len()));
                    text.push_str(&slot.default);
                }
                Some(Mark::Literal(character)) => {
                    defaults.push((at, text.len(), character.len_utf8()));
                    text.push(*character);
                }
                // Hugo's placeholder is a word of letters, and addresses are found before it is filled.
                Some(Mark::Html(_)) => {
                    defaults.push((at, text.len(), PLACEHOLDER.len()));
                    text.push_str(PLACEHOLDER);
                }
                _ => text.push(character),
            }
        }
        Self { text: Cow::Owned(text), defaults }
    }

    /// Returns the offset in the word; one inside a default is moved after its mark.
    fn position(&self, filled: usize) -> usize {
        let before = self.defaults.iter().rev().find(|(_, start, _)| *start < filled);
        before.map_or(filled, |(at, start, length)| at + MARK + filled.saturating_sub(start + length))
    }
}

/// What the expansion of a `{{< … >}}` call looks like while addresses are looked for.
const PLACEHOLDER: &str = "placeholder";

/// Every mark takes four bytes.
const MARK: usize = 4;

fn address(bytes: &[u8]) -> Option<(usize, Kind)> {
    let url = scheme(bytes).and_then(|start| rest_of_url(bytes, start, true)).map(|end| (end, Kind::Url));
    let www = || {
        let start = bytes.starts_with(b"www.").then_some(4)?;
        rest_of_url(bytes, start, false).map(|end| (end, Kind::Www))
    };
    let (end, kind) = match url.or_else(www) {
        Some(found) => found,
        None => (email(bytes)?, Kind::Email),
    };
    let trailing = bytes[1..end].iter().rev().take_while(|b| b"?!.,:*_~".contains(b)).count();
    Some((without_closing(bytes, end - trailing), kind))
}

fn scheme(bytes: &[u8]) -> Option<usize> {
    [&b"http://"[..], b"https://", b"ftp://"].iter().find(|s| bytes.starts_with(s)).map(|s| s.len())
}

fn is_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-@:%._+~#=".contains(&byte)
}

fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-@:%_+.~#!?&/=();,'\">^{}[]`".contains(&byte)
}

/// Reads host, top-level domain, port and path; a host is at most 256 characters.
fn rest_of_url(bytes: &[u8], start: usize, full: bool) -> Option<usize> {
    let host = bytes[start..].iter().take(257).take_while(|b| is_host(**b)).count();
    let dot = (1..=host.min(256)).rev().find(|at| {
        bytes.get(start + at) == Some(&b'.') && bytes.get(start + at + 1).is_some_and(u8::is_ascii_lowercase)
    })?;
    let count =
        |from: usize, accept: fn(u8) -> bool| bytes[from..].iter().take_while(|b| accept(**b)).count();
    let mut end = start + dot + 1;
    end += count(end, |b| b.is_ascii_lowercase());
    if full && bytes.get(end) == Some(&b':') {
        let digits = count(end + 1, |b| b.is_ascii_digit());
        end += if digits > 0 { digits + 1 } else { 0 };
    }
    if matches!(bytes.get(end), Some(b'/' | b'#' | b'?')) {
        end += 1;
        end += if full { count(end, |b| is_path(b) || b == b'$') } else { count(end, is_path) };
    }
    Some(end)
}

/// Leaves out a closing parenthesis or character reference that belongs to the sentence.
fn without_closing(bytes: &[u8], end: usize) -> usize {
    match bytes[end - 1] {
        b')' => {
            let count = |byte| bytes[..end].iter().filter(|b| **b == byte).count();
            end - count(b')').saturating_sub(count(b'('))
        }
        b';' => {
            let name = bytes[..end - 1].iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
            let ampersand = (end - 1 - name).checked_sub(1);
            match ampersand {
                Some(at) if name > 0 && bytes[at] == b'&' => at,
                _ => end,
            }
        }
        _ => end,
    }
}

/// Reads an email address: a dot in its domain, and no `-` or `_` right after it.
fn email(bytes: &[u8]) -> Option<usize> {
    let local = bytes.iter().take_while(|b| is_local(**b)).count();
    if local == 0 || bytes.get(local) != Some(&b'@') {
        return None;
    }
    let mut end = local + 1;
    loop {
        let label = bytes[end..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
        let hyphens = bytes[end..end + label].iter().rev().take_while(|b| **b == b'-').count();
        if label == hyphens {
            // No label follows the dot: it belongs to the sentence.
            end -= usize::from(end > local + 1);
            break;
        }
        end += label - hyphens;
        if hyphens > 0 || bytes.get(end) != Some(&b'.') {
            break;
        }
        end += 1;
    }
    let domain = &bytes[local + 1..end];
    let continues = matches!(bytes.get(end), Some(b'-' | b'_'));
    (domain.contains(&b'.') && !continues).then_some(end)
}
