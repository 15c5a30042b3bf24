//! Headings: their ids as Hugo makes them, and the attributes at their end.
//!
//! Other pages link to these ids, so they must be exactly Hugo's, oddities included.
//! They are made of the slots' defaults: an id that moved when a reader types would break every link to it.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::guide::{Mark, mark};
use crate::markup::Attributes;
#[cfg(feature = "templates")]
use crate::markup::html::text::plain_text;
use crate::text::Cut;
use crate::text::characters::{is_digit, is_letter};

/// The ids of a page, each used once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Every id, with the number at which its next duplicate starts to look.
    taken: HashMap<String, usize>,
}

impl Ids {
    /// Returns the id of a heading with this plain text; a duplicate gets `-1`, `-2` and so on.
    pub(super) fn generate(&mut self, text: &str) -> String {
        let mut id = slug(text);
        if id.is_empty() {
            id.push_str("heading");
        }
        let Some(mut number) = self.taken.get(&id).copied() else {
            self.taken.insert(id.clone(), 1);
            return id;
        };
        let double = loop {
            let candidate = format!("{id}-{number}");
            number += 1;
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(id, number);
        self.taken.insert(double.clone(), 1);
        double
    }

    /// Notes an id that the author chose.
    pub(super) fn put(&mut self, id: &str) {
        self.taken.entry(id.to_owned()).or_insert(1);
    }
}

/// Returns a text as an id: letters, digits and `_` in lower case, `-` for each space.
fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            '-' | ' ' => out.push('-'),
            'a'..='z' | '0'..='9' | '_' => out.push(character),
            _ if is_letter(character) || is_digit(character) => out.extend(character.to_lowercase().next()),
            _ => {}
        }
    }
    out
}

/// Finds the attributes at the end of a heading: where they start in `source`, the space before them included.
///
/// `source` is the heading as the page writes it, marker or underline included.
pub(super) fn attributes(source: &str) -> Option<(usize, Attributes)> {
    let mut end = source.trim_end().len();
    if !source.starts_with('#') {
        end = source.before(end).rfind('\n')?;
    }
    let start = source.before(end).rfind('\n').map_or(0, |at| at + 1);
    let line = source.between(start..end);
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'{', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'\\' {
            at += 1 + usize::from(bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation));
        } else if let Some((attributes, length)) = Attributes::parse(line.after(at))
            && line.after(at + length).trim().is_empty()
        {
            let text = line.before(at).trim_end();
            let text = if source.starts_with('#') { without_closing(text) } else { text };
            return Some((start + text.len(), attributes));
        } else {
            at += 1;
        }
        at = at.min(bytes.len());
    }
    None
}

/// Leaves out the `##` that may close a heading.
fn without_closing(text: &str) -> &str {
    let open = text.trim_end_matches('#');
    if open.len() < text.len() && open.ends_with([' ', '\t']) { open.trim_end() } else { text }
}

/// The plain text of a heading while it is written, collected as Hugo collects it for the id.
///
/// Of an emphasis, a link or another element, Hugo sees only the first piece of text.
#[derive(Debug, Default)]
pub(super) struct PlainText {
    text: String,
    /// For each open element, whether its first piece has been seen.
    open: Vec<bool>,
}

impl PlainText {
    /// Adds a piece of text; marks in it become what a reader sees.
    pub(super) fn piece(&mut self, text: &str, marks: &[Mark]) {
        let seen = self.open.last_mut().is_some_and(|seen| std::mem::replace(seen, true));
        if seen {
            return;
        }
        self.text.push_str(&seen_of(text, marks));
    }

    /// Adds the end of a line.
    pub(super) fn line_break(&mut self) {
        if self.open.is_empty() {
            self.text.push('\n');
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self) {
        self.open.push(self.open.last().copied().unwrap_or(false));
    }

    /// Closes an element.
    pub(super) fn close(&mut self) {
        self.open.pop();
        if let Some(seen) = self.open.last_mut() {
            *seen = true;
        }
    }

    /// Returns what the id is made of: of several lines the last one.
    pub(super) fn last_line(&self) -> &str {
        self.text.rsplit('\n').next().unwrap_or_default()
    }
}

/// Returns what a reader sees of a text with marks: [`mark::published`], and of finished HTML only the text.
fn seen_of<'a>(text: &'a str, marks: &[Mark]) -> Cow<'a, str> {
    let Some((before, from)) = mark::first(text).and_then(|found| text.split_at_checked(found.before.len()))
    else {
        return Cow::Borrowed(text);
    };
    let mut out = before.to_owned();
    for character in from.chars() {
        let mut buffer = [0; 4];
        let written = mark::published(character.encode_utf8(&mut buffer), marks);
        match mark::index(character).and_then(|row| marks.get(row)) {
            #[cfg(feature = "templates")]
            Some(Mark::Html(_)) => out.push_str(&plain_text(&written)),
            _ => out.push_str(&written),
        }
    }
    Cow::Owned(out)
}
