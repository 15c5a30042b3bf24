//! Marks: one private-use character for everything that must pass through Markdown untouched.
//!
//! A reader's value, finished HTML and the preferences form are each one character in the text of a guide and one
//! row in its table. The Markdown parser sees an ordinary letter, so it can neither break a value nor be broken by one.
//! A text that already holds such a character keeps it: it becomes a mark that stands for itself.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cut::Cut;
use crate::diagnostic::{Code, Failure};
use crate::format::Format;
use crate::source::Span;

/// The two private-use planes of Unicode, the last two code points of each left out (they are no characters).
const PLANES: [(u32, u32); 2] = [(0xF_0000, 0xF_FFFD), (0x10_0000, 0x10_FFFD)];

/// Number of characters in one plane.
const PLANE: usize = 0xFFFE;

/// How many rows the table of a page can have.
pub(crate) const ROOM: usize = 2 * PLANE;

/// What one private-use character of a guide stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A reader's value.
    Slot(Slot),
    /// Finished HTML, kept out of the Markdown parser's sight; may hold further marks.
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

/// A place for a reader's value.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The variable's name.
    pub variable: String,
    /// How the value is rewritten before it is put in.
    pub format: Option<Format>,
    /// What stands there until the reader chooses, already in its format and with `after` at its end.
    pub default: String,
    /// The fixed text that stands there as soon as the reader has chosen, where the value itself must not.
    ///
    /// A comment beside the digest of a secret never holds the secret: it says `your client secret`.
    pub instead: Option<String>,
    /// What is written behind a value that is not empty, as it is: the dot behind a subdomain goes away with it.
    pub after: String,
    /// The call in the page.
    pub span: Span,
    /// Whether it is an example that stands in the page as text, so that there is no call.
    pub example: bool,
}

impl Slot {
    /// Returns the default without what is written behind a value.
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

/// The two characters between which finished HTML stands in an inner text.
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
    pub(crate) fn len(&self) -> usize {
        self.with(<[Mark]>::len)
    }

    /// Empties the finished HTML of rows whose characters stand nowhere any more.
    pub(crate) fn forget(&self, rows: Range<usize>) {
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

    /// Returns the two edges of finished HTML, if any stand in the texts of this page.
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
    if find(&html).is_none() {
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

/// Returns the first mark of a text: its byte offset, its length in bytes and its row.
///
/// All of them start with the bytes F3 B0 to F4 8F in UTF-8, so a search for two bytes finds them fast.
pub(crate) fn find(text: &str) -> Option<(usize, usize, usize)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr2(0xF3, 0xF4, &bytes[from..]).map(|at| from + at) {
        if let Some(character) = text.after(at).chars().next()
            && let Some(row) = index(character)
        {
            return Some((at, character.len_utf8(), row));
        }
        from = at + 4;
    }
    None
}

/// A mark in a text that templates have written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    /// First byte.
    pub(crate) at: usize,
    /// Length in bytes.
    pub(crate) length: usize,
    /// The row in the table.
    pub(crate) row: usize,
    /// Whether it is written as `%F3%B0%80%80`.
    pub(crate) encoded: bool,
}

/// Returns the first mark of a text, those among them that a template's URL escaping has percent-encoded.
pub(crate) fn find_written(text: &str) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr3(0xF3, 0xF4, b'%', &bytes[from..]).map(|at| from + at) {
        let found = if bytes[at] == b'%' { encoded(&bytes[at..]) } else { text.after(at).chars().next() };
        if let Some(row) = found.and_then(index) {
            let encoded = bytes[at] == b'%';
            return Some(Found { at, length: if encoded { 12 } else { 4 }, row, encoded });
        }
        from = at + 1;
    }
    None
}

/// Returns the character of four bytes that are percent-encoded.
fn encoded(bytes: &[u8]) -> Option<char> {
    let mut decoded = [0; 4];
    for (byte, code) in decoded.iter_mut().zip(bytes.get(..12)?.chunks(3)) {
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

/// What is published where a slot stands.
pub(crate) type Show<'a> = &'a dyn for<'s> Fn(&'s Slot) -> Cow<'s, str>;

/// Finished HTML only holds finished HTML of older rows than `newest`, so this ends.
fn published_before<'a>(text: &'a str, marks: &[Mark], show: Show<'_>, newest: usize) -> Cow<'a, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(found) = find_written(rest) {
        let Some((before, from)) = rest.split_at_checked(found.at) else { break };
        let Some((written, behind)) = from.split_at_checked(found.length) else { break };
        out.push_str(before);
        let shown = match marks.get(found.row) {
            Some(Mark::Slot(slot)) => show(slot),
            Some(Mark::Html(html)) if found.row < newest => published_before(html, marks, show, found.row),
            Some(Mark::Literal(character)) => Cow::Owned(character.to_string()),
            Some(Mark::Html(_) | Mark::Preferences | Mark::PieceStart | Mark::PieceEnd) => Cow::Borrowed(""),
            None => Cow::Borrowed(written),
        };
        match found.encoded && marks.len() > found.row {
            true => out.push_str(&Format::Url.apply(&shown)),
            false => out.push_str(&shown),
        }
        rest = behind;
    }
    if out.is_empty() && rest.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(out + rest) }
}

/// Returns what a reader sees of a text with marks: [`published`], and of finished HTML only the text.
pub(crate) fn seen<'a>(text: &'a str, marks: &[Mark]) -> Cow<'a, str> {
    let Some((before, from)) = find(text).and_then(|(at, ..)| text.split_at_checked(at)) else {
        return Cow::Borrowed(text);
    };
    let mut out = before.to_owned();
    for character in from.chars() {
        let mut buffer = [0; 4];
        let written = published(character.encode_utf8(&mut buffer), marks);
        match index(character).and_then(|row| marks.get(row)) {
            #[cfg(feature = "templates")]
            Some(Mark::Html(_)) => out.push_str(&crate::html::text_of(&written)),
            _ => out.push_str(&written),
        }
    }
    Cow::Owned(out)
}

/// Replaces private-use characters that would be taken for marks, in what templates and data bring along.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    if find(text).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|c| if index(c).is_some() { char::REPLACEMENT_CHARACTER } else { c }).collect(),
    )
}
