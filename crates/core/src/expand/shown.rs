//! A page as its first reader sees it, with every position in its source: what checks of a page read.
//!
//! Calls of `sitevar` are their defaults, and every other call stays as it is written, so that nothing has to be known of
//! a site. An expansion by templates has no positions; this has nothing else.

use std::ops::Range;

use super::Library;
use super::NoTemplates;
use super::builtin::{self, WithBuiltins};
use crate::guide::{Mark, Slot};
use crate::markup::front_matter;
use crate::report::{Diagnostic, Span};
use crate::shortcode::lexer;
use crate::shortcode::node::{Node, Rules};
use crate::shortcode::parser;
use crate::text::Cut;
use crate::variables::Variables;

/// The text of a page with the defaults of its slots.
#[derive(Debug, Clone, Default)]
pub struct ShownPage {
    /// The text, without the front matter.
    pub text: String,
    /// The slots, with where each is in the text.
    pub slots: Vec<(Range<usize>, Slot)>,
    /// The variables that nothing declares, and the calls that cannot be understood.
    pub problems: Vec<Diagnostic>,
    /// Where the parts of the text are in the source.
    parts: Vec<Part>,
}

/// A part of the text; it ends where the next one begins.
#[derive(Debug, Clone)]
struct Part {
    at: usize,
    source: Range<usize>,
    /// Whether it is the same bytes in the source.
    same: bool,
}

impl ShownPage {
    /// Reads the page `source`.
    pub fn new(source: &str, variables: &Variables) -> Self {
        let library: &dyn Library = &NoTemplates;
        let shortcodes = WithBuiltins { library, enabled: true };
        let items = lexer::lex(source, front_matter::split(source).body, false);
        let rules = Rules { keep_unknown: true, hugo_exact: false };
        // What is wrong with the tags is for the build to say, which knows the templates.
        let (nodes, _) = parser::parse(source, &items, &shortcodes, rules);
        let mut page = Self::default();
        page.add(source, &nodes, variables);
        page
    }

    /// Returns where a range of the text is in the source.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.part(range.start);
        let end = self.part(range.end.saturating_sub(1).max(range.start));
        let start = start.map_or(0, |part| part.position(range.start));
        let end = end.map_or(start, |part| match part.same {
            true => part.position(range.end),
            false => part.source.end,
        });
        start..end.max(start)
    }

    fn part(&self, at: usize) -> Option<&Part> {
        let next = self.parts.partition_point(|part| part.at <= at);
        self.parts.get(next.checked_sub(1)?)
    }

    fn add(&mut self, source: &str, nodes: &[Node], variables: &Variables) {
        for node in nodes {
            match node {
                Node::Text(span) => self.push(source.between(span.range()), span.range(), true),
                Node::Divider => {}
                Node::Call(call) => match builtin::mark(call, call.span, variables) {
                    Ok(mark) => self.mark(mark, call.span, variables),
                    Err(failure) => {
                        self.problems.push(failure.at(call.span));
                        self.push(source.between(call.span.range()), call.span.range(), true);
                    }
                },
            }
        }
    }

    fn mark(&mut self, mark: Mark, span: Span, variables: &Variables) {
        self.problems.extend(builtin::undeclared(&mark, variables));
        let Mark::Slot(slot) = mark else { return };
        let start = self.text.len();
        self.push(&slot.default, span.range(), false);
        self.slots.push((start..self.text.len(), slot));
    }

    fn push(&mut self, text: &str, source: Range<usize>, same: bool) {
        let at = self.text.len();
        self.text.push_str(text);
        match self.parts.last_mut() {
            Some(last) if same && last.same && last.source.end == source.start => {
                last.source.end = source.end;
            }
            _ => self.parts.push(Part { at, source, same }),
        }
    }
}

impl Part {
    /// Returns where a byte of the text is in the source; what replaces a call is where the call is.
    fn position(&self, at: usize) -> usize {
        if self.same {
            (self.source.start + at.saturating_sub(self.at)).min(self.source.end)
        } else {
            self.source.start
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_of_the_text_is_one_of_the_source() {
        let source = "---\ntitle: x\n---\na {{< sitevar name=\"domain\" nojs=\"b.c\" >}} d {{< tabs >}}";
        let page = ShownPage::new(source, &Variables::default());
        assert_eq!(page.text, "a b.c d {{< tabs >}}");
        assert_eq!(source.between(page.source(&(0..1))), "a");
        assert_eq!(source.between(page.source(&(3..4))), "{{< sitevar name=\"domain\" nojs=\"b.c\" >}}");
        assert_eq!(source.between(page.source(&(6..7))), "d");
        let wide = source.between(page.source(&(0..7)));
        assert!(wide.starts_with("a {{<") && wide.ends_with(">}} d"), "{wide}");
        assert_eq!(page.problems.len(), 1, "the variable is not declared: {:?}", page.problems);
    }
}
