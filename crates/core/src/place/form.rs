//! Forms: the ways in which a language lets a text stand in it, such as a quoted string, a comment or a bare word.
//!
//! A form is data: its delimiters, its escapes, what it cannot hold. Two functions read it: [`Form::encode`] writes a
//! value, [`Form::decode`] reads one back. Whatever was written is read back before it is used, so that a gap in a row
//! of the table is a refusal and never a wrong file.

use std::borrow::Cow;

/// A way in which a text stands in a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// What readers call it, in the plural: `double-quoted strings`.
    pub(crate) name: &'static str,
    pub(crate) role: Role,
    /// What may stand in front of the opening and belongs to it, one of these: Python's `r` and `R`.
    pub(crate) before: &'static [&'static str],
    /// What it begins with; empty for bare words.
    pub(crate) open: &'static str,
    /// What it ends with; empty: the end of the line, or for bare words the first character that is not of a word.
    pub(crate) close: &'static str,
    /// Where `open` counts.
    pub(crate) opens: Opens,
    /// Whether a line break can stand in it.
    pub(crate) lines: bool,
    /// What a text of its content is written as, the longer ones first.
    pub(crate) escapes: &'static [(&'static str, &'static str)],
    /// The character that makes an escape of the one behind it, known or not.
    pub(crate) escape: Option<char>,
    /// How characters without a glyph are written.
    pub(crate) control: Control,
    /// Parts that stand for something else, such as `${HOME}`.
    pub(crate) insertions: &'static [Insertion],
    /// Which characters can stand in it as they are.
    pub(crate) holds: fn(char) -> bool,
    /// What becomes of a character that cannot.
    pub(crate) otherwise: Otherwise,
    /// The strings that take a value which a bare word cannot hold, where nothing else is in the word.
    pub(crate) quoted: &'static [&'static Form],
    /// Words: what the language takes a word for.
    pub(crate) reads: fn(&str) -> Reading,
    /// What else a whole text must be; the reason where it is not.
    pub(crate) check: fn(&str) -> Result<(), &'static str>,
}

/// What a form is to the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The text is all there is.
    Text,
    /// A value between delimiters.
    String,
    /// A value without delimiters.
    Word,
    /// Read by people alone.
    Comment,
    /// Lines that are indented under their opening.
    Block,
    /// Code: only what cannot change it can stand there.
    Code,
}

/// Where an opening counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    Anywhere,
    /// Not behind a letter, a digit or an underscore.
    Word,
    /// At the start of a line or behind white space.
    Space,
    /// At the start of a line, white space before it apart.
    Line,
    /// Where a value may begin: behind an operator, an opening bracket or a comma.
    Operator,
}

/// How a character without a glyph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    Refuse,
    /// `\x1b`, for characters below U+0100.
    Hex,
    /// `\u001b`, for characters below U+10000.
    Unicode,
    /// `\u{1b}`.
    Braces,
    /// `\U0000001b`.
    Long,
    /// `\033`.
    Octal,
}

/// A part of a string that stands for something else.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Insertion {
    /// A sign and the name behind it: `$HOME`.
    Name(&'static str),
    /// Between delimiters, which may nest: `${HOME}`.
    Between(&'static str, &'static str),
    /// A sign that never stands for itself.
    Sign(&'static str),
}

/// What becomes of a character that a form does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Otherwise {
    Refuse,
    /// It is written behind the escape character.
    Escape,
    /// The bytes of its UTF-8 are written as `%2F`.
    Percent,
}

/// What a language takes a bare word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Text,
    Number,
    /// A number that is not written as it would be read back: `010`, `1e3`, `1.50`.
    Notation,
    Bool,
    Null,
    Date,
    /// Something that a value must never become.
    Syntax,
}

/// Guards around a part that stands for something else, in decoded text: noncharacters, which no value can hold.
pub(crate) const RAW: (char, char) = ('\u{FDD0}', '\u{FDD1}');

impl Form {
    /// A string on one line without any escape.
    pub(crate) const STRING: Form = Form {
        name: "quoted strings",
        role: Role::String,
        before: &[""],
        open: "\"",
        close: "\"",
        opens: Opens::Anywhere,
        lines: false,
        escapes: &[],
        escape: None,
        control: Control::Refuse,
        insertions: &[],
        holds: |_| true,
        otherwise: Otherwise::Refuse,
        quoted: &[],
        reads: |_| Reading::Text,
        check: |_| Ok(()),
    };

    /// A comment up to the end of the line.
    pub(crate) const COMMENT: Form =
        Form { name: "comments", role: Role::Comment, open: "#", close: "", ..Form::STRING };

    /// A comment between delimiters, over several lines.
    pub(crate) const BLOCK_COMMENT: Form = Form { open: "/*", close: "*/", lines: true, ..Form::COMMENT };

    /// A word in code: a number or a name, which must stay what it is.
    pub(crate) const WORD: Form = Form {
        name: "words without quotes",
        role: Role::Word,
        open: "",
        close: "",
        holds: |c| c.is_ascii_alphanumeric() || c == '_',
        reads: code_word,
        ..Form::STRING
    };

    /// Text in which everything can stand.
    pub(crate) const TEXT: Form =
        Form { name: "text", role: Role::Text, open: "", close: "", lines: true, ..Form::STRING };

    /// Code about which nothing is known: letters, digits, and what joins host names.
    pub(crate) const CODE: Form = Form {
        name: "places in the middle of code",
        role: Role::Code,
        open: "",
        close: "",
        holds: |c| c.is_ascii_alphanumeric() || "._-".contains(c),
        check: |code| match code.is_empty() {
            true => Err("nothing would be left in the middle of code"),
            false => Ok(()),
        },
        ..Form::STRING
    };

    /// Writes a value as this form holds it.
    ///
    /// # Errors
    ///
    /// Says what the form cannot hold.
    pub(crate) fn encode(&self, value: &str) -> Result<String, String> {
        let mut out = String::with_capacity(value.len() + 8);
        let mut rest = value;
        while let Some(character) = rest.chars().next() {
            if let Some((plain, written)) = self.escapes.iter().find(|(plain, _)| rest.starts_with(plain)) {
                out.push_str(written);
                rest = &rest[plain.len()..];
                continue;
            }
            self.push(&mut out, character)?;
            rest = &rest[character.len_utf8()..];
        }
        Ok(out)
    }

    fn push(&self, out: &mut String, character: char) -> Result<(), String> {
        let breaks_line = character == '\n' && !self.lines;
        if (is_invisible(character) && !"\n\t".contains(character)) || breaks_line {
            return match self.control {
                Control::Refuse if self.otherwise == Otherwise::Percent => {
                    percent(out, character);
                    Ok(())
                }
                Control::Refuse => Err(self.cannot_hold(character)),
                _ => self.push_control(out, character),
            };
        }
        if (self.holds)(character) {
            out.push(character);
            return Ok(());
        }
        match (self.otherwise, self.escape) {
            (Otherwise::Escape, Some(escape)) => out.extend([escape, character]),
            (Otherwise::Percent, _) => percent(out, character),
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
            Control::Long => format!("\\U{code:08x}"),
            _ => return Err(self.cannot_hold(character)),
        };
        out.push_str(&written);
        Ok(())
    }

    /// Says that a character cannot stand in the form.
    pub(crate) fn cannot_hold(&self, character: char) -> String {
        format!("{} cannot hold {} here", self.name, describe(character))
    }

    /// Reads content back: escapes become what they stand for, insertions stand between [`RAW`] as they are written.
    pub(crate) fn decode(&self, content: &str) -> String {
        let mut out = String::with_capacity(content.len());
        let mut rest = content;
        while !rest.is_empty() {
            let (piece, length) = self.piece(rest);
            match piece {
                Piece::Text(text) => out.push_str(&text),
                Piece::Raw => {
                    out.push(RAW.0);
                    out.push_str(&rest[..length]);
                    out.push(RAW.1);
                }
            }
            rest = &rest[length..];
        }
        out
    }

    /// Reads what stands first in the rest of the content: what it stands for and how long it is.
    pub(crate) fn piece<'t>(&self, rest: &'t str) -> (Piece<'t>, usize) {
        if let Some((plain, written)) = self.escapes.iter().find(|(_, written)| rest.starts_with(written)) {
            return (Piece::Text(Cow::Borrowed(plain)), written.len());
        }
        if let Some(length) = self.insertions.iter().find_map(|insertion| insertion.length(rest)) {
            return (Piece::Raw, length);
        }
        let mut characters = rest.chars();
        let first = characters.next().unwrap_or_default();
        if self.otherwise == Otherwise::Percent && first == '%' {
            return percent_piece(rest);
        }
        if Some(first) != self.escape {
            return (Piece::Text(Cow::Borrowed(&rest[..first.len_utf8()])), first.len_utf8());
        }
        if let Some((character, length)) = self.control_piece(rest) {
            return (Piece::Text(Cow::Owned(character.to_string())), length);
        }
        let second = characters.next().map_or(0, char::len_utf8);
        let length = first.len_utf8() + second;
        if self.otherwise == Otherwise::Escape {
            return (Piece::Text(Cow::Borrowed(&rest[first.len_utf8()..length])), length);
        }
        (Piece::Raw, length)
    }

    /// Reads a character that is written as its number.
    fn control_piece(&self, rest: &str) -> Option<(char, usize)> {
        let (digits, before, behind, radix) = match self.control {
            Control::Refuse => return None,
            Control::Hex => (rest.strip_prefix("\\x")?.get(..2)?, 2, 0, 16),
            Control::Unicode => (rest.strip_prefix("\\u")?.get(..4)?, 2, 0, 16),
            Control::Long => (rest.strip_prefix("\\U")?.get(..8)?, 2, 0, 16),
            Control::Octal => (rest.strip_prefix('\\')?.get(..3)?, 1, 0, 8),
            Control::Braces => (rest.strip_prefix("\\u{")?.split_once('}')?.0, 3, 1, 16),
        };
        // A sign is no digit, although the standard library reads one.
        let code = digits.bytes().all(|b| b.is_ascii_alphanumeric()).then_some(digits)?;
        let character = char::from_u32(u32::from_str_radix(code, radix).ok()?)?;
        Some((character, before + digits.len() + behind))
    }
}

/// What stands at one place of a content.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece<'t> {
    /// It stands for this text.
    Text(Cow<'t, str>),
    /// It stands for something that is not known here.
    Raw,
}

impl Insertion {
    /// Returns how long the insertion is that a text starts with.
    fn length(self, text: &str) -> Option<usize> {
        match self {
            Insertion::Sign(sign) => text.starts_with(sign).then_some(sign.len()),
            Insertion::Name(sign) => {
                let rest = text.strip_prefix(sign)?;
                let name = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
                Some(sign.len() + name)
            }
            Insertion::Between(open, close) => {
                text.starts_with(open).then(|| nested(text, open, close).unwrap_or(open.len()))
            }
        }
    }
}

/// Returns the length of a nested part, its delimiters included; quotes in it hide delimiters.
fn nested(text: &str, open: &str, close: &str) -> Option<usize> {
    let bracket = open.chars().last().filter(|_| open != close).map(String::from);
    let mut depth = 0;
    let mut at = open.len();
    let mut quote = None;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
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

fn percent(out: &mut String, character: char) {
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

/// Reads a run of `%2F`; one that is no UTF-8 stands for itself.
fn percent_piece(rest: &str) -> (Piece<'_>, usize) {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(code) = rest[length..].strip_prefix('%').and_then(|code| code.get(..2)) {
        let digits = code.bytes().all(|b| b.is_ascii_hexdigit());
        let Ok(byte) = u8::from_str_radix(if digits { code } else { "" }, 16) else { break };
        bytes.push(byte);
        length += 3;
    }
    match String::from_utf8(bytes) {
        Ok(text) if length > 0 => (Piece::Text(Cow::Owned(text)), length),
        _ => (Piece::Raw, length.max(1)),
    }
}

/// Tells whether a character belongs to a name; marks do.
pub(crate) fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || crate::mark::index(character).is_some()
}

/// Tells whether a character has no glyph, or is one that parsers treat as the end of a line or of the text.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Names a character for a message.
pub(crate) fn describe(character: char) -> String {
    match character {
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        _ if is_invisible(character) => format!("the character U+{:04X}", character as u32),
        _ => format!("`{character}`"),
    }
}

/// What most programming languages take a word for.
pub(crate) fn code_word(word: &str) -> Reading {
    match word {
        "true" | "false" | "True" | "False" => Reading::Bool,
        "null" | "None" | "nil" | "undefined" | "NULL" => Reading::Null,
        _ if is_decimal(word) => Reading::Number,
        _ if word.starts_with(|c: char| c.is_ascii_digit()) || word.is_empty() => Reading::Syntax,
        // A name of the program's own, which no reader's value can become.
        _ => Reading::Syntax,
    }
}

/// Tells whether a word is a number that every reader writes back the same: without a sign, an exponent, zeros in
/// front or behind, and with no more digits than a double-precision number holds.
pub(crate) fn is_decimal(word: &str) -> bool {
    let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let leading = whole != "0" && whole.starts_with('0');
    let trailing = fraction != "0" && fraction.ends_with('0');
    digits(whole) && digits(fraction) && !leading && !trailing && word.len() <= f64::DIGITS as usize
}
