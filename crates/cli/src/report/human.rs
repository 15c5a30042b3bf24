//! A diagnostic for people: the source line with a caret, labels, help, and the way that led there.
//!
//! The drawing is `annotate-snippets`'; only the lines around the spans are handed to it, so that a page of many
//! megabytes is not laid out for every diagnostic.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use sitevar_core::{Diagnostic, Frame, Severity, Source, Span};

use super::{name, printable};

/// How far before and after the diagnostic's own line labels are drawn; farther ones are told in words.
const WINDOW: usize = 16 << 10;

/// The longest line that is drawn.
const LONGEST_LINE: usize = 4 << 10;

/// Draws a diagnostic, with a note on where else it is; the styles in it are left to the stream that prints it.
pub(super) fn render(source: &Source, diagnostic: &Diagnostic, further: Option<String>) -> String {
    let title = printable(&diagnostic.message);
    let title = level(diagnostic.severity).primary_title(title).id(diagnostic.code.as_str());
    let window = Window::around(source, diagnostic);
    let mut elements = vec![window.element(source, diagnostic)];
    let far = diagnostic.labels.iter().filter(|label| !window.holds(label.span));
    for label in far {
        let line = source.position(label.span.start).line;
        elements.push(Level::NOTE.message(format!("line {line}: {}", printable(&label.message))).into());
    }
    elements.extend(diagnostic.trace.iter().map(|frame| Level::NOTE.message(step(frame)).into()));
    elements.extend(further.iter().map(|further| Level::NOTE.message(printable(further)).into()));
    let helps = diagnostic.help.iter().flat_map(|help| help.lines());
    elements.extend(helps.map(|help| Level::HELP.message(printable(help)).into()));
    Renderer::styled().render(&[Group::with_title(title).elements(elements)])
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Writes a step of the way to the problem.
fn step(frame: &Frame) -> String {
    let message = printable(&frame.message);
    match &frame.file {
        Some(file) if frame.line > 0 => format!("{message} ({file}:{}:{})", frame.line, frame.column),
        Some(file) => format!("{message} ({file})"),
        None => message,
    }
}

/// The whole lines of a source that are drawn for a diagnostic.
struct Window {
    start: usize,
    end: usize,
    drawable: bool,
}

impl Window {
    fn around(source: &Source, diagnostic: &Diagnostic) -> Self {
        let text = source.text();
        let span = clip(text, diagnostic.span);
        let near = |at: usize| at.abs_diff(span.start) <= WINDOW;
        let labels =
            diagnostic.labels.iter().map(|label| clip(text, label.span)).filter(|span| near(span.start));
        let (first, last) = labels
            .fold((span.start, span.end), |(first, last), span| (first.min(span.start), last.max(span.end)));
        let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
        let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
        let drawable = text[start..end].lines().all(|line| line.len() <= LONGEST_LINE);
        Self { start, end, drawable }
    }

    fn holds(&self, span: Span) -> bool {
        self.drawable && span.start >= self.start && span.start <= self.end
    }

    fn element<'a>(&self, source: &'a Source, diagnostic: &'a Diagnostic) -> Element<'a> {
        let text = source.text();
        if text.is_empty() {
            return Origin::path(name(source)).into();
        }
        let position = source.position(diagnostic.span.start);
        if !self.drawable {
            return Origin::path(name(source)).line(position.line).char_column(position.column).into();
        }
        let first_line = source.position(self.start).line;
        Snippet::source(&text[self.start..self.end])
            .line_start(first_line)
            .path(name(source))
            .annotation(self.annotation(AnnotationKind::Primary, text, diagnostic.span))
            .annotations(diagnostic.labels.iter().filter(|label| self.holds(label.span)).map(|label| {
                self.annotation(AnnotationKind::Context, text, label.span).label(printable(&label.message))
            }))
            .into()
    }

    fn annotation<'a>(&self, kind: AnnotationKind, text: &str, span: Span) -> Annotation<'a> {
        let span = clip(text, span);
        kind.span(span.start - self.start..span.end - self.start)
    }
}

/// Keeps a span inside the text, on character boundaries, and on its first line.
fn clip(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start);
    let end = text.floor_char_boundary(span.end.max(span.start));
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    Span::new(start, end.min(line_end).max(start))
}
