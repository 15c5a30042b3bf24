//! YAML as a tree with positions, and what is wrong with it: the parser gives events, the rules want keys.
//!
//! An alias is a leaf, never what it stands for, so that a page cannot make a tree larger than itself.

use std::collections::HashSet;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

/// How deep a tree may be; trees are walked by recursion.
const DEEPEST: usize = 100;

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Its bytes.
    pub(crate) at: Range<usize>,
    pub(crate) value: Value,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A text, and whether it is written without quotes.
    Scalar(String, bool),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    Alias,
}

/// Why a text is not YAML, or no good one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) at: usize,
}

impl Node {
    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(pairs) = &self.value else { return None };
        pairs.iter().find(|(found, _)| found.text() == Some(key)).map(|(_, value)| value)
    }

    /// Returns the text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// Returns the items of a list; nothing else has any.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// Tells whether it is a plain `true`.
    pub(crate) fn is_true(&self) -> bool {
        matches!(&self.value, Value::Scalar(text, true) if text.eq_ignore_ascii_case("true"))
    }

    /// Tells whether nothing is written there.
    pub(crate) fn is_empty(&self) -> bool {
        self.text().is_some_and(|text| text.is_empty() || text == "null" || text == "~")
    }
}

/// Reads the documents of a text.
///
/// # Errors
///
/// Returns the first place that is not YAML.
pub(crate) fn read(text: &str) -> Result<Vec<Node>, Problem> {
    let mut reader = Reader::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or_default();
            Problem { message: error.info().trim().to_owned(), at: at.min(text.len()) }
        })?;
        let at = span.byte_range().unwrap_or_default();
        reader.event(event, at)?;
    }
    Ok(reader.documents)
}

/// Puts events together.
#[derive(Default)]
struct Reader {
    documents: Vec<Node>,
    open: Vec<Open>,
}

/// A list or a mapping whose end is still to come.
struct Open {
    start: usize,
    is_map: bool,
    nodes: Vec<Node>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, ..) => {
                let value = Value::Scalar(text.into_owned(), style == ScalarStyle::Plain);
                self.push(Node { at, value });
            }
            Event::Alias(_) => self.push(Node { at, value: Value::Alias }),
            Event::SequenceStart(..) => self.open(at.start, false)?,
            Event::MappingStart(..) => self.open(at.start, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(at.start),
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, start: usize, is_map: bool) -> Result<(), Problem> {
        if self.open.len() >= DEEPEST {
            let message = format!("lists and mappings are nested more than {DEEPEST} deep");
            return Err(Problem { message, at: start });
        }
        self.open.push(Open { start, is_map, nodes: Vec::new() });
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(Open { start, is_map, nodes }) = self.open.pop() else { return };
        let value = if is_map { Value::Map(pairs(nodes)) } else { Value::List(nodes) };
        self.push(Node { at: start..end.max(start), value });
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.nodes.push(node),
            None => self.documents.push(node),
        }
    }
}

fn pairs(nodes: Vec<Node>) -> Vec<(Node, Node)> {
    let mut nodes = nodes.into_iter();
    let mut pairs = Vec::new();
    while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
        pairs.push((key, value));
    }
    pairs
}

/// Returns the keys that their mapping has already, in any depth.
pub(crate) fn duplicate_keys(documents: &[Node]) -> Vec<&Node> {
    let mut found = Vec::new();
    documents.iter().for_each(|node| add_duplicates(node, &mut found));
    found
}

fn add_duplicates<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| add_duplicates(item, found)),
        Value::Map(pairs) => {
            let mut seen = HashSet::new();
            for (key, value) in pairs {
                // Merges may be repeated.
                if key.text().is_some_and(|text| text != "<<" && !seen.insert(text)) {
                    found.push(key);
                }
                add_duplicates(value, found);
            }
        }
        Value::Scalar(..) | Value::Alias => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_the_bytes_of_its_parts() {
        let text = "a:\n  - é: 'x'\n    b: *c\n---\n[1]\n";
        let text = text.replace("*c", "&c 1");
        let documents = read(&text).unwrap_or_default();
        assert_eq!(documents.len(), 2);
        let value = documents[0].get("a").and_then(|list| list.items().first()?.get("é"));
        let value = value.map(|node| (&text[node.at.clone()], node.text()));
        assert_eq!(value, Some(("'x'", Some("x"))));
    }

    #[test]
    fn a_key_that_is_there_twice_is_found_in_any_depth() {
        let text = "a: {b: 1, b: 2}\nc:\n  - d: 1\n    e: 2\n    d: 3\na: 1\n<<: 1\n<<: 2\n";
        let documents = read(text).unwrap_or_default();
        let keys: Vec<_> = duplicate_keys(&documents).iter().map(|key| &text[key.at.start..]).collect();
        assert_eq!(keys.iter().map(|rest| &rest[..1]).collect::<String>(), "bda");
    }

    #[test]
    fn endless_nesting_is_a_problem() {
        for text in ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(100_000)] {
            assert!(read(&text).is_err());
        }
    }
}
