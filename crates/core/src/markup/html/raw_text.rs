//! The part of the tokenizer that reads scripts, styles and other elements whose text holds no markup.

use super::tokenizer::{At, Event, Tokenizer};
use crate::text::Cut;

/// An element whose text is not parsed.
#[derive(Debug)]
pub(super) struct RawElement {
    name: &'static str,
    pub(super) text: RawText,
}

/// How the text of such an element is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawText {
    /// Character references work in it: RCDATA in the standard.
    Escapable,
    /// Nothing is an escape: RAWTEXT.
    Raw,
    /// As [`RawText::Raw`], but a comment may hold a script: script data.
    Script,
    /// Nothing ends it: PLAINTEXT.
    Endless,
}

/// The elements whose text is not parsed (HTML Standard, sections 13.2.6.4.4 and 13.2.6.4.7).
static RAW: [RawElement; 9] = [
    RawElement { name: "script", text: RawText::Script },
    RawElement { name: "style", text: RawText::Raw },
    RawElement { name: "xmp", text: RawText::Raw },
    RawElement { name: "iframe", text: RawText::Raw },
    RawElement { name: "noembed", text: RawText::Raw },
    RawElement { name: "noframes", text: RawText::Raw },
    RawElement { name: "plaintext", text: RawText::Endless },
    RawElement { name: "title", text: RawText::Escapable },
    RawElement { name: "textarea", text: RawText::Escapable },
];

/// Returns the element of a name, if its text is not parsed.
pub(super) fn named(name: &str) -> Option<&'static RawElement> {
    RAW.iter().find(|element| element.name.eq_ignore_ascii_case(name))
}

impl Tokenizer {
    /// Reads the text of an element that ends only with its own end tag.
    pub(super) fn raw_text(&mut self, html: &str, position: usize, byte: u8) -> (usize, Option<Event>) {
        let next = position + 1;
        match self.at {
            At::RawOpen if byte == b'/' => {
                self.start = position - 1;
                self.go(At::RawEndName, next)
            }
            At::RawEndName if byte.is_ascii_alphabetic() => (next, None),
            At::RawEndName => self.raw_end_tag(html, position, byte),
            _ => {
                let event = (self.at == At::RawOpen).then_some(Event::Bracket);
                self.follow_script(html, position, byte);
                self.at = if byte == b'<' { At::RawOpen } else { At::Raw };
                (next, event)
            }
        }
    }

    fn raw_end_tag(&mut self, html: &str, position: usize, byte: u8) -> (usize, Option<Event>) {
        let name = self.start + 2..position;
        let is_own = |raw: &RawElement| raw.name.eq_ignore_ascii_case(html.between(name.clone()));
        let ends = self.raw.is_some_and(|raw| raw.text != RawText::Endless && is_own(raw))
            && (byte.is_ascii_whitespace() || byte == b'/' || byte == b'>');
        if ends && self.script_depth == 2 {
            self.script_depth = 1;
        } else if ends {
            self.start_tag(name.start, true);
            self.name = name;
            return self.go(At::AfterName, position);
        }
        self.at = At::Raw;
        (position, Some(Event::Bracket))
    }

    /// Follows the comments in a script, in which a nested `<script>` has an end tag of its own.
    fn follow_script(&mut self, html: &str, position: usize, byte: u8) {
        if self.raw.is_none_or(|raw| raw.text != RawText::Script) {
            return;
        }
        // The byte may be a part of a character, so all of this is about bytes.
        let before = html.as_bytes().before(position);
        let open = || before.last_chunk().is_some_and(|tag: &[u8; 7]| tag.eq_ignore_ascii_case(b"<script"));
        match (self.script_depth, byte) {
            (0, b'-') if before.ends_with(b"<!-") => self.script_depth = 1,
            (1 | 2, b'>') if before.ends_with(b"--") => self.script_depth = 0,
            (1, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>') if open() => self.script_depth = 2,
            _ => {}
        }
    }
}
