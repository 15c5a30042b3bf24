//! Reads the Markdown of a guide and works out what stands where a slot stands.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{Replacement, prose};
use crate::diagnostic::Diagnostic;
use crate::guide::{self, Guide, SnippetBuilder, code_span};
use crate::html::fence::InfoString;
use crate::html::{self, writer};
use crate::mark::{self, Mark, Slot};
use crate::place::{Language, Written};
use crate::variables::Values;

/// Returns what replaces slots and what surrounds them, in the order of the text.
pub(super) fn replacements(
    guide: &Guide,
    values: &Values,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Replacement> {
    let mut reader =
        Reader { guide, values, diagnostics, found: Vec::new(), run: Run::default(), in_table: false };
    for (event, range) in writer::parser(&guide.text).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.rest();
    let mut found = reader.found;
    found.sort_by_key(|replacement| (replacement.range.start, usize::MAX - replacement.range.end));
    found
}

struct Reader<'a> {
    guide: &'a Guide,
    values: &'a Values,
    diagnostics: &'a mut Vec<Diagnostic>,
    found: Vec<Replacement>,
    run: Run<'a>,
    in_table: bool,
}

/// A text that is being collected.
#[derive(Default)]
struct Run<'a> {
    kind: Kind,
    snippet: SnippetBuilder<'a>,
    slots: Vec<(Range<usize>, &'a Slot)>,
}

/// What a text is to Markdown.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Kind {
    #[default]
    Prose,
    Fence(&'static Language),
    /// Code that is indented, which names no language.
    Indented,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => return self.text(&text, range),
            // A sentence goes on in the next line.
            Event::SoftBreak => return self.run.snippet.push("\n"),
            _ if self.run.kind != Kind::Prose && event != Event::End(TagEnd::CodeBlock) => return,
            _ => self.flush(),
        }
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.run.kind = match &kind {
                    CodeBlockKind::Indented => Kind::Indented,
                    CodeBlockKind::Fenced(info) => {
                        let info = InfoString::parse(info);
                        Kind::Fence(Language::find(&info.language, &info.title.unwrap_or_default()))
                    }
                };
            }
            Event::Code(code) => self.code(&code, range),
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::Start(Tag::Table(_)) => self.in_table = true,
            Event::End(TagEnd::Table) => self.in_table = false,
            _ => {}
        }
    }

    /// Adds a piece of text; the marks of the source and of the text are the same, in the same order.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let slots = self.slots(range);
        collect(&mut self.run.snippet, text, &slots);
        self.run.slots.extend(slots);
    }

    /// Returns the slots of a range of the source.
    fn slots(&self, range: Range<usize>) -> Vec<(Range<usize>, &'a Slot)> {
        let mut slots = Vec::new();
        let mut at = range.start;
        while let Some((found, length, row)) = self.guide.text.get(at..range.end).and_then(mark::find) {
            if let Some(Mark::Slot(slot)) = self.guide.marks.get(row) {
                slots.push((at + found..at + found + length, slot));
            }
            at += found + length;
        }
        slots
    }

    /// Ends a text and works out what stands at its slots.
    fn flush(&mut self) {
        let Run { kind, snippet, slots } = std::mem::take(&mut self.run);
        let language = match kind {
            Kind::Prose | Kind::Indented => Language::text(),
            Kind::Fence(language) => language,
        };
        let written = snippet.fill(language, self.guide, self.values);
        for ((range, slot), written) in slots.into_iter().zip(written) {
            let text = match (written, kind) {
                (Written::Default, _) => Ok(slot.default.clone()),
                (Written::Refused(reason), _) => Err(reason),
                (Written::Text(text), Kind::Prose) => {
                    prose::escape(&text, &self.guide.text, &range, self.in_table)
                }
                (Written::Text(text), Kind::Fence(_)) => self.code_lines(&text, &range),
                (Written::Text(text), Kind::Indented) if text.contains('\n') => {
                    Err("indented code cannot hold a line break here".to_owned())
                }
                (Written::Text(text), Kind::Indented) => Ok(text),
            };
            self.replace(range, slot, text);
        }
    }

    fn replace(&mut self, range: Range<usize>, slot: &Slot, text: Result<String, String>) {
        let text = text.unwrap_or_else(|reason| {
            self.diagnostics.push(guide::refusal(slot, &reason));
            slot.default.clone()
        });
        self.found.push(Replacement { range, text });
    }

    /// Puts what stands in front of a line of a code block in front of every further line of a value.
    fn code_lines(&self, text: &str, range: &Range<usize>) -> Result<String, String> {
        if !text.contains('\n') {
            return Ok(text.to_owned());
        }
        if text
            .lines()
            .any(|line| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~"))
        {
            return Err("a line of it would end the code block".to_owned());
        }
        let before = &self.guide.text[..range.start];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        let prefix: String = line.chars().take_while(|c| matches!(c, ' ' | '>' | '\t')).collect();
        // The indentation of the code itself is in the value already, where its language asks for it.
        let prefix = match prefix.rfind('>') {
            Some(at) => format!("{} ", &prefix[..=at]),
            None => " ".repeat(self.container_indent(range.start)),
        };
        Ok(text.replace('\n', &format!("\n{prefix}")))
    }

    /// Returns how far the fence of a block is indented: its lines are, too.
    fn container_indent(&self, at: usize) -> usize {
        let fences = self.guide.text[..at].lines().rev();
        let fence = fences
            .map(|line| (line, line.trim_start()))
            .find(|(_, line)| line.starts_with("```") || line.starts_with("~~~"));
        fence.map_or(0, |(line, trimmed)| line.len() - trimmed.len())
    }

    /// Writes a code span: anew where a value in it needs other backticks around it.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let slots = self.slots(range.clone());
        let mut snippet = SnippetBuilder::default();
        collect(&mut snippet, code, &slots);
        let written = snippet.fill(Language::text(), self.guide, self.values);
        let mut content = code.to_owned();
        let mut needs_ticks = false;
        for ((at, slot), written) in slots.into_iter().zip(written) {
            let text = match written {
                Written::Default => Ok(slot.default.clone()),
                Written::Text(text) if text.contains(['\n', '\r']) => {
                    Err("code in a sentence cannot hold a line break".to_owned())
                }
                Written::Text(text)
                    if text.is_empty() && at == range_of_content(&self.guide.text, &range) =>
                {
                    Err("code in a sentence cannot be empty".to_owned())
                }
                Written::Text(text) => Ok(text),
                Written::Refused(reason) => Err(reason),
            };
            let value = text.as_ref().unwrap_or(&slot.default);
            needs_ticks |=
                value.contains('`') || value.starts_with(' ') || value.ends_with(' ') || value.is_empty();
            content = content.replacen(&self.guide.text[at.clone()], value, 1);
            let escaped = text.map(|text| if self.in_table { text.replace('|', "\\|") } else { text });
            self.replace(at, slot, escaped);
        }
        if needs_ticks && !content.is_empty() {
            let content = if self.in_table { content.replace('|', "\\|") } else { content };
            self.found.push(Replacement { range, text: code_span(&content) });
        }
    }

    /// Fills HTML that the author wrote.
    fn html(&mut self, range: Range<usize>) {
        let html = &self.guide.text[range.clone()];
        let slots = self.slots(range.clone());
        let is_broken = |slot: &Slot| {
            self.guide.reader_value(slot, self.values).is_some_and(|value| value.contains(['\n', '\r']))
        };
        if let Some((_, slot)) = slots.iter().find(|(_, slot)| is_broken(slot)) {
            // An empty line would end the HTML.
            self.diagnostics.push(guide::refusal(slot, "HTML in Markdown cannot hold a line break here"));
            for (at, slot) in slots {
                self.found.push(Replacement { range: at, text: slot.default.clone() });
            }
        } else if mark::find(html).is_some() {
            let filled = html::fill_fragment(html, self.guide, self.values);
            self.diagnostics.extend(filled.diagnostics);
            self.found.push(Replacement { range, text: filled.value });
        }
    }

    /// Writes the slots that stand in no text: in destinations of links and in definitions.
    fn rest(&mut self) {
        let done: Vec<Range<usize>> = self.found.iter().map(|found| found.range.clone()).collect();
        let open = self.slots(0..self.guide.text.len());
        let open = open.into_iter().filter(|(range, _)| !done.iter().any(|done| done.contains(&range.start)));
        for (range, slot) in open.collect::<Vec<_>>() {
            let text = self.in_address(&range);
            self.replace(range, slot, text);
        }
    }

    /// Writes a value into the address around it.
    fn in_address(&self, range: &Range<usize>) -> Result<String, String> {
        const ENDS: [char; 8] = ['<', '>', '(', ')', '"', '\'', '[', ']'];
        let ends = |c: char| c.is_whitespace() || ENDS.contains(&c);
        let text = &self.guide.text;
        let start = text[..range.start].rfind(ends).map_or(0, |at| at + 1);
        let end = text[range.end..].find(ends).map_or(text.len(), |at| range.end + at);
        let slots = self.slots(start..end);
        let mut snippet = SnippetBuilder::default();
        collect(&mut snippet, &text[start..end], &slots);
        let written = snippet.fill(Language::text(), self.guide, self.values);
        let mut address = text[start..end].to_owned();
        let mut result = Err("the address around it has other slots".to_owned());
        for ((at, slot), written) in slots.iter().zip(written) {
            let value = match written {
                Written::Default => Ok(slot.default.clone()),
                Written::Text(text) => prose::in_address(text),
                Written::Refused(reason) => Err(reason),
            };
            let shown = value.as_ref().unwrap_or(&slot.default);
            address = address.replacen(&text[at.clone()], shown, 1);
            if at == range {
                result = value;
            }
        }
        match html::has_safe_scheme(&address) {
            true => result,
            false => Err("the address would have a scheme that could run code".to_owned()),
        }
    }
}

/// Returns where the content of a code span stands, without the backticks.
fn range_of_content(source: &str, range: &Range<usize>) -> Range<usize> {
    let code = &source[range.clone()];
    let ticks = code.len() - code.trim_start_matches('`').len();
    range.start + ticks..range.end.saturating_sub(ticks)
}

/// Puts a text with marks into a snippet; `slots` are its marks in their order.
fn collect<'a>(snippet: &mut SnippetBuilder<'a>, text: &str, slots: &[(Range<usize>, &'a Slot)]) {
    let mut rest = text;
    let mut slots = slots.iter();
    while let Some((at, length, _)) = mark::find(rest) {
        snippet.push(&rest[..at]);
        match slots.next() {
            Some((_, slot)) => snippet.push_slot(slot),
            None => snippet.push(&rest[at..at + length]),
        }
        rest = &rest[at + length..];
    }
    snippet.push(rest);
}
