//! Smart punctuation by the rules of Goldmark's typographer, which decide by what is around a quote in the source.
//!
//! `pulldown-cmark` has rules of its own; the words of a page must not differ from what Hugo shows.

use crate::guide::mark;
use crate::text::{Cut, characters};

/// Quotes that were opened and not closed yet in the block.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Open {
    single: usize,
    double: usize,
}

/// Returns what replaces the punctuation at the start of `line`, and how many bytes it replaces.
///
/// `before` is the character before it; `line` runs to the end of the block or a few characters.
pub(super) fn replace(before: char, line: &str, open: &mut Open) -> Option<(&'static str, usize)> {
    let bytes = line.as_bytes();
    match bytes {
        [b'-', b'-', b'-', ..] => Some(("&mdash;", 3)),
        [b'-', b'-', ..] => Some(("&ndash;", 2)),
        [b'.', b'.', b'.', ..] => Some(("&hellip;", 3)),
        [b'<', b'<', ..] => Some(("&laquo;", 2)),
        [b'>', b'>', ..] => Some(("&raquo;", 2)),
        [b'\'', ..] => single(before, line, open).map(|quote| (quote, 1)),
        [b'"', ..] => double(before, line, open).map(|quote| (quote, 1)),
        _ => None,
    }
}

const LEFT: &str = "&lsquo;";
const RIGHT: &str = "&rsquo;";

fn single(before: char, line: &str, open: &mut Open) -> Option<&'static str> {
    let bytes = line.as_bytes();
    let at = |index: usize| bytes.get(index).copied();
    let flanks = Flanks::of(before, line);
    let next = line.after(1).chars().next();
    let only_opens = flanks.opens && !flanks.closes;
    // Decades: '90s.
    if only_opens
        && matches!(bytes, [_, b'0'..=b'9', b'0'..=b'9', b's', ..])
        && line.after(4).chars().next().is_none_or(|c| is_space(c) || is_punctuation(c))
    {
        return Some(RIGHT);
    }
    // Shortened words: 'twas, 'em, 'net.
    if (characters::is_punctuation(before) || is_space(before))
        && matches!(at(1), Some(b't' | b'e' | b'n' | b'l'))
    {
        return Some(RIGHT);
    }
    // Between two letters.
    if is_alphanumeric(before) && next.is_some_and(is_letter) {
        return Some(RIGHT);
    }
    let ends_word = |index: usize| at(index).is_none_or(|b| b.is_ascii_punctuation() || is_space(b.into()));
    if only_opens {
        let one = matches!(at(1), Some(b's' | b'm' | b't' | b'd')) && ends_word(2);
        let two = matches!(bytes.get(1..3), Some(b"ve" | b"ll" | b"re")) && ends_word(3);
        if one || two {
            return Some(RIGHT);
        }
        open.single += 1;
        return Some(LEFT);
    }
    // Plural possessives and shortened endings: Smiths', doin'.
    if bytes.len() > 2 && !at(1).is_some_and(|b| b.is_ascii_digit()) {
        return Some(RIGHT);
    }
    if open.single > 0 && flanks.ends_quote(line) {
        open.single -= 1;
        return Some(RIGHT);
    }
    None
}

fn double(before: char, line: &str, open: &mut Open) -> Option<&'static str> {
    let flanks = Flanks::of(before, line);
    if flanks.opens && !flanks.closes {
        open.double += 1;
        return Some("&ldquo;");
    }
    if open.double > 0 && flanks.ends_quote(line) {
        // Inches: "Monitor 21"".
        if line.as_bytes().get(1) == Some(&b'"') && characters::is_digit(before) {
            return None;
        }
        open.double -= 1;
        return Some("&rdquo;");
    }
    None
}

/// Whether a quote can open and close, by CommonMark's rules for delimiter runs.
struct Flanks {
    opens: bool,
    closes: bool,
}

impl Flanks {
    fn of(before: char, line: &str) -> Self {
        let quote = line.as_bytes().first().copied().unwrap_or(b'"') as char;
        let after = line.trim_start_matches(quote).chars().next().unwrap_or(' ');
        let (punctuation_before, space_before) = (is_punctuation(before), is_space(before));
        let (punctuation_after, space_after) = (is_punctuation(after), is_space(after));
        Self {
            opens: !space_after && (!punctuation_after || space_before || punctuation_before),
            closes: !space_before && (!punctuation_before || space_after || punctuation_after),
        }
    }

    fn ends_quote(&self, line: &str) -> bool {
        let bytes = line.as_bytes();
        let maybe = || {
            self.opens
                && line.after(1).chars().next().is_some_and(characters::is_punctuation)
                && bytes.get(2).is_none_or(|b| b.is_ascii_punctuation() || is_space((*b).into()))
        };
        self.closes && (!self.opens || maybe())
    }
}

fn is_space(character: char) -> bool {
    character.is_whitespace()
}

/// Symbols count as punctuation around a quote, as in CommonMark 0.31.
fn is_punctuation(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_punctuation(),
        false => characters::is_punctuation(character) || characters::is_symbol(character),
    }
}

/// A mark is the reader's word, so it counts as a letter.
fn is_letter(character: char) -> bool {
    mark::index(character).is_some() || characters::is_letter(character)
}

fn is_alphanumeric(character: char) -> bool {
    is_letter(character) || characters::is_digit(character)
}
