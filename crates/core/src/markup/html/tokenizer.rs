//! Follows HTML byte by byte, to know at every position what is there.
//!
//! The states are those of the tokenizer in the HTML standard (section 13.2.5), as far as they decide where text ends.
//! What a tag opens is the tree builder's to know: `plaintext` aside, an element with raw text is raw wherever it is,
//! unless whoever follows the tree says [`as_markup`](Tokenizer::as_markup). `noscript` is markup, as without scripts.

use std::ops::Range;

use super::raw_text::{RawElement, RawText};
use super::tag::HtmlAttribute;
use crate::text::Cut;

/// What a position is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Place {
    /// Text, in which elements and references work.
    Text,
    /// `title` and `textarea`: references work, elements do not.
    EscapableText,
    /// Scripts, styles and comments: nothing is an escape.
    RawText,
    /// The name of a tag or of an attribute.
    Name,
    /// The value of an attribute, or the place before it.
    Value,
    /// After `</` or `<!`, where every letter would start something.
    Nowhere,
}

/// The state, by the names of the standard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum At {
    Data,
    TagOpen,
    EndTagOpen,
    /// After `<!` and this many hyphens.
    Declaration(u8),
    /// In a comment, after this many hyphens; `fresh` directly after its start.
    Comment {
        hyphens: u8,
        fresh: bool,
    },
    /// After `--!` in a comment.
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
    /// In the text of the element that [`Tokenizer::raw`] names.
    Raw,
    RawOpen,
    RawEndName,
}

/// What was read when a step ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Event {
    /// A tag, up to its `>`.
    Tag {
        /// Whether a slash is before the `>`.
        self_closing: bool,
    },
    /// A comment, a declaration, or `</>`.
    Comment,
    /// A `<` that is text, or a `<![`: both mean something else in an SVG.
    Bracket,
}

/// The state of reading; the text is the caller's, and may grow at its end.
pub(crate) struct Tokenizer {
    pub(super) at: At,
    /// Where the tag or the comment starts that was read last.
    pub(super) start: usize,
    /// Its name, if it is a tag, and whether it is an end tag.
    pub(super) name: Range<usize>,
    pub(super) is_end: bool,
    pub(super) attributes: Vec<HtmlAttribute>,
    /// The element whose raw text is being read.
    pub(super) raw: Option<&'static RawElement>,
    /// In a script: 1 after `<!--`, 2 after a `<script` in that.
    pub(super) script_depth: u8,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self {
            at: At::Data,
            start: 0,
            name: 0..0,
            is_end: false,
            attributes: Vec::new(),
            raw: None,
            script_depth: 0,
        }
    }
}

impl Tokenizer {
    /// Returns what the next byte is in.
    pub(crate) fn place(&self) -> Place {
        match self.at {
            At::Data | At::TagOpen => Place::Text,
            At::Raw if self.raw.is_some_and(|raw| raw.text == RawText::Escapable) => Place::EscapableText,
            At::Raw | At::Comment { .. } | At::CommentBang | At::BogusComment => Place::RawText,
            At::TagName | At::BeforeName | At::Name | At::AfterName | At::AfterValue | At::SelfClosing => {
                Place::Name
            }
            At::BeforeValue | At::Value(_) => Place::Value,
            At::EndTagOpen | At::Declaration(_) | At::RawOpen | At::RawEndName => Place::Nowhere,
        }
    }

    /// Reads from `position` and returns where to go on, and what ended there.
    pub(crate) fn step(&mut self, html: &str, position: usize) -> (usize, Option<Event>) {
        let byte = html.as_bytes()[position];
        let next = position + 1;
        match self.at {
            At::Data => match memchr::memchr(b'<', html.as_bytes().after(position)) {
                Some(found) => {
                    self.start = position + found;
                    self.go(At::TagOpen, self.start + 1)
                }
                None => (html.len(), None),
            },
            At::TagOpen => match byte {
                b'/' => self.go(At::EndTagOpen, next),
                b'!' => self.go(At::Declaration(0), next),
                b'?' => self.go(At::BogusComment, next),
                _ if byte.is_ascii_alphabetic() => self.start_tag(position, false),
                _ => self.go(At::Data, position),
            },
            At::EndTagOpen => match byte {
                b'>' => self.end_comment(next),
                _ if byte.is_ascii_alphabetic() => self.start_tag(position, true),
                _ => self.go(At::BogusComment, position),
            },
            At::Declaration(0) if byte == b'-' => self.go(At::Declaration(1), next),
            At::Declaration(_) if byte == b'-' => self.go(At::Comment { hyphens: 2, fresh: true }, next),
            At::Declaration(_) => {
                self.at = At::BogusComment;
                (position, (byte == b'[').then_some(Event::Bracket))
            }
            At::Comment { hyphens, fresh } => self.comment(byte, hyphens, fresh, next),
            At::CommentBang => match byte {
                b'>' => self.end_comment(next),
                _ => self.go(At::Comment { hyphens: 0, fresh: false }, position),
            },
            At::BogusComment if byte == b'>' => self.end_comment(next),
            At::BogusComment => (next, None),
            At::Raw | At::RawOpen | At::RawEndName => self.raw_text(html, position, byte),
            _ => self.tag(html, position, byte),
        }
    }

    /// Changes the state and goes on at a position.
    pub(super) fn go(&mut self, at: At, position: usize) -> (usize, Option<Event>) {
        self.at = at;
        (position, None)
    }

    fn comment(&mut self, byte: u8, hyphens: u8, fresh: bool, next: usize) -> (usize, Option<Event>) {
        match byte {
            b'>' if hyphens >= 2 => self.end_comment(next),
            // The hyphens of the start are not those of an end.
            b'!' if hyphens >= if fresh { 4 } else { 2 } => self.go(At::CommentBang, next),
            b'-' => self.go(At::Comment { hyphens: hyphens.saturating_add(1), fresh }, next),
            _ => self.go(At::Comment { hyphens: 0, fresh: false }, next),
        }
    }

    fn end_comment(&mut self, next: usize) -> (usize, Option<Event>) {
        self.at = At::Data;
        (next, Some(Event::Comment))
    }

    /// Tells whether the text ends in text: a `<` or a `</` at the end is text, too.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.at, At::Data | At::TagOpen | At::EndTagOpen | At::Raw | At::RawOpen | At::RawEndName)
    }

    /// Tells whether the text so far ends between tags.
    pub(crate) fn is_between_tags(&self) -> bool {
        self.at == At::Data
    }

    /// Passes over text that was put in at the end and cannot change what it is in.
    pub(crate) fn pass_text(&mut self) {
        if matches!(self.at, At::Comment { .. } | At::CommentBang) {
            self.at = At::Comment { hyphens: 0, fresh: false };
        }
    }

    /// Takes a `<` at the end of the text for text; tells whether there is one that is not yet.
    pub(crate) fn close_open_bracket(&mut self) -> bool {
        let is_open = self.at == At::TagOpen;
        if is_open {
            self.at = At::Data;
        }
        is_open
    }
}
