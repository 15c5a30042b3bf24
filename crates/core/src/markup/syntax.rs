//! Markdown that the product writes itself: code spans, and the table that replaces the form.

use std::fmt::Write as _;

/// What is above the two columns of that table.
pub(crate) const HEAD: [&str; 2] = ["Variable", "Value"];

/// Returns the table that replaces the form in static Markdown: labels and values; empty without any.
pub(crate) fn preferences_table<'a, T: AsRef<str>>(
    head: [T; 2],
    rows: impl Iterator<Item = (T, &'a str)>,
) -> String {
    let mut out = String::new();
    for (label, value) in rows {
        if out.is_empty() {
            let _ = write!(out, "| {} | {} |\n| --- | --- |", head[0].as_ref(), head[1].as_ref());
        }
        // There is no code span of nothing.
        let value = if value.is_empty() { String::new() } else { code_span(&cell(value)) };
        let _ = write!(out, "\n| {} | {value} |", cell(label.as_ref()));
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
