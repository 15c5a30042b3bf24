//! What a schema is about: a tree as the values that a program reads, and the way back to the page.
//!
//! Aliases and `<<` are replaced by what they stand for. A value that programs read in more than one way is marked, and
//! nothing is said of it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::part::Fault;
use crate::yaml::{DEEPEST, Node, Value};

/// A document as values.
#[derive(Default)]
pub(super) struct Instance {
    pub(super) value: Json,
    /// JSON pointers to values that programs read in more than one way, or that readers fill in.
    pub(super) unsure: HashSet<String>,
    /// How many keys are around the document.
    around: usize,
}

/// The key that merges another mapping.
const MERGE: &str = "<<";

impl Instance {
    /// Makes values of a document that begins below some keys; `None` where it is too deep.
    pub(super) fn of(document: &Node, at: &[String]) -> Option<Self> {
        let mut anchors = HashMap::new();
        add_anchors(document, &mut anchors);
        let mut builder = Builder { anchors, pointer: String::new(), unsure: HashSet::new() };
        at.iter().for_each(|key| builder.push(key));
        let mut value = builder.value(document, at.len())?;
        for key in at.iter().rev() {
            value = Json::Object(Map::from_iter([(key.clone(), value)]));
        }
        Some(Self { value, unsure: builder.unsure, around: at.len() })
    }

    /// Returns where a fault is in the block: at the value where that is a scalar, else at its key.
    pub(super) fn place(&self, document: &Node, fault: &Fault<'_>) -> Option<Range<usize>> {
        let mut steps: Vec<String> = steps(fault.pointer()).skip(self.around).collect();
        steps.extend(fault.key().map(str::to_owned));
        let mut node = document;
        let mut key = document.at.start..document.at.start + 1;
        for step in &steps {
            match &node.value {
                Value::Map(pairs) => {
                    let find = |name: &str| pairs.iter().find(|(key, _)| key.text() == Some(name));
                    let Some((name, value)) = find(step).or_else(|| find(MERGE)) else { break };
                    key = name.at.clone();
                    node = value;
                }
                Value::List(items) => {
                    node = items.get(step.parse::<usize>().ok()?)?;
                    key = node.at.start..node.at.start + 1;
                }
                // What is wrong inside of an alias is shown at the alias.
                Value::Scalar(..) | Value::Alias(_) => break,
            }
        }
        let is_value =
            fault.key().is_none() && matches!(node.value, Value::Scalar(..)) && !node.at.is_empty();
        Some(if is_value { node.at.clone() } else { key })
    }
}

/// Returns the steps of a JSON pointer.
pub(super) fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
}

fn add_anchors<'a>(node: &'a Node, anchors: &mut HashMap<usize, &'a Node>) {
    if node.anchor != 0 {
        anchors.insert(node.anchor, node);
    }
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| add_anchors(item, anchors)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            add_anchors(key, anchors);
            add_anchors(value, anchors);
        }),
        Value::Scalar(..) | Value::Alias(_) => {}
    }
}

struct Builder<'a> {
    anchors: HashMap<usize, &'a Node>,
    pointer: String,
    unsure: HashSet<String>,
}

impl<'a> Builder<'a> {
    fn push(&mut self, step: &str) {
        self.pointer.push('/');
        self.pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    }

    fn inside(&mut self, step: &str, node: &'a Node, depth: usize) -> Option<Json> {
        let length = self.pointer.len();
        self.push(step);
        let value = self.value(node, depth + 1);
        self.pointer.truncate(length);
        value
    }

    fn value(&mut self, node: &'a Node, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        if node.is_tagged {
            self.unsure.insert(self.pointer.clone());
        }
        match &node.value {
            Value::Scalar(text, is_plain) => {
                // Of a value that is not written, the reader of YAML says that it is `~`.
                let text = if node.at.is_empty() { "" } else { text.as_str() };
                Some(self.scalar(text, *is_plain))
            }
            Value::Alias(anchor) => {
                let target = self.anchors.get(anchor).copied()?;
                self.value(target, depth + 1)
            }
            Value::List(items) => {
                let items = items.iter().enumerate();
                let items = items.map(|(at, item)| self.inside(&at.to_string(), item, depth));
                Some(Json::Array(items.collect::<Option<_>>()?))
            }
            Value::Map(pairs) => {
                let mut map = Map::new();
                for (key, value) in pairs {
                    let name = key.text().unwrap_or_default();
                    if name == MERGE {
                        self.merge(value, &mut map, depth)?;
                    } else {
                        map.insert(name.to_owned(), self.inside(name, value, depth)?);
                    }
                }
                Some(Json::Object(map))
            }
        }
    }

    /// Adds the keys of other mappings; those that are there stay.
    fn merge(&mut self, node: &'a Node, map: &mut Map<String, Json>, depth: usize) -> Option<()> {
        match self.value(node, depth + 1)? {
            Json::Object(other) => add(map, other),
            Json::Array(items) => items.into_iter().for_each(|item| {
                if let Json::Object(other) = item {
                    add(map, other);
                }
            }),
            _ => {}
        }
        Some(())
    }

    fn scalar(&mut self, text: &str, is_plain: bool) -> Json {
        if is_left_open(text) || (is_plain && (text.is_empty() || is_read_twice(text))) {
            self.unsure.insert(self.pointer.clone());
        }
        if is_plain { plain(text) } else { Json::String(text.to_owned()) }
    }
}

fn add(map: &mut Map<String, Json>, other: Map<String, Json>) {
    for (key, value) in other {
        map.entry(key).or_insert(value);
    }
}

/// Returns what a text without quotes is by the core schema of YAML 1.2, which JSON and TOML agree with.
fn plain(text: &str) -> Json {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Json::Null,
        "true" | "True" | "TRUE" => return Json::Bool(true),
        "false" | "False" | "FALSE" => return Json::Bool(false),
        _ => {}
    }
    let bare = text.strip_prefix('+').unwrap_or(text);
    if let Ok(number) = bare.parse::<i64>() {
        return number.into();
    }
    if let Ok(number) = bare.parse::<u64>() {
        return number.into();
    }
    let based = |prefix: &str, radix| i64::from_str_radix(text.strip_prefix(prefix)?, radix).ok();
    if let Some(number) = based("0x", 16).or_else(|| based("0o", 8)) {
        return number.into();
    }
    let is_number = bare.contains(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    let number = bare.parse::<f64>().ok().filter(|_| is_number).and_then(serde_json::Number::from_f64);
    number.map_or_else(|| Json::String(text.to_owned()), Json::Number)
}

/// Tells whether a text only shows what a reader's own is like: `<your ID>`, `$argon2id$...`.
fn is_left_open(text: &str) -> bool {
    text.contains("...") || text.contains('…') || (text.contains('<') && text.contains('>'))
}

/// Words that YAML 1.1 reads as a boolean, and 1.2 as a text.
const BOOLEANS: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];

/// Tells whether programs read a text without quotes in more than one way: by YAML 1.1 or 1.2, a date or a text.
fn is_read_twice(text: &str) -> bool {
    let bare = text.trim_start_matches(['+', '-']);
    let is_digits = bare.starts_with(|c: char| c.is_ascii_digit());
    let is_odd = is_digits
        && (bare.contains(['_', ':'])
            || (bare.len() > 1 && bare.starts_with('0') && !bare.contains('.'))
            || is_date(bare));
    let is_no_number = bare.eq_ignore_ascii_case(".inf") || bare.eq_ignore_ascii_case(".nan");
    is_odd
        || is_no_number
        || matches!(bare, "inf" | "nan" | "=")
        || BOOLEANS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-').map(str::as_bytes);
    let is_number = |part: Option<&[u8]>, length| {
        part.is_some_and(|part| part.len() >= length && part.iter().take(length).all(u8::is_ascii_digit))
    };
    is_number(parts.next(), 4) && is_number(parts.next(), 1) && is_number(parts.next(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;
    use serde_json::json;

    fn instance(text: &str) -> Instance {
        let documents = yaml::read(text).unwrap_or_default();
        Instance::of(&documents[0], &[]).unwrap_or_default()
    }

    #[test]
    fn scalars_are_what_programs_read() {
        let text =
            "[1, +2, -3, 1.5, 1e3, 0x10, 0o10, true, ~, null, 'true', a, 1.2.3, -, +, 18446744073709551615]";
        let values = json!([
            1,
            2,
            -3,
            1.5,
            1e3,
            16,
            8,
            true,
            null,
            null,
            "true",
            "a",
            "1.2.3",
            "-",
            "+",
            18446744073709551615_u64
        ]);
        let text = text.replace(" -, +,", " '-', +,");
        assert_eq!(instance(&text).value, values);
    }

    #[test]
    fn what_is_read_in_two_ways_is_marked() {
        let text = "{a: yes, b: 0644, c: 1:30, d: 2026-01-02, e: , f: !x 1, g: 1.5, h: 'no', i: 1_000, j: .inf, k: '<your ID>'}";
        let mut unsure: Vec<_> = instance(text).unsure.into_iter().collect();
        unsure.sort();
        assert_eq!(unsure, ["/a", "/b", "/c", "/d", "/e", "/f", "/i", "/j", "/k"]);
    }

    #[test]
    fn aliases_and_merges_are_what_they_stand_for() {
        let text = "a: &a {b: 1, c: 2}\nd: {<<: *a, c: 3}\ne: *a\nf: {<<: [*a, {g: 1}]}\n";
        let value = json!({
            "a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}, "e": {"b": 1, "c": 2}, "f": {"b": 1, "c": 2, "g": 1}
        });
        assert_eq!(instance(text).value, value);
    }
}
