//! `math`: whole numbers stay whole as long as all are.

use gotmpl::Value;
use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use crate::engine::number::{add, arithmetic};
use crate::engine::stop::Stop;

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
    function("math.Pow pow", 2, 2, |args| {
        Ok(Value::Float(args.number(args.value(0))?.powf(args.number(args.value(1))?)))
    }),
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

fn fold(args: &Args<'_>, step: fn(&Value, &Value) -> Result<Value, String>) -> Result<Value, Stop> {
    let mut values = args.values.iter();
    let first = values.next().cloned().unwrap_or(Value::Nil);
    Ok(values.try_fold(first, |sum, value| step(&sum, value)).map_err(|message| args.fail(message))?)
}

fn modulo(args: &Args<'_>) -> Result<i64, Failure> {
    args.int(0)?.checked_rem(args.int(1)?).ok_or_else(|| args.fail("the second number can't be 0"))
}

fn float(args: &Args<'_>, apply: fn(f64) -> f64) -> Result<Value, Stop> {
    Ok(Value::Float(apply(args.number(args.value(0))?)))
}

/// Returns all numbers, those of lists among the arguments too.
fn many(args: &Args<'_>) -> Result<Vec<f64>, Failure> {
    let flat = args.values.iter().flat_map(|value| match value {
        Value::List(list) => list.to_vec(),
        value => vec![value.clone()],
    });
    flat.map(|value| args.number(&value)).collect()
}
