//! `printf`: the engine's own, with the verbs that it lacks.
//!
//! The engine's formatting can only be reached through a template, so there is one for each number of values.
//! It knows neither `%T` nor objects, nor how Go prints large numbers: such values become texts first.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use gotmpl::{Template, Value};

use crate::engine::limits::LARGEST;
use crate::engine::marks;
use crate::engine::text;

/// Formats values as Go's `fmt.Sprintf` does.
///
/// # Errors
///
/// Fails with a phrase where the engine refuses the format.
pub(crate) fn sprintf(format: &str, values: &[Value]) -> Result<String, String> {
    let (format, values) = prepare(format, values)?;
    let mut dot: BTreeMap<Arc<str>, Value> =
        values.into_iter().enumerate().map(|(index, value)| (name(index).into(), value)).collect();
    let template = template(dot.len())?;
    dot.insert("f".into(), format.into());
    template.execute_to_string(&dot.into()).map_err(|error| error.to_string())
}

fn name(index: usize) -> String {
    format!("v{index}")
}

/// Returns the template that formats this many values.
fn template(count: usize) -> Result<Arc<Template>, String> {
    static KEPT: LazyLock<Mutex<BTreeMap<usize, Arc<Template>>>> = LazyLock::new(Mutex::default);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(template) = kept.get(&count) {
        return Ok(template.clone());
    }
    let values: String = (0..count).map(|index| format!(" .{}", name(index))).collect();
    let template = Template::new("").parse(&format!("{{{{printf .f{values}}}}}"));
    let template = Arc::new(template.map_err(|error| error.to_string())?);
    kept.insert(count, template.clone());
    Ok(template)
}

/// The largest width of a value, which is Go's own limit.
const WIDEST: usize = 1_000_000;

/// Returns the width that flags ask for: the largest number in them, or the values for each `*`.
///
/// # Errors
///
/// Fails above Go's limit.
fn width(flags: &str, stars: &[Value]) -> Result<usize, String> {
    let written = flags.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let written = written.map(|digits| digits.parse().unwrap_or(usize::MAX));
    let star = |value: &Value| {
        value.as_int().map_or(0, |width| usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX))
    };
    match written.chain(stars.iter().map(star)).max().unwrap_or_default() {
        width if width > WIDEST => Err(format!("a width above {WIDEST} is too large")),
        width => Ok(width),
    }
}

/// Turns values that the engine prints differently from Go into texts, and their verbs into `%s`.
///
/// # Errors
///
/// Fails where the text would be too long.
fn prepare(format: &str, values: &[Value]) -> Result<(String, Vec<Value>), String> {
    let mut out = String::with_capacity(format.len());
    let mut values = values.to_vec();
    let mut next = 0;
    let mut wide = 0;
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        let flags = after.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(after.len());
        let (flags, after) = after.split_at(flags);
        out.push_str(flags);
        // `*` takes its width from a value.
        let stars = flags.matches('*').count();
        wide += width(flags, values.get(next..next + stars).unwrap_or_default())?;
        if wide > LARGEST {
            return Err(format!("the text would be longer than {} MiB", LARGEST >> 20));
        }
        next += stars;
        let verb = after.chars().next();
        rest = &after[verb.map_or(0, char::len_utf8)..];
        let Some(verb) = verb else { break };
        if verb == '%' {
            out.push('%');
            continue;
        }
        if let Some(value) = values.get_mut(next).filter(|_| matches!(verb, 'q' | 'x' | 'X'))
            && let Some(published) =
                marks::published(std::slice::from_ref(value)).and_then(|mut all| all.pop())
        {
            // These verbs write the number of a character.
            *value = published;
        }
        match values.get_mut(next).and_then(|value| Some((as_text(verb, flags, value)?, value))) {
            Some((made, value)) => {
                *value = made.into();
                out.push('s');
            }
            None => out.push(verb),
        }
        next += 1;
    }
    out.push_str(rest);
    Ok((out, values))
}

fn as_text(verb: char, flags: &str, value: &Value) -> Option<String> {
    match (verb, value) {
        ('T', value) => Some(text::type_name(value)),
        ('v', Value::Float(_) | Value::List(_) | Value::Map(_)) if flags.is_empty() => {
            Some(text::print(value))
        }
        ('v' | 's', Value::Function(_)) => Some(text::print(value)),
        ('d' | 'c' | 'o' | 'U', Value::Float(_)) => Some(format!("%!{verb}(float64={})", text::print(value))),
        _ => None,
    }
}

/// Joins values as Go's `fmt.Sprint` does: with a space where neither is a text.
pub(crate) fn sprint(values: &[Value]) -> String {
    let is_text = |value: &Value| matches!(value, Value::String(_) | Value::Safe { .. });
    let mut out = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 && !is_text(value) && !is_text(&values[index - 1]) {
            out.push(' ');
        }
        out.push_str(&text::print(value));
    }
    out
}
