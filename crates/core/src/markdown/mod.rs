//! Writes a guide as Markdown: the author's text byte for byte, with values where the marks stand.
//!
//! 1. With no values set, every slot is its default, and the Markdown is not even parsed.
//! 2. Otherwise the text is read as Markdown once, to know what each slot stands in: [`places`] collects code blocks,
//!    code spans, prose and HTML, each a text of its own.
//! 3. Every text is filled in its language; [`prose`] then writes a value so that Markdown reads it as text.
//! 4. What the parser does not show (destinations of links, definitions) holds only what an address can hold.

mod places;
mod prose;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::format::Format;
use crate::guide::{self, Guide};
use crate::html;
use crate::mark::{self, Mark};
use crate::variables::Values;

/// A piece of the text, and what stands there instead.
#[derive(Debug, PartialEq)]
pub(super) struct Replacement {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// Writes a guide as Markdown.
pub(crate) fn write(guide: &Guide, values: &Values) -> Outcome<String> {
    let mut writer = Writer {
        guide,
        values,
        out: String::with_capacity(guide.front_matter.len() + guide.text.len() + 256),
        diagnostics: Vec::new(),
    };
    writer.out.push_str(&guide.front_matter);
    let is_set = |slot| guide.reader_value(slot, values).is_some();
    let replacements = match guide.slots().any(is_set) {
        true => places::replacements(guide, values, &mut writer.diagnostics),
        false => Vec::new(),
    };
    writer.text(&replacements);
    Outcome { value: writer.out, diagnostics: writer.diagnostics }
}

struct Writer<'a> {
    guide: &'a Guide,
    values: &'a Values,
    out: String,
    diagnostics: Vec<Diagnostic>,
}

impl Writer<'_> {
    fn text(&mut self, replacements: &[Replacement]) {
        let text = self.guide.text.as_str();
        let mut at = 0;
        for replacement in replacements.iter() {
            // One that overlaps the one before it is inside of what was already replaced.
            if let Some(before) = text.get(at..replacement.range.start) {
                self.marks(before);
                self.out.push_str(&replacement.text);
                at = replacement.range.end;
            }
        }
        self.marks(text.get(at..).unwrap_or_default());
    }

    /// Writes text in which every slot is its default.
    fn marks(&mut self, text: &str) {
        let mut rest = text;
        while let Some(found) = mark::find_written(rest) {
            let (before, from) = rest.split_at(found.at);
            let (written, behind) = from.split_at(found.length);
            self.out.push_str(before);
            match self.guide.marks.get(found.row) {
                Some(Mark::Slot(slot)) if found.encoded => {
                    let value = self.guide.value(slot, self.values);
                    self.out.push_str(&Format::Url.apply(&value));
                }
                Some(Mark::Slot(slot)) => self.out.push_str(&slot.default),
                Some(Mark::Html(html)) => self.html(html),
                Some(Mark::Preferences) => {
                    let rows = self.guide.preferences(self.values);
                    let rows = rows.iter().map(|row| (row.label, row.value.as_str()));
                    self.out.push_str(&guide::preferences_table(rows));
                }
                Some(Mark::Literal(character)) if !found.encoded => self.out.push(*character),
                Some(Mark::Literal(_)) | None => self.out.push_str(written),
            }
            rest = behind;
        }
        self.out.push_str(rest);
    }

    /// Writes finished HTML: as the author wrote it as long as nothing is set.
    fn html(&mut self, html: &str) {
        if self.values.is_empty() {
            return self.marks(html);
        }
        let filled = html::fill_fragment(html, self.guide, self.values);
        self.out.push_str(&filled.value);
        self.diagnostics.extend(filled.diagnostics);
    }
}
