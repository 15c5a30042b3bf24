//! Puts the parts of tags together into calls, with what is between an opening and an end tag.
//!
//! Only the templates know which call takes inner text, so the parser asks through [`Shortcodes`].
//! An end tag closes the innermost open call whatever its name, as in Hugo; a wrong name is a warning.
//! Parsing never fails: what is not a call stays text, and is reported.

use super::item::{Item, ItemKind};
use super::node::{CallNode, Node, Rules};
use super::{Delimiter, params, problem};
use crate::report::{Code, Diagnostic, Span};
use crate::text::Cut;

/// What the parser has to know about the shortcodes that a page may call.
pub(crate) trait Shortcodes {
    /// Tells whether a shortcode takes inner text, so that a call of it must be closed; `None` for an unknown name.
    fn needs_inner(&self, name: &str) -> Option<bool>;

    /// Returns the names that an unknown one may have meant.
    fn names(&self) -> Vec<String>;
}

/// Parses the items of a page.
pub(crate) fn parse(
    text: &str,
    items: &[Item],
    shortcodes: &dyn Shortcodes,
    rules: Rules,
) -> (Vec<Node>, Vec<Diagnostic>) {
    let mut parser = Parser {
        text,
        items,
        at: 0,
        shortcodes,
        rules,
        open: Vec::new(),
        roots: Vec::new(),
        root_calls: 0,
        dropped: Vec::new(),
        diagnostics: Vec::new(),
    };
    parser.run();
    (parser.roots, parser.diagnostics)
}

/// How deep calls may be nested; expansion is recursive.
pub(crate) const MAX_DEPTH: usize = 128;

/// A call whose end tag is still to come.
struct OpenCall {
    node: CallNode,
    /// The opening tag.
    tag: Span,
    /// Number of calls inside so far.
    calls: usize,
}

/// Why the parser stops early.
struct Stop;

struct Parser<'a> {
    text: &'a str,
    items: &'a [Item],
    at: usize,
    shortcodes: &'a dyn Shortcodes,
    rules: Rules,
    open: Vec<OpenCall>,
    roots: Vec<Node>,
    root_calls: usize,
    /// Names of calls that were not understood, so that their end tags are not reported as well.
    dropped: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn run(&mut self) {
        while let Some(item) = self.items.get(self.at) {
            let step = match &item.kind {
                ItemKind::Open(delimiter) => self.tag(*delimiter),
                ItemKind::Error(..) => self.error_item(),
                ItemKind::Divider => {
                    self.push(Node::Divider);
                    self.at += 1;
                    Ok(())
                }
                _ => {
                    self.push(Node::Text(item.span));
                    self.at += 1;
                    Ok(())
                }
            };
            if step.is_err() {
                break;
            }
        }
        self.close_what_is_open();
    }

    /// Reads one tag, from its opening braces on.
    fn tag(&mut self, delimiter: Delimiter) -> Result<(), Stop> {
        let opening = self.items[self.at].span;
        match self.items.get(self.at + 1).map(|item| &item.kind) {
            Some(ItemKind::Close) => {
                let span = Span::new(opening.start, self.items[self.at + 1].span.end);
                self.report(
                    Diagnostic::error(Code::BadShortcodeSyntax, "shortcode has no name", span).help(
                        "write a name after the braces, or escape the tag as `{{</* … */>}}` to show it",
                    ),
                )?;
                self.keep_as_text(span, 2);
                Ok(())
            }
            Some(ItemKind::Slash) => self.end_tag(opening),
            Some(ItemKind::Name { inline }) => self.opening_tag(delimiter, *inline),
            _ => {
                // Only an error can follow, and it is the next item.
                self.at += 1;
                Ok(())
            }
        }
    }

    /// Reads `{{< name … >}}` and, where it closes itself, its end.
    fn opening_tag(&mut self, delimiter: Delimiter, inline: bool) -> Result<(), Stop> {
        let first = self.at;
        let opening = self.items[first].span;
        let name_span = self.items[first + 1].span;
        let name = self.text.between(name_span.range()).to_owned();
        let needs_inner = if inline { Some(true) } else { self.shortcodes.needs_inner(&name) };
        let indentation = self.indentation(first);
        let (params, mixed, mut at) = params::read(self.text, self.items, first + 2);
        let self_closing = matches!(self.kind(at), Some(ItemKind::Slash));
        if self_closing {
            at += 1;
            // `{{< a /b >}}`, with an earlier call of `b`: Hugo takes the name and closes `a`.
            // `{{< a / / >}}`: Hugo takes the second slash, too.
            at += usize::from(matches!(self.kind(at), Some(ItemKind::Name { .. } | ItemKind::Slash)));
        }
        let unknown = needs_inner.is_none();
        if unknown && !self.rules.keep_unknown {
            self.report(problem::unknown(&name, opening, &self.shortcodes.names()))?;
        }
        if mixed {
            self.report(problem::mixed_parameters(&name, opening))?;
        }
        if !matches!(self.kind(at), Some(ItemKind::Close)) {
            self.dropped.push(name);
            self.at = at;
            return Ok(());
        }
        let tag = Span::new(opening.start, self.items[at].span.end);
        self.at = at + 1;
        if unknown {
            self.dropped.push(name);
            self.push(Node::Text(tag));
            return Ok(());
        }
        let needs_inner = needs_inner == Some(true);
        if self_closing && !needs_inner {
            self.report(problem::does_not_take_inner(&name, tag))?;
        }
        let ordinal = self.next_ordinal();
        let node = CallNode {
            name,
            params,
            delimiter,
            inline,
            paired: false,
            ordinal,
            indentation,
            span: tag,
            children: Vec::new(),
        };
        if self_closing || !needs_inner {
            self.push(Node::Call(Box::new(node)));
        } else if self.open.len() >= MAX_DEPTH {
            self.report(
                Diagnostic::error(
                    Code::TooDeep,
                    format!("shortcodes are nested more than {MAX_DEPTH} deep"),
                    tag,
                )
                .help("close the calls that are open"),
            )?;
            self.at = self.items.len();
            return Err(Stop);
        } else {
            self.open.push(OpenCall { node, tag, calls: 0 });
        }
        Ok(())
    }

    /// Reads `{{< /name >}}`.
    fn end_tag(&mut self, opening: Span) -> Result<(), Stop> {
        let Some(ItemKind::Name { .. }) = self.kind(self.at + 2) else {
            // `{{< / >}}`, or a broken tag whose error is the next item.
            return self.nameless_end_tag(opening);
        };
        let name = self.text.between(self.items[self.at + 2].span.range()).to_owned();
        if !matches!(self.kind(self.at + 3), Some(ItemKind::Close)) {
            self.at += 3;
            return Ok(());
        }
        let tag = Span::new(opening.start, self.items[self.at + 3].span.end);
        if let Some(at) = self.dropped.iter().rposition(|dropped| *dropped == name)
            && self.open.last().is_none_or(|open| open.node.name != name)
        {
            self.dropped.remove(at);
            self.keep_as_text(tag, 4);
            return Ok(());
        }
        let Some(open) = self.open.pop() else {
            self.report(
                problem::does_not_take_inner(&name, tag)
                    .help(format!("remove the end tag, or open `{name}` before it")),
            )?;
            self.keep_as_text(tag, 4);
            return Ok(());
        };
        if open.node.name != name && !self.rules.hugo_exact {
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::OverlappingShortcodes,
                    format!("the end tag of `{name}` closes `{}`", open.node.name),
                    tag,
                )
                .label(open.tag, format!("`{}` is opened here", open.node.name))
                .help(format!("close `{}` first", open.node.name)),
            );
        }
        self.at += 4;
        self.close(open, true, tag.end);
        Ok(())
    }

    /// `{{< / >}}` closes the innermost call too, as a tag that closes itself would.
    fn nameless_end_tag(&mut self, opening: Span) -> Result<(), Stop> {
        if !matches!(self.kind(self.at + 2), Some(ItemKind::Close)) {
            self.at += 2;
            return Ok(());
        }
        let tag = Span::new(opening.start, self.items[self.at + 2].span.end);
        match self.open.pop() {
            Some(open) => {
                self.at += 3;
                self.close(open, false, tag.end);
            }
            None => {
                self.report(problem::does_not_take_inner("", tag).help("remove the end tag"))?;
                self.keep_as_text(tag, 3);
            }
        }
        Ok(())
    }

    fn error_item(&mut self) -> Result<(), Stop> {
        let item = &self.items[self.at];
        self.at += 1;
        if let ItemKind::Error(code, message) = &item.kind {
            if *code == Code::UnexpectedEndTag && self.belongs_to_dropped() {
                return Ok(());
            }
            let diagnostic = Diagnostic::error(*code, message.clone(), item.span);
            let help = problem::curly_quotes(self.text, item.span.end)
                .or_else(|| problem::wrong_end(self.text, item.span.end));
            return self.report(match help.or_else(|| problem::help_for(*code).map(str::to_owned)) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
        }
        Ok(())
    }

    /// Tells whether the end tag at hand is that of a call which was not understood.
    fn belongs_to_dropped(&self) -> bool {
        let span = self.items[self.at - 1].span;
        !self.rules.hugo_exact && self.dropped.iter().any(|name| *name == self.text.between(span.range()))
    }

    /// At the end of the page, what is still open becomes text again, followed by what it had swallowed.
    fn close_what_is_open(&mut self) {
        let innermost_first = std::mem::take(&mut self.open);
        let outermost = innermost_first.first().map(|open| open.tag);
        // The page was not read after calls that are too deep: what is open may well be closed there.
        let too_deep = self.diagnostics.last().is_some_and(|last| last.code == Code::TooDeep);
        let stopped = too_deep || self.rules.hugo_exact && !self.diagnostics.is_empty();
        for (index, open) in innermost_first.iter().enumerate().rev() {
            if stopped || (self.rules.hugo_exact && index + 1 != innermost_first.len()) {
                continue;
            }
            let message = format!("shortcode `{}` must be closed or self-closed", open.node.name);
            let span = if self.rules.hugo_exact { outermost.unwrap_or(open.tag) } else { open.tag };
            self.diagnostics.push(Diagnostic::error(Code::UnclosedShortcode, message, span).help(format!(
                "write `{{{{< /{} >}}}}` where its text ends, or end the tag with ` />}}}}` if it has none",
                open.node.name
            )));
        }
        for open in innermost_first {
            self.roots.push(Node::Text(open.tag));
            self.roots.extend(open.node.children);
        }
    }

    fn close(&mut self, open: OpenCall, paired: bool, end: usize) {
        let mut node = open.node;
        node.paired = paired;
        node.span.end = end;
        self.push(Node::Call(Box::new(node)));
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.node.children.push(node),
            None => self.roots.push(node),
        }
    }

    fn keep_as_text(&mut self, span: Span, items: usize) {
        self.push(Node::Text(span));
        self.at += items;
    }

    fn next_ordinal(&mut self) -> usize {
        let calls = self.open.last_mut().map_or(&mut self.root_calls, |open| &mut open.calls);
        *calls += 1;
        *calls - 1
    }

    fn kind(&self, at: usize) -> Option<&ItemKind> {
        self.items.get(at).map(|item| &item.kind)
    }

    /// Returns the white space before item `at`: of the whole text item before it, or of its last line.
    fn indentation(&self, at: usize) -> String {
        let Some(before) = at.checked_sub(1).and_then(|before| self.items.get(before)) else {
            return String::new();
        };
        if before.kind != ItemKind::Text {
            return String::new();
        }
        let text = self.text.between(before.span.range());
        let bare = text.trim_end_matches([' ', '\t', '\r']);
        if bare.is_empty() || bare.ends_with('\n') {
            text.after(bare.len()).to_owned()
        } else {
            String::new()
        }
    }

    /// Keeps a diagnostic. Hugo stops at the first one and counts all but a lexer's error at the outermost call.
    fn report(&mut self, mut diagnostic: Diagnostic) -> Result<(), Stop> {
        if !self.rules.hugo_exact {
            self.diagnostics.push(diagnostic);
            return Ok(());
        }
        let in_lexer = matches!(self.items.get(self.at.wrapping_sub(1)), Some(item)
            if matches!(item.kind, ItemKind::Error(..)) && item.span == diagnostic.span);
        if let Some(outermost) = self.open.first().filter(|_| !in_lexer) {
            let true_span = std::mem::replace(&mut diagnostic.span, outermost.tag);
            diagnostic = diagnostic.label(true_span, "the problem is here");
        }
        self.diagnostics.push(diagnostic);
        Err(Stop)
    }
}
