//! The code blocks of a guide as they are published: what another generator's page learns of them.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::context::{Filled, Language};
use crate::guide::{Guide, Mark, Slot, mark};
use crate::markup::{InfoString, commonmark};
use crate::variables::Values;

/// A code block of a page's Markdown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CodeBlock<'a> {
    /// The first word of the info string.
    pub language: String,
    /// The name of the file that the block shows, if its title says so.
    pub title: String,
    /// The code, split where readers' values are.
    pub parts: Vec<CodePart<'a>>,
}

/// A part of the code of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum CodePart<'a> {
    /// The author's text.
    Text(String),
    /// A slot for a reader's value, and what is published there.
    Slot(&'a Slot, String),
}

/// Finds the code blocks of a guide.
pub(crate) fn find<'a>(guide: &'a Guide, values: &Values) -> Vec<CodeBlock<'a>> {
    let mut blocks = Vec::new();
    let mut open: Option<(InfoString, String)> = None;
    for event in commonmark::parser(&guide.text) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => InfoString::parse(info),
                    CodeBlockKind::Indented => InfoString::default(),
                };
                open = Some((info, String::new()));
            }
            Event::Text(text) => {
                if let Some((_, code)) = &mut open {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                blocks.extend(open.take().map(|(info, code)| block(guide, values, info, &code)));
            }
            _ => {}
        }
    }
    blocks
}

fn block<'a>(guide: &'a Guide, values: &Values, info: InfoString, code: &str) -> CodeBlock<'a> {
    let value = |slot: &Slot| guide.value(slot, values).into_owned();
    let published =
        |text: &str| mark::published_with(text, &guide.marks, &|slot| Cow::Owned(value(slot))).into_owned();
    let (language, title) = (published(&info.language), published(&info.title.unwrap_or_default()));
    let mut filled = guide.fill(Language::find(&language, &title), code, values).into_iter();
    let mut parts = Vec::new();
    let mut text = String::new();
    for character in code.chars() {
        let is_slot =
            matches!(mark::index(character).and_then(|row| guide.marks.get(row)), Some(Mark::Slot(_)));
        match is_slot.then(|| filled.next()).flatten() {
            Some((slot, written)) => {
                push_text(&mut parts, std::mem::take(&mut text), &published);
                parts.push(CodePart::Slot(slot, shown(slot, written)));
            }
            None => text.push(character),
        }
    }
    push_text(&mut parts, text, &published);
    CodeBlock { language, title, parts }
}

fn push_text(parts: &mut Vec<CodePart<'_>>, text: String, published: &dyn Fn(&str) -> String) {
    if !text.is_empty() {
        parts.push(CodePart::Text(published(&text)));
    }
}

/// Returns what is written at a slot.
fn shown(slot: &Slot, written: Filled) -> String {
    match written {
        Filled::Text(text) => text,
        Filled::Default | Filled::Refused(_) => slot.default.clone(),
    }
}
