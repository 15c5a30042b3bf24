//! The parts of a line: emphasis, links, images, code spans, breaks.

use pulldown_cmark::{LinkType, Tag, TagEnd};

use super::writer::Writer;
use crate::guide::{Link, Mark, mark};
use crate::markup::escape;

/// Which inline elements are open.
#[derive(Debug, Default)]
pub(super) struct Inlines {
    pub(super) depth: usize,
    /// Text in a link is not searched for addresses.
    pub(super) links: usize,
    /// The text of an autolink stays as it is.
    pub(super) in_autolink: bool,
    /// Brackets that were opened in the block and not closed: Goldmark sees no bare address after one.
    pub(super) brackets: usize,
    /// The titles of the images whose alternative text is being written: text without tags.
    images: Vec<String>,
}

impl Inlines {
    /// Tells whether text is written into the `alt` attribute of an image.
    pub(super) fn in_image(&self) -> bool {
        !self.images.is_empty()
    }

    /// Counts a character if it is a bracket.
    pub(super) fn count_bracket(&mut self, byte: u8) {
        match byte {
            b'[' => self.brackets += 1,
            b']' => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }
}

impl Writer<'_> {
    pub(super) fn start_inline(&mut self, tag: Tag<'_>) {
        self.line_start = false;
        if let Some(heading) = &mut self.heading {
            heading.plain.open();
        }
        self.inlines.depth += 1;
        match tag {
            Tag::Emphasis => self.tag("<em>"),
            Tag::Strong => self.tag("<strong>"),
            Tag::Strikethrough => self.tag("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title),
            _ => {}
        }
    }

    pub(super) fn end_inline(&mut self, tag: TagEnd) {
        if let Some(heading) = &mut self.heading {
            heading.plain.close();
        }
        self.inlines.depth = self.inlines.depth.saturating_sub(1);
        match tag {
            TagEnd::Emphasis => self.tag("</em>"),
            TagEnd::Strong => self.tag("</strong>"),
            TagEnd::Strikethrough => self.tag("</del>"),
            TagEnd::Link => {
                self.inlines.links = self.inlines.links.saturating_sub(1);
                self.inlines.in_autolink = false;
                self.tag("</a>");
            }
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        self.line_start = false;
        self.tag("<code>");
        escape::push_code(&mut self.out, code);
        self.tag("</code>");
        if let Some(heading) = &mut self.heading {
            heading.plain.piece(code, self.marks);
        }
    }

    pub(super) fn inline_html(&mut self, html: &str) {
        self.line_start = false;
        self.tag(html);
        if let Some(heading) = &mut self.heading {
            heading.plain.piece("", self.marks);
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        self.line_start = false;
        if !self.inlines.in_image() {
            self.footnotes.refer(&mut self.out, label);
        }
    }

    pub(super) fn line_break(&mut self, html: &str) {
        if self.has_block && self.out.ends_with("\n<p>") {
            return;
        }
        self.out.push_str(match html {
            _ if self.inlines.in_image() => "\n",
            _ if self.definitions.in_term => "</dt>\n<dt>",
            _ => html,
        });
        if let Some(heading) = &mut self.heading {
            heading.plain.line_break();
        }
    }

    /// Appends a tag, unless only its text is wanted.
    pub(super) fn tag(&mut self, html: &str) {
        if !self.inlines.in_image() {
            self.out.push_str(html);
        }
    }

    fn start_link(&mut self, kind: LinkType, destination: &str, title: &str) {
        self.inlines.links += 1;
        self.inlines.in_autolink = matches!(kind, LinkType::Autolink | LinkType::Email);
        if self.inlines.in_image() {
            return;
        }
        self.out.push_str("<a href=\"");
        if kind == LinkType::Email && !destination.starts_with("mailto:") {
            self.destination(&format!("mailto:{destination}"), false);
        } else {
            self.destination(destination, false);
        }
        self.out.push('"');
        push_title(&mut self.out, title);
        self.out.push('>');
    }

    fn start_image(&mut self, destination: &str, title: &str) {
        if !self.inlines.in_image() {
            self.out.push_str("<img src=\"");
            self.destination(destination, true);
            self.out.push_str("\" alt=\"");
        }
        self.inlines.images.push(title.to_owned());
    }

    fn end_image(&mut self) {
        if let Some(title) = self.inlines.images.pop()
            && !self.inlines.in_image()
        {
            self.out.push('"');
            push_title(&mut self.out, &title);
            self.out.push('>');
        }
    }

    /// Appends the destination of a link or an image, and notes it for whoever checks links.
    pub(super) fn destination(&mut self, destination: &str, image: bool) {
        let published = mark::published(destination, self.marks);
        let rewritten = self.options.links.and_then(|rewrite| rewrite(&published));
        // Values after the path stay slots; a path that leads to a page leads there whatever a reader chooses.
        let rest = destination.find(['?', '#']).and_then(|at| destination.get(at..)).unwrap_or_default();
        let path = rewritten.as_deref().and_then(|url| url.strip_suffix(&*mark::published(rest, self.marks)));
        match (path, &rewritten) {
            (Some(path), _) => {
                escape::push_url(&mut self.out, path);
                escape::push_url(&mut self.out, rest);
            }
            (None, Some(whole)) => escape::push_url(&mut self.out, whole),
            (None, None) => escape::push_url(&mut self.out, destination),
        }
        let slot = |character| match self.marks.get(mark::index(character)?)? {
            Mark::Slot(slot) => Some(slot.span),
            _ => None,
        };
        let call = destination.chars().find_map(slot);
        self.links.push(Link { destination: published.into_owned(), image, call });
    }
}

fn push_title(out: &mut String, title: &str) {
    if !title.is_empty() {
        out.push_str(" title=\"");
        escape::push_text(out, title);
        out.push('"');
    }
}
