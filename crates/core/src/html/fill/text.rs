//! Writes values that stand in text: finds what text is around each, and lets the place decide.
//!
//! A code block is one text in its language, however many elements are in it. Elsewhere a text goes from one tag to the
//! next; the elements of slots do not count.

use super::Filling;
use crate::context::{Filled, Language, SnippetBuilder, refusal};
use crate::guide::Slot;
use crate::markup::escape::{push_text, unescape};
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
        let (inside, behind) = rest.split_at(count);
        rest = behind;
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

/// Works out what stands at each slot of a text.
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

/// Returns the text of HTML: without tags and references.
fn plain_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&unescape(rest.before(at)));
        match rest.after(at).find('>') {
            Some(end) => rest = rest.after(at + end + 1),
            None => rest = "",
        }
    }
    out.push_str(&unescape(rest));
    out
}

/// A text in HTML: where it stands, tags of slots and of highlighted code included.
struct Text {
    start: usize,
    end: usize,
    language: &'static Language,
}

/// Splits HTML into its texts.
struct Texts<'a> {
    html: &'a str,
    at: usize,
    /// The title of the open figure, and whether its caption is being read.
    title: String,
    in_caption: bool,
    code: Option<&'static Language>,
}

impl<'a> Texts<'a> {
    fn new(html: &'a str) -> Self {
        Self { html, at: 0, title: String::new(), in_caption: false, code: None }
    }

    /// Follows a tag; tells whether it ends the text before it.
    fn follow(&mut self, tag: &str, text: &str) -> bool {
        let name = tag.split([' ', '>', '\n', '\t']).next().unwrap_or_default();
        match name {
            "/code" => self.code = None,
            _ if self.code.is_some() => return false,
            "span" | "/span" => return false,
            "code" => {
                let language = attribute(tag, "data-lang").or_else(|| class(tag)).unwrap_or_default();
                self.code = Some(Language::find(&unescape(language), &self.title));
            }
            "figcaption" => self.in_caption = true,
            "/figcaption" if self.in_caption => {
                self.in_caption = false;
                self.title = plain_text(text);
            }
            "figure" | "/figure" => self.title.clear(),
            _ => {}
        }
        true
    }
}

impl Iterator for Texts<'_> {
    type Item = Text;

    fn next(&mut self) -> Option<Text> {
        let start = self.at;
        if start > self.html.len() {
            return None;
        }
        let language = self.code.unwrap_or(Language::text());
        let mut at = start;
        while let Some(open) = self.html.after(at).find('<').map(|open| at + open) {
            let tag = self.html.after(open + 1);
            let close = tag.find('>').unwrap_or(tag.len());
            let tag = tag.before(close).to_ascii_lowercase();
            let end = skipped(self.html, open, &tag).unwrap_or(open + close + 2).min(self.html.len());
            let text = self.html.between(start..open);
            if self.follow(&tag, text) {
                self.at = end;
                return Some(Text { start, end: open, language });
            }
            at = end;
        }
        self.at = self.html.len() + 1;
        Some(Text { start, end: self.html.len(), language })
    }
}

/// Returns where a comment ends, or the text of an element in which nothing is a tag.
fn skipped(html: &str, open: usize, tag: &str) -> Option<usize> {
    const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
    if tag.starts_with("!--") {
        return html.after(open).find("-->").map(|end| open + end + 3);
    }
    let name = RAW.into_iter().find(|name| tag.split([' ', '/']).next() == Some(name))?;
    html.after(open).to_ascii_lowercase().find(&format!("</{name}")).map(|end| open + end)
}

/// Returns the value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let value = tag.split_once(name)?.1.strip_prefix("=\"")?;
    value.split('"').next()
}

/// Returns the language that the class of an element names.
fn class(tag: &str) -> Option<&str> {
    attribute(tag, "class")?.split_whitespace().find_map(|class| class.strip_prefix("language-"))
}
