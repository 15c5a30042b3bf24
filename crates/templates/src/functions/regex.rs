//! `strings.ReplaceRE` and its kin: Go's regular expressions and Rust's are the same family.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use gotmpl::Value;
use regex::Regex;
use sitevar_core::Failure;

use super::args::{Args, Function, function};
use crate::engine::counting::{self, whole};
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("strings.ReplaceRE replaceRE", 3, 4, replace),
    function("strings.FindRE findRE", 2, 3, find),
    function("strings.FindRESubmatch findRESubmatch", 2, 3, find_groups),
];

/// How many compiled expressions are kept.
const MAX_KEPT: usize = 256;

fn replace(args: &Args<'_>) -> Result<Value, Stop> {
    let (expression, replacement, text) = (compile(args)?, args.text(1)?, args.text(2)?);
    let limit = if args.len() == 4 { usize::try_from(args.int(3)?).unwrap_or(0) } else { 0 };
    let limit = if limit == 0 { usize::MAX } else { limit };
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for groups in expression.captures_iter(&text).take(limit) {
        let found = groups.get_match();
        out.push_str(&text[end..found.start()]);
        groups.expand(&replacement, &mut out);
        end = found.end();
        args.bytes(out.len())?;
        counting::step(1)?;
    }
    out.push_str(&text[end..]);
    Ok(out.into())
}

fn find(args: &Args<'_>) -> Result<Value, Stop> {
    let (expression, text) = (compile(args)?, args.text(1)?);
    let found = expression.find_iter(&text).take(limit(args)?);
    all(args, found.map(|found| found.as_str().into()))
}

fn find_groups(args: &Args<'_>) -> Result<Value, Stop> {
    let (expression, text) = (compile(args)?, args.text(1)?);
    let found = expression.captures_iter(&text).take(limit(args)?).map(|groups| {
        let texts = groups.iter().map(|group| group.map_or("", |group| group.as_str()).into());
        Value::from(texts.collect::<Vec<Value>>())
    });
    all(args, found)
}

/// Collects what was found; each further search may go through the whole text, so it is a step.
fn all(args: &Args<'_>, found: impl Iterator<Item = Value>) -> Result<Value, Stop> {
    let mut all = Vec::new();
    for value in found {
        all.push(value);
        args.items(all.len())?;
        counting::step(1)?;
    }
    Ok(whole(all.into())?)
}

fn limit(args: &Args<'_>) -> Result<usize, Failure> {
    let limit = if args.len() == 3 { args.int(2)? } else { -1 };
    Ok(usize::try_from(limit).unwrap_or(usize::MAX))
}

fn compile(args: &Args<'_>) -> Result<Regex, Failure> {
    static KEPT: LazyLock<Mutex<HashMap<String, Regex>>> = LazyLock::new(Mutex::default);
    let pattern = args.text(0)?;
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(expression) = kept.get(&pattern) {
        return Ok(expression.clone());
    }
    let expression = Regex::new(&pattern).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        args.fail(format!("`{pattern}` is not a regular expression: {reason}"))
    })?;
    if kept.len() >= MAX_KEPT {
        kept.clear();
    }
    kept.insert(pattern, expression.clone());
    Ok(expression)
}
