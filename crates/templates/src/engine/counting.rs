//! Counts what the running template does and makes, against the limits of its page.

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::call_context;
use crate::engine::limits::LARGEST;

/// How deep lists and maps may be nested; printing them recurses as deep.
const DEEPEST: usize = 100;

/// What an item of a list takes.
const ITEM: usize = size_of::<Value>();

/// Counts steps of the running template.
///
/// # Errors
///
/// The same as `Budget::step`.
pub(crate) fn step(steps: usize) -> Result<(), Failure> {
    call_context::current()?.budget.step(steps as u64)
}

/// Counts a text or a list that a function made, without what is in the list.
///
/// # Errors
///
/// The same as `Budget::make`.
pub(crate) fn count(value: &Value) -> Result<(), Failure> {
    let bytes = match value {
        Value::String(text) => text.len(),
        Value::Safe { s, .. } => s.len(),
        Value::List(list) => list.len() * ITEM,
        Value::Map(map) => map.len() * 2 * ITEM,
        _ => return Ok(()),
    };
    call_context::current()?.budget.make(bytes)
}

/// Accepts a list or a map that a function made, if it could be printed with everything in it.
///
/// The same list twice in a list, and that twice in another, sixty times, takes no memory until it is printed.
///
/// # Errors
///
/// Fails where it is too large or too deep.
pub(crate) fn whole(value: Value) -> Result<Value, Failure> {
    let mut left = LARGEST;
    let mut items = 0;
    let refuse = |what: String| Failure::new(Code::TooMuchWork, what).help("build it from fewer parts");
    match weigh(&value, DEEPEST, &mut left, &mut items) {
        Ok(()) => step(items / 32).map(|()| value),
        Err(Excess::Size) => Err(refuse(format!("a list or map has more than {} MiB in it", LARGEST >> 20))),
        Err(Excess::Depth) => Err(refuse(format!("lists or maps are nested more than {DEEPEST} deep"))),
    }
}

/// What is wrong with a value.
enum Excess {
    Size,
    Depth,
}

fn weigh(value: &Value, deeper: usize, left: &mut usize, items: &mut usize) -> Result<(), Excess> {
    let own = match value {
        Value::String(text) => text.len(),
        Value::Safe { s, .. } => s.len(),
        Value::Map(map) => map.keys().map(|key| key.len()).sum(),
        _ => 0,
    };
    *items += 1;
    *left = left.checked_sub(ITEM + own).ok_or(Excess::Size)?;
    let deeper = || deeper.checked_sub(1).ok_or(Excess::Depth);
    match value {
        Value::List(list) => list.iter().try_for_each(|item| weigh(item, deeper()?, left, items)),
        Value::Map(map) => map.values().try_for_each(|item| weigh(item, deeper()?, left, items)),
        _ => Ok(()),
    }
}
