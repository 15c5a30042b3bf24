//! The blocks of a page: paragraphs, headings, lists, quotes, tables, code.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, HeadingLevel, Tag, TagEnd};

use super::heading::{self, PlainText};
use super::writer::Writer;
use super::{Heading, block_attributes};
use crate::markup::{Attributes, InfoString, escape};
use crate::text::Cut;

/// A heading that is being written.
#[derive(Debug)]
pub(super) struct OpenHeading {
    /// The HTML that was written before it: its start tag has to wait until its id is known.
    outer: String,
    pub(super) plain: PlainText,
    attributes: Attributes,
}

/// A code block that is being written; indented ones have no info string.
#[derive(Debug, Default)]
pub(super) struct Fence(InfoString);

/// Tells whether an id can be named by another element: one of an author's may hold spaces.
fn is_name(id: &str) -> bool {
    !id.is_empty() && !id.contains(char::is_whitespace)
}

/// Tells whether a block can contain blocks.
fn is_container(tag: &TagEnd) -> bool {
    use TagEnd as T;
    matches!(tag, T::BlockQuote(_) | T::Item | T::FootnoteDefinition | T::DefinitionListDefinition)
}

impl Writer<'_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let element = block_attributes::element(&tag);
        self.definitions.depth += usize::from(is_container(&tag.to_end()));
        match tag {
            Tag::Paragraph if self.definitions.is_tight() => self.begin_text(&range),
            Tag::Paragraph => {
                self.begin_text(&range);
                self.open("p", range.start);
                self.in_paragraph = true;
            }
            Tag::Heading { .. } => self.start_heading(range),
            Tag::BlockQuote(kind) => {
                self.start_line();
                self.start_quote(kind, range.start);
            }
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            Tag::HtmlBlock => {}
            Tag::List(number) => {
                self.start_line();
                self.open_with(element.unwrap_or("ul"), range.start, |out| {
                    if let Some(number) = number.filter(|number| *number != 1) {
                        let _ = write!(out, " start=\"{number}\"");
                    }
                });
                self.out.push('\n');
            }
            Tag::Item => self.begin_container("<li>", &range),
            Tag::FootnoteDefinition(label) => {
                self.open_footnotes.push((label.to_string(), std::mem::take(&mut self.out)));
                self.begin_text(&range);
            }
            Tag::DefinitionList => {
                self.start_line();
                self.open("dl", range.start);
                self.out.push('\n');
            }
            Tag::DefinitionListTitle => {
                self.definitions.in_term = true;
                self.begin_container("<dt>", &range);
            }
            Tag::DefinitionListDefinition => {
                let tight = !block_attributes::is_behind_blank_line(self.source, range.start);
                self.definitions.open.push((self.definitions.depth, tight));
                self.begin_container("<dd>", &range);
            }
            Tag::Table(columns) => {
                self.start_line();
                self.start_table(columns, range.start);
            }
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.start_cell(&range),
            inline => self.start_inline(inline),
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.definitions.is_tight() => self.definitions.loosen(),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => {
                if let Some(Fence(info)) = self.fence.take() {
                    info.close(&mut self.out);
                }
            }
            TagEnd::List(ordered) => self.out.push_str(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, outer)) = self.open_footnotes.pop() {
                    let html = std::mem::replace(&mut self.out, outer);
                    self.footnotes.define(label, html);
                }
            }
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.definitions.in_term = false;
                self.out.push_str("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => {
                self.definitions.open.pop();
                self.out.push_str("</dd>\n");
            }
            TagEnd::Table => {
                self.out.push_str(if self.table.has_body { "</tbody>\n</table>\n" } else { "</table>\n" })
            }
            TagEnd::TableHead => self.out.push_str("</tr>\n</thead>\n"),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.out.push_str(if self.table.in_head { "</th>\n" } else { "</td>\n" }),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            inline => self.end_inline(inline),
        }
        let closes = usize::from(is_container(&tag));
        self.definitions.depth = self.definitions.depth.saturating_sub(closes);
    }

    pub(super) fn rule(&mut self, start: usize) {
        self.start_line();
        self.open("hr", start);
        self.out.push('\n');
    }

    pub(super) fn task(&mut self, checked: bool) {
        self.out.push_str(match checked {
            true => "<input checked=\"\" disabled=\"\" type=\"checkbox\"> ",
            false => "<input disabled=\"\" type=\"checkbox\"> ",
        });
    }

    pub(super) fn html_block(&mut self, html: &str) {
        if !block_attributes::is_placeholder(html) {
            self.start_line();
            self.out.push_str(html);
        }
    }

    /// Blocks start on a line of their own.
    fn start_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Prepares for the text of a block.
    pub(super) fn begin_text(&mut self, range: &Range<usize>) {
        self.start_line();
        self.line_start = true;
        self.block_end = range.end;
        self.inlines.brackets = 0;
    }

    fn begin_container(&mut self, tag: &str, range: &Range<usize>) {
        self.begin_text(range);
        self.out.push_str(tag);
    }

    /// Writes a start tag with the attributes that the author put below the block.
    fn open(&mut self, element: &'static str, start: usize) {
        self.open_with(element, start, |_| {});
    }

    pub(super) fn open_with(&mut self, element: &'static str, start: usize, more: impl FnOnce(&mut String)) {
        self.out.push('<');
        self.out.push_str(element);
        more(&mut self.out);
        if let Some(attributes) = self.block_attributes.and_then(|found| found.get(element, start)) {
            attributes.write(&mut self.out);
        }
        self.out.push('>');
    }

    fn end_paragraph(&mut self) {
        self.in_paragraph = false;
        if self.out.ends_with("\n<p>") && self.has_block {
            // Nothing followed the block.
            self.out.truncate(self.out.len() - "<p>".len());
        } else {
            self.out.push_str("</p>\n");
        }
    }

    fn start_heading(&mut self, range: Range<usize>) {
        self.begin_text(&range);
        let mut attributes = Attributes::default();
        if let Some((at, found)) = heading::attributes(self.source.between(range.clone())) {
            self.cut = range.start + at;
            attributes = found;
        }
        if let Some(below) = self.block_attributes.and_then(|found| found.get("h", range.start)) {
            attributes.extend(below.clone());
        }
        let outer = std::mem::take(&mut self.out);
        self.heading = Some(OpenHeading { outer, plain: PlainText::default(), attributes });
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        self.cut = usize::MAX;
        let Some(OpenHeading { outer, plain, mut attributes }) = self.heading.take() else { return };
        let html = std::mem::replace(&mut self.out, outer);
        let text = plain.last_line();
        let id = match attributes.id(self.marks) {
            Some(id) => {
                self.ids.put(&id);
                id
            }
            // Hugo gives no id to a heading without text.
            None if text.is_empty() => String::new(),
            None => {
                let id = self.ids.generate(text);
                attributes.push("id", id.clone());
                id
            }
        };
        let has_anchor = self.options.anchors && level != HeadingLevel::H1 && is_name(&id);
        self.out.push_str(if has_anchor { "<div class=\"markdown-heading\">" } else { "" });
        let _ = write!(self.out, "<{level}");
        attributes.write(&mut self.out);
        let _ = write!(self.out, ">{html}</{level}>");
        if has_anchor {
            self.anchor(&id);
        }
        self.out.push('\n');
        self.headings.push(Heading { level: level as u8, id, html });
    }

    /// Writes the link beside a heading, which the heading names; its sign is the style's, so that nobody copies it.
    fn anchor(&mut self, id: &str) {
        for part in ["<a class=\"anchor\" href=\"#", "\" aria-labelledby=\""] {
            self.out.push_str(part);
            escape::push_text(&mut self.out, id);
        }
        self.out.push_str("\"></a></div>");
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>, start: usize) {
        let (index, class, english): (usize, _, _) = match kind {
            None => {
                self.open("blockquote", start);
                return self.out.push('\n');
            }
            Some(BlockQuoteKind::Note) => (0, "note", "Note"),
            Some(BlockQuoteKind::Tip) => (1, "tip", "Tip"),
            Some(BlockQuoteKind::Important) => (2, "important", "Important"),
            Some(BlockQuoteKind::Warning) => (3, "warning", "Warning"),
            Some(BlockQuoteKind::Caution) => (4, "caution", "Caution"),
        };
        let _ = write!(
            self.out,
            "<blockquote class=\"markdown-alert markdown-alert-{class}\">\n<p class=\"markdown-alert-title\">"
        );
        escape::push_text(&mut self.out, self.options.alerts.map_or(english, |words| &words[index]));
        self.out.push_str("</p>\n");
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.start_line();
        let info = match kind {
            CodeBlockKind::Indented => {
                self.out.push_str("<pre><code>");
                InfoString::default()
            }
            CodeBlockKind::Fenced(_) => {
                // The parser has taken backslashes out of the info string; titles of Windows paths need them.
                let line = self.source.between(range).lines().next().unwrap_or_default();
                let info = InfoString::parse(line.trim_start_matches(['`', '~']));
                info.open(&mut self.out);
                info
            }
        };
        self.fence = Some(Fence(info));
    }

    /// Appends a piece of a code block.
    pub(super) fn code_line(&mut self, text: &str) {
        escape::push_code(&mut self.out, text);
    }
}
