//! Notes, tabs and definitions as MkDocs writes them, whose text is indented by four spaces below a line that opens them.
//!
//! ```text
//! === "Docker"
//!
//!     ```yaml
//!     url: https://example.com/
//!     ```
//! ```
//!
//! For CommonMark that is a block of code without a language, and a value in it would be written raw. So it is read as an
//! item of a list, of which the same lines are the text. A definition is read so below a heading, where only
//! Python-Markdown has one.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{Cut, Find};

/// What opens a note or a tab: the start of its line and, of the same length, the list item it is read as.
///
/// <https://squidfunk.github.io/mkdocs-material/reference/admonitions/> and `content-tabs/` describe them.
const OPENINGS: [(&str, &str); 6] = [
    ("!!! ", "-   "),
    ("??? ", "-   "),
    ("???+", "-  ."),
    ("=== \"", "-   \""),
    ("===!", "-  ."),
    ("===+", "-  ."),
];

/// What opens a definition, and the list item it is read as.
const DEFINITION: (&str, &str) = (": ", "- ");

/// How much the text of a container is indented.
const INDENTATION: usize = 4;

/// How far the end of a definition's first paragraph is looked for, in bytes: the work has an end.
const LONGEST: usize = 2000;

/// Returns a text of the same length in which containers are items of lists.
pub(super) fn as_lists(source: &str) -> Cow<'_, str> {
    if !["!!! ", "???", "===", "\n: "].iter().any(|opening| source.has(*opening)) {
        return Cow::Borrowed(source);
    }
    let mut text = String::new();
    let mut end = 0;
    for (range, item) in openings(source) {
        text.push_str(source.between(end..range.start));
        text.push_str(item);
        end = range.end;
    }
    if end == 0 { Cow::Borrowed(source) } else { Cow::Owned(text + source.after(end)) }
}

/// Finds what opens containers, outside of fenced code.
fn openings(source: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    let mut is_below_heading = false;
    for line in source.split_inclusive('\n') {
        let text = line.trim_start_matches(' ');
        let start = at + line.len() - text.len();
        at += line.len();
        match fence {
            Some(open) if text.starts_with(open) => fence = None,
            Some(_) => {}
            None if text.starts_with("```") || text.starts_with("~~~") => fence = text.get(..3),
            None => {
                let opening = OPENINGS.iter().find(|(opening, _)| text.starts_with(opening));
                let is_followed = || is_indented(source.after(at), start - (at - line.len()) + INDENTATION);
                if let Some((opening, item)) = opening.filter(|_| is_followed()) {
                    found.push((start..start + opening.len(), *item));
                } else if is_below_heading && is_definition(source.after(start)) {
                    found.push((start..start + DEFINITION.0.len(), DEFINITION.1));
                }
            }
        }
        if !text.trim().is_empty() {
            is_below_heading = fence.is_none() && text.starts_with('#');
        }
    }
    found
}

/// Tells whether a text begins with a definition that goes on after its first paragraph.
fn is_definition(text: &str) -> bool {
    let near = text.before(text.floor_char_boundary(text.len().min(LONGEST)));
    near.starts_with(DEFINITION.0)
        && near.parted_at("\n\n").is_some_and(|(_, rest)| is_indented(rest, INDENTATION))
}

/// Tells whether the next line with a text on it is indented that much.
fn is_indented(rest: &str, indentation: usize) -> bool {
    let line = rest.lines().find(|line| !line.trim().is_empty());
    line.is_some_and(|line| line.len() - line.trim_start_matches(' ').len() >= indentation)
}

#[cfg(test)]
mod tests {
    use super::as_lists;

    #[test]
    fn what_opens_a_container_becomes_an_item_of_the_same_length() {
        for (text, expected) in [
            ("!!! note\n\n    Text\n", "-   note\n\n    Text\n"),
            ("???+ tip \"A\"\n    Text\n", "-  . tip \"A\"\n    Text\n"),
            ("=== \"A\"\n\n    !!! note\n\n        Text\n", "-   \"A\"\n\n    -   note\n\n        Text\n"),
            ("!!! note\n\nText\n", "!!! note\n\nText\n"),
            ("A\n===\n\n    code\n", "A\n===\n\n    code\n"),
            ("# A\n\n: B\nC\n\n    D\n", "# A\n\n- B\nC\n\n    D\n"),
            ("# A\n\n: B\n\nC\n", "# A\n\n: B\n\nC\n"),
            ("A\n\n: B\n\n    C\n", "A\n\n: B\n\n    C\n"),
            ("```\n!!! note\n    x\n```\n", "```\n!!! note\n    x\n```\n"),
        ] {
            let read = as_lists(text);
            assert_eq!((read.as_ref(), read.len()), (expected, text.len()));
        }
    }
}
