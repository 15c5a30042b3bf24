//! `cast`: numbers and texts made of each other.

use gotmpl::Value;

use super::{Args, Function, function};
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("cast.ToInt int", 1, 1, |args| Ok(Value::Int(args.int(0)?))),
    function("cast.ToFloat float", 1, 1, float),
    function("cast.ToString string", 1, 1, |args| Ok(args.text(0)?.into())),
];

fn float(args: &Args<'_>) -> Result<Value, Stop> {
    match to_float(args.value(0)) {
        Some(number) => Ok(Value::Float(number)),
        None => {
            Err(args.fail(format!("`{}` is not a number", crate::engine::text::print(args.value(0)))).into())
        }
    }
}

/// Returns a whole number, as Hugo casts.
pub(super) fn to_int(value: &Value) -> Option<i64> {
    match value {
        Value::Nil => Some(0),
        Value::Bool(value) => Some(i64::from(*value)),
        Value::String(text) => parse_int(text),
        Value::Safe { s, .. } => parse_int(s),
        number => number.as_int(),
    }
}

/// Returns a number, as Hugo casts.
pub(super) fn to_float(value: &Value) -> Option<f64> {
    match value {
        Value::Nil => Some(0.0),
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::String(text) => text.parse().ok(),
        Value::Safe { s, .. } => s.parse().ok(),
        number => number.as_float(),
    }
}

fn parse_int(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let number = match digits.get(..2) {
        Some("0x" | "0X") => i64::from_str_radix(&digits[2..], 16).ok()?,
        Some("0b" | "0B") => i64::from_str_radix(&digits[2..], 2).ok()?,
        Some(start) if start.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            i64::from_str_radix(digits, 8).ok()?
        }
        _ => match digits.split_once('.') {
            Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole.parse().ok()?,
            _ => digits.parse().ok()?,
        },
    };
    Some(if negative { -number } else { number })
}
