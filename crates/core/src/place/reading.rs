//! Readings: what a language takes a bare word for, so that a value that is text never becomes a number or a truth.

use super::form::Form;

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

/// Checks that a word is still taken for what it was taken for, or for text. The word may be a secret: no reason shows it.
pub(super) fn check(form: &Form, word: &str, default: &str) -> Result<(), String> {
    let (now, before) = ((form.reads)(word), (form.reads)(default));
    match (now, before) {
        (Reading::Text, _) => Ok(()),
        (Reading::Syntax, Reading::Number) => {
            Err("this has to stay a number, without zeros in front".to_owned())
        }
        (Reading::Syntax, Reading::Bool) => Err("this has to stay true or false".to_owned()),
        (Reading::Syntax, _) => Err(format!("{} have to stay what they are here", form.name)),
        _ if now == before => Ok(()),
        _ => Err(format!("this would be read as {} here", now.name())),
    }
}

/// What most programming languages take a word for.
pub(crate) fn code_word(word: &str) -> Reading {
    match word {
        "true" | "false" | "True" | "False" => Reading::Bool,
        "null" | "None" | "nil" | "undefined" | "NULL" => Reading::Null,
        _ if is_decimal(word) => Reading::Number,
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

impl Reading {
    fn name(self) -> &'static str {
        match self {
            Reading::Text => "text",
            Reading::Number => "a number",
            Reading::Notation => "a number in another notation",
            Reading::Bool => "true or false",
            Reading::Null => "no value at all",
            Reading::Date => "a date",
            Reading::Syntax => "a part of the syntax",
        }
    }
}
