//! The guide: a text with marks, and the two ways to write it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::format::Format;
use crate::html::{self, Html, HtmlOptions};
use crate::mark::{self, Mark, Slot};
use crate::variables::{Values, Variables};

/// A page whose shortcodes are expanded and whose readers' values are still open.
#[derive(Debug, Clone)]
pub struct Guide {
    pub(crate) front_matter: String,
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) variables: Arc<Variables>,
}

impl Guide {
    /// Returns the front matter with its delimiters, byte for byte.
    pub fn front_matter(&self) -> &str {
        &self.front_matter
    }

    /// Returns the Markdown with one private-use character for every mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what the private-use characters stand for; marks inside finished HTML have rows too.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Returns what a character of the text stands for, where it is a mark.
    pub fn mark(&self, character: char) -> Option<&Mark> {
        mark::index(character).and_then(|row| self.marks.get(row))
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
    pub fn markdown(&self, values: &Values) -> String {
        let mut out = String::with_capacity(self.front_matter.len() + self.text.len() + 256);
        out.push_str(&self.front_matter);
        self.write_markdown(&mut out, &self.text, values);
        out
    }

    /// Writes the page as HTML: complete without JavaScript, every value in an element that names its variable.
    pub fn html(&self, values: &Values, options: &HtmlOptions<'_>) -> Html {
        html::write(&self.text, self, values, options)
    }

    /// Returns what a slot shows.
    pub fn value<'a>(&self, slot: &'a Slot, values: &'a Values) -> Cow<'a, str> {
        match (values.get(&slot.variable), slot.format) {
            (Some(value), Some(format)) => Cow::Owned(format.apply(value)),
            (Some(value), None) => Cow::Borrowed(value),
            (None, _) => Cow::Borrowed(&slot.default),
        }
    }

    fn write_markdown(&self, out: &mut String, text: &str, values: &Values) {
        let mut rest = text;
        while let Some(found) = mark::find_written(rest) {
            let (before, from) = rest.split_at(found.at);
            let (written, behind) = from.split_at(found.length);
            out.push_str(before);
            match self.marks.get(found.row) {
                Some(Mark::Slot(slot)) if found.encoded => {
                    out.push_str(&Format::Url.apply(&self.value(slot, values)));
                }
                Some(Mark::Slot(slot)) => out.push_str(&self.value(slot, values)),
                Some(Mark::Html(html)) => self.write_markdown(out, html, values),
                Some(Mark::Preferences) => {
                    let rows = self.preferences(values).into_iter();
                    let rows: Vec<_> = rows.map(|row| (row.label.to_owned(), row.value)).collect();
                    out.push_str(&preferences_table(&rows));
                }
                Some(Mark::Literal(character)) if !found.encoded => out.push(*character),
                Some(Mark::Literal(_)) | None => out.push_str(written),
            }
            rest = behind;
        }
        out.push_str(rest);
    }

    /// Returns what the form's table says about every variable that the page uses.
    pub(crate) fn preferences(&self, values: &Values) -> Vec<Preference<'_>> {
        self.used_variables()
            .into_iter()
            .map(|name| {
                let used = || self.slots().find(|slot| slot.variable == name && slot.format.is_none());
                let value = values
                    .get(name)
                    .map(str::to_owned)
                    .or_else(|| used().map(|slot| slot.default.clone()))
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

/// Returns the table that stands for the form in static Markdown: labels and values; empty without any.
pub(crate) fn preferences_table(rows: &[(String, String)]) -> String {
    let mut out = String::new();
    if rows.is_empty() {
        return out;
    }
    out.push_str("| Variable | Value |\n| --- | --- |");
    for (label, value) in rows {
        let _ = write!(out, "\n| {} | {} |", cell(label), code_span(&cell(value)));
    }
    out
}

/// Writes a text as code, with more backticks around it than there are in it.
fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Escapes what would end a table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
