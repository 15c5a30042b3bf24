//! Markdown that the product writes itself: code spans, and the table that replaces the form.

use std::fmt::Write as _;

/// Returns the table that replaces the form in static Markdown: labels and values; empty without any.
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
