//! How much work it is to hold a document against a schema. A schema that refers to itself twice doubles the work with
//! each level of the document, and the crate that does the work sets no limit.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::circles::{BY_KEY, LISTS, REFERENCES, SINGLE};

/// How many schemas are asked about values of one document.
const MOST: usize = 200_000;

/// How many schemas are asked one inside of another.
const DEEPEST: usize = 600;

/// Keywords about each value inside of a mapping or a list.
const INSIDE: [&str; 8] = [
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "items",
    "additionalItems",
    "unevaluatedItems",
    "contains",
    "prefixItems",
];

/// Tells whether a document is too much work for a schema, whose references lead to `targets`.
pub(super) fn is_too_much(schema: &Value, targets: &HashMap<String, String>, document: &Value) -> bool {
    let mut walk = Walk { schema, targets, left: MOST };
    walk.ask(schema, document, 0);
    walk.left == 0
}

struct Walk<'a> {
    schema: &'a Value,
    targets: &'a HashMap<String, String>,
    left: usize,
}

impl<'a> Walk<'a> {
    fn ask(&mut self, schema: &'a Value, value: &Value, depth: usize) {
        if depth > DEEPEST {
            self.left = 0;
        }
        let Value::Object(map) = schema else { return };
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        self.ask_same(map, value, depth + 1);
        match value {
            Value::Object(values) => self.ask_keys(map, values, depth + 1),
            Value::Array(items) => self.ask_inside(map, items.iter(), depth + 1),
            _ => {}
        }
    }

    /// Asks the schemas that are about the same value.
    fn ask_same(&mut self, map: &'a Map<String, Value>, value: &Value, depth: usize) {
        for key in REFERENCES {
            let target = map.get(key).and_then(Value::as_str).and_then(|name| self.targets.get(name));
            if let Some(next) = target.and_then(|pointer| self.schema.pointer(pointer)) {
                self.ask(next, value, depth);
            }
        }
        let single = SINGLE.iter().filter_map(|key| map.get(*key));
        let lists = LISTS.iter().filter_map(|key| map.get(*key)?.as_array()).flatten();
        let by_key = BY_KEY.iter().filter_map(|key| map.get(*key)?.as_object()).flat_map(Map::values);
        for next in single.chain(lists).chain(by_key) {
            self.ask(next, value, depth);
        }
    }

    fn ask_keys(&mut self, map: &'a Map<String, Value>, values: &Map<String, Value>, depth: usize) {
        let properties = map.get("properties").and_then(Value::as_object);
        let patterns = map.get("patternProperties").and_then(Value::as_object);
        for (key, value) in values {
            if let Some(next) = properties.and_then(|properties| properties.get(key)) {
                self.ask(next, value, depth);
            } else {
                self.ask_inside(map, std::iter::once(value), depth);
            }
            patterns.into_iter().flat_map(Map::values).for_each(|next| self.ask(next, value, depth));
        }
    }

    fn ask_inside<'v>(
        &mut self,
        map: &'a Map<String, Value>,
        values: impl Iterator<Item = &'v Value>,
        depth: usize,
    ) {
        for value in values {
            for next in INSIDE.iter().filter_map(|key| map.get(*key)) {
                let list = next.as_array().into_iter().flatten();
                std::iter::once(next).chain(list).for_each(|next| self.ask(next, value, depth));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schemas::circles::targets;
    use serde_json::json;

    #[test]
    fn what_doubles_with_each_level_is_too_much() {
        let double = json!({"properties": {"a": {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}}});
        let single = json!({"properties": {"a": {"$ref": "#"}}, "items": {"$ref": "#"}});
        let nested = |depth| (0..depth).fold(json!(1), |inner, _| json!({"a": inner}));
        let is = |schema: &Value, value: &Value| is_too_much(schema, &targets(schema), value);
        assert!(!is(&double, &nested(8)));
        assert!(is(&double, &nested(30)));
        assert!(!is(&single, &nested(90)));
        assert!(is(&single, &json!(vec![nested(5); 50_000])));
    }
}
