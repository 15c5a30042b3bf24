//! Types of plain scalars: what readers of YAML 1.1 and of YAML 1.2 take one for.
//!
//! The two differ: `1e3` is a number in 1.2 and a text for PyYAML, `no` is false in 1.1 and a text in 1.2. A kind is
//! given only to what every reader of a version takes for the same, so that a value of the default's own kind is for
//! each of them what the default is. All else that any reader takes for more than a text is [`ScalarKind::Unsure`].

use crate::context::scalar::{ScalarKind, is_decimal};
use crate::text::{Cut, Find, Signs, is_in};

/// Returns what a plain scalar is (YAML 1.2, section 10.3; the types of 1.1 at yaml.org/type, as PyYAML and others read
/// them).
pub(super) fn resolve(text: &str) -> ScalarKind {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.strip_prefix(['-', '+']).unwrap_or(&lower);
    if text.is_empty() || is_in("null ~", text) {
        certain(text, ScalarKind::Null)
    } else if is_in("true false", text) {
        certain(text, ScalarKind::Bool)
    } else if is_in("yes no on off", text) {
        certain(text, ScalarKind::OldBool)
    } else if is_in("<< =", text) {
        ScalarKind::Syntax
    } else if is_in("y n", text) || is_in(".inf .nan inf nan infinity", unsigned) {
        ScalarKind::Unsure
    } else if is_decimal(unsigned) && !lower.starts_with('+') {
        ScalarKind::Number
    } else if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".has(c)) {
        number(text, unsigned)
    } else {
        ScalarKind::Text
    }
}

/// Returns what a word is that readers know in three ways only: `true`, `True`, `TRUE`.
fn certain(word: &str, kind: ScalarKind) -> ScalarKind {
    let is_capital = |byte: &u8| byte.is_ascii_uppercase();
    let capitals = word.bytes().filter(|byte| is_capital(byte)).count();
    let is_first = word.as_bytes().first().is_some_and(is_capital);
    match capitals == 0 || capitals == 1 && is_first || capitals == word.len() {
        true => kind,
        false => ScalarKind::Unsure,
    }
}

/// Returns what a text is that begins as numbers and dates do.
fn number(text: &str, unsigned: &str) -> ScalarKind {
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if is_made_of(DIGITS, whole) && is_made_of(DIGITS, fraction) && (whole == "0" || !whole.starts_with('0'))
    {
        ScalarKind::Notation
    } else if text.starts_with('0') && is_made_of("01234567", text) && text.len() < 9 {
        ScalarKind::Octal
    } else if is_sixty(text) && text.matches(':').count() <= 2 && !text.starts_with_any("0+-") {
        // Not every reader takes one with a point or `_` for the same.
        if is_made_of("0123456789:", text) { ScalarKind::Minutes } else { ScalarKind::Unsure }
    } else if is_date(text) {
        ScalarKind::Date
    } else if is_other_number(unsigned) || is_sixty(unsigned) || may_be_date(unsigned) {
        ScalarKind::Unsure
    } else {
        ScalarKind::Text
    }
}

/// Tells whether a text is made of numbers up to 59 after a first one; a point may be in the last.
fn is_sixty(text: &str) -> bool {
    let mut parts = text.split(':');
    let first = parts.next().unwrap_or_default();
    let is_part = |part: &str| {
        let (part, fraction) = part.split_once('.').unwrap_or((part, "0"));
        let is_small = part.len() == 1 || part.len() == 2 && part < "60";
        is_small && is_made_of(DIGITS, part) && (fraction.is_empty() || is_made_of(UNDERSCORED, fraction))
    };
    first.len() < text.len()
        && first.starts_with(|c: char| c.is_ascii_digit())
        && is_made_of(UNDERSCORED, first)
        && parts.all(is_part)
}

/// Tells whether a text is a day that every month has: `2026-11-23`.
fn is_date(text: &str) -> bool {
    let (Some(month), Some(day)) = (text.get(5..7), text.get(8..)) else { return false };
    let is_day = ("01"..="12").contains(&month) && day.len() == 2 && ("01"..="28").contains(&day);
    may_be_date(text)
        && is_day
        && text.get(7..8) == Some("-")
        && is_made_of("0123456789-", text)
        && text > "0001"
}

/// Tells whether some reader may take a text for a date, with or without a time.
fn may_be_date(text: &str) -> bool {
    text.get(..4).is_some_and(|year| is_made_of(DIGITS, year))
        && text.get(4..5) == Some("-")
        && text.after(5).starts_with(|c: char| c.is_ascii_digit())
}

/// Tells whether some reader may take a text without its sign for a number; those of 1.1 may have a radix and `_`.
fn is_other_number(text: &str) -> bool {
    let radix = [("0x", "0123456789abcdef_"), ("0o", "01234567_"), ("0b", "01_")];
    let known = radix.iter().find_map(|(prefix, digits)| Some((*digits, text.strip_prefix(prefix)?)));
    if let Some((digits, rest)) = known {
        return is_made_of(digits, rest);
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    mantissa.matches('.').count() <= 1
        && is_made_of("0123456789_.", mantissa)
        && mantissa != "."
        && is_made_of(UNDERSCORED, exponent.trim_start_any("-+"))
}

const DIGITS: &str = "0123456789";
const UNDERSCORED: &str = "0123456789_";

fn is_made_of(characters: &str, text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| characters.has(character))
}
