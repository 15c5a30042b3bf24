//! `cast`: numbers and texts made of each other.

use gotmpl::Value;

use super::args::{Args, Function, function};
use crate::engine::number;
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("cast.ToInt int", 1, 1, |args| Ok(Value::Int(args.int(0)?))),
    function("cast.ToFloat float", 1, 1, float),
    function("cast.ToString string", 1, 1, |args| Ok(args.text(0)?.into())),
];

fn float(args: &Args<'_>) -> Result<Value, Stop> {
    match number::to_float(args.value(0)) {
        Some(number) => Ok(Value::Float(number)),
        None => {
            Err(args.fail(format!("`{}` is not a number", crate::engine::text::print(args.value(0)))).into())
        }
    }
}
