//! Reads a schema: JSON or YAML, compiled once; what it refers to elsewhere is never fetched.

use std::collections::HashMap;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{PatternOptions, ReferencingError, ValidationError, Validator};
use serde_json::Value as Json;
use sitevar_core::{Code, Diagnostic};

use super::instance::{Instance, steps};
use super::{LARGEST, circles, work};
use crate::snippets::json;
use crate::yaml::{self, Node, Problem, Value};

/// How much a pattern may go back in one text.
const BACKTRACKS: usize = 100_000;

/// A schema that can be used.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) name: String,
    value: Json,
    /// Where its references lead.
    targets: HashMap<String, String>,
    pub(super) validator: Validator,
}

/// Keys whose value names another schema.
const REFERENCES: [&str; 4] = ["$ref", "$dynamicRef", "$recursiveRef", "$schema"];

/// Reads the schema that a file holds.
///
/// # Errors
///
/// Returns why it cannot be used, with the place.
pub(super) fn load(name: &str, text: &str) -> Result<Schema, Box<Diagnostic>> {
    let fail = |Problem { message, at }, help: &str| {
        let end = text.ceil_char_boundary((at + 1).min(text.len()));
        Box::new(Diagnostic::error(Code::BadSchema, message, at.min(end)..end).help(help))
    };
    let tree = read(name, text).map_err(|problem| fail(problem, "correct the file, or get it again"))?;
    let value = Instance::of(&tree, &[]).map(|instance| instance.value).unwrap_or_default();
    if let Some((message, pointer)) = circles::find(&value) {
        let problem = Problem { message, at: at(&tree, &pointer) };
        return Err(fail(
            problem,
            "let one of the schemas be about a part of the value, such as `properties`",
        ));
    }
    let patterns = PatternOptions::fancy_regex().backtrack_limit(BACKTRACKS);
    let options =
        jsonschema::options().offline().should_validate_formats(false).with_pattern_options(patterns);
    match options.build(&value) {
        Ok(validator) => {
            let targets = circles::targets(&value);
            Ok(Schema { name: name.to_owned(), value, targets, validator })
        }
        Err(error) => {
            let (problem, help) = explain(&error, &tree);
            Err(fail(problem, help))
        }
    }
}

fn read(name: &str, text: &str) -> Result<Node, Problem> {
    let is_yaml = name.ends_with(".yml") || name.ends_with(".yaml");
    let (documents, language) = if is_yaml { (yaml::read(text), "YAML") } else { (json::read(text), "JSON") };
    let documents = documents.map_err(|Problem { message, at }| Problem {
        message: format!("the schema is not {language}: {message}"),
        at,
    })?;
    let mut documents = documents.into_iter();
    match (documents.next(), documents.next()) {
        (Some(tree), None) if yaml::size(&tree) > 10 * LARGEST => {
            Err(Problem { message: "the schema is too large".to_owned(), at: 0 })
        }
        (Some(tree), None) => Ok(tree),
        (None, _) => Err(Problem { message: "the schema is empty".to_owned(), at: 0 }),
        (_, Some(second)) => {
            Err(Problem { message: "the file has more than one schema".to_owned(), at: second.at.start })
        }
    }
}

fn explain(error: &ValidationError<'_>, tree: &Node) -> (Problem, &'static str) {
    use ReferencingError::{PointerToNowhere, UnknownSpecification, Unretrievable};
    match error.kind() {
        Kind::Referencing(Unretrievable { uri, .. } | UnknownSpecification { specification: uri }) => {
            let (named, at) = reference(tree, &|named| leads_to(named, uri)).unwrap_or((uri, 0));
            let message =
                format!("the schema refers to `{named}`, and what is outside of it is never fetched");
            (Problem { message, at }, "put what it refers to below `$defs`, and refer to that")
        }
        Kind::Referencing(PointerToNowhere { pointer }) => {
            let at = reference(tree, &|named| named.ends_with(pointer.as_str())).map_or(0, |(_, at)| at);
            let message = format!("the schema refers to `{pointer}`, which it does not have");
            (Problem { message, at }, "correct the reference, or get the file again")
        }
        _ => {
            let in_schema = error.instance_path();
            let pointer = if in_schema.is_empty() { error.schema_path() } else { in_schema };
            let message = format!("the schema is not a JSON Schema: {error}");
            (Problem { message, at: at(tree, pointer.as_str()) }, "correct the file, or get it again")
        }
    }
}

/// Tells whether a reference leads to an address, whatever that is below.
fn leads_to(named: &str, address: &str) -> bool {
    let file = |text: &str| text.split('#').next().unwrap_or_default().to_owned();
    let (named, address) = (file(named), file(address));
    let bare = named.trim_start_matches("./").trim_start_matches("../");
    !bare.is_empty() && address.ends_with(bare)
}

/// Returns the first reference of a kind, and where it is.
fn reference<'a>(node: &'a Node, is_it: &dyn Fn(&str) -> bool) -> Option<(&'a str, usize)> {
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| reference(item, is_it)),
        Value::Map(pairs) => pairs.iter().find_map(|(key, value)| {
            let named = key.text().filter(|key| REFERENCES.contains(key)).and_then(|_| value.text());
            match named.filter(|named| is_it(named)) {
                Some(named) => Some((named, value.at.start)),
                None => reference(value, is_it),
            }
        }),
        Value::Scalar(..) | Value::Alias(_) => None,
    }
}

/// Returns where the part of a schema is that a JSON pointer leads to, as far as it does.
fn at(tree: &Node, pointer: &str) -> usize {
    let mut node = tree;
    for step in steps(pointer) {
        let next = match &node.value {
            Value::List(items) => step.parse::<usize>().ok().and_then(|at| items.get(at)),
            _ => node.get(&step),
        };
        let Some(next) = next else { break };
        node = next;
    }
    node.at.start
}

impl Schema {
    /// Tells whether it would take too long to hold a document against it.
    pub(super) fn is_too_much_for(&self, document: &Json) -> bool {
        work::is_too_much(&self.value, &self.targets, document)
    }

    /// Returns the keys that are known where an error says that one is not.
    pub(super) fn keys_beside(&self, error: &ValidationError<'_>) -> Vec<String> {
        let path = error.schema_path().as_str();
        let beside = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        let properties = self.value.pointer(&format!("{beside}/properties")).and_then(Json::as_object);
        properties.into_iter().flat_map(|properties| properties.keys().cloned()).collect()
    }
}
