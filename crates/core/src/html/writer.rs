//! Turns the events of `pulldown-cmark` into HTML as Goldmark writes it for Hugo.
//!
//! Marks pass through as the letters that they are; the fill pass replaces them.
//! Nothing here recurses: what is open is a stack, so that no input is nested too deeply.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::block_attributes::BlockAttributes;
use super::blocks::{Fence, OpenHeading};
use super::definitions::Definitions;
use super::footnotes::Footnotes;
use super::heading::Ids;
use super::inlines::Inlines;
use super::tables::Table;
use super::text::Run;
use super::{Heading, HtmlOptions, typography};
use crate::guide::{Link, Mark};
use crate::markup::commonmark;

/// HTML that still contains the marks.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub(super) html: String,
    pub(super) headings: Vec<Heading>,
    pub(super) links: Vec<Link>,
}

/// Writes Markdown as HTML.
pub(super) fn write(text: &str, marks: &[Mark], options: &HtmlOptions<'_>) -> Rendered {
    let block_attributes = BlockAttributes::find(text);
    let source = block_attributes.as_ref().map_or(text, |found| &found.text);
    let mut writer = Writer::new(source, marks, options);
    writer.block_attributes = block_attributes.as_ref();
    let read = commonmark::as_read(source);
    for (event, range) in commonmark::events(&read) {
        writer.event(event, range);
    }
    writer.flush();
    writer.footnotes.write(&mut writer.out);
    Rendered { html: writer.out, headings: writer.headings, links: writer.links }
}

/// The state between two events.
pub(super) struct Writer<'a> {
    pub(super) source: &'a str,
    pub(super) marks: &'a [Mark],
    pub(super) options: &'a HtmlOptions<'a>,
    pub(super) block_attributes: Option<&'a BlockAttributes>,
    /// What was written since the innermost open heading or footnote began.
    pub(super) out: String,
    pub(super) headings: Vec<Heading>,
    pub(super) links: Vec<Link>,
    pub(super) ids: Ids,
    pub(super) footnotes: Footnotes,
    /// The open footnotes: label, and the HTML that was written before.
    pub(super) open_footnotes: Vec<(String, String)>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) fence: Option<Fence>,
    pub(super) definitions: Definitions,
    pub(super) table: Table,
    pub(super) inlines: Inlines,
    /// Text that waits to be written in one piece.
    pub(super) run: Option<Run>,
    /// Where the last piece of text ended in the source.
    pub(super) text_end: usize,
    /// Whether the next text starts a line of its block.
    pub(super) line_start: bool,
    /// Where the open block ends in the source.
    pub(super) block_end: usize,
    /// Text from here on is not content: the attributes of a heading.
    pub(super) cut: usize,
    /// Goldmark counts open quotes across the whole page, and so does this writer.
    pub(super) quotes: typography::Open,
    pub(super) in_paragraph: bool,
    /// Whether a block was in a paragraph and closed it: the form, or finished HTML.
    pub(super) has_block: bool,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str, marks: &'a [Mark], options: &'a HtmlOptions<'a>) -> Self {
        Self {
            source,
            marks,
            options,
            block_attributes: None,
            out: String::with_capacity(source.len() + source.len() / 2),
            headings: Vec::new(),
            links: Vec::new(),
            ids: Ids::default(),
            footnotes: Footnotes::default(),
            open_footnotes: Vec::new(),
            heading: None,
            fence: None,
            definitions: Definitions::default(),
            table: Table::default(),
            inlines: Inlines::default(),
            run: None,
            text_end: usize::MAX,
            line_start: true,
            block_end: source.len(),
            cut: usize::MAX,
            quotes: typography::Open::default(),
            in_paragraph: false,
            has_block: false,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.start >= self.cut && !matches!(event, Event::End(TagEnd::Heading(_))) {
            return;
        }
        if let Event::Text(text) = event {
            return self.text(&text, range.start..range.end.min(self.cut));
        }
        self.flush();
        let breaks_line = matches!(event, Event::SoftBreak | Event::HardBreak);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.code(&code),
            Event::Html(html) => self.html_block(&html),
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.rule(range.start),
            Event::TaskListMarker(checked) => self.task(checked),
            Event::Text(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        self.line_start |= breaks_line;
    }
}
