//! Writing a value as a rule requires, and reading it back: escapes, characters as numbers, interpolations.

use std::borrow::Cow;

use super::rule::{Control, Interpolation, MAX_OPEN, Otherwise, TokenRule};
use crate::text::characters::{describe, is_invisible};
use crate::text::{Cut, Find};

/// Guards around an interpolation in decoded text: noncharacters, which no value can contain.
pub(crate) const RAW: (char, char) = ('\u{FDD0}', '\u{FDD1}');

impl TokenRule {
    /// Writes a value as this rule requires.
    ///
    /// # Errors
    ///
    /// Says what the rule cannot contain.
    pub(crate) fn encode(&self, value: &str) -> Result<String, String> {
        let mut out = String::with_capacity(value.len() + 8);
        let mut rest = value;
        while let Some(character) = rest.chars().next() {
            if let Some((plain, written)) = self.escapes.iter().find(|(plain, _)| rest.starts_with(plain)) {
                if written.is_empty() {
                    return Err(self.cannot_have(&format!("`{plain}`")));
                }
                out.push_str(written);
                rest = rest.after(plain.len());
                continue;
            }
            self.push(&mut out, character)?;
            rest = rest.after(character.len_utf8());
        }
        Ok(out)
    }

    fn push(&self, out: &mut String, character: char) -> Result<(), String> {
        let breaks_line = character == '\n' && !self.multiline;
        if (is_invisible(character) && !"\n\t".has(character)) || breaks_line {
            return match self.control {
                Control::Refuse if self.otherwise == Otherwise::Percent => {
                    percent(out, character);
                    Ok(())
                }
                Control::Refuse => Err(self.cannot_hold(character)),
                _ => self.push_control(out, character),
            };
        }
        if self.allowed.has(character) {
            out.push(character);
            return Ok(());
        }
        match (self.otherwise, self.escape) {
            (Otherwise::Escape, Some(escape)) => out.extend([escape, character]),
            (Otherwise::Percent, _) => percent(out, character),
            (Otherwise::Number, _) => return self.push_control(out, character),
            _ => return Err(self.cannot_hold(character)),
        }
        Ok(())
    }

    fn push_control(&self, out: &mut String, character: char) -> Result<(), String> {
        let code = character as u32;
        let written = match self.control {
            Control::Hex if code < 0x80 => format!("\\x{code:02x}"),
            Control::Octal if code < 0x80 => format!("\\{code:03o}"),
            Control::Unicode if code < 0x1_0000 => format!("\\u{code:04x}"),
            Control::Braces => format!("\\u{{{code:x}}}"),
            _ => return Err(self.cannot_hold(character)),
        };
        out.push_str(&written);
        Ok(())
    }

    /// Says that the rule cannot contain a character.
    pub(crate) fn cannot_hold(&self, character: char) -> String {
        self.cannot_have(&describe(character))
    }

    fn cannot_have(&self, what: &str) -> String {
        let name = self.name;
        match self.otherwise {
            Otherwise::RefuseAs(why) => format!("{name} cannot contain {what} here: {why}"),
            _ => format!("{name} cannot contain {what} here"),
        }
    }

    /// Reads content back: escapes become what they stand for, interpolations stay as they are written, between
    /// [`RAW`]s.
    pub(crate) fn decode(&self, content: &str) -> String {
        let mut out = String::with_capacity(content.len());
        let mut rest = content;
        loop {
            let (plain, after) = rest.around(ordinary(rest));
            out.push_str(plain);
            if after.is_empty() {
                return out;
            }
            rest = after;
            let (unit, length) = self.unit(rest);
            match unit {
                Unit::Text(text) => out.push_str(&text),
                Unit::Raw => {
                    out.push(RAW.0);
                    out.push_str(rest.before(length));
                    out.push(RAW.1);
                }
            }
            rest = rest.after(length);
        }
    }

    /// Reads the first part of the rest of the content: what it stands for and how long it is.
    pub(crate) fn unit<'t>(&self, rest: &'t str) -> (Unit<'t>, usize) {
        let is_written = |(_, written): &&(&str, &str)| !written.is_empty() && rest.starts_with(written);
        if let Some((plain, written)) = self.escapes.iter().find(is_written) {
            return (Unit::Text(Cow::Borrowed(plain)), written.len());
        }
        if let Some(length) = self.interpolations.iter().find_map(|interpolation| interpolation.length(rest))
        {
            return (Unit::Raw, length);
        }
        let mut characters = rest.chars();
        let first = characters.next().unwrap_or_default();
        if self.otherwise == Otherwise::Percent && first == '%' {
            return percent_unit(rest);
        }
        if Some(first) != self.escape {
            return (Unit::Text(Cow::Borrowed(rest.before(first.len_utf8()))), first.len_utf8());
        }
        if let Some((character, length)) = self.control_piece(rest) {
            return (Unit::Text(Cow::Owned(character.to_string())), length);
        }
        let second = characters.next().map_or(0, char::len_utf8);
        let length = first.len_utf8() + second;
        if self.otherwise == Otherwise::Escape {
            return (Unit::Text(Cow::Borrowed(rest.between(first.len_utf8()..length))), length);
        }
        (Unit::Raw, length)
    }

    /// Reads a character that is written as its number.
    fn control_piece(&self, rest: &str) -> Option<(char, usize)> {
        let (digits, before, after, radix) = match self.control {
            Control::Refuse => return None,
            Control::Hex => (rest.strip_prefix("\\x")?.get(..2)?, 2, 0, 16),
            Control::Unicode => (rest.strip_prefix("\\u")?.get(..4)?, 2, 0, 16),
            Control::Octal => (rest.strip_prefix('\\')?.get(..3)?, 1, 0, 8),
            Control::Braces => (rest.strip_prefix("\\u{")?.split_once('}')?.0, 3, 1, 16),
        };
        // A sign is not a digit, although the standard library accepts one.
        let code = digits.bytes().all(|b| b.is_ascii_alphanumeric()).then_some(digits)?;
        let character = char::from_u32(u32::from_str_radix(code, radix).ok()?)?;
        Some((character, before + digits.len() + after))
    }
}

/// What one part of a content means.
#[derive(Debug, PartialEq)]
pub(crate) enum Unit<'t> {
    /// It stands for this text.
    Text(Cow<'t, str>),
    /// It stands for something unknown.
    Raw,
}

impl Interpolation {
    /// Returns how long the interpolation is that a text starts with.
    fn length(self, text: &str) -> Option<usize> {
        match self {
            Interpolation::Name(sign) => {
                let rest = text.strip_prefix(sign)?;
                let name = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
                Some(sign.len() + name)
            }
            Interpolation::Between(open, close) => {
                text.starts_with(open).then(|| nested(text, open, close).unwrap_or(open.len()))
            }
        }
    }
}

/// Returns the length of a nested part, its delimiters included; quotes in it hide delimiters.
///
/// Where it is nested too deeply, nothing is known of all that follows.
fn nested(text: &str, open: &str, close: &str) -> Option<usize> {
    let bracket = open.chars().last().filter(|_| open != close).map(String::from);
    let mut depth = 0;
    let mut at = open.len();
    let mut quote = None;
    while let Some(character) = text.after(at).chars().next() {
        if depth > MAX_OPEN {
            return Some(text.len());
        }
        let rest = text.after(at);
        match (quote, character) {
            (_, '\n') if depth == 0 && close == "`" => return None,
            (Some(open), _) if character == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') if close != "`" => quote = Some(character),
            (None, _) if rest.starts_with(close) && depth == 0 => return Some(at + close.len()),
            (None, _) if rest.starts_with(close) => depth -= 1,
            (None, _) if bracket.as_ref().is_some_and(|bracket| rest.starts_with(bracket)) => depth += 1,
            (None, _) => {}
        }
        at += character.len_utf8();
    }
    None
}

/// Returns how many characters at the start of a rule's content begin or end nothing in any rule: they are passed over
/// at once, and most of a text is these.
pub(crate) fn ordinary(content: &str) -> usize {
    let is_ordinary =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b':' | b'@' | b'_');
    content.bytes().take_while(is_ordinary).count()
}

fn percent(out: &mut String, character: char) {
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

/// Reads a run of `%2F`; one that is not UTF-8 stands for itself.
fn percent_unit(rest: &str) -> (Unit<'_>, usize) {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(code) = rest.after(length).strip_prefix('%').and_then(|code| code.get(..2)) {
        let digits = code.bytes().all(|b| b.is_ascii_hexdigit());
        let Ok(byte) = u8::from_str_radix(if digits { code } else { "" }, 16) else { break };
        bytes.push(byte);
        length += 3;
    }
    match String::from_utf8(bytes) {
        Ok(text) if length > 0 => (Unit::Text(Cow::Owned(text)), length),
        _ => (Unit::Raw, length.max(1)),
    }
}

/// Tells whether a character belongs to a name; marks do.
pub(crate) fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || crate::guide::mark::index(character).is_some()
}

#[cfg(test)]
mod tests;
