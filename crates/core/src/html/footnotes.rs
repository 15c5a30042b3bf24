//! Footnotes: numbered by their first reference and collected at the end of the page, with links back.

use std::collections::HashMap;
use std::fmt::Write as _;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Number and count of references, by label.
    references: HashMap<String, (usize, usize)>,
    /// The HTML of the definitions, by label.
    definitions: HashMap<String, String>,
}

impl Footnotes {
    /// Writes a reference.
    pub(super) fn refer(&mut self, out: &mut String, label: &str) {
        let next = self.references.len() + 1;
        let (number, count) = self.references.entry(label.to_owned()).or_insert((next, 0));
        let _ = write!(
            out,
            "<sup id=\"fnref{}:{number}\"><a href=\"#fn:{number}\" class=\"footnote-ref\" role=\"doc-noteref\">{number}</a></sup>",
            nth(*count)
        );
        *count += 1;
    }

    /// Keeps a definition; of two with the same label the first counts.
    pub(super) fn define(&mut self, label: String, html: String) {
        self.definitions.entry(label).or_insert(html);
    }

    /// Writes the footnotes that something refers to.
    pub(super) fn write(&self, out: &mut String) {
        let mut notes: Vec<_> = self
            .references
            .iter()
            .filter_map(|(label, (number, count))| Some((*number, *count, self.definitions.get(label)?)))
            .collect();
        notes.sort_unstable();
        if notes.is_empty() {
            return;
        }
        out.push_str("<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n");
        for (number, count, html) in notes {
            let (body, end) = match html.strip_suffix("</p>\n") {
                Some(body) => (body, "</p>\n"),
                None => (html.as_str(), ""),
            };
            let _ = write!(out, "<li id=\"fn:{number}\">\n{body}");
            for reference in 0..count {
                let _ = write!(
                    out,
                    "&#160;<a href=\"#fnref{}:{number}\" class=\"footnote-backref\" role=\"doc-backlink\">&#x21a9;&#xfe0e;</a>",
                    nth(reference)
                );
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</div>\n");
    }
}

/// The first reference has no number in its id.
fn nth(reference: usize) -> String {
    if reference == 0 { String::new() } else { reference.to_string() }
}
