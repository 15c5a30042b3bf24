//! A whole text as tags, texts and comments.

use std::borrow::Cow;
use std::ops::Range;

use super::reference;
use super::tag::HtmlAttribute;
use super::tokenizer::{Event, Place, Tokenizer};
use crate::text::Cut;

/// A part of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HtmlToken<'a> {
    /// Text, in which character references work.
    Text(Range<usize>),
    /// The text of a script, a style and the like, in which nothing is an escape.
    RawText(Range<usize>),
    /// A start tag.
    StartTag(HtmlTag<'a>),
    /// An end tag.
    EndTag(HtmlTag<'a>),
    /// A comment, a declaration, or what a browser drops.
    Comment(Range<usize>),
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlTag<'a> {
    html: &'a str,
    /// Where the tag is, from its `<` to its `>`.
    pub range: Range<usize>,
    /// Its name, as it is written.
    pub name: &'a str,
    /// Its attributes, in order; one of them may be there twice, and then the first counts.
    pub attributes: Vec<HtmlAttribute>,
}

impl<'a> HtmlTag<'a> {
    /// Tells whether the tag has this name, which is in lower case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Returns the value of an attribute whose name is in lower case, with its character references decoded.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let has_name =
            |attribute: &&HtmlAttribute| self.html.between(attribute.name.clone()).eq_ignore_ascii_case(name);
        self.attributes.iter().find(has_name).map(|attribute| self.decoded(attribute))
    }

    /// Returns all attributes with their names in lower case and their values decoded.
    pub(crate) fn named(&self) -> impl Iterator<Item = (String, Cow<'a, str>)> + '_ {
        let name = |attribute: &HtmlAttribute| self.html.between(attribute.name.clone()).to_ascii_lowercase();
        self.attributes.iter().map(move |attribute| (name(attribute), self.decoded(attribute)))
    }

    /// Returns the value of one of its attributes, with its character references decoded.
    pub fn decoded(&self, attribute: &HtmlAttribute) -> Cow<'a, str> {
        reference::decode_attribute(attribute.value.clone().map_or("", |value| self.html.between(value)))
    }
}

/// Splits HTML into its tokens, which together are all of it.
///
/// Each is one that a browser sees where the text begins in ordinary content. A tag that never ends is a comment.
///
/// ```
/// use sitevar_core::{HtmlToken, HtmlTokens};
///
/// let html = "<a HREF='/?a=1&amp;b'>b<!-- c --></a>";
/// let mut tokens = HtmlTokens::new(html);
/// let Some(HtmlToken::StartTag(tag)) = tokens.next() else { panic!() };
/// assert_eq!(tag.attribute("href").as_deref(), Some("/?a=1&b"));
/// assert_eq!(tokens.next(), Some(HtmlToken::Text(22..23)));
/// assert_eq!(tokens.next(), Some(HtmlToken::Comment(23..33)));
/// ```
pub struct HtmlTokens<'a> {
    html: &'a str,
    tokenizer: Tokenizer,
    /// Where to go on, and where the text begins that was not returned yet.
    position: usize,
    text: usize,
    is_raw: bool,
    /// How many SVGs and formulas are open, in which an element may be whole with its start tag.
    foreign: usize,
    /// The token after a text.
    pending: Option<HtmlToken<'a>>,
}

impl<'a> HtmlTokens<'a> {
    /// Begins at the start of a text.
    pub fn new(html: &'a str) -> Self {
        Self {
            html,
            tokenizer: Tokenizer::default(),
            position: 0,
            text: 0,
            is_raw: false,
            foreign: 0,
            pending: None,
        }
    }

    /// Returns the text up to a position, if there is any.
    fn text_until(&mut self, end: usize) -> Option<HtmlToken<'a>> {
        let range = self.text..end;
        let token = if self.is_raw { HtmlToken::RawText } else { HtmlToken::Text };
        (!range.is_empty()).then(|| token(range))
    }

    /// Returns the text before a token that ended at [`Self::position`], and then the token.
    fn after_text(&mut self, token: HtmlToken<'a>) -> Option<HtmlToken<'a>> {
        let text = self.text_until(self.tokenizer.start);
        self.text = self.position;
        self.is_raw = self.tokenizer.place() == Place::RawText;
        match text {
            Some(text) => {
                self.pending = Some(token);
                Some(text)
            }
            None => Some(token),
        }
    }

    fn tag(&mut self, self_closing: bool) -> HtmlToken<'a> {
        let (name, is_end) = self.tokenizer.tag_name(self.html);
        let attributes = std::mem::take(&mut self.tokenizer.attributes);
        let tag = HtmlTag { html: self.html, range: self.tokenizer.start..self.position, name, attributes };
        let is_foreign = tag.is("svg") || tag.is("math");
        if is_end {
            self.foreign = self.foreign.saturating_sub(usize::from(is_foreign));
            return HtmlToken::EndTag(tag);
        }
        if self_closing && self.foreign > 0 {
            self.tokenizer.as_markup();
        } else if is_foreign && !self_closing {
            self.foreign += 1;
        }
        HtmlToken::StartTag(tag)
    }
}

impl<'a> Iterator for HtmlTokens<'a> {
    type Item = HtmlToken<'a>;

    fn next(&mut self) -> Option<HtmlToken<'a>> {
        if let Some(token) = self.pending.take() {
            return Some(token);
        }
        while self.position < self.html.len() {
            let (next, event) = self.tokenizer.step(self.html, self.position);
            self.position = next;
            match event {
                Some(Event::Tag { self_closing }) => {
                    let tag = self.tag(self_closing);
                    return self.after_text(tag);
                }
                Some(Event::Comment) => {
                    return self.after_text(HtmlToken::Comment(self.tokenizer.start..next));
                }
                Some(Event::Bracket) | None => {}
            }
        }
        let end = self.html.len();
        if self.tokenizer.is_text() {
            let text = self.text_until(end);
            self.text = end;
            return text;
        }
        // Browsers drop a tag that never ends.
        let rest = (self.text < end).then_some(HtmlToken::Comment(self.tokenizer.start..end))?;
        self.after_text(rest)
    }
}
