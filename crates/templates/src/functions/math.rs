//! `math`: whole numbers stay whole as long as all are.

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use super::cast::to_float;
use super::{Args, Function, MANY, function};
use crate::engine::stop::Stop;
use crate::engine::text;

pub(super) const FUNCTIONS: &[Function] = &[
    function("math.Add add", 2, MANY, |args| fold(args, add)),
    function("math.Sub sub", 2, MANY, |args| {
        fold(args, |a, b| arithmetic(a, b, i64::checked_sub, |a, b| a - b))
    }),
    function("math.Mul mul", 2, MANY, |args| {
        fold(args, |a, b| arithmetic(a, b, i64::checked_mul, |a, b| a * b))
    }),
    function("math.Div div", 2, MANY, |args| {
        fold(args, |a, b| arithmetic(a, b, i64::checked_div, |a, b| a / b))
    }),
    function("math.Mod mod", 2, 2, |args| Ok(Value::Int(modulo(args)?))),
    function("math.ModBool modBool", 2, 2, |args| Ok(Value::Bool(modulo(args)? == 0))),
    function("math.Ceil", 1, 1, |args| float(args, f64::ceil)),
    function("math.Floor", 1, 1, |args| float(args, f64::floor)),
    function("math.Round", 1, 1, |args| float(args, f64::round)),
    function("math.Sqrt", 1, 1, |args| float(args, f64::sqrt)),
    function("math.Log", 1, 1, |args| float(args, f64::ln)),
    function("math.Abs", 1, 1, |args| float(args, f64::abs)),
    function("math.Pow pow", 2, 2, |args| Ok(Value::Float(number(args, 0)?.powf(number(args, 1)?)))),
    function("math.Max", 1, MANY, |args| Ok(Value::Float(many(args)?.into_iter().fold(f64::MIN, f64::max)))),
    function("math.Min", 1, MANY, |args| Ok(Value::Float(many(args)?.into_iter().fold(f64::MAX, f64::min)))),
    function("math.Sum", 1, MANY, |args| Ok(Value::Float(many(args)?.iter().sum()))),
    function("math.Product", 1, MANY, |args| Ok(Value::Float(many(args)?.iter().product()))),
    function("math.Pi", 0, 0, |_| Ok(Value::Float(std::f64::consts::PI))),
    function("math.Rand", 0, 0, |args| Err(args.unsupported("two builds must give the same pages").into())),
    function("math.Counter", 0, 0, |args| {
        Err(args.unsupported("two builds must give the same pages").into())
    }),
];

/// Adds two values: numbers are summed, texts joined.
///
/// # Errors
///
/// Fails where one is neither.
pub(crate) fn sum(a: &Value, b: &Value) -> Result<Value, Failure> {
    add(a, b).map_err(|message| Failure::new(Code::TemplateFailed, message))
}

fn add(a: &Value, b: &Value) -> Result<Value, String> {
    match (a, b) {
        (Value::String(_) | Value::Safe { .. }, Value::String(_) | Value::Safe { .. }) => {
            Ok(format!("{a}{b}").into())
        }
        _ => arithmetic(a, b, i64::checked_add, |a, b| a + b),
    }
}

fn fold(args: &Args<'_>, step: fn(&Value, &Value) -> Result<Value, String>) -> Result<Value, Stop> {
    let mut values = args.values.iter();
    let first = values.next().cloned().unwrap_or(Value::Nil);
    Ok(values.try_fold(first, |sum, value| step(&sum, value)).map_err(|message| args.fail(message))?)
}

fn arithmetic(
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

fn modulo(args: &Args<'_>) -> Result<i64, Failure> {
    args.int(0)?.checked_rem(args.int(1)?).ok_or_else(|| args.fail("the second number can't be 0"))
}

fn float(args: &Args<'_>, apply: fn(f64) -> f64) -> Result<Value, Stop> {
    Ok(Value::Float(apply(number(args, 0)?)))
}

fn number(args: &Args<'_>, index: usize) -> Result<f64, Failure> {
    let value = args.value(index);
    to_float(value).ok_or_else(|| args.fail(format!("`{}` is not a number", text::print(value))))
}

/// Returns all numbers, those of lists among the arguments too.
fn many(args: &Args<'_>) -> Result<Vec<f64>, Failure> {
    let flat = args.values.iter().flat_map(|value| match value {
        Value::List(list) => list.to_vec(),
        value => vec![value.clone()],
    });
    flat.map(|value| {
        to_float(&value).ok_or_else(|| args.fail(format!("`{}` is not a number", text::print(&value))))
    })
    .collect()
}
