//! Follows HTML byte by byte, to know at every mark what it stands in.
//!
//! The states are those of the tokenizer in the HTML standard (section 13.2.5), as far as they decide where text ends.
//! Where browsers would see less markup than this scanner (foreign content), values are written the stricter way.

use super::Filling;
use super::attribute::{self, Attribute, Piece};
use crate::mark::Slot;

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
enum At {
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

/// The elements whose text is not parsed, and whether references work in it.
const RAW: [(&str, bool); 8] = [
    ("script", false),
    ("style", false),
    ("xmp", false),
    ("iframe", false),
    ("noembed", false),
    ("noframes", false),
    ("title", true),
    ("textarea", true),
];

/// Elements in which a `span` would not stay where it is written.
const WITHOUT_SPANS: [&str; 3] = ["svg", "math", "select"];

pub(super) struct Scanner<'a> {
    filling: Filling<'a>,
    out: String,
    at: At,
    /// Where the name of the open tag starts, and whether it is an end tag.
    tag: usize,
    tag_end: usize,
    closing: bool,
    /// Where the name of the open attribute stands.
    name: (usize, usize),
    /// Where the value of the open attribute starts.
    value: usize,
    /// The value in pieces, as soon as a slot stands in it.
    pieces: Vec<Piece<'a>>,
    /// The element whose raw text is being read.
    raw: Option<(&'static str, bool)>,
    raw_end: usize,
    /// In a script: 1 behind `<!--`, 2 behind a `<script` in that.
    script_depth: u8,
    /// How many elements of [`WITHOUT_SPANS`] are open.
    without_spans: usize,
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
            pieces: Vec::new(),
            raw: None,
            raw_end: 0,
            script_depth: 0,
            without_spans: 0,
        }
    }

    /// Appends the author's HTML.
    pub(super) fn push(&mut self, html: &str) {
        let mut html = html;
        if !self.pieces.is_empty() {
            let At::Value(quote) = self.at else { return };
            let ends = |b: u8| match quote {
                Some(quote) => b == quote,
                None => b.is_ascii_whitespace() || b == b'>',
            };
            let end = html.bytes().position(ends);
            let literal = &html[..end.unwrap_or(html.len())];
            self.pieces.push(Piece::Literal(literal.to_owned()));
            let Some(end) = end else { return };
            self.write_value();
            html = &html[end..];
        }
        let mut position = self.out.len();
        self.out.push_str(html);
        while position < self.out.len() {
            position = self.step(position);
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
        if self.pieces.is_empty() {
            self.pieces.push(Piece::Literal(self.out.split_off(self.value)));
        }
        self.pieces.push(Piece::Slot { slot, encoded });
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

    /// Tells whether an element can be written here.
    pub(super) fn allows_elements(&self) -> bool {
        self.without_spans == 0
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

    /// Returns the whole.
    pub(super) fn finish(mut self) -> String {
        if !self.pieces.is_empty() {
            self.write_value();
        }
        self.out
    }

    fn write_value(&mut self) {
        let At::Value(quote) = self.at else { return };
        let pieces = std::mem::take(&mut self.pieces);
        let attribute = Attribute {
            element: self.out[self.tag..self.tag_end].to_ascii_lowercase(),
            name: self.out[self.name.0..self.name.1].to_ascii_lowercase(),
            quote,
            pieces,
        };
        attribute::write(&mut self.out, &attribute, self.filling);
    }

    /// Reads from `position` in what was written and returns where to go on.
    fn step(&mut self, position: usize) -> usize {
        let bytes = self.out.as_bytes();
        let byte = bytes[position];
        let next = position + 1;
        match self.at {
            At::Data => match memchr::memchr(b'<', &bytes[position..]) {
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
            At::Declaration(_) => self.go(At::BogusComment, position),
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

    fn go(&mut self, at: At, position: usize) -> usize {
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

    /// Reads inside of a tag.
    fn tag(&mut self, position: usize, byte: u8) -> usize {
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
            At::Value(Some(quote)) => match memchr::memchr(quote, &self.out.as_bytes()[position..]) {
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
        let name = &self.out[self.tag..self.tag_end];
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let self_closing = self.at == At::SelfClosing;
        let foreign = self.without_spans > 0 && self_closing;
        let raw = RAW.iter().find(|(known, _)| is(known)).copied().filter(|_| !self.closing && !foreign);
        if WITHOUT_SPANS.iter().any(|known| is(known)) && !self_closing {
            self.without_spans =
                if self.closing { self.without_spans.saturating_sub(1) } else { self.without_spans + 1 };
        }
        self.raw = raw;
        self.script_depth = 0;
        self.go(if raw.is_some() { At::Raw } else { At::Data }, position + 1)
    }

    /// Reads the text of an element that ends only with its own end tag.
    fn raw_text(&mut self, position: usize, byte: u8) -> usize {
        let next = position + 1;
        match self.at {
            At::RawOpen if byte == b'/' => {
                self.raw_end = next;
                self.go(At::RawEndName, next)
            }
            At::RawEndName if byte.is_ascii_alphabetic() => next,
            At::RawEndName => self.raw_end_tag(position, byte),
            _ => {
                self.follow_script(position, byte);
                self.go(if byte == b'<' { At::RawOpen } else { At::Raw }, next)
            }
        }
    }

    fn raw_end_tag(&mut self, position: usize, byte: u8) -> usize {
        let name = &self.out[self.raw_end..position];
        let ends = self.raw.is_some_and(|(raw, _)| raw.eq_ignore_ascii_case(name))
            && (byte.is_ascii_whitespace() || byte == b'/' || byte == b'>');
        if ends && self.script_depth == 2 {
            self.script_depth = 1;
        } else if ends {
            self.tag = self.raw_end;
            self.tag_end = position;
            self.closing = true;
            return self.go(At::AfterName, position);
        }
        self.go(At::Raw, position)
    }

    /// Follows the comments in a script, in which a nested `<script>` has an end tag of its own.
    fn follow_script(&mut self, position: usize, byte: u8) {
        if self.raw != Some(RAW[0]) {
            return;
        }
        let read = &self.out[..=position];
        let tail = |length: usize| read.get(read.len().saturating_sub(length)..).unwrap_or_default();
        match (self.script_depth, byte) {
            (0, b'-') if read.ends_with("<!--") => self.script_depth = 1,
            (1 | 2, b'>') if read.ends_with("-->") => self.script_depth = 0,
            (1, b' ' | b'\t' | b'\n' | b'\x0C' | b'/' | b'>')
                if tail(8).get(..7).is_some_and(|tag| tag.eq_ignore_ascii_case("<script")) =>
            {
                self.script_depth = 2;
            }
            _ => {}
        }
    }
}
