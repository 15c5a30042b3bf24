//! JSON, with the keys that an object has twice, which `serde_json` alone would take.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::yaml::Problem;

/// How the message of a key begins that is there twice.
pub(super) const TWICE: &str = "there is a second key `";

/// Reads a text: values one after another, or the inside of an object.
///
/// # Errors
///
/// Returns the first place that is not JSON.
pub(super) fn read(text: &str) -> Result<(), Problem> {
    if text.lines().any(|line| {
        line.trim_start().starts_with("//")
            || line.trim_start().starts_with("/*")
            || line.trim_start().starts_with('#')
    }) {
        // Comments are what many programs take and no reader of JSON does: the author knows.
        return Ok(());
    }
    let Err(problem) = values(text) else { return Ok(()) };
    let part = format!("{{{}}}", text.trim().trim_end_matches(','));
    let is_part = text.trim_start().starts_with('"') && values(&part).is_ok();
    if is_part { Ok(()) } else { Err(problem) }
}

fn values(text: &str) -> Result<(), Problem> {
    for value in serde_json::Deserializer::from_str(text).into_iter::<Unique>() {
        value.map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            Problem { message, at: offset(text, error.line(), error.column()) }
        })?;
    }
    Ok(())
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len()))
}

/// Any value whose objects have each key once.
struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Unique)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Unique, A::Error> {
        while items.next_element::<Unique>()?.is_some() {}
        Ok(Unique)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Unique, A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = pairs.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(A::Error::custom(format!("{TWICE}{key}`")));
            }
            seen.insert(key);
            pairs.next_value::<Unique>()?;
        }
        Ok(Unique)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lines_and_parts_of_objects_are_json() {
        for text in
            ["{\"a\": [1, 2.5, null, true, \"x\"]}", "{}\n{}\n", "\"a\": 1,\n\"b\": {}", "// why\n{}", ""]
        {
            assert_eq!(read(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_found_where_it_is() {
        let at = |text: &str| read(text).map_err(|problem| problem.at);
        assert_eq!(at("{\n  \"a\": 1,\n}"), Err(12));
        assert_eq!(at("{\"a\": 1, \"a\": 2}"), Err(11));
        assert!(at(&"[".repeat(100_000)).is_err());
    }
}
