//! Reads the Markdown of a guide and works out what is written at each slot.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{Meaning, Page, Replacement, prose};
use crate::context::{Filled, Language, Layers, SnippetBuilder, refusal};
use crate::guide::mark::{self, Part};
use crate::guide::{Mark, Slot};
use crate::html;
use crate::markup::syntax::code_span;
use crate::markup::{InfoString, commonmark};
use crate::report::Diagnostic;
use crate::text::{Cut, Find};

/// Returns what replaces slots and what surrounds them, in the order of the text; nothing overlaps.
pub(super) fn replacements<'a>(page: Page<'a>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Replacement<'a>> {
    let mut reader = Reader {
        page,
        diagnostics,
        found: Vec::new(),
        run: Run::default(),
        block: HtmlBlock::default(),
        in_table: false,
    };
    let read = commonmark::as_read(&page.guide.text);
    let mut events = commonmark::events(&read);
    for (event, range) in events.by_ref() {
        reader.event(event, range);
    }
    reader.flush();
    reader.definitions(events.reference_definitions());
    reader.fragments();
    reader.order();
    reader.addresses();
    reader.order();
    reader.found
}

pub(super) struct Reader<'a, 'r> {
    pub(super) page: Page<'a>,
    diagnostics: &'r mut Vec<Diagnostic>,
    pub(super) found: Vec<Replacement<'a>>,
    run: Run<'a>,
    block: HtmlBlock,
    pub(super) in_table: bool,
}

/// A block of HTML, which comes line by line, without the markers of quotes and lists around it.
#[derive(Default)]
struct HtmlBlock {
    html: String,
    range: Range<usize>,
}

impl HtmlBlock {
    fn push(&mut self, line: &str, range: Range<usize>) {
        if self.html.is_empty() {
            self.range.start = range.start;
        }
        self.range.end = range.end;
        self.html.push_str(line);
    }
}

/// A slot of the text and where it is.
pub(super) type SlotIn<'a> = (Range<usize>, &'a Slot);

/// A value and the way it is written; nothing where the default stays, or why it cannot be written.
pub(super) type Replaced = Result<Option<(String, String)>, String>;

/// A text that is being collected.
#[derive(Default)]
struct Run<'a> {
    kind: Kind,
    snippet: SnippetBuilder<'a>,
    slots: Vec<SlotIn<'a>>,
}

/// What Markdown takes a text for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Kind {
    #[default]
    Prose,
    Fence(Layers),
    /// Code that is indented, which names no language.
    Indented,
}

impl<'a> Reader<'a, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => return self.text(&text, range),
            // A sentence continues in the next line.
            Event::SoftBreak => return self.run.snippet.push("\n"),
            _ if self.run.kind != Kind::Prose && event != Event::End(TagEnd::CodeBlock) => return,
            _ => self.flush(),
        }
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.code_block(&kind, range),
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => self.title(&title, range),
            Event::Start(Tag::FootnoteDefinition(label)) => self.label(&label, range),
            Event::Code(code) => self.code(&code, range),
            Event::Html(line) => self.block.push(&line, range),
            Event::End(TagEnd::HtmlBlock) => {
                let HtmlBlock { html, range } = std::mem::take(&mut self.block);
                self.html(&html, range);
            }
            Event::InlineHtml(html) => self.html(&html, range),
            Event::Start(Tag::Table(_)) => self.in_table = true,
            Event::End(TagEnd::Table) => self.in_table = false,
            _ => {}
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.run.kind = match kind {
            CodeBlockKind::Indented => Kind::Indented,
            CodeBlockKind::Fenced(info) => {
                self.label(info, range);
                let info = InfoString::parse(info);
                Kind::Fence(Language::find(&info.language, &info.title.unwrap_or_default()))
            }
        };
    }

    /// Adds a piece of text; the marks of the source and of the text are the same, in the same order.
    fn text(&mut self, text: &str, range: Range<usize>) {
        self.run.snippet.push_marked(text, self.page.guide);
        let slots = self.slots(range);
        self.run.slots.extend(slots);
    }

    /// Returns the slots of a range of the source.
    pub(super) fn slots(&self, range: Range<usize>) -> Vec<SlotIn<'a>> {
        let mut slots = Vec::new();
        let mut at = range.start;
        for part in mark::parts(self.page.guide.text.between(range)) {
            let end = at + part.written().len();
            if let Part::Mark(row, _) = part
                && let Some(Mark::Slot(slot)) = self.page.guide.marks.get(row)
            {
                slots.push((at..end, slot));
            }
            at = end;
        }
        slots
    }

    /// Ends a text and works out what is written at its slots.
    fn flush(&mut self) {
        let Run { kind, snippet, slots } = std::mem::take(&mut self.run);
        let language = match kind {
            Kind::Prose | Kind::Indented => Language::text().into(),
            Kind::Fence(language) => language,
        };
        let written = snippet.fill(language, self.page.guide, self.page.values);
        for ((range, slot), written) in slots.into_iter().zip(written) {
            let filled = filled(written, |value| match kind {
                Kind::Prose if self.is_in_address(value, &range, slot) => {
                    Err("a secret, or a value made of one, cannot be part of an address".to_owned())
                }
                Kind::Prose => prose::escape(value, &self.page.guide.text, &range, self.in_table),
                Kind::Fence(_) => Ok(self.code_lines(value, &range)),
                Kind::Indented if value.has('\n') => {
                    Err("indented code cannot contain a line break here".to_owned())
                }
                Kind::Indented => Ok(value.to_owned()),
            });
            let meaning = if kind == Kind::Prose { Meaning::Text } else { Meaning::Code };
            self.replace(range, slot, filled, meaning);
        }
    }

    /// Tells whether a secret would be, or be part of, a word of a sentence that somebody could turn into a link.
    fn is_in_address(&self, value: &str, range: &Range<usize>, slot: &Slot) -> bool {
        let guide = self.page.guide;
        if !guide.variables.is_of_a_secret(&slot.variable) {
            return false;
        }
        let (before, after) = (guide.text.get(..range.start), guide.text.get(range.end..));
        let before = before.and_then(|text| text.rsplit(char::is_whitespace).next());
        let after = after.and_then(|text| text.split(char::is_whitespace).next());
        let word =
            [before.map(|text| self.shown(text)), Some(value.to_owned()), after.map(|text| self.shown(text))];
        let word: String = word.into_iter().flatten().collect();
        html::may_hold_address(&word.to_ascii_lowercase())
    }

    /// Returns a text with what the reader set.
    fn shown(&self, text: &str) -> String {
        let guide = self.page.guide;
        let show = |part| match part {
            Part::Text(text) => Cow::Borrowed(text),
            Part::Mark(row, _) => match guide.marks.get(row) {
                Some(Mark::Slot(slot)) => guide.value(slot, self.page.values),
                _ => Cow::Borrowed(""),
            },
        };
        mark::parts(text).map(show).collect()
    }

    /// Notes what is written at a slot.
    pub(super) fn replace(
        &mut self,
        range: Range<usize>,
        slot: &'a Slot,
        filled: Replaced,
        meaning: fn(String) -> Meaning,
    ) {
        let (value, text, slots) = match filled {
            Ok(Some((value, text))) => (value, text, vec![slot]),
            Ok(None) => (String::new(), slot.default.clone(), Vec::new()),
            Err(reason) => {
                self.diagnostics.push(refusal(slot, &reason));
                (String::new(), slot.default.clone(), Vec::new())
            }
        };
        self.found.push(Replacement { range, text, meaning: meaning(value), slots });
    }

    /// Puts what comes before a line of a code block before every further line of a value.
    fn code_lines(&self, text: &str, range: &Range<usize>) -> String {
        if !text.has('\n') {
            return text.to_owned();
        }
        let before = self.page.guide.text.before(range.start);
        let line = before.after(before.rfind('\n').map_or(0, |at| at + 1));
        let prefix: String = line.chars().take_while(|c| matches!(c, ' ' | '>' | '\t')).collect();
        // The indentation of the code itself is in the value already, where its language asks for it.
        let prefix = match prefix.rfind('>') {
            Some(at) => format!("{} ", prefix.before(at + 1)),
            None => " ".repeat(self.container_indent(range.start)),
        };
        text.replace('\n', &format!("\n{prefix}"))
    }

    /// Returns how far the fence of a block is indented: its lines are, too.
    fn container_indent(&self, at: usize) -> usize {
        let fences = self.page.guide.text.before(at).lines().rev();
        let fence = fences
            .map(|line| (line, line.trim_start()))
            .find(|(_, line)| line.starts_with("```") || line.starts_with("~~~"));
        fence.map_or(0, |(line, trimmed)| line.len() - trimmed.len())
    }

    /// Writes a code span: anew where a value in it needs other backticks around it.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let slots = self.slots(range.clone());
        if slots.is_empty() {
            return;
        }
        let mut snippet = SnippetBuilder::default();
        snippet.push_marked(code, self.page.guide);
        let written = snippet.fill(Language::text().into(), self.page.guide, self.page.values);
        let in_table = self.in_table;
        let escaped = |text: &str| if in_table { text.replace('|', "\\|") } else { text.to_owned() };
        let mut needs_ticks = false;
        let found = self.found.len();
        for ((at, slot), written) in slots.into_iter().zip(written) {
            let filled = filled(written, |value| match value.contains(['\n', '\r']) {
                true => Err("code in a sentence cannot contain a line break".to_owned()),
                false => Ok(escaped(value)),
            });
            if let Ok(Some((value, _))) = &filled {
                needs_ticks |= value.has('`') || value.is_empty() || value.trim_matches(' ') != value;
            }
            self.replace(at, slot, filled, Meaning::Text);
        }
        if needs_ticks {
            let values = self.found.split_off(found);
            let content = self.with_values(code, &values);
            let text = code_span(&escaped(&content));
            let slots = values.into_iter().flat_map(|value| value.slots).collect();
            self.found.push(Replacement { range, text, meaning: Meaning::Span(content), slots });
        }
    }

    /// Returns the content of a code span with what is written at its slots.
    fn with_values(&self, code: &str, values: &[Replacement<'_>]) -> String {
        let mut out = String::with_capacity(code.len());
        let mut values = values.iter();
        for part in mark::parts(code) {
            let (row, written) = match part {
                Part::Text(text) => {
                    out.push_str(text);
                    continue;
                }
                Part::Mark(row, written) => (row, written),
            };
            let is_slot = matches!(self.page.guide.marks.get(row), Some(Mark::Slot(_)));
            match is_slot.then(|| values.next()).flatten() {
                Some(value) => out.push_str(value.shown()),
                None => self.page.marks(written, &mut out),
            }
        }
        out
    }

    /// Fills HTML that the author wrote; `html` is what is at `range`, without the markers of quotes and lists.
    fn html(&mut self, html: &str, range: Range<usize>) {
        let source = self.page.guide.text.between(range.clone());
        let lines = source.split('\n').zip(html.split('\n')).skip(1);
        let markers: Vec<&str> =
            lines.map(|(source, html)| source.strip_suffix(html).unwrap_or_default()).collect();
        self.fragment(html, range, &markers);
    }

    /// Fills finished HTML in the text with values.
    fn fragments(&mut self) {
        let mut at = 0;
        for part in mark::parts(&self.page.guide.text) {
            let range = at..at + part.written().len();
            at = range.end;
            if let Part::Mark(row, _) = part
                && let Some(Mark::Html(html)) = self.page.guide.marks.get(row)
            {
                self.fragment(html, range, &[]);
            }
        }
    }

    /// Fills HTML whose lines but the first have these markers before them.
    fn fragment(&mut self, html: &str, range: Range<usize>, markers: &[&str]) {
        let slots = self.slots_with_values(html);
        if !slots.is_empty() {
            let filled = html::fill_fragment(html, self.page.guide, self.page.values);
            self.diagnostics.extend(filled.diagnostics);
            let text = with_markers(filled.html, markers);
            self.found.push(Replacement { range, text, meaning: Meaning::Html, slots });
        }
    }

    /// Returns the slots of HTML that have a value, those in finished HTML inside of it too.
    fn slots_with_values(&self, html: &'_ str) -> Vec<&'a Slot> {
        let mut slots = Vec::new();
        let mut seen = HashSet::new();
        let mut open: Vec<&str> = vec![html];
        while let Some(html) = open.pop() {
            for row in mark::written_rows(html) {
                match self.page.guide.marks.get(row).filter(|_| seen.insert(row)) {
                    Some(Mark::Slot(slot))
                        if self.page.guide.reader_value(slot, self.page.values).is_some() =>
                    {
                        slots.push(slot);
                    }
                    Some(Mark::Html(html)) => open.push(html),
                    _ => {}
                }
            }
        }
        slots
    }

    /// Sorts what was found; what is inside of something else is left out.
    fn order(&mut self) {
        self.found.sort_by_key(|found| (found.range.start, usize::MAX - found.range.end));
        let mut end = 0;
        self.found.retain(|found| {
            let is_outside = found.range.start >= end;
            end = end.max(found.range.end);
            is_outside
        });
    }
}

/// Writes a value, if there is one.
pub(super) fn filled(written: Filled, write: impl FnOnce(&str) -> Result<String, String>) -> Replaced {
    match written {
        Filled::Default => Ok(None),
        Filled::Text(value) => write(&value).map(|text| Some((value, text))),
        Filled::Refused(reason) => Err(reason),
    }
}

/// Puts markers before the lines of a text but the first; a value may have more lines, which get the last one's.
fn with_markers(text: String, markers: &[&str]) -> String {
    if markers.iter().all(|marker| marker.is_empty()) {
        return text;
    }
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for (number, line) in lines.enumerate() {
        out.push('\n');
        out.push_str(markers.get(number).or(markers.last()).copied().unwrap_or_default());
        out.push_str(line);
    }
    out
}
