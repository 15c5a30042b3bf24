//! `collections`: lists as sets.

use gotmpl::Value;

use super::compare::equal;
use super::{Args, Function, function};
use crate::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("collections.Uniq uniq", 1, 1, |args| Ok(unique(args.list_or_nil(0)?.iter().cloned()).into())),
    function("collections.Union union", 2, 2, |args| {
        Ok(unique(args.list_or_nil(0)?.iter().chain(args.list_or_nil(1)?).cloned()).into())
    }),
    function("collections.Intersect intersect", 2, 2, |args| {
        let other = args.list_or_nil(1)?;
        Ok(unique(args.list_or_nil(0)?.iter().filter(|item| has(other, item)).cloned()).into())
    }),
    function("collections.Complement complement", 2, super::MANY, complement),
    function("collections.SymDiff symdiff", 2, 2, |args| {
        let (a, b) = (args.list_or_nil(0)?, args.list_or_nil(1)?);
        let only = |these: &[Value], others: &[Value]| -> Vec<Value> {
            these.iter().filter(|item| !has(others, item)).cloned().collect()
        };
        Ok(unique(only(b, a).into_iter().chain(only(a, b))).into())
    }),
];

/// What of the last list is in none of the others.
fn complement(args: &Args<'_>) -> Result<Value, Stop> {
    let last = args.len() - 1;
    let mut kept = args.list_or_nil(last)?.to_vec();
    for index in 0..last {
        let others = args.list_or_nil(index)?;
        kept.retain(|item| !has(others, item));
    }
    Ok(kept.into())
}

fn has(list: &[Value], item: &Value) -> bool {
    list.iter().any(|other| equal(other, item))
}

fn unique(items: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        if !has(&kept, &item) {
            kept.push(item);
        }
    }
    kept
}
