//! What Go takes characters and unquoted words for: white space, letters, and the types of values.
//!
//! Names and parameters must end where Hugo ends them, so these follow Go's `unicode` and `strconv`, not Rust's.

use super::Param;
use crate::guide::mark;
use crate::text::characters::{is_digit, is_letter};

/// Tells whether Hugo's lexer skips a character inside a tag.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\x0B' | '\x0C' | '\r' | ' ')
}

/// A letter, a decimal digit or an underscore, as Go's `unicode` package has them.
pub(super) fn is_word(character: char) -> bool {
    is_letter(character) || is_digit(character) || character == '_'
}

/// Gives an unquoted value its type: `true`, `-7` and `3.14` are not texts.
pub(super) fn typed(word: &str) -> Param {
    let string = || Param::String(word.to_owned());
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match word {
        "true" => Param::Bool(true),
        "false" => Param::Bool(false),
        _ if !unsigned.is_empty() && digits(unsigned) => word.parse().map_or_else(|_| string(), Param::Int),
        _ => match unsigned.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() && digits(whole) && digits(fraction) => {
                word.parse().map_or_else(|_| string(), Param::Float)
            }
            _ => string(),
        },
    }
}

/// Writes a character as Go's `%#U` does: `U+0025 '%'`.
pub(super) fn go_rune(character: char) -> String {
    let code = character as u32;
    if mark::index(character).is_some() {
        // It may stand for a value, and then the message quotes its text.
        return format!("'{character}'");
    }
    if character.is_control() { format!("U+{code:04X}") } else { format!("U+{code:04X} '{character}'") }
}
