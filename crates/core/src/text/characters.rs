//! What a character is: a letter, a digit or punctuation as Go's `unicode` package has them, and its name in a message.
//!
//! Names, heading ids and quotes must be Hugo's, so these follow Go and not Rust.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// Returns what Go's `unicode.IsLetter` returns.
pub(crate) fn is_letter(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_alphabetic(),
        false => matches!(
            get_general_category(character),
            Category::UppercaseLetter
                | Category::LowercaseLetter
                | Category::TitlecaseLetter
                | Category::ModifierLetter
                | Category::OtherLetter
        ),
    }
}

/// Returns what Go's `unicode.IsDigit` returns.
pub(crate) fn is_digit(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_digit(),
        false => get_general_category(character) == Category::DecimalNumber,
    }
}

/// Returns what Go's `unicode.IsPunct` returns: symbols are not punctuation.
pub(crate) fn is_punctuation(character: char) -> bool {
    matches!(
        get_general_category(character),
        Category::ConnectorPunctuation
            | Category::DashPunctuation
            | Category::OpenPunctuation
            | Category::ClosePunctuation
            | Category::InitialPunctuation
            | Category::FinalPunctuation
            | Category::OtherPunctuation
    )
}

/// Returns what Go's `unicode.IsSymbol` returns.
pub(crate) fn is_symbol(character: char) -> bool {
    matches!(
        get_general_category(character),
        Category::MathSymbol | Category::CurrencySymbol | Category::ModifierSymbol | Category::OtherSymbol
    )
}

/// Tells whether a character has no glyph, or is one that parsers treat as the end of a line or of the text.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Returns the name of a character in a message.
pub(crate) fn describe(character: char) -> String {
    match character {
        '\n' => "a line break".to_owned(),
        '\r' => "a carriage return".to_owned(),
        '\t' => "a tab".to_owned(),
        ' ' => "a space".to_owned(),
        '`' => "a backtick".to_owned(),
        _ if is_invisible(character) => format!("the character U+{:04X}", character as u32),
        _ if character.is_whitespace() => format!("white space (U+{:04X})", character as u32),
        _ => format!("`{character}`"),
    }
}
