//! Marks: one private-use character for everything that must pass through Markdown untouched.
//!
//! A reader's value, finished HTML and the preferences form are each one character in the text of a guide and one
//! row in its table. The Markdown parser sees an ordinary letter, so it can neither break a value nor be broken by one.
//! A text that already holds such a character keeps it: it becomes a mark that stands for itself.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use super::Format;
use crate::report::{Code, Failure, Span};

/// The two private-use planes of Unicode, the last two code points of each left out (they are noncharacters).
const PLANES: [(u32, u32); 2] = [(0xF_0000, 0xF_FFFD), (0x10_0000, 0x10_FFFD)];

/// Number of characters in one plane.
const PLANE: usize = 0xFFFE;

/// How many rows the table of a page can have.
pub(crate) const ROOM: usize = 2 * PLANE;

/// What one private-use character of a guide stands for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Mark {
    /// A reader's value.
    Slot(Slot),
    /// Finished HTML, hidden from the Markdown parser; it may contain further marks.
    Html(String),
    /// The form in which the reader sets values.
    Preferences,
    /// A character that the author wrote and that would be taken for a mark, or for the beginning of an encoded one.
    Literal(char),
    /// Where finished HTML begins in the inner text of a call; a template sees the HTML itself.
    PieceStart,
    /// Where it ends.
    PieceEnd,
}

/// A slot: where a reader's value is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The variable's name.
    pub variable: String,
    /// How the value is rewritten before it is put in.
    pub format: Option<Format>,
    /// What is shown until the reader chooses, already in its format and with `after` at its end.
    pub default: String,
    /// The fixed text that is shown once the reader has chosen, where the value itself must not be.
    ///
    /// A comment beside the digest of a secret never holds the secret: it says `your client secret`.
    pub instead: Option<String>,
    /// What is written unchanged after a value that is not empty: the dot after a subdomain disappears with it.
    pub after: String,
    /// The call in the page.
    pub span: Span,
    /// Whether it is an example in the text of the page, so that there is no call.
    pub example: bool,
}

impl Slot {
    /// Returns the default without what is written after a value.
    pub fn bare_default(&self) -> &str {
        self.default.strip_suffix(self.after.as_str()).unwrap_or(&self.default)
    }
}

/// The table of marks while a page is being expanded; clones share one table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    rows: Arc<Mutex<Vec<Mark>>>,
    #[cfg(feature = "templates")]
    edges: Arc<std::sync::OnceLock<Option<Edges>>>,
}

/// The two characters around finished HTML in an inner text.
#[cfg(feature = "templates")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edges {
    pub(crate) start: char,
    pub(crate) end: char,
}

impl Marks {
    /// Adds a row and returns the character that stands for it.
    ///
    /// # Errors
    ///
    /// Fails when both private-use planes are used up, after 131,068 marks.
    pub(crate) fn add(&self, mark: Mark) -> Result<char, Failure> {
        let mut marks = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(character) = character(marks.len()) else {
            return Err(Failure::new(
                Code::TooManySlots,
                format!("the page needs more than {ROOM} variables and insertions"),
            )
            .help("split the page"));
        };
        let mark = match mark {
            Mark::Html(html) => Mark::Html(only_earlier(html, marks.len())),
            other => other,
        };
        marks.push(mark);
        Ok(character)
    }

    /// Returns how many rows there are.
    #[cfg(feature = "templates")]
    pub(crate) fn len(&self) -> usize {
        self.with(<[Mark]>::len)
    }

    /// Empties the finished HTML of rows whose characters are no longer anywhere.
    #[cfg(feature = "templates")]
    pub(crate) fn forget(&self, rows: std::ops::Range<usize>) {
        let mut marks = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        for mark in marks.get_mut(rows).unwrap_or_default() {
            if let Mark::Html(html) = mark {
                *html = String::new();
            }
        }
    }

    /// Returns the two edges of finished HTML, added to the table when they are first needed.
    ///
    /// `None` where the table is full.
    #[cfg(feature = "templates")]
    pub(crate) fn edges(&self) -> Option<Edges> {
        let add =
            || Some(Edges { start: self.add(Mark::PieceStart).ok()?, end: self.add(Mark::PieceEnd).ok()? });
        *self.edges.get_or_init(add)
    }

    /// Returns the two edges of finished HTML, if the texts of this page contain any.
    #[cfg(feature = "templates")]
    pub(crate) fn known_edges(&self) -> Option<Edges> {
        self.edges.get().copied().flatten()
    }

    /// Lets `read` see the table as it is now; `read` must not add to it.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&[Mark]) -> T) -> T {
        read(&self.rows.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes the rows out of the table.
    pub(crate) fn take(&self) -> Vec<Mark> {
        std::mem::take(&mut *self.rows.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Replaces marks that are not in the table yet, so that finished HTML can never hold itself.
fn only_earlier(html: String, rows: usize) -> String {
    let later = |character: char| index(character).is_some_and(|row| row >= rows);
    if !is_in(&html) {
        return html;
    }
    html.chars()
        .map(|character| if later(character) { char::REPLACEMENT_CHARACTER } else { character })
        .collect()
}

/// Returns the character of a row.
pub(crate) fn character(index: usize) -> Option<char> {
    let (first, _) = PLANES.get(index / PLANE)?;
    char::from_u32(first + (index % PLANE) as u32)
}

/// Returns the row of a character, if it is a private-use one of those two planes.
pub(crate) fn index(character: char) -> Option<usize> {
    let code = character as u32;
    PLANES
        .iter()
        .position(|(first, last)| (*first..=*last).contains(&code))
        .map(|plane| plane * PLANE + (code - PLANES[plane].0) as usize)
}

/// A text cut at its first mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct First<'a> {
    /// The text before it.
    pub(crate) before: &'a str,
    /// Its row in the table.
    pub(crate) row: usize,
    /// How it is written: the character itself, or `%F3%B0%80%80`.
    pub(crate) written: &'a str,
    /// The text after it.
    pub(crate) after: &'a str,
}

impl<'a> First<'a> {
    fn new(text: &'a str, at: usize, length: usize, row: usize) -> Option<Self> {
        let (before, from) = text.split_at_checked(at)?;
        let (written, after) = from.split_at_checked(length)?;
        Some(Self { before, row, written, after })
    }

    /// Tells whether the mark is percent-encoded.
    pub(crate) fn is_encoded(&self) -> bool {
        is_encoded(self.written)
    }
}

/// Tells whether a mark is percent-encoded, by how it is written.
pub(crate) fn is_encoded(written: &str) -> bool {
    written.starts_with('%')
}

/// Cuts a text at its first mark.
///
/// All marks start with the bytes F3 B0 to F4 8F in UTF-8, so a search for two bytes finds them fast.
pub(crate) fn first(text: &str) -> Option<First<'_>> {
    memchr::memchr2_iter(0xF3, 0xF4, text.as_bytes()).find_map(|at| {
        let character = text.get(at..)?.chars().next()?;
        First::new(text, at, character.len_utf8(), index(character)?)
    })
}

/// Cuts a text at its first mark, those among them that a template's URL escaping has percent-encoded.
pub(crate) fn first_written(text: &str) -> Option<First<'_>> {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(0xF3, 0xF4, b'%', bytes).find_map(|at| match bytes.get(at..)? {
        from @ [b'%', ..] => First::new(text, at, ENCODED, index(encoded(from)?)?),
        _ => {
            let character = text.get(at..)?.chars().next()?;
            First::new(text, at, character.len_utf8(), index(character)?)
        }
    })
}

/// Tells whether there is a mark in a text.
pub(crate) fn is_in(text: &str) -> bool {
    first(text).is_some()
}

/// Tells whether there is a mark in a text, percent-encoded or not.
pub(crate) fn is_written_in(text: &str) -> bool {
    first_written(text).is_some()
}

/// A part of a text with marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Part<'a> {
    /// What is between two marks, never empty.
    Text(&'a str),
    /// A mark: its row in the table, and how it is written.
    Mark(usize, &'a str),
}

impl<'a> Part<'a> {
    /// Returns what the text has there.
    pub(crate) fn written(self) -> &'a str {
        match self {
            Part::Text(written) | Part::Mark(_, written) => written,
        }
    }

    /// Returns the row of a mark.
    fn row(self) -> Option<usize> {
        match self {
            Part::Text(_) => None,
            Part::Mark(row, _) => Some(row),
        }
    }
}

/// Splits a text at its marks; the parts together are the text.
pub(crate) fn parts(text: &str) -> Parts<'_> {
    Parts { rest: text, first, mark: None }
}

/// Splits a text at its marks, percent-encoded ones too; the parts together are the text.
pub(crate) fn written_parts(text: &str) -> Parts<'_> {
    Parts { rest: text, first: first_written, mark: None }
}

/// Returns the rows of the marks of a text.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = usize> {
    parts(text).filter_map(Part::row)
}

/// Returns the rows of the marks of a text, percent-encoded ones too.
pub(crate) fn written_rows(text: &str) -> impl Iterator<Item = usize> {
    written_parts(text).filter_map(Part::row)
}

/// The parts of a text.
pub(crate) struct Parts<'a> {
    rest: &'a str,
    first: fn(&str) -> Option<First<'_>>,
    /// The mark that comes next.
    mark: Option<Part<'a>>,
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if let Some(mark) = self.mark.take() {
            return Some(mark);
        }
        let Some(First { before, row, written, after }) = (self.first)(self.rest) else {
            let rest = std::mem::take(&mut self.rest);
            return (!rest.is_empty()).then_some(Part::Text(rest));
        };
        self.rest = after;
        let mark = Part::Mark(row, written);
        if before.is_empty() {
            return Some(mark);
        }
        self.mark = Some(mark);
        Some(Part::Text(before))
    }
}

/// The length of a mark that is percent-encoded.
const ENCODED: usize = "%F3%B0%80%80".len();

/// Returns the character of four bytes that are percent-encoded.
fn encoded(bytes: &[u8]) -> Option<char> {
    let mut decoded = [0; 4];
    for (byte, code) in decoded.iter_mut().zip(bytes.get(..ENCODED)?.chunks(3)) {
        let [b'%', high, low] = *code else { return None };
        let digit = |digit: u8| (digit as char).to_digit(16);
        *byte = (digit(high)? * 16 + digit(low)?) as u8;
    }
    std::str::from_utf8(&decoded).ok()?.chars().next()
}

/// Returns a text as it is published before a reader has chosen anything: the only way from a text with marks to one
/// that may leave the page.
///
/// A slot is its default, finished HTML is itself, the form is nothing.
pub(crate) fn published<'a>(text: &'a str, marks: &[Mark]) -> Cow<'a, str> {
    published_with(text, marks, &|slot| Cow::Borrowed(slot.default.as_str()))
}

/// The same with what `show` makes of a slot.
pub(crate) fn published_with<'a>(text: &'a str, marks: &[Mark], show: Show<'_>) -> Cow<'a, str> {
    published_before(text, marks, show, usize::MAX)
}

/// What is published where a slot is.
pub(crate) type Show<'a> = &'a dyn for<'s> Fn(&'s Slot) -> Cow<'s, str>;

/// Finished HTML only holds finished HTML of older rows than `newest`, so this ends.
fn published_before<'a>(text: &'a str, marks: &[Mark], show: Show<'_>, newest: usize) -> Cow<'a, str> {
    if !is_written_in(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for part in written_parts(text) {
        let (row, written) = match part {
            Part::Text(text) => {
                out.push_str(text);
                continue;
            }
            Part::Mark(row, written) => (row, written),
        };
        let shown = match marks.get(row) {
            Some(Mark::Slot(slot)) => show(slot),
            Some(Mark::Html(html)) if row < newest => published_before(html, marks, show, row),
            Some(Mark::Literal(character)) => Cow::Owned(character.to_string()),
            Some(Mark::Html(_) | Mark::Preferences | Mark::PieceStart | Mark::PieceEnd) => Cow::Borrowed(""),
            None => Cow::Borrowed(written),
        };
        match is_encoded(written) && marks.len() > row {
            true => out.push_str(&Format::Url.apply(&shown)),
            false => out.push_str(&shown),
        }
    }
    Cow::Owned(out)
}

/// Replaces private-use characters that would be taken for marks, in what templates and data bring along.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    if !is_in(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|c| if index(c).is_some() { char::REPLACEMENT_CHARACTER } else { c }).collect(),
    )
}
