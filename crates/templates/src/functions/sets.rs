//! `collections`: lists as sets.

use gotmpl::Value;
use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use super::compare::equal;
use crate::engine::counting;
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("collections.Uniq uniq", 1, 1, |args| unique(args.list_or_nil(0)?)),
    function("collections.Union union", 2, 2, |args| {
        unique(args.list_or_nil(0)?.iter().chain(args.list_or_nil(1)?))
    }),
    function("collections.Intersect intersect", 2, 2, |args| {
        unique(&those(args.list_or_nil(0)?, args.list_or_nil(1)?, true)?)
    }),
    function("collections.Complement complement", 2, MANY, complement),
    function("collections.SymDiff symdiff", 2, 2, |args| {
        let (a, b) = (args.list_or_nil(0)?, args.list_or_nil(1)?);
        unique(those(b, a, false)?.iter().chain(&those(a, b, false)?))
    }),
];

/// Returns the items of the last list that are in none of the others.
fn complement(args: &Args<'_>) -> Result<Value, Stop> {
    let last = args.len() - 1;
    let mut kept = args.list_or_nil(last)?.to_vec();
    for index in 0..last {
        kept = those(&kept, args.list_or_nil(index)?, false)?;
    }
    Ok(kept.into())
}

/// Returns the items of a list that are in another one, or those that are not.
fn those(list: &[Value], others: &[Value], inside: bool) -> Result<Vec<Value>, Failure> {
    let mut kept = Vec::new();
    for item in list {
        if has(others, item)? == inside {
            kept.push(item.clone());
        }
    }
    Ok(kept)
}

/// Looks for an item; comparing two lists takes quadratic time, so it counts as steps.
fn has(list: &[Value], item: &Value) -> Result<bool, Failure> {
    counting::step(list.len() / 8)?;
    Ok(list.iter().any(|other| equal(other, item)))
}

fn unique<'a>(items: impl IntoIterator<Item = &'a Value>) -> Result<Value, Stop> {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        if !has(&kept, item)? {
            kept.push(item.clone());
        }
    }
    Ok(kept.into())
}
