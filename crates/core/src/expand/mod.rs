//! Expands a page: every call becomes what it stands for, every reader's value becomes a mark.
//!
//! 1. The front matter is split off and kept byte for byte.
//! 2. The body is lexed and parsed into text and calls.
//! 3. One [`pass`] expands the calls from the inside out. `sitevar` and `sitevar-preferences` are built in; the
//!    [`Library`] expands the rest.
//! 4. An expansion of several lines keeps the indentation of the line that its call is on.
//! 5. HTML that is finished is a [`piece`] wherever the text around it may still be read as Markdown.
//! 6. The dot after a subdomain becomes part of its slot ([`subdomain`]), and examples become slots
//!    ([`example`]); the clients that the page names are variables of it.
//! 7. Static Markdown is read as HTML once, to know where its slots are: a secret in an address is an error.
//!
//! A template that renders Markdown comes back through the [`Expander`], which runs 2 to 4 once more.

mod builtin;
mod example;
mod expander;
mod indent;
mod library;
mod pass;
#[cfg(feature = "templates")]
mod piece;
#[cfg(not(feature = "templates"))]
#[path = "no_piece.rs"]
mod piece;
mod shown;
mod subdomain;

use std::sync::Arc;

pub use example::{SourcePassage, source_passages};
pub use expander::Expander;
pub use library::{Call, Inner, Library, NoTemplates};
pub use shown::ShownPage;

use crate::guide::Guide;
use crate::html::{AlertWords, closed};
use crate::markup::{depth, front_matter};
use crate::report::{Outcome, Severity, Source, Span};
use crate::shortcode::lexer;
use crate::text::Cut;
use crate::variables::Variables;

/// What a page is expanded for.
#[derive(Clone, Default)]
pub struct Options {
    /// Which output the expansion is for.
    pub output: OutputFormat,
    /// Whose rules are followed.
    pub dialect: Dialect,
    /// What becomes of an unknown call.
    pub unknown: Unknown,
    /// What readers may set.
    pub variables: Arc<Variables>,
    /// Rewrites the links in Markdown that templates render, which is HTML before the page is.
    pub links: Option<Arc<RewriteLinks>>,
    /// Turns names of emoji into emoji in Markdown that templates render.
    pub emoji: bool,
    /// The words above alerts in such Markdown; without them they are English.
    pub alerts: Option<Arc<AlertWords>>,
}

/// Rewrites the destination of a link or an image; `None` leaves it as it is.
pub type RewriteLinks = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Which output a page is expanded for, which decides the templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OutputFormat {
    /// Static Markdown: expansions are Markdown where a template for it exists.
    #[default]
    Markdown,
    /// HTML: what `{{< … >}}` stands for is finished HTML, hidden from the Markdown parser.
    Html,
}

/// Whose rules are followed where Sitevar's differ from Hugo's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Dialect {
    /// Built-in and shipped shortcodes, slots, every error of a page.
    #[default]
    Sitevar,
    /// Hugo's `.RenderShortcodes` to the byte: nothing is built in, the first error ends the page.
    HugoExact,
}

/// What becomes of an unknown call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Unknown {
    /// It is an error.
    #[default]
    Error,
    /// It stays as it is.
    Keep,
}

/// How [`Expander::render_string`] gives its HTML back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Display {
    /// Without the paragraph around it, where it is a single one.
    Inline,
    /// As blocks.
    Block,
}

/// Expands a page.
///
/// The guide is complete even when there are errors; a broken call stays in it as text.
pub fn expand(source: &Source, library: Arc<dyn Library>, options: &Options) -> Outcome<Guide> {
    let split = front_matter::split(source.text());
    let expander = Expander::new(source, library, options);
    let exact = options.dialect == Dialect::HugoExact;
    // Hugo stops at the first error, which this one is.
    let stop = exact && split.problem.is_some();
    expander.report_all(split.problem);
    let items = if stop { Vec::new() } else { lexer::lex(source.text(), split.body, exact) };
    let text = expander.expand_items(source.text(), &items);
    let mut diagnostics = expander.take_diagnostics();
    // Nobody reads Markdown for Hugo here.
    let too_deep = (!exact).then(|| {
        depth::problem(source.text(), None)
            .or_else(|| depth::problem(&text, Some(Span::new(split.body, split.body))))
    });
    let too_deep = too_deep.flatten();
    let text = if too_deep.is_some() { String::new() } else { text };
    diagnostics.extend(too_deep);
    if exact {
        let mut errors = 0;
        diagnostics.retain(|diagnostic| {
            errors += usize::from(diagnostic.severity == Severity::Error);
            errors <= 1
        });
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let (marks, links) = (expander.take_marks(), expander.take_links());
    let (text, marks, variables) = if exact {
        (text, marks, options.variables.clone())
    } else {
        let (text, marks) = subdomain::take_dots(text, marks, &options.variables);
        example::make_slots(text, marks, &options.variables, source.text())
    };
    let guide = Guide {
        // `.RenderShortcodes` knows no front matter.
        front_matter: if exact { String::new() } else { source.text().before(split.body).to_owned() },
        text,
        marks,
        links,
        variables,
    };
    // The HTML tells for itself when it is written.
    if options.output == OutputFormat::Markdown && !exact {
        diagnostics.extend(closed::leaks(&guide));
    }
    Outcome { value: guide, diagnostics }
}
