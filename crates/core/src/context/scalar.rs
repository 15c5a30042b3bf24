//! Readings: what a language takes a bare word for, so that a value that is text never becomes a number or a truth.

/// What a language takes a bare word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarKind {
    Text,
    Number,
    /// A number that is not written as it would be read back: `1.50`, `+1`.
    Notation,
    /// A number with a fraction, in languages that tell it from a whole one.
    Fraction,
    /// A number with a leading zero, `0644`, which not every reader takes for the same one.
    Octal,
    /// `12:30`: a number in YAML 1.1, a text in 1.2.
    Minutes,
    Bool,
    /// `yes` or `off`: true or false in YAML 1.1, a text in 1.2.
    OldBool,
    Null,
    Date,
    /// Something that some reader takes for more than a text, and others of the same version may not.
    Unsure,
    /// A name of the reader's own, such as that of a table.
    Name,
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
            ScalarKind::Notation | ScalarKind::Octal => "a number in another notation",
            ScalarKind::Fraction => "a number with a fraction",
            ScalarKind::Bool => "true or false",
            ScalarKind::Null => "no value at all",
            ScalarKind::Minutes | ScalarKind::OldBool | ScalarKind::Date | ScalarKind::Unsure => {
                "something other than text by some programs"
            }
            ScalarKind::Name => "a name",
            ScalarKind::Syntax => "a part of the syntax",
        }
    }
}
