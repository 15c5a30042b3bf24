//! JSON as a tree with positions: values one after another, or the inside of an object.
//!
//! `serde_json` says what is JSON, as everybody's readers do, and `jsonc-parser` where each part is; comments are read
//! too, because many programs take them.

use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Range;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use serde::de::IgnoredAny;

use crate::yaml::{DEEPEST, Node, Problem, Value};

/// Reads a text: values one after another, or the inside of an object.
///
/// # Errors
///
/// Returns the first place that is not JSON.
pub(crate) fn read(text: &str) -> Result<Vec<Node>, Problem> {
    match values(text) {
        Ok(nodes) => Ok(nodes),
        // Comments are what many programs take and no reader of JSON does: the author knows.
        Err(_) if has_comments(text) || has_comments(&format!("{{{text}\n}}")) => {
            Ok(tree(text, 0).ok().flatten().into_iter().collect())
        }
        Err(problem) => part(text).unwrap_or(Err(problem)),
    }
}

fn has_comments(text: &str) -> bool {
    let is_line = |line: &str| ["//", "/*", "#"].iter().any(|sign| line.trim_start().starts_with(sign));
    let collect = CollectOptions { comments: CommentCollectionStrategy::Separate, ..Default::default() };
    let after_values = || {
        let parsed = parse_to_ast(text, &collect, &ParseOptions::default());
        parsed.is_ok_and(|parsed| parsed.comments.is_some_and(|comments| !comments.is_empty()))
    };
    text.lines().any(is_line) || after_values()
}

/// Reads the inside of an object; `None` where a text is none.
fn part(text: &str) -> Option<Result<Vec<Node>, Problem>> {
    let start = text.len() - text.trim_start().len();
    let bare = text.trim().trim_end_matches(',');
    let (_, value) = bare.strip_prefix('"')?.split_once('"')?;
    value.trim_start().strip_prefix(':')?;
    // The brace before it is not in the page.
    let read = values(&format!("{{{bare}}}")).map(|mut nodes| {
        nodes.iter_mut().for_each(|node| move_by(node, start, 1));
        nodes
    });
    let problem = |problem: Problem| Problem { at: (problem.at + start).saturating_sub(1), ..problem };
    Some(read.map_err(problem))
}

fn move_by(node: &mut Node, forth: usize, back: usize) {
    let moved = |at: usize| (at + forth).saturating_sub(back);
    node.at = moved(node.at.start)..moved(node.at.end);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| move_by(item, forth, back)),
        Value::Map(pairs) => pairs.iter_mut().for_each(|(key, value)| {
            move_by(key, forth, back);
            move_by(value, forth, back);
        }),
        Value::Scalar(..) | Value::Alias(_) => {}
    }
}

fn values(text: &str) -> Result<Vec<Node>, Problem> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let mut nodes = Vec::new();
    let mut start = 0;
    while let Some(value) = stream.next() {
        value.map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            Problem { message, at: offset(text, error.line(), error.column()) }
        })?;
        let end = stream.byte_offset();
        nodes.extend(tree(text.get(start..end).unwrap_or_default(), start)?);
        start = end;
    }
    Ok(nodes)
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len()))
}

/// Reads one value; `start` is where it is in its block. What only one of the two crates reads has no tree.
fn tree(text: &str, start: usize) -> Result<Option<Node>, Problem> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    match parsed {
        Ok(parsed) => parsed.value.map(|value| node(&value, start, 0)).transpose(),
        Err(error) if matches!(error.kind(), ParseErrorKind::NestingDepthExceeded) => {
            Err(too_deep(start + error.range().start))
        }
        Err(_) => Ok(None),
    }
}

fn too_deep(at: usize) -> Problem {
    Problem { message: format!("lists and objects are nested more than {DEEPEST} deep"), at }
}

fn node(value: &ast::Value<'_>, start: usize, depth: usize) -> Result<Node, Problem> {
    let at = |range: Range| start + range.start..start + range.end;
    let scalar =
        |range, text: &str, is_plain| Ok(Node::new(at(range), Value::Scalar(text.to_owned(), is_plain)));
    match value {
        ast::Value::StringLit(text) => scalar(text.range, &text.value, false),
        ast::Value::NumberLit(number) => scalar(number.range, number.value, true),
        ast::Value::BooleanLit(boolean) => scalar(boolean.range, &boolean.value.to_string(), true),
        ast::Value::NullKeyword(null) => scalar(null.range, "null", true),
        ast::Value::Array(list) if depth < DEEPEST => {
            let items = list.elements.iter().map(|item| node(item, start, depth + 1));
            Ok(Node::new(at(list.range), Value::List(items.collect::<Result<_, _>>()?)))
        }
        ast::Value::Object(object) if depth < DEEPEST => {
            let pairs = object.properties.iter().map(|pair| {
                let key = match &pair.name {
                    ObjectPropName::String(name) => (name.range, name.value.as_ref()),
                    ObjectPropName::Word(name) => (name.range, name.value),
                };
                Ok((scalar(key.0, key.1, false)?, node(&pair.value, start, depth + 1)?))
            });
            Ok(Node::new(at(object.range), Value::Map(pairs.collect::<Result<_, _>>()?)))
        }
        ast::Value::Array(list) => Err(too_deep(start + list.range.start)),
        ast::Value::Object(object) => Err(too_deep(start + object.range.start)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lines_and_parts_of_objects_are_json() {
        for text in [
            "{\"a\": [1, 2.5, null, true, \"x\"]}",
            "{}\n{}\n",
            "\"a\": 1,\n\"b\": {}",
            "// why\n{}",
            "\"a\": {\n  \"b\": 1 // or 2\n}",
            "{\n  \"a\": [], // why\n  \"b\": \"https://x\" /* so */\n}",
            "",
        ] {
            assert!(read(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_found_where_it_is() {
        let at = |text: &str| read(text).map_err(|problem| problem.at).map(|nodes| nodes.len());
        assert_eq!(at("{\n  \"a\": 1,\n}"), Err(12));
        assert_eq!(at("\n\"a\": {\n  \"b\": 1,\n}"), Err(18));
        assert_eq!(at("{\"a\": \"https://x\",}"), Err(18));
        for deep in ["[", "{\"a\": ", "[{\"a\": "] {
            assert!(at(&deep.repeat(100_000)).is_err());
        }
        assert!(at(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))).is_err());
        assert!(at(&format!("{}{}", "[".repeat(101), "]".repeat(101))).is_err());
    }

    #[test]
    fn a_tree_has_the_bytes_of_its_parts() {
        for text in [
            "{}\n {\"é\": 1, \"b\": {\"a\": 'x'}}".replace("'x'", "\"x\""),
            "\n  \"b\": {\"a\": \"x\"},\n".to_owned(),
            "// é\n{\"b\": {\"a\": \"x\"},}\n".to_owned(),
        ] {
            let nodes = read(&text).unwrap_or_default();
            let value = nodes.last().and_then(|node| node.get("b")?.get("a"));
            let value = value.map(|node| (text.get(node.at.clone()), node.text()));
            assert_eq!(value, Some((Some("\"x\""), Some("x"))), "{text}");
        }
    }
}
