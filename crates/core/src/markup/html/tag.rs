//! The part of the tokenizer that reads tags and their attributes.

use std::ops::Range;

use super::raw_text;
use super::tokenizer::{At, Event, Tokenizer};
use crate::text::Cut;

/// An attribute of a tag, by positions in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlAttribute {
    /// Where its name is.
    pub name: Range<usize>,
    /// Where its value is, without quotes; `None` where it has none.
    pub value: Option<Range<usize>>,
    /// The quote around the value, if it has one.
    pub quote: Option<u8>,
}

impl Tokenizer {
    pub(super) fn start_tag(&mut self, position: usize, is_end: bool) -> (usize, Option<Event>) {
        self.name = position..position;
        self.is_end = is_end;
        self.attributes.clear();
        self.go(At::TagName, position)
    }

    /// Reads inside of a tag.
    pub(super) fn tag(&mut self, html: &str, position: usize, byte: u8) -> (usize, Option<Event>) {
        let next = position + 1;
        let is_space = byte.is_ascii_whitespace();
        match self.at {
            At::TagName if is_space || byte == b'/' || byte == b'>' => {
                self.name.end = position;
                self.go(At::AfterName, position)
            }
            At::BeforeName | At::AfterName if is_space => (next, None),
            At::BeforeName if byte == b'/' || byte == b'>' => self.go(At::AfterName, position),
            At::AfterName if byte == b'=' && !self.attributes.is_empty() => self.go(At::BeforeValue, next),
            At::AfterName | At::AfterValue | At::SelfClosing if byte == b'>' => self.end_tag(html, next),
            At::AfterName | At::AfterValue if byte == b'/' => self.go(At::SelfClosing, next),
            At::BeforeName | At::AfterName => {
                self.attributes.push(HtmlAttribute { name: position..next, value: None, quote: None });
                self.go(At::Name, next)
            }
            At::AfterValue | At::SelfClosing => self.go(At::BeforeName, position),
            At::Name if is_space || b"/>=".contains(&byte) => {
                if let Some(attribute) = self.attributes.last_mut() {
                    attribute.name.end = position;
                }
                let has_value = byte == b'=';
                let at = if has_value { At::BeforeValue } else { At::AfterName };
                self.go(at, position + usize::from(has_value))
            }
            At::BeforeValue if is_space => (next, None),
            At::BeforeValue if byte == b'>' => self.end_tag(html, next),
            At::BeforeValue => {
                let quote = matches!(byte, b'"' | b'\'').then_some(byte);
                self.start_value(quote, position + usize::from(quote.is_some()))
            }
            At::Value(Some(quote)) => match memchr::memchr(quote, html.as_bytes().after(position)) {
                Some(found) => self.end_value(At::AfterValue, position + found, 1),
                None => (html.len(), None),
            },
            At::Value(None) if is_space => self.end_value(At::BeforeName, position, 1),
            At::Value(None) if byte == b'>' => self.end_value(At::AfterName, position, 0),
            _ => (next, None),
        }
    }

    fn start_value(&mut self, quote: Option<u8>, position: usize) -> (usize, Option<Event>) {
        if let Some(attribute) = self.attributes.last_mut() {
            attribute.value = Some(position..position);
            attribute.quote = quote;
        }
        self.go(At::Value(quote), position)
    }

    fn end_value(&mut self, at: At, position: usize, quotes: usize) -> (usize, Option<Event>) {
        if let Some(value) = self.attributes.last_mut().and_then(|attribute| attribute.value.as_mut()) {
            value.end = position;
        }
        self.go(at, position + quotes)
    }

    /// Begins the value of an attribute at a position if its quote is still to come, and returns where the value starts.
    pub(crate) fn open_value(&mut self, position: usize) -> usize {
        if self.at == At::BeforeValue {
            self.start_value(None, position);
        }
        let value = self.attributes.last().and_then(|attribute| attribute.value.as_ref());
        value.map_or(position, |value| value.start)
    }

    /// Returns the quote of the open value, if it has one; `None` where no value is open.
    pub(crate) fn open_quote(&self) -> Option<Option<u8>> {
        match self.at {
            At::Value(quote) => Some(quote),
            _ => None,
        }
    }

    /// Returns the names of the open tag and of its last attribute.
    pub(crate) fn open_names<'a>(&self, html: &'a str) -> (&'a str, &'a str) {
        let attribute = self.attributes.last().map(|attribute| attribute.name.clone());
        (html.between(self.name.clone()), html.between(attribute.unwrap_or_default()))
    }

    /// Returns the name of the tag that was read last, and whether it is an end tag.
    pub(crate) fn tag_name<'a>(&self, html: &'a str) -> (&'a str, bool) {
        (html.between(self.name.clone()), self.is_end)
    }

    /// Ends a tag after its `>`.
    fn end_tag(&mut self, html: &str, next: usize) -> (usize, Option<Event>) {
        let self_closing = self.at == At::SelfClosing;
        self.raw = if self.is_end { None } else { raw_text::named(html.between(self.name.clone())) };
        self.script_depth = 0;
        self.at = if self.raw.is_some() { At::Raw } else { At::Data };
        (next, Some(Event::Tag { self_closing }))
    }

    /// Reads the content of the element that was opened last as markup, whatever its name.
    pub(crate) fn as_markup(&mut self) {
        self.raw = None;
        self.at = At::Data;
    }
}
