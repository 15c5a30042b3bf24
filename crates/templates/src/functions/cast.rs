//! `cast`: numbers and texts made of each other.

use gotmpl::Value;

use super::args::{Function, function};

pub(super) const FUNCTIONS: &[Function] = &[
    function("cast.ToInt int", 1, 1, |args| Ok(Value::Int(args.int(0)?))),
    function("cast.ToFloat float", 1, 1, |args| Ok(Value::Float(args.number(args.value(0))?))),
    function("cast.ToString string", 1, 1, |args| Ok(args.text(0)?.into())),
];
