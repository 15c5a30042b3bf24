//! The part of the scanner that reads tags, their attributes and what they open.

use super::raw_text::RAW;
use super::scanner::{At, Scanner};
use crate::cut::Cut;

/// Elements in which a `span` would not stay where it is written.
pub(super) const WITHOUT_SPANS: [&str; 3] = ["svg", "math", "select"];

/// Elements whose text is the value of a field, or a title: the name of a file to download is made of a `figcaption`.
///
/// `title` and `textarea` are read by [`raw_text`](super::raw_text).
pub(super) const FIELDS: [&str; 3] = ["select", "datalist", "figcaption"];

impl Scanner<'_> {
    /// Reads inside of a tag.
    pub(super) fn tag(&mut self, position: usize, byte: u8) -> usize {
        let next = position + 1;
        let is_space = byte.is_ascii_whitespace();
        match self.at {
            At::TagName if is_space || byte == b'/' || byte == b'>' => {
                self.tag_end = position;
                self.go(At::AfterName, position)
            }
            At::BeforeName | At::AfterName if is_space => next,
            At::BeforeName if byte == b'/' || byte == b'>' => self.go(At::AfterName, position),
            At::AfterName if byte == b'=' && self.name.0 >= self.tag => self.go(At::BeforeValue, next),
            At::AfterName | At::AfterValue | At::SelfClosing if byte == b'>' => self.end_tag(position),
            At::AfterName | At::AfterValue if byte == b'/' => self.go(At::SelfClosing, next),
            At::BeforeName | At::AfterName => {
                self.name = (position, next);
                self.go(At::Name, next)
            }
            At::AfterValue | At::SelfClosing => self.go(At::BeforeName, position),
            At::Name if is_space || b"/>=".contains(&byte) => {
                self.name.1 = position;
                self.go(
                    if byte == b'=' { At::BeforeValue } else { At::AfterName },
                    position + usize::from(byte == b'='),
                )
            }
            At::BeforeValue if is_space => next,
            At::BeforeValue if byte == b'>' => self.end_tag(position),
            At::BeforeValue => {
                let quote = matches!(byte, b'"' | b'\'').then_some(byte);
                self.value = if quote.is_some() { next } else { position };
                self.go(At::Value(quote), self.value)
            }
            At::Value(Some(quote)) => match memchr::memchr(quote, self.out.as_bytes().after(position)) {
                Some(found) => self.go(At::AfterValue, position + found + 1),
                None => self.out.len(),
            },
            At::Value(None) if is_space => self.go(At::BeforeName, next),
            At::Value(None) if byte == b'>' => self.end_tag(position),
            _ => next,
        }
    }

    /// Ends a tag at its `>`.
    fn end_tag(&mut self, position: usize) -> usize {
        let name = self.out.between(self.tag..self.tag_end);
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let self_closing = self.at == At::SelfClosing;
        let foreign = self.without_spans > 0 && self_closing;
        let raw = RAW.iter().find(|(known, _)| is(known)).copied().filter(|_| !self.closing && !foreign);
        if WITHOUT_SPANS.iter().any(|known| is(known)) && !self_closing {
            self.without_spans =
                if self.closing { self.without_spans.saturating_sub(1) } else { self.without_spans + 1 };
        }
        for (known, open) in FIELDS.iter().zip(&mut self.fields) {
            if name.eq_ignore_ascii_case(known) {
                *open = if self.closing { open.saturating_sub(1) } else { *open + 1 };
            }
        }
        self.raw = raw;
        self.script_depth = 0;
        self.go(if raw.is_some() { At::Raw } else { At::Data }, position + 1)
    }
}
