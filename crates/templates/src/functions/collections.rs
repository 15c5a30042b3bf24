//! `collections`: maps and single values of lists and maps.

use std::collections::BTreeMap;
use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::Failure;

use super::args::{Args, Function, MANY, function};
use super::compare::equal;
use crate::engine::convert;
use crate::engine::counting::whole;
use crate::engine::number;
use crate::engine::stop::Stop;
use crate::engine::text;
use crate::hugo::store::Store;

pub(super) const FUNCTIONS: &[Function] = &[
    function("collections.Dictionary dict", 0, MANY, dict),
    function("collections.Slice slice", 0, MANY, |args| Ok(whole(args.values.to_vec().into())?)),
    function("collections.Index index", 2, MANY, index),
    function("collections.IsSet isset", 2, 2, is_set),
    function("collections.In in", 2, 2, is_in),
    function("collections.Merge merge", 2, MANY, merge),
    function("collections.NewScratch newScratch", 0, 0, |_| Ok(Store::default().value())),
    function("collections.KeyVals keyVals", 2, MANY, |args| {
        let values = args.values[1..].to_vec();
        Ok(whole(convert::map([("Key", args.value(0).clone()), ("Values", values.into())]))?)
    }),
    function("collections.Querify querify", 0, MANY, querify),
    function("len", 1, 1, |args| match args.value(0) {
        Value::Safe { s, .. } => Ok(Value::Int(i64::try_from(s.len()).unwrap_or(i64::MAX))),
        value => match value.len() {
            Some(len) => Ok(Value::Int(i64::try_from(len).unwrap_or(i64::MAX))),
            None => {
                Err(args.fail(format!("a value of type `{}` has no length", text::type_name(value))).into())
            }
        },
    }),
    function("reflect.IsMap", 1, 1, |args| Ok(Value::Bool(matches!(args.value(0), Value::Map(_))))),
    function("reflect.IsSlice", 1, 1, |args| Ok(Value::Bool(matches!(args.value(0), Value::List(_))))),
];

fn dict(args: &Args<'_>) -> Result<Value, Stop> {
    let mut map = BTreeMap::new();
    for pair in args.values.chunks(2) {
        let [key, value] = pair else {
            return Err(args.fail("the last key has no value").into());
        };
        match key {
            Value::String(_) | Value::Safe { .. } => put(&mut map, &[text::print(key)], value),
            Value::List(keys) => {
                let keys: Vec<String> = keys.iter().map(text::print).collect();
                put(&mut map, &keys, value);
            }
            other => {
                let message =
                    format!("a key must be a text, not a value of type `{}`", text::type_name(other));
                return Err(args.fail(message).into());
            }
        }
    }
    Ok(whole(map.into())?)
}

/// Puts a value at the end of a path of keys.
fn put(map: &mut BTreeMap<Arc<str>, Value>, keys: &[String], value: &Value) {
    let [key, rest @ ..] = keys else { return };
    if rest.is_empty() {
        map.insert(key.as_str().into(), value.clone());
        return;
    }
    let mut inner = match map.get(key.as_str()) {
        Some(Value::Map(map)) => map.as_ref().clone(),
        _ => BTreeMap::new(),
    };
    put(&mut inner, rest, value);
    map.insert(key.as_str().into(), inner.into());
}

/// Walks along keys; a list as the only key is a path of keys. What is missing is nil.
fn index(args: &Args<'_>) -> Result<Value, Stop> {
    let keys = match &args.values[1..] {
        [Value::List(keys)] => keys.as_ref(),
        keys => keys,
    };
    let mut value = args.value(0).clone();
    for key in keys {
        value = match &value {
            Value::Map(map) => {
                let key = text::print(key);
                let found = map.get(key.as_str()).or_else(|| map.get(key.to_lowercase().as_str()));
                found.cloned().unwrap_or(Value::Nil)
            }
            Value::List(list) => {
                let at = number::to_int(key)
                    .ok_or_else(|| args.fail(format!("`{}` is not a position", text::print(key))))?;
                usize::try_from(at).ok().and_then(|at| list.get(at)).cloned().unwrap_or(Value::Nil)
            }
            Value::String(text) => {
                let at = number::to_int(key).and_then(|at| usize::try_from(at).ok());
                let byte = at.and_then(|at| text.as_bytes().get(at).copied());
                Value::Int(byte.map(i64::from).ok_or_else(|| args.fail("index out of range"))?)
            }
            Value::Nil => Value::Nil,
            other => {
                let message = format!("a value of type `{}` has no items", text::type_name(other));
                return Err(args.fail(message).into());
            }
        };
    }
    Ok(value)
}

fn is_set(args: &Args<'_>) -> Result<Value, Stop> {
    Ok(Value::Bool(match args.value(0) {
        Value::Map(map) => {
            let key = args.text(1)?;
            map.contains_key(key.as_str()) || map.contains_key(key.to_lowercase().as_str())
        }
        Value::List(list) => usize::try_from(args.int(1)?).is_ok_and(|at| at < list.len()),
        _ => false,
    }))
}

fn is_in(args: &Args<'_>) -> Result<Value, Stop> {
    Ok(Value::Bool(match args.value(0) {
        Value::List(list) => list.iter().any(|item| equal(item, args.value(1))),
        all @ (Value::String(_) | Value::Safe { .. }) => text::print(all).contains(&args.text(1)?),
        _ => false,
    }))
}

/// Joins maps; later ones win, and maps inside maps are joined too.
fn merge(args: &Args<'_>) -> Result<Value, Stop> {
    let mut maps = args.values.iter();
    let mut all = maps.next().cloned().unwrap_or(Value::Nil);
    for map in maps {
        all = match (all, map) {
            (Value::Nil, map) => map.clone(),
            (Value::Map(under), Value::Map(over)) => joined(&under, over).into(),
            (_, other) => {
                let message = format!("expects maps, got a value of type `{}`", text::type_name(other));
                return Err(args.fail(message).into());
            }
        };
    }
    Ok(whole(all)?)
}

fn joined(under: &BTreeMap<Arc<str>, Value>, over: &BTreeMap<Arc<str>, Value>) -> BTreeMap<Arc<str>, Value> {
    let mut all = under.clone();
    for (key, value) in over {
        let value = match (all.get(key), value) {
            (Some(Value::Map(under)), Value::Map(over)) => joined(under, over).into(),
            (_, value) => value.clone(),
        };
        all.insert(key.clone(), value);
    }
    all
}

fn querify(args: &Args<'_>) -> Result<Value, Stop> {
    let pairs: Result<Vec<(String, String)>, Failure> = match args.values {
        [Value::Map(map)] => {
            Ok(map.iter().map(|(key, value)| (key.to_string(), text::print(value))).collect())
        }
        values => {
            let flat: Vec<&Value> = match values {
                [Value::List(list)] => list.iter().collect(),
                values => values.iter().collect(),
            };
            let pairs = flat.chunks(2).map(|pair| match pair {
                [key, value] => Ok((text::print(key), text::print(value))),
                _ => Err(args.fail("the last key has no value")),
            });
            pairs.collect()
        }
    };
    let mut pairs = pairs?;
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    let encoded =
        pairs.iter().map(|(key, value)| format!("{}={}", gotmpl::url_encode(key), gotmpl::url_encode(value)));
    Ok(encoded.collect::<Vec<_>>().join("&").into())
}
