//! Attributes of a block, on a line of their own below it: `{.class #id}`.
//!
//! Goldmark reads such a line as a block; `pulldown-cmark` takes it for text of the paragraph, list or table above.
//!
//! 1. The first reading finds the lines that look like attributes and are not code.
//! 2. They are wrapped into HTML comments, which end whatever block is open, as Goldmark's attributes do.
//! 3. The second reading tells which block is above each comment, and so whose attributes they are.
//!
//! Pages without such lines, nearly all of them, are not read here at all.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markup::{Attributes, commonmark};
use crate::text::Cut;

/// The attributes of a page's blocks.
#[derive(Debug)]
pub(super) struct BlockAttributes {
    /// The text with every line of attributes made a comment.
    pub(super) text: String,
    /// The attributes of a block by its element and its offset in that text.
    by_block: HashMap<Block, Attributes>,
}

/// How the comment starts: a noncharacter of Unicode, which no author types, distinguishes it from theirs.
const OPEN: &str = "<!--\u{FDD0}";

/// Tells whether a line of HTML is a comment that stands for attributes.
pub(super) fn is_placeholder(html: &str) -> bool {
    html.trim_start().starts_with(OPEN)
}

/// Returns the element that a block is written as; `h` for all headings.
pub(super) fn element(tag: &Tag<'_>) -> Option<&'static str> {
    Some(match tag {
        Tag::Paragraph => "p",
        Tag::Heading { .. } => "h",
        Tag::BlockQuote(_) => "blockquote",
        Tag::List(Some(_)) => "ol",
        Tag::List(None) => "ul",
        Tag::Table(_) => "table",
        Tag::DefinitionList => "dl",
        _ => return None,
    })
}

impl BlockAttributes {
    /// Looks for attributes of blocks; `None` where there are none.
    pub(super) fn find(text: &str) -> Option<Self> {
        let lines = candidates(text);
        if lines.is_empty() {
            return None;
        }
        let text = with_comments(text, &lines)?;
        let by_block = owners(&text);
        Some(Self { text, by_block })
    }

    /// Returns the attributes of a block.
    pub(super) fn get(&self, element: &'static str, start: usize) -> Option<&Attributes> {
        self.by_block.get(&(element, start))
    }
}

/// Returns where lines hold attributes and nothing else, apart from containers before them.
fn candidates(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(brace) = memchr::memchr(b'{', &text.as_bytes()[next..]).map(|at| next + at) {
        let start = text.between(next..brace).rfind('\n').map_or(next, |newline| next + newline + 1);
        let end = text.after(brace).find('\n').map_or(text.len(), |newline| brace + newline);
        let line = text.between(brace..end);
        if text.between(start..brace).bytes().all(|b| matches!(b, b' ' | b'\t' | b'>'))
            && let Some((_, length)) = Attributes::parse(line)
            && line.after(length).trim().is_empty()
        {
            found.push(brace..brace + length);
        }
        // Only the first brace of a line can start its attributes.
        next = end;
    }
    found
}

/// Wraps the candidates that are text into comments; `None` where all of them are code or HTML.
fn with_comments(text: &str, lines: &[Range<usize>]) -> Option<String> {
    let mut opaque = opaque(text).into_iter().peekable();
    let mut out = String::with_capacity(text.len() + lines.len() * 16);
    let mut written = 0;
    for line in lines {
        while opaque.next_if(|block| block.end <= line.start).is_some() {}
        if opaque.peek().is_none_or(|block| line.start < block.start) {
            out.push_str(text.between(written..line.start));
            out.push_str(OPEN);
            out.push_str(text.between(line.clone()));
            out.push_str("-->");
            written = line.end;
        }
    }
    out.push_str(text.after(written));
    (written > 0).then_some(out)
}

/// Returns where code and HTML blocks are, in their order.
fn opaque(text: &str) -> Vec<Range<usize>> {
    let is_opaque = |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock));
    let lists = commonmark::as_read(text);
    commonmark::events(&lists).filter_map(|(event, range)| is_opaque(&event).then_some(range)).collect()
}

/// Tells which block the attributes of each comment belong to.
fn owners(text: &str) -> HashMap<Block, Attributes> {
    let mut owners: HashMap<_, Attributes> = HashMap::new();
    let mut open: Vec<Option<Block>> = Vec::new();
    // For every open container the last block in it, for the page itself the first of these.
    let mut last: Vec<Option<Block>> = vec![None];
    let lists = commonmark::as_read(text);
    for (event, range) in commonmark::events(&lists) {
        match event {
            Event::Start(tag) => {
                open.push(element(&tag).map(|element| (element, range.start)));
                last.push(None);
            }
            Event::End(TagEnd::HtmlBlock) if is_placeholder(text.between(range.clone())) => {
                open.pop();
                last.pop();
            }
            Event::End(_) => {
                let block = open.pop().flatten();
                last.pop();
                if let Some(last) = last.last_mut() {
                    *last = block;
                }
            }
            Event::Rule => {
                if let Some(last) = last.last_mut() {
                    *last = Some(("hr", range.start));
                }
            }
            Event::Html(html) => {
                let owner = last.iter().rev().nth(1).copied().flatten();
                if let (Some(owner), Some(attributes)) = (owner, read(&html))
                    && !is_behind_blank_line(text, range.start)
                {
                    owners.entry(owner).or_default().extend(attributes);
                }
            }
            _ => {}
        }
    }
    owners
}

/// A block by its element and where it starts.
type Block = (&'static str, usize);

fn read(html: &str) -> Option<Attributes> {
    Some(Attributes::parse(html.trim_start().strip_prefix(OPEN)?)?.0)
}

/// Tells whether the line above the one that holds `position` is blank, `>` of block quotes aside.
pub(super) fn is_behind_blank_line(text: &str, position: usize) -> bool {
    let lines = text.before(position).rfind('\n').map_or("", |end| text.before(end));
    let line = lines.rsplit('\n').next().unwrap_or_default();
    line.bytes().all(|b| b.is_ascii_whitespace() || b == b'>')
}
