//! Which slots of a page no value may fill, and what is reported about them whether or not values are set.
//!
//! The HTML of a page decides, for its Markdown too: whoever shows the Markdown turns it into such HTML.

use super::{FilledHtml, HtmlOptions, fill_fragment, writer};
use crate::guide::{Guide, Mark, mark};
use crate::report::Diagnostic;
use crate::text::Find;
use crate::variables::Values;

/// Finds the slots in the HTML of a page that no value may fill, and what is reported about them.
pub(crate) fn find<'a>(guide: &'a Guide, values: &'a Values) -> FilledHtml<'a> {
    let written = writer::write(&guide.text, &guide.marks, &HtmlOptions::default());
    fill_fragment(&written.html, guide, values)
}

/// Returns the errors of a page: a secret outside of text, a value that would be sent elsewhere.
pub(crate) fn leaks(guide: &Guide) -> Vec<Diagnostic> {
    if may_leak(guide) { find(guide, &Values::default()).diagnostics } else { Vec::new() }
}

/// Tells quickly whether a page may have such an error: most pages have no picture, no tag, no secret.
fn may_leak(guide: &Guide) -> bool {
    let mut slots = guide.slots().filter(|slot| !slot.example).peekable();
    if slots.peek().is_none() {
        return false;
    }
    let text = guide.text.as_str();
    let holds_mark = |text: &str| mark::is_written_in(text);
    slots.any(|slot| guide.variables.is_of_a_secret(&slot.variable))
        || text.has("![")
        || memchr::memchr_iter(b'<', text.as_bytes()).any(|at| is_tag(text.get(at + 1..)))
        || guide.marks.iter().any(|mark| matches!(mark, Mark::Html(html) if holds_mark(html)))
        // Attributes in braces are on one line.
        || text.lines().any(|line| line.has('{') && holds_mark(line))
}

fn is_tag(after: Option<&str>) -> bool {
    after.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()))
}
