//! YAML as a tree with positions, and what is wrong with it: the parser gives events, the rules want keys.
//!
//! An alias is a leaf, never what it stands for, so that a page cannot make a tree larger than itself.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

/// How deep a tree may be; trees are walked by recursion.
pub(crate) const DEEPEST: usize = 100;

/// A part of a document; JSON and TOML are read into the same tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Its bytes.
    pub(crate) at: Range<usize>,
    pub(crate) value: Value,
    /// The number by which aliases mean it; 0 where none can.
    pub(crate) anchor: usize,
    /// Whether a tag says its type, such as `!vault`.
    pub(crate) is_tagged: bool,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A text, and whether it is written without quotes.
    Scalar(String, bool),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// A part that is written elsewhere, by its number.
    Alias(usize),
}

/// Why a text is not YAML, or no good one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) at: usize,
}

impl Node {
    /// Makes a part that nothing else means.
    pub(crate) fn new(at: Range<usize>, value: Value) -> Self {
        Self { at, value, anchor: 0, is_tagged: false }
    }

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
    anchor: usize,
    is_tagged: bool,
    nodes: Vec<Node>,
}

impl Open {
    fn new(start: usize, is_map: bool, anchor: usize, is_tagged: bool) -> Self {
        Self { start, is_map, anchor, is_tagged, nodes: Vec::new() }
    }
}

impl Reader {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = Value::Scalar(text.into_owned(), style == ScalarStyle::Plain);
                self.push(Node { at, value, anchor, is_tagged: tag.is_some() });
            }
            Event::Alias(anchor) => self.push(Node::new(at, Value::Alias(anchor))),
            Event::SequenceStart(_, anchor, tag) => {
                self.open(Open::new(at.start, false, anchor, tag.is_some()))?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.open(Open::new(at.start, true, anchor, tag.is_some()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(at.start),
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, open: Open) -> Result<(), Problem> {
        if self.open.len() >= DEEPEST {
            let message = format!("lists and mappings are nested more than {DEEPEST} deep");
            return Err(Problem { message, at: open.start });
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(Open { start, is_map, anchor, is_tagged, nodes }) = self.open.pop() else { return };
        let value = if is_map { Value::Map(pairs(nodes)) } else { Value::List(nodes) };
        self.push(Node { at: start..end.max(start), value, anchor, is_tagged });
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
            let mut times: HashMap<&str, usize> = HashMap::new();
            for (key, value) in pairs {
                let times = key.text().map_or(0, |text| {
                    let times = times.entry(text).or_default();
                    *times += 1;
                    *times
                });
                // Merges may be repeated.
                if times == 2 && key.text() != Some("<<") {
                    found.push(key);
                }
                add_duplicates(value, found);
            }
            // What is there more often is a list, in a format that only looks like YAML.
            found.retain(|key| key.text().and_then(|text| times.get(text)).is_none_or(|times| *times <= 2));
        }
        Value::Scalar(..) | Value::Alias(_) => {}
    }
}

/// Returns how many values a program finds in a document; an alias counts as all that it stands for.
pub(crate) fn size(document: &Node) -> usize {
    fn of(node: &Node, anchors: &mut HashMap<usize, usize>) -> usize {
        let size = match &node.value {
            Value::Scalar(..) => 1,
            Value::Alias(anchor) => anchors.get(anchor).copied().unwrap_or(1),
            Value::List(items) => {
                items.iter().fold(1, |sum: usize, item| sum.saturating_add(of(item, anchors)))
            }
            Value::Map(pairs) => pairs.iter().fold(1, |sum: usize, (key, value)| {
                sum.saturating_add(of(key, anchors)).saturating_add(of(value, anchors))
            }),
        };
        anchors.insert(node.anchor, size);
        size
    }
    of(document, &mut HashMap::new())
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
