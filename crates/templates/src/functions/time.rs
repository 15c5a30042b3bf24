//! `time`: dates of front matter, written with Go's layouts; nothing here asks the clock.

use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use crate::engine::text;
use crate::hugo::date::Date;

pub(super) const FUNCTIONS: &[Function] = &[
    function("time.AsTime time", 1, 2, |args| Ok(read(args, 0)?.value())),
    function("time.Format dateFormat", 2, 2, |args| Ok(read(args, 1)?.format(&args.text(0)?).into())),
    function("time.Now now", 0, 0, |args| {
        let failure = args.unsupported("two builds must give the same pages");
        Err(failure.help("use the date of the page's front matter").into())
    }),
    function("time.Duration duration time.ParseDuration time.In", 0, MANY, |args| {
        Err(args.unsupported("only dates are read and written").into())
    }),
];

fn read(args: &Args<'_>, index: usize) -> Result<Date, Failure> {
    let text = text::print(args.value(index));
    Date::parse(&text).ok_or_else(|| args.fail(format!("`{text}` is not a date")))
}
