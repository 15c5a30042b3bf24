//! Reads the layout of a page from its HTML, as a browser would walk it.
//!
//! 1. Tags open and close elements; what they mean is in [`conventions`].
//! 2. Text is a node of the passage that is open: of a block of code, of a span of code, or of the words between two
//!    block-level elements.
//! 3. In the HTML of a guide of ours, the elements of slots are noted, and the patterns of attributes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::conventions;
use super::layout::{Layout, TextNode};
use super::table::AddressRow;
use crate::examples::PassageKind;
use crate::markup::{HtmlTag, HtmlToken, HtmlTokens, decode_references};
use crate::text::{Cut, is_in};

/// What was read.
#[derive(Default)]
pub(super) struct Read<'a> {
    pub(super) layout: Layout,
    pub(super) slots: Vec<SlotNodes<'a>>,
    pub(super) addresses: Vec<AddressRow>,
    /// The nodes of what stands for the form.
    pub(super) forms: Vec<Range<usize>>,
}

/// The element of a slot.
pub(super) struct SlotNodes<'a> {
    pub(super) tag: HtmlTag<'a>,
    /// The first of its nodes, and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Layout {
    /// Reads the layout of a page from its HTML.
    pub fn read_html(html: &str) -> Self {
        read(html, false).layout
    }
}

/// Reads HTML; in that of a guide of `ours` the form is text, and slots and patterns are noted.
pub(super) fn read(html: &str, ours: bool) -> Read<'_> {
    let mut reader = Reader { ours, ..Reader::default() };
    for token in HtmlTokens::new(html) {
        match token {
            HtmlToken::Text(range) => reader.text(decode_references(html.between(range))),
            HtmlToken::StartTag(tag) => reader.start(tag),
            HtmlToken::EndTag(tag) => reader.end(&tag.name.to_ascii_lowercase()),
            HtmlToken::RawText(_) | HtmlToken::Comment(_) => {}
        }
    }
    while let Some(open) = reader.open.pop() {
        reader.close(open);
    }
    reader.read
}

#[derive(Default)]
struct Reader<'a> {
    ours: bool,
    read: Read<'a>,
    open: Vec<Open>,
    /// How many elements of each name are open, so that an end tag without a start is passed over at once.
    counts: HashMap<String, usize>,
    /// The passage that text goes into.
    passage: Option<usize>,
    /// Whether a paragraph has begun.
    in_paragraph: bool,
    /// Whether the next text starts a line.
    starts_line: bool,
}

/// An element that is open.
#[derive(Default)]
struct Open {
    name: String,
    left_out: bool,
    /// Whether it is a block of code, or in one, or a span of code.
    in_code: bool,
    is_span: bool,
    language: Option<String>,
    /// The title of the code in it.
    title: Option<String>,
    /// Whether it is a title itself, or a label of a group.
    is_title: bool,
    is_group: bool,
    labels: Vec<String>,
    blocks: usize,
    /// How many nodes and passages there were before it.
    nodes: usize,
    passages: usize,
    /// The slot that it is.
    slot: Option<usize>,
}

/// Elements without content.
const VOID: &str = "area base br col embed hr img input link meta param source track wbr";

impl<'a> Reader<'a> {
    fn start(&mut self, tag: HtmlTag<'a>) {
        let name = tag.name.to_ascii_lowercase();
        self.close_implied(&name);
        let class = tag.attribute("class").unwrap_or_default();
        let parent = self.open.last();
        let is_title = conventions::is_title(&name, &class, parent.map_or("", |parent| &parent.name));
        let (mut left_out, in_code) = parent.map_or((false, false), |open| (open.left_out, open.in_code));
        left_out |= conventions::is_left_out(&name, in_code, |name| tag.attribute(name))
            || name == "sitevar-preferences" && !self.ours;
        if name == "br" || conventions::is_block(&name) {
            self.break_text(name == "br" || in_code);
        }
        if self.ours && !left_out {
            self.note_patterns(&tag, &name);
        }
        if is_in(VOID, &name) {
            return;
        }
        let is_code = !in_code && conventions::is_code_span(&name);
        let mut open = Open {
            left_out,
            in_code: in_code || name == "pre",
            is_span: is_code && !left_out && !self.in_span(),
            language: language(&tag, &class, self.ours),
            is_title,
            is_group: conventions::is_code_group(&class),
            nodes: self.read.layout.nodes.len(),
            passages: self.read.layout.passages.len(),
            ..Open::default()
        };
        if name == "pre" && !left_out && !in_code {
            self.begin_block(&open);
        } else if in_code && !left_out {
            self.note_language(&open);
        } else if open.is_span {
            self.begin(PassageKind::CodeSpan);
        }
        if self.ours && !left_out && name == "span" && tag.attribute("data-sitevar").is_some() {
            open.slot = Some(self.read.slots.len());
            self.read.slots.push(SlotNodes { tag, start: open.nodes, end: open.nodes });
            // An empty slot is somewhere, too.
            self.push(String::new());
        }
        *self.counts.entry(name.clone()).or_default() += 1;
        self.open.push(Open { name, ..open });
    }

    fn in_span(&self) -> bool {
        self.passage.and_then(|passage| self.read.layout.passages.get(passage))
            == Some(&PassageKind::CodeSpan)
    }

    /// Closes elements whose end tags may be missing.
    fn close_implied(&mut self, name: &str) {
        if conventions::is_block(name) && self.is_last("p") {
            self.end("p");
        }
        let closed = match name {
            "li" => "li",
            "dt" | "dd" => "dt dd",
            "tr" => "td th tr",
            "td" | "th" => "td th",
            "option" => "option",
            _ => return,
        };
        while let Some(last) = self.open.last().filter(|last| is_in(closed, &last.name)) {
            let last = last.name.clone();
            self.end(&last);
        }
    }

    fn is_last(&self, name: &str) -> bool {
        self.open.last().is_some_and(|open| open.name == name)
    }

    fn end(&mut self, name: &str) {
        if self.counts.get(name).copied().unwrap_or_default() == 0 {
            return;
        }
        while let Some(open) = self.open.pop() {
            let is_named = open.name == name;
            self.close(open);
            if is_named {
                break;
            }
        }
    }

    fn close(&mut self, open: Open) {
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count -= 1;
        }
        if let Some(slot) = open.slot.and_then(|slot| self.read.slots.get_mut(slot)) {
            slot.end = self.read.layout.nodes.len();
        }
        if open.name == "sitevar-preferences" {
            self.read.forms.push(open.nodes..self.read.layout.nodes.len());
        }
        if open.name == "label" {
            self.note_label(&open);
        }
        let is_row = is_in("th tr thead tbody", &open.name);
        if open.is_title || is_row && open.title.is_some() {
            self.note_title(&open);
        }
        let is_inside = self.open.last().is_some_and(|parent| parent.in_code);
        if open.is_span || open.name == "pre" && !is_inside {
            self.passage = None;
        }
        if conventions::is_block(&open.name) {
            self.break_text(is_inside);
        }
    }

    /// Starts a line, and a paragraph if it is not a line `only`.
    fn break_text(&mut self, only: bool) {
        self.starts_line = true;
        if !only {
            self.passage = None;
            self.in_paragraph = false;
        }
    }

    fn begin(&mut self, kind: PassageKind) {
        self.passage = Some(self.read.layout.passages.len());
        self.in_paragraph = true;
        self.read.layout.passages.push(kind);
    }

    fn text(&mut self, text: Cow<'_, str>) {
        if self.open.last().is_some_and(|open| open.left_out) {
            return;
        }
        let is_blank = || text.chars().all(char::is_whitespace);
        if self.passage.is_some() || self.in_paragraph || !is_blank() {
            self.push(text.into_owned());
        }
    }

    fn push(&mut self, text: String) {
        if self.passage.is_none() {
            self.begin(PassageKind::Prose);
        }
        let starts_line = std::mem::take(&mut self.starts_line);
        let passage = self.passage.unwrap_or_default();
        self.read.layout.nodes.push(TextNode { text, passage, starts_line });
    }

    fn begin_block(&mut self, open: &Open) {
        let around = || self.open.iter().rev().take(conventions::ANCESTORS);
        let language = open.language.as_ref().or_else(|| around().find_map(|open| open.language.as_ref()));
        let language = language.cloned().unwrap_or_default();
        // Only a figure is about all the code in it.
        let mut around = self.open.iter_mut().rev().take(conventions::ANCESTORS);
        let mut title = around.find(|open| open.title.is_some()).and_then(|open| match open.name.as_str() {
            "figure" => open.title.clone(),
            _ => open.title.take(),
        });
        if let Some(group) = self.open.iter_mut().rev().find(|open| open.is_group) {
            title = title.or_else(|| group.labels.get(group.blocks).cloned());
            group.blocks += 1;
        }
        self.begin(PassageKind::CodeBlock { language, title: title.unwrap_or_default() });
    }

    /// The `code` of a block knows its language best.
    fn note_language(&mut self, open: &Open) {
        let passage = self.passage.and_then(|passage| self.read.layout.passages.get_mut(passage));
        if let (Some(PassageKind::CodeBlock { language, .. }), Some(named)) = (passage, &open.language) {
            language.clone_from(named);
        }
    }

    /// Returns the text of an element that ends.
    fn text_of(&self, open: &Open) -> String {
        let nodes = self.read.layout.nodes.iter().skip(open.nodes);
        let text: String = nodes.map(|node| node.text.as_str()).collect();
        text.trim().to_owned()
    }

    fn note_label(&mut self, open: &Open) {
        let label = self.text_of(open);
        if let Some(group) = self.open.iter_mut().rev().find(|open| open.is_group) {
            group.labels.push(label);
        }
    }

    fn note_title(&mut self, open: &Open) {
        let found = open.title.clone().unwrap_or_else(|| self.text_of(open));
        let Some(parent) = self.open.last_mut() else { return };
        if parent.name == "figure" {
            // The caption may be below the code.
            for passage in self.read.layout.passages.iter_mut().skip(parent.passages) {
                match passage {
                    PassageKind::CodeBlock { title, .. } if title.is_empty() => title.clone_from(&found),
                    _ => {}
                }
            }
        }
        parent.title = Some(found);
    }

    /// Notes attributes that have a pattern beside them; those of a slot's own element tell how its text is written.
    fn note_patterns(&mut self, tag: &HtmlTag<'_>, element: &str) {
        if element == "span" && tag.attribute("data-sitevar").is_some() {
            return;
        }
        for (name, pattern) in tag.named() {
            let Some(attribute) = name.strip_prefix("data-sitevar-") else { continue };
            let Some(shown) = tag.attribute(attribute) else { continue };
            let (element, attribute) = (element.to_owned(), attribute.to_owned());
            let row =
                AddressRow { element, attribute, pattern: pattern.into_owned(), shown: shown.into_owned() };
            if self.read.addresses.last() != Some(&row) {
                self.read.addresses.push(row);
            }
        }
    }
}

/// Returns the language that an element names; in a guide of `ours` its author has named it.
fn language(tag: &HtmlTag<'_>, class: &str, ours: bool) -> Option<String> {
    let named = tag.attribute("data-lang").or_else(|| tag.attribute("data-language"));
    let named = named.or_else(|| conventions::language_of_class(class).map(Cow::Borrowed))?;
    Some(if ours { named.into_owned() } else { conventions::known_language(&named).to_owned() })
}
