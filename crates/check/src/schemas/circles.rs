//! Schemas that would never end: one that is about a value only by what it refers to, and that is itself.
//!
//! A schema may be about itself further down, as that of a tree is. Followed is what is about the same value: references
//! and alternatives. Both a circle of these and too many of them are refused before anything is held against the schema.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// How often one value may be looked at.
const MOST: usize = 100_000;

/// How long a chain of references may be; it is followed by recursion.
const LONGEST: usize = 50;

/// Keywords whose schemas are about the same value: one, a list, or one for each key.
pub(super) const SINGLE: [&str; 4] = ["not", "if", "then", "else"];
pub(super) const LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];
pub(super) const BY_KEY: [&str; 2] = ["dependentSchemas", "dependencies"];
pub(super) const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// Returns what is wrong and a JSON pointer to it.
pub(super) fn find(schema: &Value) -> Option<(String, String)> {
    let mut names = Names::default();
    names.add(schema, String::new());
    let mut walk = Walk { schema, names: &names, known: HashMap::new(), problem: None };
    for pointer in &names.all {
        walk.work(pointer, 0);
        if walk.problem.is_some() {
            break;
        }
    }
    walk.problem
}

/// Returns where each reference of a schema leads, as JSON pointers.
pub(super) fn targets(schema: &Value) -> HashMap<String, String> {
    let mut names = Names::default();
    names.add(schema, String::new());
    let maps = names.all.iter().filter_map(|pointer| schema.pointer(pointer));
    let named = maps.flat_map(|map| REFERENCES.iter().filter_map(move |key| map.get(key)?.as_str()));
    named.filter_map(|name| Some((name.to_owned(), names.target(name)?))).collect()
}

/// Where schemas are, and what they are called.
#[derive(Default)]
struct Names {
    all: Vec<String>,
    ids: Vec<(String, String)>,
    anchors: Vec<(String, String)>,
}

impl Names {
    fn add(&mut self, value: &Value, pointer: String) {
        match value {
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, item)| self.add(item, format!("{pointer}/{at}")));
            }
            Value::Object(map) => {
                for (key, value) in map {
                    self.add(value, format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")));
                }
                let text = |key: &str| map.get(key).and_then(Value::as_str).map(str::to_owned);
                self.ids.extend(text("$id").or_else(|| text("id")).map(|id| (id, pointer.clone())));
                for key in ["$anchor", "$dynamicAnchor"] {
                    self.anchors.extend(text(key).map(|name| (name, pointer.clone())));
                }
                let follows = |key: &str| map.contains_key(key);
                if REFERENCES.iter().any(|key| follows(key)) {
                    self.all.push(pointer);
                }
            }
            _ => {}
        }
    }

    /// Returns where a reference leads, if that is in the schema.
    fn target(&self, reference: &str) -> Option<String> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let is_it = |id: &str| id.trim_end_matches('#') == file || id.ends_with(&format!("/{file}"));
        let base = match file {
            "" => "",
            _ => self.ids.iter().find(|(id, _)| is_it(id)).map(|(_, pointer)| pointer.as_str())?,
        };
        let fragment = percent_decode_str(fragment).decode_utf8().ok()?;
        if fragment.is_empty() || fragment.starts_with('/') {
            return Some(format!("{base}{fragment}"));
        }
        self.anchors.iter().find(|(name, _)| *name == fragment).map(|(_, pointer)| pointer.clone())
    }
}

struct Walk<'a> {
    schema: &'a Value,
    names: &'a Names,
    /// How much work a schema is; `None` while that is being found out.
    known: HashMap<String, Option<usize>>,
    problem: Option<(String, String)>,
}

impl Walk<'_> {
    fn work(&mut self, pointer: &str, depth: usize) -> usize {
        match self.known.get(pointer) {
            Some(Some(work)) => return *work,
            Some(None) => {
                self.fail("the schema refers to itself without an end", pointer);
                return 1;
            }
            None if depth > LONGEST => {
                self.fail("the schema refers on and on", pointer);
                return 1;
            }
            None if self.known.len() > MOST || self.problem.is_some() => return 1,
            None => {}
        }
        self.known.insert(pointer.to_owned(), None);
        let mut work: usize = 1;
        for next in self.next(pointer) {
            work = work.saturating_add(self.work(&next, depth + 1));
        }
        if work > MOST {
            self.fail("the schema looks at one value too often", pointer);
        }
        self.known.insert(pointer.to_owned(), Some(work));
        work
    }

    fn fail(&mut self, message: &str, pointer: &str) {
        self.problem.get_or_insert_with(|| (message.to_owned(), pointer.to_owned()));
    }

    /// Returns the schemas that are about the same value.
    fn next(&self, pointer: &str) -> Vec<String> {
        let Some(Value::Object(map)) = self.schema.pointer(pointer) else { return Vec::new() };
        let mut next = Vec::new();
        for key in REFERENCES {
            let reference = map.get(key).and_then(Value::as_str);
            next.extend(reference.and_then(|reference| self.names.target(reference)));
        }
        next.extend(
            SINGLE.iter().filter(|key| map.contains_key(**key)).map(|key| format!("{pointer}/{key}")),
        );
        for key in LISTS {
            let count = map.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            next.extend((0..count).map(|at| format!("{pointer}/{key}/{at}")));
        }
        for key in BY_KEY {
            let names = map.get(key).and_then(Value::as_object).into_iter().flat_map(|map| map.keys());
            next.extend(
                names.map(|name| format!("{pointer}/{key}/{}", name.replace('~', "~0").replace('/', "~1"))),
            );
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_circle_is_found_and_a_tree_is_none() {
        let is_found = |schema: Value| find(&schema).is_some();
        assert!(is_found(json!({"$ref": "#"})));
        assert!(is_found(
            json!({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"anyOf": [{"$ref": "#/$defs/a"}]}}})
        ));
        assert!(is_found(json!({"$id": "https://x.example/a.json", "allOf": [{"$ref": "a.json"}]})));
        assert!(is_found(json!({"$defs": {"a": {"$anchor": "a", "not": {"$ref": "#a"}}}})));
        assert!(!is_found(json!({"properties": {"a": {"$ref": "#"}}, "items": {"anyOf": [{"$ref": "#"}]}})));
        assert!(!is_found(json!({"$ref": "https://elsewhere.example/a.json"})));
    }

    #[test]
    fn too_much_work_is_found() {
        let mut defs = serde_json::Map::new();
        for level in 0..20 {
            let next = json!({"$ref": format!("#/$defs/a{}", level + 1)});
            defs.insert(format!("a{level}"), json!({"allOf": [next, next]}));
        }
        assert!(find(&json!({"$defs": defs})).is_some_and(|(message, _)| message.contains("too often")));
    }
}
