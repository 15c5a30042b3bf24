//! `compare`: equal, less, default; values of different number types are compared by their numbers.

use std::cmp::Ordering;

use gotmpl::Value;
use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use crate::engine::object;
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("compare.Eq eq", 2, MANY, |args| any(args, equal)),
    function("compare.Ne ne", 2, MANY, |args| all(args, |first, other| !equal(first, other))),
    function("compare.Lt lt", 2, MANY, |args| all(args, |a, b| order(a, b).is_lt())),
    function("compare.Le le", 2, MANY, |args| all(args, |a, b| order(a, b).is_le())),
    function("compare.Gt gt", 2, MANY, |args| all(args, |a, b| order(a, b).is_gt())),
    function("compare.Ge ge", 2, MANY, |args| all(args, |a, b| order(a, b).is_ge())),
    function("not", 1, 1, |args| Ok(Value::Bool(!args.value(0).is_truthy()))),
    function("compare.Conditional cond", 3, 3, |args| {
        Ok(args.value(if args.value(0).is_truthy() { 1 } else { 2 }).clone())
    }),
    function("compare.Default default", 1, 2, default),
];

fn any(args: &Args<'_>, holds: fn(&Value, &Value) -> bool) -> Result<Value, Stop> {
    let (first, rest) = split(args)?;
    Ok(Value::Bool(rest.iter().any(|other| holds(first, other))))
}

fn all(args: &Args<'_>, holds: fn(&Value, &Value) -> bool) -> Result<Value, Stop> {
    let (first, rest) = split(args)?;
    Ok(Value::Bool(rest.iter().all(|other| holds(first, other))))
}

fn split<'a>(args: &Args<'a>) -> Result<(&'a Value, &'a [Value]), Failure> {
    args.values.split_first().ok_or_else(|| args.fail("there is nothing to compare"))
}

/// The first argument, unless the second is set; `false` counts as set.
fn default(args: &Args<'_>) -> Result<Value, Stop> {
    let given = args.value(1);
    let set = args.len() > 1 && (matches!(given, Value::Bool(_)) || given.is_truthy());
    Ok(if set { given } else { args.value(0) }.clone())
}

/// Tells whether two values are equal.
pub(super) fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Nil, Value::Nil) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equal(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|((k, a), (l, b))| k == l && equal(a, b))
        }
        (Value::Function(a), Value::Function(b)) => {
            object::type_of(a) == object::type_of(b) && object::print(a) == object::print(b)
        }
        _ => match (string(a), string(b)) {
            (Some(a), Some(b)) => a == b,
            (None, None) => matches!((number(a), number(b)), (Some(a), Some(b)) if a == b),
            _ => false,
        },
    }
}

/// Orders two values as `sort` does: texts without regard to case, lower case first where that leaves them equal.
pub(super) fn sorted(a: &Value, b: &Value) -> Ordering {
    match (string(a), string(b)) {
        (Some(a), Some(b)) => a.to_lowercase().cmp(&b.to_lowercase()).then_with(|| b.cmp(a)),
        _ => order(a, b),
    }
}

/// Orders two values: numbers by size, texts by bytes, lists and maps by length.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    if let (Value::Int(a), Value::Int(b)) = (a, b) {
        return a.cmp(b);
    }
    match (string(a), string(b)) {
        (Some(a), Some(b)) => return a.cmp(b),
        (Some(a), None) if number(b).is_some() => {
            return a.parse::<f64>().unwrap_or_default().total_cmp(&number(b).unwrap_or_default());
        }
        (None, Some(b)) if number(a).is_some() => {
            return number(a).unwrap_or_default().total_cmp(&b.parse::<f64>().unwrap_or_default());
        }
        _ => {}
    }
    let size =
        |value: &Value| number(value).or_else(|| value.len().map(|len| len as f64)).unwrap_or_default();
    size(a).total_cmp(&size(b))
}

fn string(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Safe { s, .. } => Some(s),
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(_) | Value::Uint(_) | Value::Float(_) => value.as_float(),
        _ => None,
    }
}
