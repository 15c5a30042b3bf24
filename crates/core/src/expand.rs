//! Expands a page: every call becomes what it stands for, every reader's value becomes a mark.
//!
//! 1. The front matter is split off and kept byte for byte.
//! 2. The body is lexed and parsed into text and calls.
//! 3. Calls are expanded from the inside out. `sitevar` and `sitevar-preferences` are known here; the rest is asked of
//!    the [`Library`].
//! 4. An expansion of several lines keeps the indentation of the line that its call stands on.
//!
//! A template that renders Markdown comes back through [`Expander::render_string`], which runs 2 to 4 once more.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::builtin;
use crate::diagnostic::{Code, Diagnostic, Failure, Frame, Outcome, Severity};
use crate::front_matter;
use crate::guide::Guide;
use crate::html;
use crate::indent;
use crate::library::{Call, Delimiter, Inner, Library, Param, Params};
use crate::mark::{self, Mark, Marks};
use crate::shortcode::item::Item;
use crate::shortcode::lexer;
use crate::shortcode::parser::{self, CallNode, Node, Rules};
use crate::source::{Position, Source, Span};
use crate::variables::Variables;

/// What a page is expanded for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which output the expansion is for.
    pub form: Form,
    /// Whose rules are followed.
    pub dialect: Dialect,
    /// What becomes of a call that nothing knows.
    pub unknown: Unknown,
    /// What readers may set.
    pub variables: Arc<Variables>,
}

/// Which output a page is expanded for, which decides the templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Static Markdown: expansions are Markdown where a template for it exists.
    #[default]
    Markdown,
    /// HTML: what `{{< … >}}` stands for is finished HTML and kept out of the Markdown parser's sight.
    Html,
}

/// Whose rules are followed where Sitevar's differ from Hugo's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Built-in and shipped shortcodes, slots, every error of a page.
    #[default]
    Sitevar,
    /// Hugo's `.RenderShortcodes` to the byte: nothing is built in, the first error ends the page.
    HugoExact,
}

/// What becomes of a call that nothing knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unknown {
    /// It is an error.
    #[default]
    Error,
    /// It stays as it is.
    Keep,
}

/// How [`Expander::render_string`] gives its HTML back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    let text = expander.items(source.text(), &items);
    let mut diagnostics = expander.take_diagnostics();
    if exact {
        let mut errors = 0;
        diagnostics.retain(|diagnostic| {
            errors += usize::from(diagnostic.severity == Severity::Error);
            errors <= 1
        });
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let guide = Guide {
        // `.RenderShortcodes` knows no front matter.
        front_matter: if exact { String::new() } else { source.text()[..split.body].to_owned() },
        text,
        marks: expander.shared.marks.take(),
        variables: options.variables.clone(),
    };
    Outcome { value: guide, diagnostics }
}

/// How deep templates may render Markdown that calls templates, and pages may include pages.
const MAX_RENDER_DEPTH: usize = 16;

/// How many calls one page may expand, those of its second passes and inclusions counted too.
const MAX_CALLS: usize = 200_000;

/// The expansion of one page, handed to the library so that templates can render Markdown; cheap to clone.
#[derive(Clone)]
pub struct Expander {
    shared: Arc<Shared>,
    library: Arc<dyn Library>,
    form: Form,
    /// How many second passes and inclusions this one stands in.
    depth: usize,
    /// Names of the pages that include each other, the outermost first.
    including: Arc<Vec<String>>,
    /// In a second pass or an included page: the call of the page itself, where problems are reported.
    outer: Option<Span>,
    /// Whether the text was expanded before, so that its private-use characters are marks.
    again: bool,
}

/// What all passes over a page share.
struct Shared {
    options: Options,
    marks: Marks,
    diagnostics: Mutex<Vec<Diagnostic>>,
    /// The templates of inline shortcodes, by name, for calls without text of their own.
    inline: Mutex<BTreeMap<String, String>>,
    calls: AtomicUsize,
    text: Arc<str>,
}

impl Expander {
    fn new(source: &Source, library: Arc<dyn Library>, options: &Options) -> Self {
        let shared = Shared {
            options: options.clone(),
            marks: Marks::default(),
            diagnostics: Mutex::default(),
            inline: Mutex::default(),
            calls: AtomicUsize::new(0),
            text: source.text().into(),
        };
        Self {
            shared: Arc::new(shared),
            library,
            form: options.form,
            depth: 0,
            including: Arc::new(vec![source.name().to_owned()]),
            outer: None,
            again: false,
        }
    }

    /// Returns which output this pass is for; text that a template renders is always HTML.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Returns whose rules are followed.
    pub fn dialect(&self) -> Dialect {
        self.shared.options.dialect
    }

    /// Returns line and column of a byte of the page.
    pub fn position(&self, offset: usize) -> Position {
        Position::of(&self.shared.text, offset)
    }

    /// Reports a problem that does not stop the expansion.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.report_all([diagnostic]);
    }

    /// Renders Markdown with shortcodes to HTML, as `markdownify` and `RenderString` do; slots stay open in it.
    ///
    /// # Errors
    ///
    /// Fails where rendering leads back to itself too deep.
    pub fn render_string(&self, text: &str, display: Display, call: &Call) -> Result<String, Failure> {
        let mut inner = self.deeper(call)?;
        inner.form = Form::Html;
        let expanded = inner.second_pass(text);
        let html = self.shared.marks.with(|marks| html::render_fragment(&expanded, marks));
        Ok(match display {
            Display::Inline => html::without_paragraph(html),
            Display::Block => html,
        })
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
        if lexer::has_tag(text) { self.items(text, &lexer::lex(text, 0, false)) } else { text.to_owned() }
    }

    /// Expands another page into this one, its front matter left out.
    ///
    /// # Errors
    ///
    /// Fails where a page includes itself, or inclusion goes too deep.
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
                .help(format!("break the circle: {}", chain.join(" → "))));
        }
        let mut inner = self.deeper(call)?;
        inner.library = library;
        inner.again = false;
        Arc::make_mut(&mut inner.including).push(source.name().to_owned());
        let split = front_matter::split(source.text());
        let items = lexer::lex(source.text(), split.body, false);
        Ok(inner.items(source.text(), &items))
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
            .help("take the call out of its own text"));
        }
        let mut inner = self.clone();
        inner.depth += 1;
        inner.outer = Some(self.outer.unwrap_or(call.span));
        Ok(inner)
    }

    /// Expands what the lexer found in `text`.
    fn items(&self, text: &str, items: &[Item]) -> String {
        let options = &self.shared.options;
        let rules = Rules {
            keep_unknown: options.unknown == Unknown::Keep,
            hugo_exact: options.dialect == Dialect::HugoExact,
        };
        let library = builtin::WithBuiltins { library: &*self.library, enabled: !rules.hugo_exact };
        let (nodes, diagnostics) = parser::parse(text, items, &library, rules);
        let stop = rules.hugo_exact && !diagnostics.is_empty();
        self.report_all(diagnostics);
        if stop { String::new() } else { self.nodes(text, &nodes, None) }
    }

    fn nodes(&self, text: &str, nodes: &[Node], parent: Option<&Arc<Call>>) -> String {
        let mut out = String::with_capacity(text.len().min(1 << 16));
        for node in nodes {
            match node {
                Node::Text(span) => self.push_text(&mut out, &text[span.range()]),
                // Hugo takes it out of the text; the page needs the paragraph break that it stands for.
                Node::Divider if parent.is_none() && self.form == Form::Html => out.push_str("\n\n"),
                Node::Divider => {}
                Node::Call(node) => {
                    let expansion = self.call(text, node, parent);
                    out.push_str(&expansion);
                }
            }
        }
        out
    }

    /// Copies the author's text, in which a private-use character stands for itself.
    fn push_text(&self, out: &mut String, mut text: &str) {
        if self.again {
            return out.push_str(text);
        }
        while let Some((at, length, _)) = mark::find(text) {
            out.push_str(&text[..at]);
            let character = text[at..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
            out.push(self.shared.marks.add(Mark::Literal(character)).unwrap_or(char::REPLACEMENT_CHARACTER));
            text = &text[at + length..];
        }
        out.push_str(text);
    }

    fn call(&self, text: &str, node: &CallNode, parent: Option<&Arc<Call>>) -> String {
        if self.shared.calls.fetch_add(1, Ordering::Relaxed) >= MAX_CALLS {
            if self.shared.calls.load(Ordering::Relaxed) == MAX_CALLS + 1 {
                let message = format!("the page expands more than {MAX_CALLS} shortcodes");
                self.report(Diagnostic::error(Code::TooDeep, message, node.span).help("split the page"));
            }
            return String::new();
        }
        let exact = self.dialect() == Dialect::HugoExact;
        if !exact && builtin::is_builtin(&node.name) {
            return self.builtin(node);
        }
        let call = Arc::new(Call {
            name: node.name.clone(),
            params: self.protect(&node.params),
            delimiter: node.delimiter,
            ordinal: node.ordinal,
            parent: parent.cloned(),
            indentation: node.indentation.clone(),
            span: self.outer.unwrap_or(node.span),
            store: OnceLock::new(),
        });
        let expansion = if node.inline {
            self.inline(text, node, &call)
        } else {
            let mut inner = self.nodes(text, &node.children, Some(&call));
            if node.delimiter == Delimiter::Percent && parent.is_some() && (exact || self.form == Form::Html)
            {
                inner = self.render_nested(&inner);
            }
            let inner = Inner { deindented: indent::remove(&inner, &node.indentation), text: inner };
            self.finish(self.library.expand(&call, &inner, self), node)
        };
        if self.form == Form::Html && node.delimiter == Delimiter::Angle && parent.is_none() {
            return self.finish(self.shared.marks.add(Mark::Html(expansion)).map(String::from), node);
        }
        if exact {
            if node.children.is_empty() { indent::hugo(&expansion, &node.indentation) } else { expansion }
        } else {
            indent::like_the_line(&expansion, &text[..node.span.start], !node.children.is_empty())
        }
    }

    fn builtin(&self, node: &CallNode) -> String {
        let variables = &self.shared.options.variables;
        let mark = builtin::mark(node, variables);
        self.report_all(mark.as_ref().ok().and_then(|mark| builtin::undeclared(mark, variables)));
        self.finish(mark.and_then(|mark| self.shared.marks.add(mark)).map(String::from), node)
    }

    /// Hugo renders the inner text of a `{{% … %}}` call that stands in another call.
    fn render_nested(&self, inner: &str) -> String {
        let html = self.shared.marks.with(|marks| html::render_fragment(inner, marks));
        if inner.contains('\n') {
            return html;
        }
        match html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n")) {
            Some(bare) => bare.to_owned(),
            None => html,
        }
    }

    /// Runs an inline shortcode: its inner text is its template, which later calls of the name use again.
    fn inline(&self, text: &str, node: &CallNode, call: &Arc<Call>) -> String {
        let mut known = self.shared.inline.lock().unwrap_or_else(PoisonError::into_inner);
        if node.paired {
            let mut template = String::new();
            for child in &node.children {
                if let Node::Text(span) = child {
                    self.push_text(&mut template, &text[span.range()]);
                }
            }
            known.insert(node.name.clone(), template);
        }
        let template = known.get(&node.name).cloned();
        drop(known);
        let expansion = match template {
            Some(template) => self.library.expand_inline(call, &template, self),
            None => Err(Failure::new(
                Code::UnknownShortcode,
                format!("no earlier definition of shortcode `{}` found", node.name),
            )
            .help("define it before its first use")),
        };
        self.finish(expansion, node)
    }

    /// Returns the expansion, or reports why there is none.
    fn finish(&self, expansion: Result<String, Failure>, node: &CallNode) -> String {
        expansion.unwrap_or_else(|failure| {
            self.report(failure.at(node.span).trace([Frame {
                message: format!("while expanding `{}`", node.name),
                file: None,
                line: 0,
                column: 0,
            }]));
            String::new()
        })
    }

    /// Replaces private-use characters in parameters, which would be taken for marks.
    fn protect(&self, params: &Params) -> Params {
        let protect = |param: &Param| match param {
            Param::String(text) if !self.again && mark::find(text).is_some() => {
                let mut out = String::new();
                self.push_text(&mut out, text);
                Param::String(out)
            }
            other => other.clone(),
        };
        match params {
            Params::None => Params::None,
            Params::Positional(list) => Params::Positional(list.iter().map(protect).collect()),
            Params::Named(list) => {
                Params::Named(list.iter().map(|(key, value)| (key.clone(), protect(value))).collect())
            }
        }
    }

    fn report_all(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        let mut all = self.shared.diagnostics.lock().unwrap_or_else(PoisonError::into_inner);
        for mut diagnostic in diagnostics {
            if let Some(outer) = self.outer {
                // Positions inside rendered text mean nothing to the author: the call of the page does.
                diagnostic.span = outer;
                diagnostic.labels.clear();
            }
            all.push(diagnostic);
        }
    }

    fn take_diagnostics(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *self.shared.diagnostics.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
