//! The title that an author wrote at the beginning of a text.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{Attributes, commonmark};
use crate::text::{Cut, Find};

/// Returns the text of the heading of the first level that a text begins with; nothing where a shortcode is in it, whose
/// text is not known yet.
///
/// ```
/// # use sitevar_core::own_title;
/// assert_eq!(own_title("\n# A `first` *guide*\n\nText."), Some("A first guide".to_owned()));
/// assert_eq!(own_title("Text.\n\n# Later"), None);
/// ```
pub fn own_title(text: &str) -> Option<String> {
    let start = text.trim_start_matches(['\r', '\n']);
    // A heading ends before the first empty line, and the rest need not be read.
    let first = start.parted_at("\n\n").map_or(start, |(first, _)| first);
    if first.has("{{") {
        return None;
    }
    let mut events = commonmark::events(first).map(|(event, _)| event);
    if !matches!(events.next()?, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
        return None;
    }
    let title: String = events
        .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.to_string()),
            Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
            _ => None,
        })
        .collect();
    let title = without_attributes(&title).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// Returns a heading without the attributes at its end, such as `{#id}`.
fn without_attributes(heading: &str) -> &str {
    let is_attributes =
        |written: &str| Attributes::parse(written).is_some_and(|(_, length)| length == written.len());
    let at = heading.last_position_of(" {").filter(|at| is_attributes(heading.after(at + 1)));
    at.map_or(heading, |at| heading.before(at))
}

#[cfg(test)]
mod tests {
    use super::own_title;

    #[test]
    fn only_a_heading_of_the_first_level_at_the_beginning_is_the_title() {
        for (text, title) in [
            ("# One\n\n# Two\n", Some("One")),
            ("\r\n# One #\r\n\r\nText", Some("One")),
            ("One\n===\n", Some("One")),
            ("One\ntwo\n===\n", Some("One two")),
            ("# [One](x.md) &amp; <b>two</b>\n", Some("One & two")),
            ("# One {#first .wide}\n", Some("One")),
            ("# One {two}\n", Some("One {two}")),
            ("#One\n", None),
            ("#\n\n# Two\n", None),
            ("## One\n", None),
            ("> # One\n", None),
            ("    # One\n", None),
            ("Text\n\n# One\n", None),
            ("# At {{< sitevar name=\"domain\" >}}\n", None),
            ("", None),
        ] {
            assert_eq!(own_title(text).as_deref(), title, "{text:?}");
        }
    }
}
