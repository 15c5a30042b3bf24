//! What of a page leads somewhere, and what can be led to: links, images, references, headings and ids.
//!
//! Checks of links read it. Every position is one of the Markdown; what code shows is not among it.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, LinkType, Tag, TagEnd};

use super::commonmark;
use super::{Attributes, HtmlTag, HtmlToken, HtmlTokens};
use crate::text::{Cut, Find};

/// The links of a page and what links can lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The links and images of Markdown and of HTML.
    pub links: Vec<OutlineLink>,
    /// The texts of the headings.
    pub headings: Vec<String>,
    /// The ids that the author chose, in attributes of Markdown and of HTML.
    pub ids: Vec<(String, Range<usize>)>,
    /// The labels that links name and nothing defines, each with the whole link.
    pub undefined: Vec<(String, Range<usize>)>,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineLink {
    /// Where it leads, as it is meant; escapes and references are read.
    pub destination: String,
    /// The destination, where it is written in the link; otherwise the whole link.
    pub range: Range<usize>,
    /// Whether it is an image.
    pub image: bool,
    /// Whether it is a tag of HTML, which a generator may leave as it is.
    pub html: bool,
    /// Whether an image has a text in its place, or says that it needs none.
    pub has_text: bool,
}

impl Outline {
    /// Reads Markdown without front matter.
    pub fn read(markdown: &str) -> Self {
        let read = commonmark::as_read(markdown);
        let mut reader = Reader { text: markdown, outline: Self::default(), ..Reader::default() };
        for (event, range) in commonmark::events(&read) {
            reader.event(event, range);
        }
        reader.outline.undefined = undefined(&read);
        reader.outline
    }
}

/// The longest attributes in words, in bytes.
const LONGEST_ATTRIBUTES: usize = 200;

/// Returns the labels that nothing defines; one in brackets alone is text.
fn undefined(markdown: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    if !markdown.has("][") {
        return found;
    }
    let note = |link: BrokenLink<'_>| {
        if link.link_type == LinkType::Reference && seen.insert(link.span.start) {
            found.push((link.reference.to_string(), link.span));
        }
        None
    };
    commonmark::parser_with(markdown, note).for_each(drop);
    found
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    outline: Outline,
    heading: Option<String>,
    /// The open image, and whether it has a text.
    image: Option<(OutlineLink, bool)>,
    code: bool,
    html: Option<Range<usize>>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::CodeBlock) => self.code = false,
            Event::End(TagEnd::Heading(_)) => self.outline.headings.extend(self.heading.take()),
            Event::End(TagEnd::Image) => {
                let Some((mut link, has_text)) = self.image.take() else { return };
                link.has_text = has_text;
                self.outline.links.push(link);
            }
            Event::Text(text) if !self.code => {
                self.words(&text);
                self.attributes(range);
            }
            Event::Code(text) => self.words(&text),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::InlineHtml(_) => self.tags(range),
            Event::Html(_) => match &mut self.html {
                Some(html) => html.end = range.end,
                None => self.html = Some(range),
            },
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(html) = self.html.take() {
                    self.tags(html);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::CodeBlock(_) => self.code = true,
            Tag::Heading { .. } => self.heading = Some(String::new()),
            Tag::Link { link_type, dest_url, .. } if !is_automatic(link_type) => {
                let link = self.link(&dest_url, range, false);
                self.outline.links.push(link);
            }
            Tag::Image { dest_url, .. } => self.image = Some((self.link(&dest_url, range, true), false)),
            _ => {}
        }
    }

    fn link(&self, destination: &str, range: Range<usize>, image: bool) -> OutlineLink {
        let whole = self.text.between(range.clone());
        let at = whole
            .last_position_of("](")
            .and_then(|at| Some(at + 2 + whole.after(at + 2).position_of(destination)?));
        let range = match at {
            Some(at) if !destination.is_empty() => range.start + at..range.start + at + destination.len(),
            _ => range,
        };
        OutlineLink { destination: destination.to_owned(), range, image, html: false, has_text: true }
    }

    fn words(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some((_, has_text)) = &mut self.image {
            *has_text |= !text.trim().is_empty();
        }
    }

    /// Reads `{#id}` in words, as it is after a heading or a block.
    fn attributes(&mut self, range: Range<usize>) {
        let words = self.text.between(range.clone());
        for (at, _) in words.match_indices('{') {
            let rest = words.between(at + 1..words.ceil_char_boundary(at + LONGEST_ATTRIBUTES));
            let Some(end) = rest.find('}') else { continue };
            let inner = rest.before(end).trim_start_matches([':', ' ']);
            let Some((attributes, _)) = Attributes::parse(&format!("{{{inner}}}")) else { continue };
            if let Some(id) = attributes.get("id") {
                let end = range.start + at + end + 2;
                self.outline.ids.push((id.into_owned(), range.start + at..end));
                if let Some(heading) = &mut self.heading {
                    let written = heading.rfind('{').unwrap_or(heading.len());
                    heading.truncate(written);
                }
            }
        }
    }

    fn tags(&mut self, range: Range<usize>) {
        let html = self.text.between(range.clone());
        if html.lines().skip(1).any(|line| line.trim_start().starts_with("> ")) {
            // The markers of a quote are in the tag.
            return;
        }
        let mut from = 0;
        for token in HtmlTokens::new(html) {
            let tag = match token {
                HtmlToken::StartTag(tag) => tag,
                HtmlToken::EndTag(tag) => {
                    let ended = self.heading.take_if(|_| is_heading(&tag));
                    self.outline.headings.extend(ended);
                    continue;
                }
                HtmlToken::Text(text) => {
                    self.words(html.between(text));
                    continue;
                }
                _ => continue,
            };
            if is_heading(&tag) {
                self.heading = Some(String::new());
            }
            if let Some(text) = tag.attribute("id").filter(|_| is_element(&tag)) {
                self.outline.ids.push((text.to_string(), place(html, &text, &mut from, range.start)));
            }
            if let Some(name) = tag.attribute("name").filter(|_| tag.is("a")) {
                // Often it repeats the id beside it, so it does not count as another id.
                self.outline.headings.push(name.to_string());
            }
            let (key, image) = if tag.is("img") { ("src", true) } else { ("href", false) };
            let Some(destination) = tag.attribute(key).filter(|_| image || tag.is("a")) else { continue };
            let quiet = ["alt", "role", "aria-hidden"].iter().any(|name| tag.attribute(name).is_some());
            let range = place(html, &destination, &mut from, range.start);
            let destination = destination.to_string();
            self.outline.links.push(OutlineLink { destination, range, image, html: true, has_text: quiet });
        }
    }
}

/// Tells whether a tag is that of a heading, to which some generators give an id too.
fn is_heading(tag: &HtmlTag<'_>) -> bool {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| tag.is(name))
}

/// Returns where a value of an attribute is, searched from after the last one.
fn place(html: &str, value: &str, from: &mut usize, start: usize) -> Range<usize> {
    match html.after(*from).position_of(value) {
        Some(at) if !value.is_empty() => {
            let at = *from + at;
            *from = at;
            start + at..start + at + value.len()
        }
        _ => start..start + html.len(),
    }
}

/// Tells whether a tag is of HTML; what begins with a capital letter is a component.
fn is_element(tag: &HtmlTag<'_>) -> bool {
    tag.name.starts_with(|c: char| c.is_ascii_lowercase())
}

fn is_automatic(link: LinkType) -> bool {
    matches!(link, LinkType::Autolink | LinkType::Email)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn destinations(markdown: &str) -> Vec<String> {
        let outline = Outline::read(markdown);
        for link in &outline.links {
            let written = markdown.get(link.range.clone());
            assert!(written.is_some_and(|written| written.contains(&link.destination)), "{written:?}");
        }
        outline.links.into_iter().map(|link| link.destination).collect()
    }

    #[test]
    fn links_are_found_where_they_are_written() {
        let none: Vec<String> = Vec::new();
        assert_eq!(destinations("[a](b.md) ![](c.png) <a href=\"d\">x</a>"), ["b.md", "c.png", "d"]);
        assert_eq!(destinations("<img\n src=\"a.png\"\n alt=\"x\">\n"), ["a.png"]);
        assert_eq!(destinations("> <img\n> src=\"a.png\"\n> alt=\"x\">\n"), none);
        assert_eq!(destinations("`[a](b.md)`\n\n```\n[a](b.md)\n```\n<https://x.y>"), none);
    }

    #[test]
    fn an_image_has_a_text_or_says_that_it_needs_none() {
        let has = |markdown: &str| Outline::read(markdown).links.first().map(|link| link.has_text);
        for (markdown, is) in [
            ("![](a.png)", false),
            ("![ ](a.png)", false),
            ("![x](a.png)", true),
            ("![`x`](a.png)", true),
            ("<img src=\"a.png\">", false),
            ("<img src=\"a.png\" alt=\"\">", true),
        ] {
            assert_eq!(has(markdown), Some(is), "{markdown}");
        }
    }

    #[test]
    fn what_can_be_led_to_is_headings_and_ids() {
        let outline = Outline::read(
            "# A `b` {#c}\n\nd\n===\n\n<a id=\"e\"></a> f\n{: #g }\n\n<Part id=\"h\"/>\n\n```\n# i {#j}\n```\n",
        );
        let ids: Vec<&str> = outline.ids.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["c", "e", "g"]);
        assert_eq!(outline.headings, ["A b ", "d"]);
        let html = Outline::read("<h2 id=\"a\">B <i>c</i></h2>\n\n<H3>\n\nd *e*\n\n</H3>\n\nf\n");
        assert_eq!(html.headings, ["B c", "\nd e"]);
    }

    #[test]
    fn a_label_that_nothing_defines_is_found_in_links_of_two_brackets() {
        let labels = |markdown: &str| -> Vec<String> {
            Outline::read(markdown).undefined.into_iter().map(|(label, _)| label).collect()
        };
        let none: Vec<String> = Vec::new();
        assert_eq!(labels("[a][b] [c][d] [e]\n\n[d]: f\n"), ["b"]);
        assert_eq!(labels("`[a][b]` - [ ] x"), none);
    }
}
