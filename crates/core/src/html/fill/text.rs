//! Writes values in text: finds the text around each, and lets its context decide.
//!
//! A code block is one text in its language, however many elements are in it. Elsewhere a text goes from one tag to the
//! next; the elements of slots do not count.

use super::Filling;
use crate::context::{Filled, Language, Layers, SnippetBuilder, refusal};
use crate::guide::Slot;
use crate::html::captions::Captions;
use crate::markup::escape::push_text;
use crate::markup::html::text::{code_language, plain_text};
use crate::markup::html::{HtmlTag, HtmlToken, HtmlTokens};
use crate::report::Diagnostic;
use crate::text::Cut;

/// Returns `html` with a value at each position, all positions in ascending order.
pub(super) fn write(
    html: String,
    positions: &[(usize, &Slot)],
    filling: Filling<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    if positions.is_empty() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + positions.len() * 16);
    let mut rest = positions;
    let mut at = 0;
    if filling.values.is_empty() {
        for (position, slot) in positions {
            out.push_str(html.between(at..*position));
            push_text(&mut out, &slot.default);
            at = *position;
        }
        out.push_str(html.after(at));
        return out;
    }
    for text in Texts::new(&html) {
        let count = rest.iter().take_while(|(position, _)| *position <= text.end).count();
        let (inside, after) = rest.split_at(count);
        rest = after;
        let written = fill(&html, &text, inside, filling);
        for ((position, slot), written) in inside.iter().zip(written) {
            out.push_str(html.between(at..*position));
            at = *position;
            match written {
                Filled::Text(value) => push_text(&mut out, &value),
                Filled::Default => push_text(&mut out, &slot.default),
                Filled::Refused(reason) => {
                    push_text(&mut out, &slot.default);
                    diagnostics.push(refusal(slot, &reason));
                }
            }
        }
        if rest.is_empty() {
            break;
        }
    }
    out.push_str(html.after(at));
    out
}

/// Works out what is written at each slot of a text.
fn fill(html: &str, text: &Text, inside: &[(usize, &Slot)], filling: Filling<'_>) -> Vec<Filled> {
    let mut snippet = SnippetBuilder::default();
    let mut at = text.start;
    for (position, slot) in inside {
        snippet.push(&plain_text(html.get(at..*position).unwrap_or_default()));
        snippet.push_slot(slot);
        at = *position;
    }
    snippet.push(&plain_text(html.get(at..text.end).unwrap_or_default()));
    snippet.fill(text.language, filling.guide, filling.values)
}

/// A text in HTML: where it is, tags of slots and of highlighted code included.
struct Text {
    start: usize,
    end: usize,
    language: Layers,
}

/// Splits HTML into its texts.
struct Texts<'a> {
    html: &'a str,
    tokens: HtmlTokens<'a>,
    /// Where the next text starts; `None` after the last one.
    start: Option<usize>,
    captions: Captions,
    code: Option<Layers>,
}

impl<'a> Texts<'a> {
    fn new(html: &'a str) -> Self {
        let tokens = HtmlTokens::new(html);
        Self { html, tokens, start: Some(0), captions: Captions::default(), code: None }
    }

    /// Follows a start tag; tells whether it ends the text before it.
    fn start(&mut self, tag: &HtmlTag<'_>) -> bool {
        if self.code.is_some() || tag.is("span") {
            return false;
        }
        if tag.is("code") {
            self.code = Some(Language::find(&code_language(tag), &self.captions.title));
        }
        self.captions.start(tag);
        true
    }

    /// Follows an end tag after a text; tells whether it ends that.
    fn end(&mut self, tag: &HtmlTag<'_>) -> bool {
        if tag.is("code") {
            self.code = None;
        } else if self.code.is_some() || tag.is("span") {
            return false;
        }
        self.captions.end(tag, self.html);
        true
    }
}

impl Iterator for Texts<'_> {
    type Item = Text;

    fn next(&mut self) -> Option<Text> {
        let start = self.start.take()?;
        let language = self.code.unwrap_or(Language::text().into());
        while let Some(token) = self.tokens.next() {
            let (ends, tag) = match &token {
                HtmlToken::StartTag(tag) => (self.start(tag), tag),
                HtmlToken::EndTag(tag) => (self.end(tag), tag),
                _ => continue,
            };
            if ends {
                self.start = Some(tag.range.end);
                return Some(Text { start, end: tag.range.start, language });
            }
        }
        Some(Text { start, end: self.html.len(), language })
    }
}
