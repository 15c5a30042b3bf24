//! The texts of finished HTML: code blocks with their language, and what stands between tags.
//!
//! Tags, comments, scripts and styles are passed over; entities are read, so that `&#39;` is a quote.

use super::passages::Passage;
use crate::text::Cut;

/// Finds the texts of `html`, which begins at a byte of its row or of the page.
pub(super) fn find(html: &str, start: usize, row: Option<usize>, passages: &mut Vec<Passage>) {
    let passage = || Passage::of(row);
    let mut open = passage();
    let mut title = String::new();
    let mut at = 0;
    while at < html.len() {
        let rest = html.after(at);
        if let Some(length) = tag(rest) {
            let name = name(rest);
            if open.code.is_none() {
                passages.push(std::mem::replace(&mut open, passage()));
            }
            match name {
                "figcaption" => title = text_of(rest.after(length)).to_owned(),
                "/figure" => title.clear(),
                "pre" => open.code = Some((String::new(), std::mem::take(&mut title))),
                "code" => {
                    if let Some((language, _)) = &mut open.code {
                        *language = language_of(rest.before(length)).to_owned();
                    }
                }
                "/pre" => passages.push(std::mem::replace(&mut open, passage())),
                _ => {}
            }
            at += length;
        } else if let Some((character, length)) = entity(rest) {
            open.push_as(character, start + at..start + at + length);
            at += length;
        } else {
            // What it begins with is text, even a `<` or a `&`, since it opens nothing.
            let next = rest.match_indices(['<', '&']).find(|(at, _)| *at > 0);
            let length = next.map_or(rest.len(), |(at, _)| at);
            open.push(rest.before(length), start + at);
            at += length;
        }
    }
    passages.push(open);
    passages.retain(|passage| !passage.text.is_empty());
}

/// Returns the length of the tag or the comment that a text begins with; scripts and styles count as a whole.
fn tag(text: &str) -> Option<usize> {
    if !text.starts_with('<') {
        return None;
    }
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    if text.starts_with("<!--") {
        return Some(until("-->"));
    }
    match name(text) {
        "" => None,
        "script" => Some(until("</script>")),
        "style" => Some(until("</style>")),
        _ => {
            let mut quote = None;
            let end = text.char_indices().find(|(_, character)| match (quote, character) {
                (None, '>') => true,
                (None, '"' | '\'') => {
                    quote = Some(*character);
                    false
                }
                (Some(open), character) if open == *character => {
                    quote = None;
                    false
                }
                _ => false,
            });
            Some(end.map_or(text.len(), |(at, _)| at + 1))
        }
    }
}

/// Returns the name of a tag, with the slash of an end tag.
fn name(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or_default();
    let length =
        name.find(|c: char| !c.is_ascii_alphanumeric() && c != '/' && c != '-').unwrap_or(name.len());
    name.before(length).trim_end_matches('/')
}

fn text_of(text: &str) -> &str {
    text.split('<').next().unwrap_or_default()
}

/// Returns the language in the class of a `code` element.
fn language_of(tag: &str) -> &str {
    let language = tag.split_once("language-").map_or("", |(_, language)| language);
    language.split(['"', '\'', ' ', '>']).next().unwrap_or_default()
}

/// Reads a character reference of those that writers of HTML use.
fn entity(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let name = name.before(name.bytes().take(9).position(|byte| byte == b';')?);
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, name.len() + 2))
}
