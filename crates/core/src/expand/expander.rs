//! The expansion of one page, as templates see it: they may render text, expand it again, or include another page.
//!
//! Such a nested pass shares the page's marks and diagnostics, and knows its depth.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Call, Dialect, Display, Library, Options, OutputFormat, piece};
use crate::guide::{Link, Mark, Marks, mark};
use crate::html;
use crate::markup::front_matter;
use crate::report::{Code, Diagnostic, Failure, Position, Source, Span};
use crate::shortcode::lexer;

/// How deeply templates may render Markdown that calls templates, and pages may include pages.
const MAX_RENDER_DEPTH: usize = 16;

/// The expansion of one page, handed to the library so that templates can render Markdown; cheap to clone.
#[derive(Clone)]
pub struct Expander {
    pub(super) shared: Arc<Shared>,
    pub(super) library: Arc<dyn Library>,
    pub(super) output: OutputFormat,
    /// How many second passes and inclusions this one is inside of.
    pub(super) depth: usize,
    /// Names of the pages that include each other, the outermost first.
    pub(super) including: Arc<Vec<String>>,
    /// In a second pass or an included page: the call of the page itself, where problems are reported.
    pub(super) outer: Option<Span>,
    /// Whether the text was expanded before, so that its private-use characters are marks.
    pub(super) again: bool,
}

/// What all passes over a page share.
pub(super) struct Shared {
    pub(super) options: Options,
    pub(super) marks: Marks,
    pub(super) diagnostics: Mutex<Vec<Diagnostic>>,
    /// The links of what templates rendered.
    pub(super) links: Mutex<Vec<Link>>,
    /// The templates of inline shortcodes, by name, for calls without text of their own.
    pub(super) inline: Mutex<BTreeMap<String, String>>,
    pub(super) calls: AtomicUsize,
    pub(super) text: Arc<str>,
}

impl Expander {
    pub(super) fn new(source: &Source, library: Arc<dyn Library>, options: &Options) -> Self {
        let shared = Shared {
            options: options.clone(),
            marks: Marks::default(),
            diagnostics: Mutex::default(),
            links: Mutex::default(),
            inline: Mutex::default(),
            calls: AtomicUsize::new(0),
            text: source.text().into(),
        };
        Self {
            shared: Arc::new(shared),
            library,
            output: options.output,
            depth: 0,
            including: Arc::new(vec![source.name().to_owned()]),
            outer: None,
            again: false,
        }
    }

    /// Returns which output this pass is for; text that a template renders is always HTML.
    pub fn output(&self) -> OutputFormat {
        self.output
    }

    /// Returns whose rules are followed.
    pub fn dialect(&self) -> Dialect {
        self.shared.options.dialect
    }

    /// Returns line and column of a byte of the page.
    pub fn position(&self, offset: usize) -> Position {
        Position::of(&self.shared.text, offset)
    }

    /// Reports a problem that does not stop the expansion; where it quotes a reader's value, it shows the default.
    pub fn report(&self, mut diagnostic: Diagnostic) {
        self.publish(&mut diagnostic);
        self.report_all([diagnostic]);
    }

    /// Only templates quote what holds a mark.
    #[cfg(not(feature = "templates"))]
    fn publish(&self, _: &mut Diagnostic) {}

    #[cfg(feature = "templates")]
    fn publish(&self, diagnostic: &mut Diagnostic) {
        let labels = diagnostic.labels.iter_mut().map(|label| &mut label.message);
        let frames = diagnostic.trace.iter_mut().map(|frame| &mut frame.message);
        let texts =
            [&mut diagnostic.message].into_iter().chain(&mut diagnostic.help).chain(labels).chain(frames);
        for text in texts {
            *text = self.published(text).into_owned();
        }
    }

    /// Returns a text of a template as it is published, a reader's values being their defaults.
    pub fn published<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.shared.marks.with(|marks| mark::published(text, marks))
    }

    /// Makes a piece of HTML that nothing may change any more, even where the text around it is read as Markdown again.
    ///
    /// For a template it is that HTML. With Hugo's rules there are no such pieces.
    pub fn finished(&self, html: String) -> String {
        match (self.dialect(), self.output) {
            (Dialect::HugoExact, _) => html,
            (Dialect::Sitevar, OutputFormat::Markdown) => piece::closed(html),
            (Dialect::Sitevar, OutputFormat::Html) => piece::wrap(html, &self.shared.marks),
        }
    }

    /// Makes a piece of what the template of a call has written; `inner` is what is between its tags.
    ///
    /// In static Markdown it is one block of HTML, however the template's lines are laid out.
    pub fn finished_call(&self, html: String, inner: &str) -> String {
        let html = match (self.dialect(), self.output) {
            (Dialect::Sitevar, OutputFormat::Markdown) => piece::compact(&html, inner),
            _ => html,
        };
        self.finished(html)
    }

    /// Returns a text in which finished HTML is HTML like any other.
    pub fn unfinished<'a>(&self, text: &'a str) -> Cow<'a, str> {
        piece::without_edges(text, &self.shared.marks)
    }

    /// Returns the HTML of a text that is one finished piece and nothing else.
    pub fn whole<'a>(&self, text: &'a str) -> Option<&'a str> {
        piece::whole(text, &self.shared.marks)
    }

    /// Renders Markdown with shortcodes to HTML, as `markdownify` and `RenderString` do; slots stay open in it.
    ///
    /// # Errors
    ///
    /// Fails where rendering is nested too deeply.
    pub fn render_string(&self, text: &str, display: Display, call: &Call) -> Result<String, Failure> {
        let mut inner = self.deeper(call)?;
        inner.output = OutputFormat::Html;
        let html = self.with_pieces_as_marks(text.to_owned(), |text| self.render(&inner.second_pass(text)));
        Ok(self.finished(match display {
            Display::Inline => html::without_paragraph(html),
            Display::Block => html,
        }))
    }

    /// There are no pieces without templates.
    #[cfg(not(feature = "templates"))]
    pub(super) fn with_pieces_as_marks(&self, text: String, render: impl FnOnce(&str) -> String) -> String {
        render(&text)
    }

    /// Lets `render` make HTML of a text in which every piece is a mark; the HTML then holds the pieces themselves.
    #[cfg(feature = "templates")]
    pub(super) fn with_pieces_as_marks(&self, text: String, render: impl FnOnce(&str) -> String) -> String {
        let marks = &self.shared.marks;
        let first = marks.len();
        let text = piece::as_marks(text, marks);
        let pieces = first..marks.len();
        let html = render(&text);
        // A call in the text may have kept them elsewhere.
        if !lexer::has_tag(&text) {
            marks.forget(pieces);
        }
        html
    }

    /// Expands what [`Expander::render_string`] would, and leaves it Markdown.
    ///
    /// A template for static Markdown gets its inner text like that, because the one for HTML would have rendered it.
    ///
    /// # Errors
    ///
    /// The same as [`Expander::render_string`].
    pub fn expand_string(&self, text: &str, call: &Call) -> Result<String, Failure> {
        Ok(self.deeper(call)?.second_pass(text))
    }

    /// Expands the calls in a text that was expanded before: those that were escaped in it.
    fn second_pass(mut self, text: &str) -> String {
        self.again = true;
        if lexer::has_tag(text) {
            self.expand_items(text, &lexer::lex(text, 0, false))
        } else {
            text.to_owned()
        }
    }

    /// Expands another page into this one, its front matter left out.
    ///
    /// # Errors
    ///
    /// Fails where a page includes itself, or inclusions are nested too deeply.
    pub fn include(
        &self,
        source: &Source,
        library: Arc<dyn Library>,
        call: &Call,
    ) -> Result<String, Failure> {
        if self.including.iter().any(|name| name == source.name()) {
            let mut chain: Vec<&str> = self.including.iter().map(String::as_str).collect();
            chain.push(source.name());
            return Err(Failure::new(Code::IncludeFailed, format!("`{}` includes itself", source.name()))
                .help(format!("break the cycle: {}", chain.join(" → "))));
        }
        let mut inner = self.deeper(call)?;
        inner.library = library;
        inner.again = false;
        Arc::make_mut(&mut inner.including).push(source.name().to_owned());
        let split = front_matter::split(source.text());
        let items = lexer::lex(source.text(), split.body, false);
        Ok(inner.expand_items(source.text(), &items))
    }

    /// Returns the expander of a pass inside this one.
    fn deeper(&self, call: &Call) -> Result<Self, Failure> {
        if self.depth >= MAX_RENDER_DEPTH {
            return Err(Failure::new(
                Code::TooDeep,
                format!(
                    "`{}` renders Markdown that renders itself, more than {MAX_RENDER_DEPTH} deep",
                    call.name
                ),
            )
            .help("remove the call from its own text"));
        }
        let mut inner = self.clone();
        inner.depth += 1;
        inner.outer = Some(self.outer.unwrap_or(call.span));
        Ok(inner)
    }

    pub(super) fn report_all(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        let mut all = self.shared.diagnostics.lock().unwrap_or_else(PoisonError::into_inner);
        for mut diagnostic in diagnostics {
            if self.again {
                // What it quotes was expanded before.
                self.publish(&mut diagnostic);
            }
            if let Some(outer) = self.outer {
                // Positions inside rendered text mean nothing to the author: the call of the page does.
                diagnostic.span = outer;
                diagnostic.labels.clear();
            }
            all.push(diagnostic);
        }
    }

    /// Takes out what was reported.
    pub(super) fn take_diagnostics(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *self.shared.diagnostics.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes out the links of what templates rendered.
    pub(super) fn take_links(&self) -> Vec<Link> {
        std::mem::take(&mut *self.shared.links.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes out the table of marks.
    pub(super) fn take_marks(&self) -> Vec<Mark> {
        self.shared.marks.take()
    }
}
