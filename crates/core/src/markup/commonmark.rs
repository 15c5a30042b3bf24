//! The one dialect of Markdown that everything here reads: CommonMark with what Hugo's Goldmark adds to it.

use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, RefDefs};

/// What Hugo's Goldmark reads beyond CommonMark, as far as `pulldown-cmark` has it.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Creates the parser that all of this crate reads Markdown with.
pub(crate) fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, EXTENSIONS)
}

/// Reads Markdown as events, each with where it is in the source.
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
