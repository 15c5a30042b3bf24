//! The code of a Markdown text: where its blocks and spans stand, and what each block is.
//!
//! Marks are ordinary letters to the Markdown parser, so the text is read as the page will be.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::html::writer::parser;

/// A code block or a code span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    /// The info string of a fence; `None` for a code span.
    pub(crate) info: Option<String>,
    /// The parts of the text that are the code: the indentation of a list is not among them.
    pub(crate) parts: Vec<Range<usize>>,
}

/// Finds the code of a Markdown text, in its order.
pub(crate) fn find(text: &str) -> Vec<Code> {
    let mut all = Vec::new();
    let mut open: Option<Code> = None;
    for (event, range) in parser(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                open = Some(Code { info: Some(info), parts: Vec::new() });
            }
            Event::Text(_) => {
                if let Some(code) = &mut open {
                    code.parts.push(range);
                }
            }
            Event::End(TagEnd::CodeBlock) => all.extend(open.take()),
            Event::Code(_) => all.push(Code { info: None, parts: vec![range] }),
            _ => {}
        }
    }
    all
}
