//! Marks: one private-use character for everything that must pass through Markdown untouched.
//!
//! A reader's value, finished HTML and the preferences form are each one character in the text of a guide and one
//! row in its table. The Markdown parser sees an ordinary letter, so it can neither break a value nor be broken by one.
//! A text that already holds such a character keeps it: it becomes a mark that stands for itself.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// A private-use character that the author wrote.
    Literal(char),
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
pub(crate) struct Marks(Arc<Mutex<Vec<Mark>>>);

impl Marks {
    /// Adds a row and returns the character that stands for it.
    ///
    /// # Errors
    ///
    /// Fails when both private-use planes are used up, after 131,068 marks.
    pub(crate) fn add(&self, mark: Mark) -> Result<char, Failure> {
        let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
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

    /// Lets `read` see the table as it is now; `read` must not add to it.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&[Mark]) -> T) -> T {
        read(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes the rows out of the table.
    pub(crate) fn take(&self) -> Vec<Mark> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
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
        if let Some(character) = text[at..].chars().next()
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
        let found = if bytes[at] == b'%' { encoded(&bytes[at..]) } else { text[at..].chars().next() };
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

/// Replaces private-use characters that would be taken for marks, in what templates and data bring along.
pub fn without_marks(text: &str) -> Cow<'_, str> {
    if find(text).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|c| if index(c).is_some() { char::REPLACEMENT_CHARACTER } else { c }).collect(),
    )
}
