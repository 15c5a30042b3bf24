//! One pass over a text: from what the lexer found to the text that it stands for.

use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, PoisonError};

use super::{Call, Dialect, Expander, Inner, OutputFormat, Unknown, builtin, indent, piece};
use crate::guide::Mark;
use crate::guide::mark::{self, First};
use crate::html::{self, HtmlOptions, RewriteLink};
use crate::markup::depth;
use crate::report::{Code, Diagnostic, Failure, Frame, Span};
use crate::shortcode::node::{CallNode, Node, Rules};
use crate::shortcode::{Delimiter, Item, Param, Params, parser};
use crate::text::{Cut, Find};

/// How many calls one page may expand, including those of its second passes and inclusions.
const MAX_CALLS: usize = 200_000;

impl Expander {
    /// Expands what the lexer found in `text`.
    pub(super) fn expand_items(&self, text: &str, items: &[Item]) -> String {
        let options = &self.shared.options;
        let rules = Rules {
            keep_unknown: options.unknown == Unknown::Keep,
            hugo_exact: options.dialect == Dialect::HugoExact,
        };
        let library = builtin::WithBuiltins { library: &*self.library, enabled: !rules.hugo_exact };
        let (nodes, diagnostics) = parser::parse(text, items, &library, rules);
        let stop = rules.hugo_exact && !diagnostics.is_empty();
        self.report_all(diagnostics);
        if stop { String::new() } else { self.expand_nodes(text, &nodes, None) }
    }

    fn expand_nodes(&self, text: &str, nodes: &[Node], parent: Option<&Arc<Call>>) -> String {
        let mut out = String::with_capacity(text.len().min(1 << 16));
        for node in nodes {
            match node {
                Node::Text(span) => self.push_text(&mut out, text.between(span.range())),
                // Hugo takes it out of the text; the page needs the paragraph break that it stands for.
                Node::Divider if parent.is_none() && self.output == OutputFormat::Html => {
                    out.push_str("\n\n")
                }
                Node::Divider => {}
                Node::Call(node) => {
                    let expansion = self.expand_call(text, node, parent);
                    out.push_str(&expansion);
                }
            }
        }
        out
    }

    /// Copies the author's text, in which a private-use character stands for itself, percent-encoded or not.
    fn push_text(&self, out: &mut String, mut text: &str) {
        if self.again {
            return out.push_str(text);
        }
        while let Some(First { before, .. }) = mark::first_written(text) {
            let mut characters = text.after(before.len()).chars();
            let character = characters.next().unwrap_or(char::REPLACEMENT_CHARACTER);
            out.push_str(before);
            out.push(self.shared.marks.add(Mark::Literal(character)).unwrap_or(char::REPLACEMENT_CHARACTER));
            text = characters.as_str();
        }
        out.push_str(text);
    }

    fn expand_call(&self, text: &str, node: &CallNode, parent: Option<&Arc<Call>>) -> String {
        if self.shared.calls.fetch_add(1, Ordering::Relaxed) >= MAX_CALLS {
            if self.shared.calls.load(Ordering::Relaxed) == MAX_CALLS + 1 {
                let message = format!("the page expands more than {MAX_CALLS} shortcodes");
                self.report(Diagnostic::error(Code::TooDeep, message, node.span).help("split the page"));
            }
            return String::new();
        }
        let exact = self.dialect() == Dialect::HugoExact;
        if !exact && builtin::is_builtin(&node.name) {
            return self.expand_builtin(node);
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
        if node.inline {
            let expansion = self.expand_inline(text, node, &call);
            return self.put(expansion, node, text, parent.is_none(), "");
        }
        let inner = self.expand_nodes(text, &node.children, Some(&call));
        let inner = self.inner_of(inner, node, text, parent.is_some());
        let expansion = self.finish(self.library.expand(&call, &inner, self), node);
        self.put(expansion, node, text, parent.is_none(), &inner.text)
    }

    /// Returns the inner text of a call as its template gets it.
    fn inner_of(&self, inner: String, node: &CallNode, text: &str, nested: bool) -> Inner {
        let renders = node.delimiter == Delimiter::Percent && nested;
        if self.dialect() == Dialect::HugoExact {
            let inner = if renders { self.render_nested(&inner) } else { inner };
            return Inner { deindented: indent::remove(&inner, &node.indentation), text: inner };
        }
        let marks = &self.shared.marks;
        let before = before(text, node);
        let html = self.output == OutputFormat::Html;
        // The lines of a piece are not lines of the page, but become such in Markdown.
        let mut inner = match html {
            true => piece::around(inner, marks, |text| indent::take_off(text, before)),
            false => indent::take_off(&inner, before),
        };
        if renders && html {
            inner = piece::wrap(self.with_pieces_as_marks(inner, |text| self.render_nested(text)), marks);
        }
        Inner { deindented: inner.clone(), text: inner }
    }

    /// Turns what a template has written into what the page, or the inner text around the call, contains.
    fn put(&self, expansion: String, node: &CallNode, text: &str, top: bool, inner: &str) -> String {
        let marks = &self.shared.marks;
        let (html, angle) = (self.output == OutputFormat::Html, node.delimiter == Delimiter::Angle);
        if html && angle && top {
            let finished = piece::without_edges(&expansion, marks).into_owned();
            return self.finish(marks.add(Mark::Html(finished)).map(String::from), node);
        }
        if self.dialect() == Dialect::HugoExact {
            return match node.children.is_empty() {
                true => indent::hugo(&expansion, &node.indentation),
                false => expansion,
            };
        }
        let before = before(text, node);
        let indented = |text: &str| indent::add(text, before, !node.children.is_empty());
        match (html, top) {
            (true, _) if angle && piece::hands_on(&expansion, inner, marks) => expansion,
            (true, _) if angle => piece::wrap(expansion, marks),
            (true, true) => indented(&piece::as_marks(expansion, marks)),
            (true, false) => piece::around(expansion, marks, indented),
            #[cfg(feature = "templates")]
            (false, _) => indented(&indent::in_cell(&expansion, before)),
            #[cfg(not(feature = "templates"))]
            (false, _) => indented(&expansion),
        }
    }

    fn expand_builtin(&self, node: &CallNode) -> String {
        let variables = &self.shared.options.variables;
        let mark = builtin::mark(node, self.outer.unwrap_or(node.span), variables);
        self.report_all(mark.as_ref().ok().and_then(|mark| builtin::undeclared(mark, variables)));
        match mark.and_then(|mark| self.shared.marks.add(mark)) {
            Ok(character) => character.to_string(),
            Err(failure) => {
                self.report_all([expanding(failure, node)]);
                String::new()
            }
        }
    }

    /// Renders the Markdown of a template, links and emoji as on the page.
    pub(super) fn render(&self, text: &str) -> String {
        if let Some(problem) = depth::problem(text, Some(Span::new(0, 0))) {
            self.report(problem);
            return String::new();
        }
        let links = self.shared.options.links.as_deref();
        let rewrite = links.map(|links| move |destination: &str| links(destination));
        let options = HtmlOptions {
            links: rewrite.as_ref().map(|rewrite| rewrite as RewriteLink<'_>),
            emoji: self.shared.options.emoji,
            alerts: self.shared.options.alerts.as_deref(),
            ..HtmlOptions::default()
        };
        let (html, links) = self.shared.marks.with(|marks| html::render_fragment(text, marks, &options));
        self.shared.links.lock().unwrap_or_else(PoisonError::into_inner).extend(links);
        html
    }

    /// Hugo renders the inner text of a `{{% … %}}` call that is in another call.
    fn render_nested(&self, inner: &str) -> String {
        let html = self.render(inner);
        if inner.has('\n') {
            return html;
        }
        match html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n")) {
            Some(bare) => bare.to_owned(),
            None => html,
        }
    }

    /// Runs an inline shortcode: its inner text is its template, which later calls of the name use again.
    fn expand_inline(&self, text: &str, node: &CallNode, call: &Arc<Call>) -> String {
        let mut known = self.shared.inline.lock().unwrap_or_else(PoisonError::into_inner);
        if node.paired {
            let mut template = String::new();
            for child in &node.children {
                if let Node::Text(span) = child {
                    self.push_text(&mut template, text.between(span.range()));
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
            self.report(expanding(failure, node));
            String::new()
        })
    }

    /// Replaces private-use characters in parameters, which would be taken for marks.
    fn protect(&self, params: &Params) -> Params {
        let protect = |param: &Param| match param {
            Param::String(text) if !self.again && mark::is_written_in(text) => {
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
}

/// Returns the text up to a call.
fn before<'a>(text: &'a str, node: &CallNode) -> &'a str {
    text.get(..node.span.start).unwrap_or_default()
}

/// Says at which call something went wrong.
fn expanding(failure: Failure, node: &CallNode) -> Diagnostic {
    let message = format!("while expanding `{}`", node.name);
    failure.at(node.span).trace([Frame { message, file: None, line: 0, column: 0 }])
}
