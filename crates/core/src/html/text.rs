//! The text between the tags: escaped, with smart punctuation, bare addresses as links, and emoji by name.
//!
//! Goldmark decides all of this by the source around a character.
//! So adjacent pieces of text in the source are put together first, and looked at there.

use std::ops::Range;

use super::writer::Writer;
use super::{block, linkify, typography};
use crate::guide::mark;
use crate::markup::escape;
use crate::text::Cut;

/// A piece of text that is the same in the source.
#[derive(Debug, Clone)]
pub(super) struct Run {
    range: Range<usize>,
    /// Whether it starts a line of its block.
    line_start: bool,
    /// Whether it starts a line or follows something that is not text, so that an address may start with it.
    after_node: bool,
}

/// How much of the line after a character its typography may depend on; more would make a line of quotes quadratic.
const MAX_LOOK_AHEAD: usize = 64;

impl<'a> Writer<'a> {
    /// Takes a piece of text from the parser.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if self.fence.is_some() {
            return self.code_line(text);
        }
        if self.inlines.in_autolink {
            self.line_start = false;
            return escape::push_text(&mut self.out, text);
        }
        let source = self.source.get(range.clone()).unwrap_or_default();
        if text == source || text.starts_with(source) && range.end == self.cut {
            match &mut self.run {
                Some(run) if run.range.end == range.start => run.range.end = range.end,
                _ => {
                    self.flush();
                    let line_start = std::mem::take(&mut self.line_start);
                    let after_node = self.text_end != range.start && !is_escaped(self.source, range.start);
                    self.run = Some(Run { range, line_start, after_node });
                }
            }
        } else {
            self.flush();
            self.line_start = false;
            self.decoded(text, source);
            self.text_end = range.end;
        }
    }

    /// Writes the text that waits.
    pub(super) fn flush(&mut self) {
        if let Some(run) = self.run.take() {
            self.write_run(&run);
            self.text_end = run.range.end;
        }
    }

    /// Writes a character that the source has as a reference; it is never smart punctuation, and not a mark.
    fn decoded(&mut self, text: &str, source: &str) {
        let text = &*mark::without_marks(text);
        escape::push_text(&mut self.out, text);
        if let Some(heading) = &mut self.heading {
            // Hugo leaves numeric references in what it makes the id of.
            heading.plain.piece(if source.starts_with("&#") { source } else { text }, self.marks);
        }
    }

    fn write_run(&mut self, run: &Run) {
        let source = self.source;
        let text = source.between(run.range.clone());
        let bytes = text.as_bytes();
        let may_link = self.inlines.links == 0 && !self.inlines.in_image() && linkify::may_hold_address(text);
        let escaped = is_escaped(source, run.range.start);
        let (mut written, mut at) = (0, usize::from(escaped));
        while at < bytes.len() {
            let starts_word = may_link && self.inlines.brackets == 0 && {
                let after_node = if at == 0 { run.after_node } else { at == written };
                after_node || at > usize::from(escaped) && starts_word(bytes[at - 1])
            };
            if starts_word && let Some(address) = linkify::find(text.after(at), self.marks) {
                self.literal(text.between(written..at));
                self.address(text.between(at..at + address.length), address.kind);
                at += address.length;
                written = at;
                continue;
            }
            self.inlines.count_bracket(bytes[at]);
            let position = run.range.start + at;
            if let Some((html, length)) = self.substitute(text.after(at), position, run.line_start && at == 0)
            {
                self.literal(text.between(written..at));
                self.out.push_str(html);
                self.substituted(text.between(at..at + length));
                at += length;
                written = at;
            } else {
                at = next_candidate(bytes, at + 1, may_link);
            }
        }
        self.literal(text.after(written));
    }

    /// Returns what replaces the punctuation or the emoji name at the start of `text`, and its length.
    fn substitute(&mut self, text: &str, position: usize, line_start: bool) -> Option<(&'static str, usize)> {
        match text.as_bytes().first()? {
            b'\'' | b'"' | b'-' | b'.' | b'<' | b'>' => {
                let before = match line_start {
                    true => '\n',
                    false => self.source.before(position).chars().next_back().unwrap_or('\n'),
                };
                let line = self.line(position);
                let found = typography::replace(before, line, &mut self.quotes);
                // The parser may have taken the rest for something else, as in `<<b>`.
                found.filter(|(_, length)| *length <= text.len())
            }
            b':' if self.options.emoji => emoji(text),
            _ => None,
        }
    }

    /// Returns the line of the source after a position, within its block and not too far.
    fn line(&self, position: usize) -> &'a str {
        let end = self.source.floor_char_boundary((position + MAX_LOOK_AHEAD).min(self.block_end));
        let line = self.source.get(position..end).unwrap_or_default();
        match line.find('\n') {
            Some(newline) => line.before(newline + 1),
            None => line,
        }
    }

    /// Writes text as it is.
    fn literal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.plain.piece(text, self.marks);
        }
        if self.in_paragraph && self.inlines.depth == 0 && mark::is_in(text) {
            self.literal_with_blocks(text);
        } else {
            escape::push_text(&mut self.out, text);
        }
    }

    /// A block closes the paragraph that it is in; what follows it is another one.
    fn literal_with_blocks(&mut self, text: &str) {
        let mut rest = text;
        for character in text.chars().filter(|character| block::is_block(*character, self.marks)) {
            let Some((before, after)) = rest.split_once(character) else { continue };
            escape::push_text(&mut self.out, before.trim_end_matches(' '));
            match self.out.strip_suffix("<p>").map(str::len) {
                Some(length) => self.out.truncate(length),
                None => self.out.push_str("</p>\n"),
            }
            self.out.push(character);
            self.out.push_str("\n<p>");
            self.has_block = true;
            rest = after.trim_start_matches(' ');
        }
        escape::push_text(&mut self.out, rest);
    }

    /// For the id of a heading, what was substituted is a piece of its own: punctuation, or the name of an emoji.
    fn substituted(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            let name = text.trim_matches(':');
            heading.plain.piece(if name.len() < text.len() { name } else { "\u{2019}" }, self.marks);
        }
    }

    fn address(&mut self, address: &str, kind: linkify::Kind) {
        let start = match kind {
            linkify::Kind::Url => "",
            linkify::Kind::Www => "https://",
            linkify::Kind::Email => "mailto:",
        };
        self.out.push_str("<a href=\"");
        self.destination(&format!("{start}{address}"), false);
        self.out.push_str("\">");
        escape::push_text(&mut self.out, address);
        self.out.push_str("</a>");
    }
}

/// Returns the next position that [`Writer::write_run`] has to look at.
fn next_candidate(bytes: &[u8], from: usize, may_link: bool) -> usize {
    let is_candidate = |at: usize| is_special(bytes[at]) || may_link && starts_word(bytes[at - 1]);
    (from..bytes.len()).find(|at| is_candidate(*at)).unwrap_or(bytes.len())
}

/// Tells whether an address may follow a character.
fn starts_word(byte: u8) -> bool {
    matches!(byte, b' ' | b'(' | b'*' | b'_' | b'~')
}

/// Tells whether a character may be the start of something that is substituted, or a bracket.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'\'' | b'"' | b'-' | b'.' | b'<' | b'>' | b':' | b'[' | b']')
}

/// Tells whether the character at a position follows a backslash that is not itself escaped.
fn is_escaped(source: &str, position: usize) -> bool {
    let before = &source.as_bytes()[..position];
    before.last() == Some(&b'\\')
        && source.as_bytes().get(position).is_some_and(u8::is_ascii_punctuation)
        && source.as_bytes()[position] != b'\\'
        && before.iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
}

/// Returns no emoji: this build does not contain their names.
#[cfg(not(feature = "emoji"))]
fn emoji(_: &str) -> Option<(&'static str, usize)> {
    None
}

/// Returns the emoji that a text names between colons, as `:tada:`.
#[cfg(feature = "emoji")]
fn emoji(text: &str) -> Option<(&'static str, usize)> {
    let name = text.get(1..)?;
    let length = name.bytes().position(|b| !(b.is_ascii_alphanumeric() || b"_+-".contains(&b)))?;
    if name.as_bytes().get(length) != Some(&b':') {
        return None;
    }
    let emoji = emojis::get_by_shortcode(name.before(length))?;
    Some((emoji.as_str(), length + 2))
}
