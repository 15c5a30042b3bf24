//! Puts the parts of a page together, and knows at every mark what it is in.
//!
//! The [`Tokenizer`] follows what is written. Where a browser could see other markup than it does,
//! [`reading`](super::reading) notes it.

use super::Filling;
use super::attribute::{self, Attribute, ValuePart};
use super::kept::{Kept, Why};
use super::reading::Reading;
use crate::guide::Slot;
use crate::markup::html::tokenizer::{Event, Place, Tokenizer};
use crate::text::Cut;

pub(super) struct Scanner<'a> {
    pub(super) filling: Filling<'a>,
    pub(super) out: String,
    tokenizer: Tokenizer,
    /// The value of the open attribute in parts, as soon as there is a slot in it.
    parts: Vec<ValuePart<'a>>,
    pub(super) reading: Reading,
    /// The slots whose values are not written.
    kept: Vec<Kept<'a>>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(filling: Filling<'a>, capacity: usize) -> Self {
        Self {
            filling,
            out: String::with_capacity(capacity),
            tokenizer: Tokenizer::default(),
            parts: Vec::new(),
            reading: Reading::default(),
            kept: Vec::new(),
        }
    }

    /// Appends the author's HTML.
    pub(super) fn push(&mut self, html: &str) {
        let mut html = html;
        if !self.parts.is_empty() {
            let Some(quote) = self.tokenizer.open_quote() else { return };
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
            let (next, event) = self.tokenizer.step(&self.out, position);
            position = next;
            match event {
                Some(Event::Tag { self_closing }) => self.follow(self_closing),
                Some(Event::Bracket) => self.reading.bracket(),
                Some(Event::Comment) | None => {}
            }
        }
    }

    /// Follows the tag that was read last.
    fn follow(&mut self, self_closing: bool) {
        // Only in an SVG or a formula an element ends with its own start tag.
        let is_whole = self_closing && self.reading.is_foreign();
        let (name, is_end) = self.tokenizer.tag_name(&self.out);
        match is_end {
            true => self.reading.end(name),
            false => self.reading.start(name, self_closing),
        }
        if is_whole {
            self.tokenizer.as_markup();
        }
    }

    /// Appends the author's HTML after the last mark, where nothing has to be known any more.
    pub(super) fn push_last(&mut self, html: &str) {
        if self.parts.is_empty() {
            self.out.push_str(html);
        } else {
            self.push(html);
        }
    }

    /// Appends text that cannot change what it is in.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        self.out.push_str(text);
        if !text.is_empty() {
            self.tokenizer.pass_text();
        }
    }

    /// Appends a slot to the value of an attribute.
    pub(super) fn push_slot(&mut self, slot: &'a Slot, encoded: bool) {
        let start = self.tokenizer.open_value(self.out.len());
        if self.parts.is_empty() {
            self.parts.push(ValuePart::Literal(self.out.split_off(start)));
        }
        self.parts.push(ValuePart::Slot { slot, encoded });
    }

    /// Returns what a value is in here.
    pub(super) fn place(&self) -> Place {
        self.tokenizer.place()
    }

    /// A `<` directly before a value is text; makes sure that it stays text whatever the value is.
    pub(super) fn text_after_open_bracket(&mut self) {
        if self.tokenizer.close_open_bracket() {
            self.out.pop();
            self.out.push_str("&lt;");
        }
    }

    /// Takes `html` back if it is what was written last, as text.
    pub(super) fn take_back(&mut self, html: &str) -> bool {
        let found = self.tokenizer.is_between_tags() && self.out.ends_with(html);
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
        let Some(quote) = self.tokenizer.open_quote() else { return };
        let parts = std::mem::take(&mut self.parts);
        let (element, name) = self.tokenizer.open_names(&self.out);
        let attribute = Attribute {
            element: element.to_ascii_lowercase(),
            name: name.to_ascii_lowercase(),
            unsure: self.reading.unsure,
            quote,
            parts,
        };
        let kept = attribute::write(&mut self.out, attribute, self.filling);
        self.kept.extend(kept);
    }
}
