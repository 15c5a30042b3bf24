//! `where`, `sort` and `group`: choosing and ordering by a key of each item.

use gotmpl::Value;
use sitevar_core::Failure;

use super::args::{Args, Function, function};
use super::compare::{equal, order, sorted};
use super::lists::items;
use crate::engine::convert;
use crate::engine::counting::whole;
use crate::engine::member;
use crate::engine::stop::Stop;
use crate::engine::text;

pub(super) const FUNCTIONS: &[Function] = &[
    function("collections.Where where", 3, 4, filter),
    function("collections.Sort sort", 1, 3, sort),
    function("collections.Group group", 2, 2, |args| {
        Ok(whole(convert::map([("Key", args.value(0).clone()), ("Pages", args.value(1).clone())]))?)
    }),
];

/// Keeps the items whose key compares.
fn filter(args: &Args<'_>) -> Result<Value, Stop> {
    let key = args.text(1)?;
    let (operator, wanted) =
        if args.len() == 4 { (args.text(2)?, args.value(3)) } else { ("=".into(), args.value(2)) };
    let holds = |item: &Value| -> Result<bool, Failure> {
        let value = along(item, &key)?;
        compare(args, &value, &operator, wanted)
    };
    if let Value::Map(map) = args.value(0) {
        let mut kept = std::collections::BTreeMap::new();
        for (name, item) in map.iter() {
            if holds(item)? {
                kept.insert(name.clone(), item.clone());
            }
        }
        return Ok(kept.into());
    }
    let mut kept = Vec::new();
    for item in args.list(0)? {
        if holds(item)? {
            kept.push(item.clone());
        }
    }
    Ok(kept.into())
}

fn compare(args: &Args<'_>, value: &Value, operator: &str, wanted: &Value) -> Result<bool, Failure> {
    let is_in = |list: &Value, item: &Value| match list {
        Value::List(list) => list.iter().any(|other| equal(other, item)),
        Value::String(all) => all.contains(&text::print(item)),
        _ => false,
    };
    let ordered = || !matches!(value, Value::Nil) && !matches!(wanted, Value::Nil);
    Ok(match operator {
        "" | "=" | "==" | "eq" => equal(value, wanted),
        "!=" | "<>" | "ne" => !equal(value, wanted),
        "<" | "lt" => ordered() && order(value, wanted).is_lt(),
        "<=" | "le" => ordered() && order(value, wanted).is_le(),
        ">" | "gt" => ordered() && order(value, wanted).is_gt(),
        ">=" | "ge" => ordered() && order(value, wanted).is_ge(),
        "in" => is_in(wanted, value),
        "not in" => !is_in(wanted, value),
        "intersect" => match (value, wanted) {
            (Value::List(these), wanted) => these.iter().any(|item| is_in(wanted, item)),
            _ => false,
        },
        "like" => ::regex::Regex::new(&text::print(wanted))
            .map_err(|_| args.fail(format!("`{wanted}` is not a regular expression")))?
            .is_match(&text::print(value)),
        other => return Err(args.fail(format!("there is no operator `{other}`"))),
    })
}

/// Sorts by the items themselves, or by a key of each.
fn sort(args: &Args<'_>) -> Result<Value, Stop> {
    let key = if args.len() > 1 { args.text(1)? } else { String::new() };
    let descending = args.len() > 2 && args.text(2)? == "desc";
    let mut keyed: Vec<(Value, Value)> = match args.value(0) {
        // Without a key, the values of a map are sorted by their names.
        Value::Map(map) if key.is_empty() => {
            map.iter().map(|(name, item)| (Value::from(name.clone()), item.clone())).collect()
        }
        _ => {
            let by = if key == "value" { "" } else { &key };
            items(args, 0)?
                .into_iter()
                .map(|item| Ok((along(&item, by)?, item)))
                .collect::<Result<_, Failure>>()?
        }
    };
    keyed.sort_by(|(a, _), (b, _)| if descending { sorted(b, a) } else { sorted(a, b) });
    Ok(keyed.into_iter().map(|(_, item)| item).collect::<Vec<_>>().into())
}

/// Returns what a dotted key leads to, nil where there is nothing.
fn along(item: &Value, key: &str) -> Result<Value, Failure> {
    let mut value = item.clone();
    for name in key.split('.').filter(|name| !name.is_empty()) {
        if matches!(value, Value::Nil) {
            return Ok(Value::Nil);
        }
        value = match member::walk(&[value, Value::Int(1), name.into()]) {
            Ok(value) => value,
            Err(Stop::Failure(failure)) => return Err(failure),
            Err(Stop::Return(value)) => value,
        };
    }
    Ok(value)
}
