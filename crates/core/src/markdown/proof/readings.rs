//! Compares what a parser reads of two pages: the one with letters in place of values, and the one with the values.

use std::borrow::Cow;
use std::mem::discriminant;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::Proof;
use crate::guide::mark;
use crate::markup::commonmark;
use crate::text::Find;

/// What is known of the page with letters.
pub(super) struct Readings<'p, 'a> {
    pub(super) proof: &'p Proof<'p, 'a>,
    /// Where there is HTML whose text is not compared, because it is escaped as HTML: only its kind has to be the same.
    pub(super) html: Vec<Range<usize>>,
}

impl Readings<'_, '_> {
    /// Tells whether the second page is the first one with values in place of the letters.
    pub(super) fn are_same(&self, letters: &str, values: &str) -> bool {
        let (letters, values) = (commonmark::as_read(letters), commonmark::as_read(values));
        let mut found = events(&values).peekable();
        for (event, range) in events(&letters) {
            let next_is_text = matches!(found.peek(), Some((Event::Text(_), _)));
            if !next_is_text && matches!(&event, Event::Text(text) if self.vanishes(text)) {
                continue;
            }
            let same =
                |(found, _): (Event<'_>, Range<usize>)| match self.is_in_html(&range) && is_leaf(&event) {
                    true => discriminant(&event) == discriminant(&found),
                    false => self.is_same(&event, &found),
                };
            if !found.next().is_some_and(same) {
                return false;
            }
        }
        found.next().is_none()
    }

    fn is_in_html(&self, range: &Range<usize>) -> bool {
        let at = self.html.partition_point(|html| html.end <= range.start);
        self.html.get(at).is_some_and(|html| html.start < range.end)
    }

    /// Compares an event with what it must be.
    fn is_same(&self, expected: &Event<'_>, found: &Event<'_>) -> bool {
        match (expected, found) {
            (Event::Text(a), Event::Text(b))
            | (Event::Code(a), Event::Code(b))
            | (Event::FootnoteReference(a), Event::FootnoteReference(b)) => self.is_meant(a, b),
            (Event::Html(a), Event::Html(b)) | (Event::InlineHtml(a), Event::InlineHtml(b)) => {
                self.is_html(a, b)
            }
            (Event::Start(a), Event::Start(b)) => self.is_same_tag(a, b),
            (a, b) => a == b,
        }
    }

    fn is_same_tag(&self, expected: &Tag<'_>, found: &Tag<'_>) -> bool {
        match (expected, found) {
            (
                Tag::Link { link_type: a, dest_url, title, id },
                Tag::Link { link_type: b, dest_url: found_url, title: found_title, id: found_id },
            )
            | (
                Tag::Image { link_type: a, dest_url, title, id },
                Tag::Image { link_type: b, dest_url: found_url, title: found_title, id: found_id },
            ) => {
                let texts = [(dest_url, found_url), (title, found_title), (id, found_id)];
                a == b && texts.iter().all(|(expected, found)| self.is_meant(expected, found))
            }
            (Tag::FootnoteDefinition(a), Tag::FootnoteDefinition(b)) => self.is_meant(a, b),
            (Tag::CodeBlock(CodeBlockKind::Fenced(a)), Tag::CodeBlock(CodeBlockKind::Fenced(b))) => {
                self.is_meant(a, b)
            }
            (a, b) => a == b,
        }
    }

    /// Tells whether a text is the expected one with the values; white space beside a value that is empty may go.
    fn is_meant(&self, expected: &str, found: &str) -> bool {
        let (meant, holds_nothing) = self.meant(expected);
        meant == found || holds_nothing && meant.trim() == found.trim()
    }

    /// Tells whether nothing is left of a text.
    fn vanishes(&self, expected: &str) -> bool {
        let (meant, holds_nothing) = self.meant(expected);
        holds_nothing && meant.trim().is_empty()
    }

    /// Returns a text with the values in place of the letters, and whether one of them is empty.
    fn meant<'t>(&self, text: &'t str) -> (Cow<'t, str>, bool) {
        if !mark::is_in(text) {
            return (Cow::Borrowed(text), false);
        }
        let mut out = String::with_capacity(text.len());
        let mut holds_nothing = false;
        for character in text.chars() {
            match self.proof.replacement(character).map(super::Replacement::shown) {
                Some(value) => {
                    holds_nothing |= value.is_empty();
                    out.push_str(value);
                }
                None => out.push(character),
            }
        }
        (Cow::Owned(out), holds_nothing)
    }

    /// Tells whether HTML is the expected one; a value that is written as Markdown must mean nothing to HTML.
    fn is_html(&self, expected: &str, found: &str) -> bool {
        let mut out = String::with_capacity(found.len());
        for character in expected.chars() {
            match self.proof.replacement(character) {
                Some(value) if value.text.contains(|c: char| !c.is_alphanumeric() && !" ._-:/@".has(c)) => {
                    return false;
                }
                Some(value) => out.push_str(&value.text),
                None => out.push(character),
            }
        }
        out == found
    }
}

/// Parses Markdown; texts that follow each other are one, and so are lines of HTML.
fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let mut events = commonmark::events(text).peekable();
    std::iter::from_fn(move || {
        let (event, mut range) = events.next()?;
        let (Event::Text(first) | Event::Html(first)) = &event else { return Some((event, range)) };
        let mut whole = String::new();
        while let Some((Event::Text(next) | Event::Html(next), end)) =
            events.next_if(|(next, _)| discriminant(next) == discriminant(&event))
        {
            if whole.is_empty() {
                whole.push_str(first);
            }
            whole.push_str(&next);
            range.end = end.end;
        }
        let event = match event {
            event if whole.is_empty() => event,
            Event::Html(_) => Event::Html(CowStr::from(whole)),
            _ => Event::Text(CowStr::from(whole)),
        };
        Some((event, range))
    })
}

/// Tells whether an event is a text of some kind.
fn is_leaf(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_))
}
