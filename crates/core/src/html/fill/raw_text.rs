//! The part of the scanner that reads scripts, styles and other elements whose text holds no markup.

use super::scanner::{At, Scanner};
use crate::text::Cut;

/// The elements whose text is not parsed, and whether references work in it.
pub(super) const RAW: [(&str, bool); 9] = [
    ("script", false),
    ("style", false),
    ("xmp", false),
    ("iframe", false),
    ("noembed", false),
    ("noframes", false),
    ("noscript", true),
    ("title", true),
    ("textarea", true),
];

impl Scanner<'_> {
    /// Reads the text of an element that ends only with its own end tag.
    pub(super) fn raw_text(&mut self, position: usize, byte: u8) -> usize {
        let next = position + 1;
        match self.at {
            At::RawOpen if byte == b'/' => {
                self.raw_end = next;
                self.go(At::RawEndName, next)
            }
            At::RawEndName if byte.is_ascii_alphabetic() => next,
            At::RawEndName => self.raw_end_tag(position, byte),
            _ => {
                if self.at == At::RawOpen {
                    self.reading.bracket();
                }
                self.follow_script(position, byte);
                self.go(if byte == b'<' { At::RawOpen } else { At::Raw }, next)
            }
        }
    }

    fn raw_end_tag(&mut self, position: usize, byte: u8) -> usize {
        let name = self.out.between(self.raw_end..position);
        let ends = self.raw.is_some_and(|(raw, _)| raw.eq_ignore_ascii_case(name))
            && (byte.is_ascii_whitespace() || byte == b'/' || byte == b'>');
        if ends && self.script_depth == 2 {
            self.script_depth = 1;
        } else if ends {
            self.tag = self.raw_end;
            self.tag_end = position;
            self.closing = true;
            return self.go(At::AfterName, position);
        }
        self.reading.bracket();
        self.go(At::Raw, position)
    }

    /// Follows the comments in a script, in which a nested `<script>` has an end tag of its own.
    fn follow_script(&mut self, position: usize, byte: u8) {
        if self.raw != Some(RAW[0]) {
            return;
        }
        // The byte may be a part of a character, so all of this is about bytes.
        let before = self.out.as_bytes().before(position);
        let open = || before.last_chunk().is_some_and(|tag: &[u8; 7]| tag.eq_ignore_ascii_case(b"<script"));
        match (self.script_depth, byte) {
            (0, b'-') if before.ends_with(b"<!-") => self.script_depth = 1,
            (1 | 2, b'>') if before.ends_with(b"--") => self.script_depth = 0,
            (1, b' ' | b'\t' | b'\n' | b'\x0C' | b'/' | b'>') if open() => self.script_depth = 2,
            _ => {}
        }
    }
}
