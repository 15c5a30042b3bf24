//! XML: parts of files are fine, with any number of elements beside each other.
//!
//! Entities are not looked up: what a file declares elsewhere, a part of it may use.

use std::collections::HashSet;

use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::yaml::Problem;

/// Reads a text.
///
/// # Errors
///
/// Returns the first place that is not XML.
pub(super) fn read(text: &str) -> Result<(), Problem> {
    let text = &without_placeholders(text);
    let mut reader = Reader::from_str(text);
    // The names of the elements that are open are kept here, with their places.
    let mut open: Vec<(usize, String)> = Vec::new();
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| {
            let at = match error {
                Error::IllFormed(IllFormedError::UnclosedReference) => reader.error_position() as usize,
                _ => start,
            };
            problem(&error.to_string(), at)
        })?;
        match event {
            Event::Start(element) => {
                check_attributes(&element, start)?;
                open.push((start, name(&element)));
            }
            Event::Empty(element) => check_attributes(&element, start)?,
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    match open.pop() {
        // Lines to be found in a file, and changed there, may end before the file does.
        Some((at, name)) if is_whole(text) => {
            Err(problem(&format!("nothing closes the element `{name}`"), at))
        }
        _ => Ok(()),
    }
}

/// The longest name of a placeholder, in bytes.
const LONGEST_NAME: usize = 60;

/// Returns a text of the same length where what a reader replaces, such as `<APP_KEY>`, is no element.
fn without_placeholders(text: &str) -> String {
    let name = |at: usize| {
        let end = text.floor_char_boundary(at + LONGEST_NAME);
        let name = text.get(at..end)?.split_once('>')?.0;
        let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "_- ".contains(c);
        (name.len() > 2 && name.chars().all(is_part)).then_some(name)
    };
    let closed: HashSet<&str> =
        text.match_indices("</").filter_map(|(at, sign)| name(at + sign.len())).collect();
    let mut plain = text.to_owned();
    for (at, sign) in text.match_indices('<') {
        if let Some(name) = name(at + sign.len()).filter(|name| !closed.contains(name)) {
            let length = name.len() + "<>".len();
            plain.replace_range(at..at + length, &"x".repeat(length));
        }
    }
    plain
}

/// Tells whether a text begins as a file does.
fn is_whole(text: &str) -> bool {
    ["<?xml", "<!DOCTYPE"].iter().any(|start| text.trim_start().starts_with(start))
}

fn problem(message: &str, at: usize) -> Problem {
    Problem { message: message.trim_start_matches("ill-formed document: ").to_owned(), at }
}

fn name(element: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(element.name().as_ref()).into_owned()
}

fn check_attributes(element: &BytesStart<'_>, start: usize) -> Result<(), Problem> {
    for attribute in element.attributes() {
        // Positions are counted from the name, which is after `<`.
        let (what, at) = match attribute {
            Ok(_) => continue,
            Err(AttrError::ExpectedEq(at)) => ("an attribute has no `=`", at),
            Err(AttrError::ExpectedValue(at)) => ("an attribute has no value", at),
            Err(AttrError::UnquotedValue(at)) => ("the value of an attribute has no quotes", at),
            Err(AttrError::ExpectedQuote(at, _)) => ("the value of an attribute has no closing quote", at),
            Err(AttrError::Duplicated(at, _)) => ("an attribute is there twice", at),
        };
        return Err(problem(what, start + 1 + at));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_parts_of_files_are_xml() {
        for text in [
            "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a b='1'><c/>&lt;&own;<![CDATA[<]]></a>\n",
            "<a>1</a>\n<b/>\n",
            "<a b='1'>\n  <c/>\n",
            "<string name='key'><APP_KEY></string>",
            "<PORT>1</PORT>",
            "<!-- why -->\ntext",
            "",
        ] {
            assert_eq!(read(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_found_where_it_is() {
        let at = |text: &str| read(text).map_err(|problem| problem.at);
        assert_eq!(at("<a>\n  <b>\n</a>"), Err(10));
        assert_eq!(at("<?xml version='1.0'?>\n<a>\n<b/>"), Err(22));
        assert_eq!(at("<a>1 & 2</a>"), Err(5));
        assert_eq!(at("<a b=1 />"), Err(5));
        assert_eq!(at("<a b='1' b='2'/>"), Err(9));
        assert_eq!(at("<a b />"), Err(5));
        assert_eq!(at("</a>"), Err(0));
        assert_eq!(at("<a><KEY></b>"), Err(8));
        assert!(at(&format!("<?xml?>{}", "<a>".repeat(100_000))).is_err());
    }
}
