//! Numbers as Hugo casts and adds them: whole numbers stay whole as long as all of them are.

use gotmpl::Value;

use crate::engine::text;

/// Returns a whole number, as Hugo casts.
pub(crate) fn to_int(value: &Value) -> Option<i64> {
    match value {
        Value::Nil => Some(0),
        Value::Bool(value) => Some(i64::from(*value)),
        Value::String(text) => parse_int(text),
        Value::Safe { s, .. } => parse_int(s),
        number => number.as_int(),
    }
}

/// Returns a number, as Hugo casts.
pub(crate) fn to_float(value: &Value) -> Option<f64> {
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

/// Adds two values: numbers are summed, texts joined.
///
/// # Errors
///
/// Fails with a phrase where one is neither.
pub(crate) fn add(a: &Value, b: &Value) -> Result<Value, String> {
    match (a, b) {
        (Value::String(_) | Value::Safe { .. }, Value::String(_) | Value::Safe { .. }) => {
            Ok(format!("{a}{b}").into())
        }
        _ => arithmetic(a, b, i64::checked_add, |a, b| a + b),
    }
}

/// Calculates with two numbers.
///
/// # Errors
///
/// Fails with a phrase where one is not a number, or there is no result.
pub(crate) fn arithmetic(
    a: &Value,
    b: &Value,
    whole: fn(i64, i64) -> Option<i64>,
    broken: fn(f64, f64) -> f64,
) -> Result<Value, String> {
    let is_whole = |value: &Value| matches!(value, Value::Int(_) | Value::Uint(_));
    if is_whole(a) && is_whole(b) {
        let (a, b) = (a.as_int().unwrap_or_default(), b.as_int().unwrap_or_default());
        return match whole(a, b) {
            Some(result) => Ok(Value::Int(result)),
            None if b == 0 => Err("can't divide the value by 0".to_owned()),
            None => Err(format!("the result for `{a}` and `{b}` is too large")),
        };
    }
    let number = |value: &Value| match value {
        Value::Int(_) | Value::Uint(_) | Value::Float(_) => value.as_float(),
        _ => None,
    };
    match (number(a), number(b)) {
        (Some(a), Some(b)) => Ok(Value::Float(broken(a, b))),
        _ => {
            Err(format!("can't apply the operator to `{}` and `{}`", text::type_name(a), text::type_name(b)))
        }
    }
}
