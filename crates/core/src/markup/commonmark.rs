//! The one dialect of Markdown that everything here reads: CommonMark with what Hugo's Goldmark adds to it.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, OffsetIter, Options, Parser, RefDefs};

use super::containers;
use crate::text::Cut;

/// What Hugo's Goldmark reads beyond CommonMark, as far as `pulldown-cmark` has it.
///
/// A definition begins with `: `. `pulldown-cmark` takes any line that begins with `:` for one, such as `:::note`, so a text
/// without definitions is read without them.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Creates the parser that all of this crate reads Markdown with.
pub(crate) fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, options(source))
}

/// Creates the same parser, which asks what the labels of links mean that nothing defines.
pub(crate) fn parser_with<'a>(
    source: &'a str,
    undefined: impl FnMut(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)>,
) -> impl Iterator<Item = Event<'a>> {
    Parser::new_with_broken_link_callback(source, options(source), Some(undefined))
}

fn options(source: &str) -> Options {
    let none = if has_definitions(source) { Options::empty() } else { Options::ENABLE_DEFINITION_LIST };
    EXTENSIONS.difference(none)
}

/// Tells whether a line may be a definition, in a quote or a list too.
fn has_definitions(source: &str) -> bool {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b':', bytes).any(|at| {
        let starts = bytes.before(at).iter().rev().find(|byte| !b" \t>".contains(byte));
        matches!(starts, None | Some(b'\n' | b'\r')) && matches!(bytes.get(at + 1), Some(b' ' | b'\t'))
    })
}

/// Returns a source as it is read: what MkDocs writes as containers is lists, everything where it was.
pub(crate) fn as_read(source: &str) -> Cow<'_, str> {
    containers::as_lists(source)
}

/// Reads Markdown as events, each with where it is in the source, which is [`as_read`].
pub(crate) fn events(source: &str) -> Events<'_> {
    Events { source, events: parser(source).into_offset_iter() }
}

/// The events of a source and their places, which begin and end between two characters.
///
/// `pulldown-cmark` counts back from where a list in a definition begins, and may end inside of a character.
pub(crate) struct Events<'a> {
    source: &'a str,
    events: OffsetIter<'a>,
}

impl<'a> Events<'a> {
    /// Returns the reference definitions, wherever they are.
    pub(crate) fn reference_definitions(&self) -> &RefDefs<'_> {
        self.events.reference_definitions()
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (event, range) = self.events.next()?;
        let at = |position| self.source.ceil_char_boundary(position);
        Some((event, at(range.start)..at(range.end)))
    }
}
