//! Follows HTML byte by byte, to know at every mark what it stands in.
//!
//! The states are those of the tokenizer in the HTML standard (section 13.2.5), as far as they decide where text ends.
//! Where a browser could see other markup than this scanner, [`reading`](super::reading) notes it.

use super::Filling;
use super::attribute::{self, Attribute, ValuePart};
use super::kept::{Kept, Why};
use super::reading::Reading;
use crate::guide::Slot;
use crate::text::Cut;

/// How a value can be written at a place outside of attributes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum State {
    /// Text, in which elements and references work.
    Text,
    /// `title` and `textarea`: references work, elements do not.
    EscapableText,
    /// Scripts, styles and comments: nothing is an escape.
    RawText,
    /// The name of a tag or of an attribute.
    Name,
    /// Behind `</` or `<!`, where every letter would start something.
    Nowhere,
}

/// Where the scanner stands, by the names of the standard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum At {
    Data,
    TagOpen,
    EndTagOpen,
    /// Behind `<!` and this many hyphens.
    Declaration(u8),
    /// In a comment, behind this many hyphens; `fresh` right behind its start.
    Comment {
        hyphens: u8,
        fresh: bool,
    },
    /// Behind `--!` in a comment.
    CommentBang,
    BogusComment,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    /// In a value, with its quote if it has one.
    Value(Option<u8>),
    AfterValue,
    SelfClosing,
    /// In the text of the element that [`Scanner::raw`] names.
    Raw,
    RawOpen,
    RawEndName,
}

pub(super) struct Scanner<'a> {
    pub(super) filling: Filling<'a>,
    pub(super) out: String,
    pub(super) at: At,
    /// Where the name of the open tag starts, and whether it is an end tag.
    pub(super) tag: usize,
    pub(super) tag_end: usize,
    pub(super) closing: bool,
    /// Where the name of the open attribute stands.
    pub(super) name: (usize, usize),
    /// Where the value of the open attribute starts.
    pub(super) value: usize,
    /// The value in parts, as soon as a slot stands in it.
    pub(super) parts: Vec<ValuePart<'a>>,
    /// The element whose raw text is being read.
    pub(super) raw: Option<(&'static str, bool)>,
    pub(super) raw_end: usize,
    /// In a script: 1 behind `<!--`, 2 behind a `<script` in that.
    pub(super) script_depth: u8,
    pub(super) reading: Reading,
    /// The slots whose values are not written.
    pub(super) kept: Vec<Kept<'a>>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(filling: Filling<'a>, capacity: usize) -> Self {
        Self {
            filling,
            out: String::with_capacity(capacity),
            at: At::Data,
            tag: 0,
            tag_end: 0,
            closing: false,
            name: (0, 0),
            value: 0,
            parts: Vec::new(),
            raw: None,
            raw_end: 0,
            script_depth: 0,
            reading: Reading::default(),
            kept: Vec::new(),
        }
    }

    /// Appends the author's HTML.
    pub(super) fn push(&mut self, html: &str) {
        let mut html = html;
        if !self.parts.is_empty() {
            let At::Value(quote) = self.at else { return };
            let ends = |b: u8| match quote {
                Some(quote) => b == quote,
                None => b.is_ascii_whitespace() || b == b'>',
            };
            let end = html.bytes().position(ends);
            let literal = html.before(end.unwrap_or(html.len()));
            self.parts.push(ValuePart::Literal(literal.to_owned()));
            let Some(end) = end else { return };
            self.write_value();
            html = html.after(end);
        }
        let mut position = self.out.len();
        self.out.push_str(html);
        while position < self.out.len() {
            position = self.step(position);
        }
    }

    /// Appends the author's HTML behind the last mark, where nothing has to be known any more.
    pub(super) fn push_last(&mut self, html: &str) {
        if self.parts.is_empty() {
            self.out.push_str(html);
        } else {
            self.push(html);
        }
    }

    /// Appends text that cannot change what it stands in.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        self.out.push_str(text);
        if !text.is_empty() && matches!(self.at, At::Comment { .. } | At::CommentBang) {
            self.at = At::Comment { hyphens: 0, fresh: false };
        }
    }

    /// Appends a slot to the value of an attribute.
    pub(super) fn push_slot(&mut self, slot: &'a Slot, encoded: bool) {
        if self.at == At::BeforeValue {
            self.at = At::Value(None);
            self.value = self.out.len();
        }
        if self.parts.is_empty() {
            self.parts.push(ValuePart::Literal(self.out.split_off(self.value)));
        }
        self.parts.push(ValuePart::Slot { slot, encoded });
    }

    /// Tells whether an attribute's value is being read, or about to start.
    pub(super) fn in_attribute_value(&self) -> bool {
        matches!(self.at, At::BeforeValue | At::Value(_))
    }

    /// Tells how a value can be written here.
    pub(super) fn text_state(&self) -> State {
        match self.at {
            At::Data | At::TagOpen => State::Text,
            At::Raw if self.raw.is_some_and(|(_, escapable)| escapable) => State::EscapableText,
            At::Raw | At::Comment { .. } | At::CommentBang | At::BogusComment => State::RawText,
            At::TagName | At::BeforeName | At::Name | At::AfterName | At::AfterValue | At::SelfClosing => {
                State::Name
            }
            _ => State::Nowhere,
        }
    }

    /// A `<` right before a value is text; makes sure that it stays text whatever the value is.
    pub(super) fn text_behind_open_bracket(&mut self) {
        if self.at == At::TagOpen {
            self.out.pop();
            self.out.push_str("&lt;");
            self.at = At::Data;
        }
    }

    /// Takes `html` back if it is what was written last, as text.
    pub(super) fn take_back(&mut self, html: &str) -> bool {
        let found = self.at == At::Data && self.out.ends_with(html);
        if found {
            self.out.truncate(self.out.len() - html.len());
        }
        found
    }

    /// Notes that a value is not written.
    pub(super) fn keep(&mut self, slot: &'a Slot, why: Why) {
        self.kept.push(Kept { slot, why });
    }

    /// Returns the whole, and the slots whose values are not in it.
    pub(super) fn finish(mut self) -> (String, Vec<Kept<'a>>) {
        if !self.parts.is_empty() {
            self.write_value();
        }
        (self.out, self.kept)
    }

    fn write_value(&mut self) {
        let At::Value(quote) = self.at else { return };
        let parts = std::mem::take(&mut self.parts);
        let attribute = Attribute {
            element: self.out.between(self.tag..self.tag_end).to_ascii_lowercase(),
            name: self.out.between(self.name.0..self.name.1).to_ascii_lowercase(),
            unsure: self.reading.unsure,
            quote,
            parts,
        };
        let kept = attribute::write(&mut self.out, attribute, self.filling);
        self.kept.extend(kept);
    }

    /// Reads from `position` in what was written and returns where to go on.
    fn step(&mut self, position: usize) -> usize {
        let bytes = self.out.as_bytes();
        let byte = bytes[position];
        let next = position + 1;
        match self.at {
            At::Data => match memchr::memchr(b'<', bytes.after(position)) {
                Some(found) => {
                    self.at = At::TagOpen;
                    position + found + 1
                }
                None => bytes.len(),
            },
            At::TagOpen => match byte {
                b'/' => self.go(At::EndTagOpen, next),
                b'!' => self.go(At::Declaration(0), next),
                b'?' => self.go(At::BogusComment, next),
                _ if byte.is_ascii_alphabetic() => self.start_tag(position, false),
                _ => self.go(At::Data, position),
            },
            At::EndTagOpen => match byte {
                b'>' => self.go(At::Data, next),
                _ if byte.is_ascii_alphabetic() => self.start_tag(position, true),
                _ => self.go(At::BogusComment, position),
            },
            At::Declaration(0) if byte == b'-' => self.go(At::Declaration(1), next),
            At::Declaration(_) if byte == b'-' => self.go(At::Comment { hyphens: 2, fresh: true }, next),
            At::Declaration(_) => {
                if byte == b'[' {
                    self.reading.bracket();
                }
                self.go(At::BogusComment, position)
            }
            At::Comment { hyphens, fresh } => self.comment(byte, hyphens, fresh, next),
            At::CommentBang => match byte {
                b'>' => self.go(At::Data, next),
                _ => self.go(At::Comment { hyphens: 0, fresh: false }, position),
            },
            At::BogusComment if byte == b'>' => self.go(At::Data, next),
            At::BogusComment => next,
            At::Raw | At::RawOpen | At::RawEndName => self.raw_text(position, byte),
            _ => self.tag(position, byte),
        }
    }

    /// Changes the state and goes on at a position.
    pub(super) fn go(&mut self, at: At, position: usize) -> usize {
        self.at = at;
        position
    }

    fn start_tag(&mut self, position: usize, closing: bool) -> usize {
        self.tag = position;
        self.closing = closing;
        self.go(At::TagName, position)
    }

    fn comment(&mut self, byte: u8, hyphens: u8, fresh: bool, next: usize) -> usize {
        match byte {
            b'>' if hyphens >= 2 => self.go(At::Data, next),
            b'!' if hyphens >= 2 && !fresh => self.go(At::CommentBang, next),
            b'-' => self.go(At::Comment { hyphens: hyphens.saturating_add(1), fresh }, next),
            _ => self.go(At::Comment { hyphens: 0, fresh: false }, next),
        }
    }
}
