//! Readings: what a language takes a bare word for, so that a value that is text never becomes a number or a truth.

/// What a language takes a bare word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarKind {
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

/// What most programming languages take a word for.
pub(crate) fn code_word(word: &str) -> ScalarKind {
    match word {
        "true" | "false" | "True" | "False" => ScalarKind::Bool,
        "null" | "None" | "nil" | "undefined" | "NULL" => ScalarKind::Null,
        _ if is_decimal(word) => ScalarKind::Number,
        // A name of the program's own, which no reader's value can become.
        _ => ScalarKind::Syntax,
    }
}

/// Tells whether a word is a number that every reader writes back the same: without a sign, an exponent, leading or
/// trailing zeros, and with no more digits than a double-precision number holds.
pub(crate) fn is_decimal(word: &str) -> bool {
    let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let leading = whole != "0" && whole.starts_with('0');
    let trailing = fraction != "0" && fraction.ends_with('0');
    digits(whole) && digits(fraction) && !leading && !trailing && word.len() <= f64::DIGITS as usize
}

impl ScalarKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            ScalarKind::Text => "text",
            ScalarKind::Number => "a number",
            ScalarKind::Notation => "a number in another notation",
            ScalarKind::Bool => "true or false",
            ScalarKind::Null => "no value at all",
            ScalarKind::Date => "a date",
            ScalarKind::Syntax => "a part of the syntax",
        }
    }
}
