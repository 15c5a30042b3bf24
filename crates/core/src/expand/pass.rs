//! One pass over a text: from what the lexer found to the text that it stands for.

use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, PoisonError};

use super::{Dialect, Expander, Form, Unknown};
use crate::builtin;
use crate::diagnostic::{Code, Diagnostic, Failure, Frame};
use crate::html::{self, HtmlOptions, RewriteLink};
use crate::indent;
use crate::library::{Call, Delimiter, Inner, Param, Params};
use crate::mark::{self, Mark};
use crate::shortcode::Item;
use crate::shortcode::node::{CallNode, Node, Rules};
use crate::shortcode::parser;
use crate::source::Span;

/// How many calls one page may expand, those of its second passes and inclusions counted too.
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
                Node::Text(span) => self.push_text(&mut out, &text[span.range()]),
                // Hugo takes it out of the text; the page needs the paragraph break that it stands for.
                Node::Divider if parent.is_none() && self.form == Form::Html => out.push_str("\n\n"),
                Node::Divider => {}
                Node::Call(node) => {
                    let expansion = self.expand_call(text, node, parent);
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
        let expansion = if node.inline {
            self.expand_inline(text, node, &call)
        } else {
            let mut inner = self.expand_nodes(text, &node.children, Some(&call));
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

    fn expand_builtin(&self, node: &CallNode) -> String {
        let variables = &self.shared.options.variables;
        let mark = builtin::mark(node, variables);
        self.report_all(mark.as_ref().ok().and_then(|mark| builtin::undeclared(mark, variables)));
        self.finish(mark.and_then(|mark| self.shared.marks.add(mark)).map(String::from), node)
    }

    /// Renders the Markdown of a template, links and emoji as on the page.
    pub(super) fn render(&self, text: &str) -> String {
        if let Some(problem) = html::depth::problem(text, Some(Span::new(0, 0))) {
            self.report(problem);
            return String::new();
        }
        let links = self.shared.options.links.as_deref();
        let rewrite = links.map(|links| move |destination: &str| links(destination));
        let options = HtmlOptions {
            links: rewrite.as_ref().map(|rewrite| rewrite as RewriteLink<'_>),
            emoji: self.shared.options.emoji,
            ..HtmlOptions::default()
        };
        self.shared.marks.with(|marks| html::render_fragment(text, marks, &options))
    }

    /// Hugo renders the inner text of a `{{% … %}}` call that stands in another call.
    fn render_nested(&self, inner: &str) -> String {
        let html = self.render(inner);
        if inner.contains('\n') {
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
}
