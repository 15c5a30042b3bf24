//! The part of the scanner that reads tags, their attributes and what they open.

use super::raw_text::RAW;
use super::scanner::{At, Scanner};
use crate::text::Cut;

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
        // Only in an SVG or a formula an element ends with its own start tag.
        let is_whole = self_closing && self.reading.is_foreign();
        let raw = RAW.iter().find(|(known, _)| is(known)).copied().filter(|_| !self.closing && !is_whole);
        match self.closing {
            true => self.reading.end(name),
            false => self.reading.start(name, self_closing),
        }
        self.raw = raw;
        self.script_depth = 0;
        self.go(if raw.is_some() { At::Raw } else { At::Data }, position + 1)
    }
}
