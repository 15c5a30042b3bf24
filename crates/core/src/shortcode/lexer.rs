//! Splits a page into text and the parts of shortcode tags, exactly as Hugo's lexer does.
//!
//! The rules are Hugo's (`parser/pageparser`, 0.168), found in its behaviour and described in the reference pages.
//! Markdown is not known here: fences, code spans and comments are all text.
//! Unlike Hugo, an error does not end the page: the broken tag becomes text and the search continues after its braces.

use std::collections::HashSet;

use memchr::memmem;

use super::Delimiter;
use super::item::{Item, ItemKind};
use super::words::is_space;
use crate::report::Span;
use crate::text::Cut;

/// Splits the page from byte `start` on; `divider` says whether Hugo's summary divider is one.
pub(crate) fn lex(text: &str, start: usize, divider: bool) -> Vec<Item> {
    let mut lexer = Lexer {
        text,
        at: start,
        start,
        items: Vec::new(),
        delimiter: Delimiter::Angle,
        seen: HashSet::new(),
        name: String::new(),
        inline: false,
        closing: false,
        named: false,
        params: Params::None,
        divider_seen: !divider,
        errors: 0,
    };
    lexer.page();
    lexer.items
}

/// Tells whether Hugo sees a shortcode in a text that a template renders: a text with only escaped calls, end
/// tags or bare braces has none, and stays as it is.
pub(crate) fn has_tag(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "{{").any(|at| {
        let mut after = text.after(at + 2).chars();
        matches!(after.next(), Some('%' | ',' | '<')) && !matches!(after.next(), None | Some('/'))
    })
}

/// What kind of parameters the tag has had so far.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Params {
    None,
    Positional,
    Named,
}

pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    /// The next byte to read.
    pub(super) at: usize,
    /// The first byte of the item being read.
    pub(super) start: usize,
    pub(super) items: Vec<Item>,
    /// The delimiter of the current tag.
    pub(super) delimiter: Delimiter,
    /// Names of all tags so far. Hugo never removes a name, so an end tag only needs an earlier tag of its
    /// name.
    pub(super) seen: HashSet<String>,
    /// The name of the latest tag.
    pub(super) name: String,
    /// Inside an inline shortcode.
    pub(super) inline: bool,
    /// A slash was read and a name may follow.
    pub(super) closing: bool,
    /// The name of this tag was read.
    pub(super) named: bool,
    pub(super) params: Params,
    /// The divider was seen, or is not looked for.
    pub(super) divider_seen: bool,
    pub(super) errors: usize,
}

impl Lexer<'_> {
    /// Reads text until the next tag or divider, over and over.
    fn page(&mut self) {
        let tags = memmem::Finder::new("{{");
        let dividers = memmem::Finder::new(DIVIDER);
        let mut divider = dividers.find(&self.text.as_bytes()[self.at..]).map(|found| self.at + found);
        loop {
            let tag = tags.find(&self.text.as_bytes()[self.at..]).map(|found| self.at + found);
            if let Some(at) = divider.filter(|at| !self.divider_seen && tag.is_none_or(|tag| *at < tag)) {
                if at < self.at {
                    // The divider was inside a tag, where it means nothing; look for the next one.
                    divider = dividers.find(&self.text.as_bytes()[self.at..]).map(|found| self.at + found);
                    continue;
                }
                self.at = at;
                self.emit_text();
                self.at += DIVIDER.len();
                self.skip_space();
                self.emit(ItemKind::Divider);
                self.divider_seen = true;
                continue;
            }
            let Some(tag) = tag.filter(|_| self.errors < MAX_ERRORS) else { break };
            match is_open(self.text.after(tag)) {
                None => self.at = tag + 1,
                Some(delimiter) => {
                    self.at = tag;
                    self.emit_text();
                    self.tag(delimiter);
                }
            }
        }
        self.at = self.text.len();
        self.emit_text();
    }

    /// Reads one tag; a broken one is reported, and its braces become text.
    fn tag(&mut self, delimiter: Delimiter) {
        let start = self.at;
        let first = self.items.len();
        match self.try_tag(delimiter) {
            Ok(()) => {}
            Err((code, message)) => {
                let error =
                    Item { kind: ItemKind::Error(code, message), span: Span::new(self.start, self.at) };
                let names = self.items[first..].iter().any(|item| matches!(item.kind, ItemKind::Name { .. }));
                // What was read of the tag stays, so that an unknown name is reported before a bad parameter, as Hugo
                // does.
                if !names {
                    self.items.truncate(first);
                }
                self.items.push(error);
                self.errors += 1;
                self.start = start;
                self.at = start + OPEN_LENGTH;
                self.closing = false;
                self.inline = false;
                self.emit_text();
            }
        }
    }

    pub(super) fn rest(&self) -> &str {
        self.text.after(self.at)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    pub(super) fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.next();
        }
    }

    pub(super) fn ignore(&mut self) {
        self.start = self.at;
    }

    pub(super) fn emit(&mut self, kind: ItemKind) {
        self.items.push(Item { kind, span: Span::new(self.start, self.at) });
        self.start = self.at;
    }

    pub(super) fn emit_text(&mut self) {
        if self.at > self.start {
            self.emit(ItemKind::Text);
        }
    }
}

/// After so many broken tags the rest of a page is taken as text: the author has enough to mend.
const MAX_ERRORS: usize = 100;

/// Hugo's summary divider.
const DIVIDER: &str = "<!--more-->";

/// Length of the opening braces in bytes.
pub(super) const OPEN_LENGTH: usize = 3;

fn is_open(text: &str) -> Option<Delimiter> {
    [Delimiter::Angle, Delimiter::Percent].into_iter().find(|delimiter| text.starts_with(delimiter.open()))
}
