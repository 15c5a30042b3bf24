//! The guide: a text with marks, and the two ways to write it.
//!
//! Outside of this crate nobody sees the text itself: whatever leaves a guide has been published, and holds no mark.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::code_block::{self, CodeBlock};
use crate::cut::Cut;
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::html::{self, Html, HtmlOptions, Link};
use crate::mark::{self, Mark, Slot};
use crate::markdown;
use crate::place::{Language, SlotAt, Snippet, Written};
use crate::variables::{Values, Variables};

/// A page whose shortcodes are expanded and whose readers' values are still open.
#[derive(Debug, Clone)]
pub struct Guide {
    pub(crate) front_matter: String,
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// The links of what templates rendered.
    pub(crate) links: Vec<Link>,
    pub(crate) variables: Arc<Variables>,
}

impl Guide {
    /// Returns the front matter with its delimiters, byte for byte.
    pub fn front_matter(&self) -> &str {
        &self.front_matter
    }

    /// Returns what the private-use characters stand for; marks inside finished HTML have rows too.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Returns the slots in the order of the table.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Slot(slot) => Some(slot),
            _ => None,
        })
    }

    /// Returns the names of the variables that the page uses, each once, in the order of their first use.
    pub fn used_variables(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.slots().map(|slot| slot.variable.as_str()).filter(|name| seen.insert(*name)).collect()
    }

    /// Writes the page as Markdown without any shortcode, the front matter byte for byte.
    ///
    /// A value that cannot stand somewhere is a diagnostic there, and the default stands.
    pub fn markdown(&self, values: &Values) -> Outcome<String> {
        markdown::write(self, values)
    }

    /// Writes the page as HTML: complete without JavaScript, every value in an element that names its variable.
    pub fn html(&self, values: &Values, options: &HtmlOptions<'_>) -> Html {
        html::write(&self.text, self, values, options)
    }

    /// Returns what a slot shows.
    pub fn value<'a>(&self, slot: &'a Slot, values: &'a Values) -> Cow<'a, str> {
        let Some(value) = values.get(&slot.variable) else { return Cow::Borrowed(&slot.default) };
        let value = match (&slot.instead, slot.format) {
            _ if value.is_empty() => return Cow::Borrowed(""),
            (Some(instead), _) => Cow::Borrowed(instead.as_str()),
            (None, Some(format)) => Cow::Owned(format.apply(value)),
            (None, None) => Cow::Borrowed(value),
        };
        if slot.after.is_empty() { value } else { Cow::Owned(value.into_owned() + &slot.after) }
    }

    /// Finds the code blocks of the page, each as it is published with these values.
    pub fn code_blocks<'a>(&'a self, values: &Values) -> Vec<CodeBlock<'a>> {
        code_block::find(self, values)
    }

    /// Works out what stands at each slot of a piece of the text, such as a code block; its marks are the slots.
    pub(crate) fn fill<'a>(
        &'a self,
        language: &'static Language,
        text: &str,
        values: &Values,
    ) -> Vec<(&'a Slot, Written)> {
        let mut snippet = SnippetBuilder::default();
        snippet.push_marked(text, self);
        let slots: Vec<_> = snippet.slots.iter().map(|(_, slot)| *slot).collect();
        slots.into_iter().zip(snippet.fill(language, self, values)).collect()
    }

    /// Returns the guide with slots that no value fills: each is one of a variable without a name, of which nothing is told.
    pub(crate) fn without_values(&self, closed: &[&Slot]) -> Self {
        let closed: HashSet<*const Slot> = closed.iter().map(|slot| std::ptr::from_ref(*slot)).collect();
        let mark = |mark: &Mark| match mark {
            Mark::Slot(slot) if closed.contains(&std::ptr::from_ref(slot)) => {
                Mark::Slot(Slot { variable: String::new(), example: true, ..slot.clone() })
            }
            other => other.clone(),
        };
        Self { marks: self.marks.iter().map(mark).collect(), ..self.clone() }
    }

    /// Returns what the reader set for a slot, not in its format yet; `None` where nothing is set.
    pub(crate) fn reader_value<'a>(&self, slot: &'a Slot, values: &'a Values) -> Option<&'a str> {
        let value = values.get(&slot.variable)?;
        Some(slot.instead.as_deref().filter(|_| !value.is_empty()).unwrap_or(value))
    }

    /// Returns what the form's table says about every variable that the page uses; a secret and its digest are nothing
    /// for a table.
    pub(crate) fn preferences(&self, values: &Values) -> Vec<Preference<'_>> {
        self.used_variables()
            .into_iter()
            .filter(|name| !self.variables.is_of_a_secret(name))
            .map(|name| {
                let used = || self.slots().find(|slot| slot.variable == name && slot.format.is_none());
                let value = values
                    .get(name)
                    .map(str::to_owned)
                    .or_else(|| used().map(|slot| slot.bare_default().to_owned()))
                    .or_else(|| self.variables.default_text(name))
                    .unwrap_or_default();
                Preference { name, label: self.variables.label(name), value }
            })
            .collect()
    }
}

/// A row of the table that stands for the form.
pub(crate) struct Preference<'a> {
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) value: String,
}

/// Says that the page cannot hold a value where a slot stands; the value itself is not repeated.
pub(crate) fn refusal(slot: &Slot, reason: &str) -> Diagnostic {
    let message = format!("the value of `{}` cannot stand here: {reason}", slot.variable);
    Diagnostic::error(Code::ValueDoesNotFit, message, slot.span)
        .help("choose another value, or change what the page has around it")
}

/// Puts a text together from literal parts and slots, and works out what stands at each slot.
#[derive(Debug, Default)]
pub(crate) struct SnippetBuilder<'a> {
    text: String,
    slots: Vec<(SlotAt, &'a Slot)>,
}

impl<'a> SnippetBuilder<'a> {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(crate) fn push_slot(&mut self, slot: &'a Slot) {
        let start = self.text.len();
        self.text.push_str(&slot.default);
        let range = start..self.text.len();
        let at = SlotAt { range, format: slot.format, after: slot.after.clone() };
        self.slots.push((at, slot));
    }

    /// Adds a text with marks; those that stand for slots become slots.
    pub(crate) fn push_marked(&mut self, text: &str, guide: &'a Guide) {
        let mut rest = text;
        while let Some((at, length, row)) = mark::find(rest) {
            self.push(rest.before(at));
            match guide.marks.get(row) {
                Some(Mark::Slot(slot)) => self.push_slot(slot),
                _ => self.push(rest.between(at..at + length)),
            }
            rest = rest.after(at + length);
        }
        self.push(rest);
    }

    /// Returns what stands at each slot for a reader's values.
    pub(crate) fn fill(self, language: &'static Language, guide: &Guide, values: &Values) -> Vec<Written> {
        let set: Vec<_> = self.slots.iter().map(|(_, slot)| guide.reader_value(slot, values)).collect();
        if set.iter().all(Option::is_none) {
            return vec![Written::Default; set.len()];
        }
        let slots = self.slots.into_iter().map(|(at, _)| at).collect();
        Snippet::new(language, self.text, slots).fill(&set)
    }
}

/// Returns the table that stands for the form in static Markdown: labels and values; empty without any.
pub(crate) fn preferences_table<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (label, value) in rows {
        if out.is_empty() {
            out.push_str("| Variable | Value |\n| --- | --- |");
        }
        // There is no code span of nothing.
        let value = if value.is_empty() { String::new() } else { code_span(&cell(value)) };
        let _ = write!(out, "\n| {} | {value} |", cell(label));
    }
    out
}

/// Writes a text as code, with more backticks around it than there are in it.
pub(crate) fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // One space at each end is taken off again, if there is one at both.
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let space = if is_padded || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Escapes what would end a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
