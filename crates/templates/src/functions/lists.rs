//! `collections`: making lists, and parts of lists.

use gotmpl::Value;
use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use crate::engine::call_context;
use crate::engine::counting::{self, whole};
use crate::engine::function_table::unknown;
use crate::engine::stop::Stop;
use crate::engine::text;

pub(super) const FUNCTIONS: &[Function] = &[
    function("collections.Append append", 2, MANY, append),
    function("collections.After after", 2, 2, |args| part(args, |list, count| list.get(count..))),
    function("collections.First first", 2, 2, |args| {
        part(args, |list, count| list.get(..count).or(Some(list)))
    }),
    function("collections.Last last", 2, 2, |args| {
        part(args, |list, count| list.get(list.len().saturating_sub(count)..))
    }),
    function("collections.Reverse", 1, 1, |args| {
        Ok(args.list(0)?.iter().rev().cloned().collect::<Vec<_>>().into())
    }),
    function("collections.Seq seq", 1, 3, seq),
    function("collections.Delimit delimit", 2, 3, delimit),
    function("collections.Apply apply", 2, MANY, apply),
    function("collections.Shuffle shuffle collections.D", 0, MANY, |args| {
        Err(args.unsupported("two builds must give the same pages").into())
    }),
];

/// The longest list of numbers that a template may make, which is Hugo's own limit.
const MAX_SEQ: usize = 2000;

/// Appends to the last argument, a list.
fn append(args: &Args<'_>) -> Result<Value, Stop> {
    let mut list = args.list_or_nil(args.len() - 1)?.to_vec();
    match &args.values[..args.len() - 1] {
        [Value::List(more)]
            if !matches!(list.first(), Some(Value::List(_)))
                || matches!(more.first(), Some(Value::List(_))) =>
        {
            list.extend(more.iter().cloned());
        }
        more => list.extend(more.iter().cloned()),
    }
    Ok(whole(list.into())?)
}

fn part(args: &Args<'_>, take: for<'a> fn(&'a [Value], usize) -> Option<&'a [Value]>) -> Result<Value, Stop> {
    let count = args.count(0)?;
    if let Value::String(text) = args.value(1) {
        args.items(text.chars().count())?;
        let chars: Vec<Value> = text.chars().map(|c| c.to_string().into()).collect();
        let kept = take(&chars, count).unwrap_or_default().iter().map(text::print);
        return Ok(kept.collect::<String>().into());
    }
    Ok(take(args.list(1)?, count).unwrap_or_default().to_vec().into())
}

/// Counts from the first number to the last, by the middle one of three.
fn seq(args: &Args<'_>) -> Result<Value, Stop> {
    let (first, step, last) = match args.len() {
        1 => {
            let last = args.int(0)?;
            match last {
                0 => return Ok(vec![].into()),
                last if last < 0 => (-1, -1, last),
                last => (1, 1, last),
            }
        }
        2 => {
            let (first, last) = (args.int(0)?, args.int(1)?);
            (first, if last < first { -1 } else { 1 }, last)
        }
        _ => (args.int(0)?, args.int(1)?, args.int(2)?),
    };
    if step == 0 || (step > 0 && last < first) || (step < 0 && last > first) {
        return Err(args.fail(format!("`{step}` does not lead from `{first}` to `{last}`")).into());
    }
    let count = (i128::from(last) - i128::from(first)) / i128::from(step) + 1;
    if count > MAX_SEQ as i128 {
        return Err(args.fail(format!("the list would be longer than {MAX_SEQ}")).into());
    }
    let numbers = (0..count).map(|index| Value::Int(first + step * i64::try_from(index).unwrap_or_default()));
    Ok(numbers.collect::<Vec<_>>().into())
}

fn delimit(args: &Args<'_>) -> Result<Value, Stop> {
    let items: Vec<String> = match args.value(0) {
        Value::Map(map) => map.values().map(text::print).collect(),
        _ => args.list(0)?.iter().map(text::print).collect(),
    };
    let separator = args.text(1)?;
    args.bytes(items.len().saturating_mul(separator.len()))?;
    let Some((last, before)) = items.split_last() else { return Ok("".into()) };
    if args.len() == 3 && !before.is_empty() {
        return Ok(format!("{}{}{last}", before.join(&separator), args.text(2)?).into());
    }
    Ok(items.join(&separator).into())
}

/// Calls a function for every item, which replaces `"."` in the arguments.
fn apply(args: &Args<'_>) -> Result<Value, Stop> {
    let name = args.text(1)?;
    let functions = call_context::template()?.functions;
    let Some(row) = (functions.find)(&name) else { return Err(unknown(&name).into()) };
    let items = args.list(0)?.iter().map(|item| {
        let values: Vec<Value> = args.values[2..]
            .iter()
            .map(|value| if value.as_str() == Some(".") { item.clone() } else { value.clone() })
            .collect();
        counting::step(1)?;
        (functions.call)(row, &values)
    });
    Ok(whole(items.collect::<Result<Vec<_>, Stop>>()?.into())?)
}

/// Returns a list, or the values of a map.
pub(super) fn items(args: &Args<'_>, index: usize) -> Result<Vec<Value>, Failure> {
    match args.value(index) {
        Value::Map(map) => Ok(map.values().cloned().collect()),
        _ => args.list(index).map(<[Value]>::to_vec),
    }
}
