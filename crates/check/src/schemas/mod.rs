//! Holds blocks against the JSON Schemas of their products: an option that does not exist is told before it is copied.
//!
//! 1. A [`SchemaRule`] says which blocks a schema is for, by their file or their page.
//! 2. [`load`] reads a schema once in a run; what it refers to outside of itself is never fetched. [`circles`] refuses one
//!    that would never end.
//! 3. [`instance`] makes of a tree what a schema is about, and finds the part of the page again that an error is about.
//! 4. [`part`] leaves out what is wrong only because a guide shows a part of a file: keys that are required.
//! 5. [`words`] says what is left.
//! 6. [`work`] keeps a document from taking too long.

mod circles;
mod instance;
mod load;
mod part;
mod words;
mod work;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use sitevar_core::{Code, Diagnostic};

use crate::page::Block;
use crate::severities::fits;
use crate::yaml::{self, Node};
use instance::Instance;
use load::Schema;

/// Which blocks a schema is for.
#[derive(Debug, Clone, Default)]
pub struct SchemaRule {
    /// The file of the schema, below the folder of the site.
    pub schema: String,
    /// Patterns with `*` for the file that a block is, of which one fits; any file where there is none.
    pub files: Vec<String>,
    /// Patterns with `*` for the path of a page, of which one fits; any page where there is none.
    pub pages: Vec<String>,
    /// The keys in the schema below which a block begins.
    pub at: Vec<String>,
}

/// The schemas of a site.
#[derive(Debug, Default)]
pub struct Schemas {
    rules: Vec<Rule>,
    schemas: Vec<Schema>,
}

/// A rule with its schema, by its place in the list.
#[derive(Debug)]
struct Rule {
    rule: SchemaRule,
    schema: usize,
    /// Whether a block was held against it.
    is_used: AtomicBool,
}

/// The largest document that is held against a schema, in values; an alias counts as all that it stands for.
pub(crate) const LARGEST: usize = 100_000;

/// How much is said of one block: who has that much to correct looks at the schema.
const MOST: usize = 20;

impl Schemas {
    /// Reads the schemas that rules name, out of the texts of their files; returns what is wrong with each as well.
    pub fn new(
        rules: Vec<SchemaRule>,
        texts: &BTreeMap<String, String>,
    ) -> (Self, BTreeMap<String, Diagnostic>) {
        let (mut schemas, mut problems) = (Self::default(), BTreeMap::new());
        let mut indexes = BTreeMap::new();
        for (name, text) in texts {
            match load::load(name, text) {
                Ok(schema) => {
                    indexes.insert(name.as_str(), schemas.schemas.len());
                    schemas.schemas.push(schema);
                }
                Err(problem) => drop(problems.insert(name.clone(), *problem)),
            }
        }
        let known =
            rules.into_iter().filter_map(|rule| Some((indexes.get(rule.schema.as_str()).copied()?, rule)));
        let rule = |(schema, rule)| Rule { rule, schema, is_used: AtomicBool::new(false) };
        schemas.rules = known.map(rule).collect();
        (schemas, problems)
    }

    /// Returns the schemas that are for a block, each with where in it the block begins.
    fn of<'a>(&'a self, block: &Block<'_>, path: &str) -> impl Iterator<Item = (&'a Schema, &'a [String])> {
        let title = block.title.clone();
        let path = path.to_owned();
        self.rules.iter().filter_map(move |Rule { rule, schema, is_used }| {
            let is_for = any(&rule.files, |pattern| is_file(pattern, &title))
                && any(&rule.pages, |pattern| fits(pattern, &path));
            is_used.fetch_or(is_for, Ordering::Relaxed);
            Some((self.schemas.get(*schema).filter(|_| is_for)?, rule.at.as_slice()))
        })
    }

    /// Returns the rules that no block was for, of those whose schemas could be read.
    pub fn unused(&self) -> impl Iterator<Item = &SchemaRule> {
        self.rules.iter().filter(|rule| !rule.is_used.load(Ordering::Relaxed)).map(|rule| &rule.rule)
    }
}

fn any(patterns: &[String], fits: impl Fn(&str) -> bool) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| fits(pattern))
}

/// Tells whether a pattern is for a file: one without a folder is about the name alone.
fn is_file(pattern: &str, title: &str) -> bool {
    let title = title.trim();
    let name = if pattern.contains('/') { title } else { title.rsplit('/').next().unwrap_or(title) };
    fits(pattern, name)
}

/// Holds the documents of a block against the schemas that are for it.
pub(crate) fn check(
    block: &Block<'_>,
    path: &str,
    documents: &[Node],
    schemas: &Schemas,
    found: &mut Vec<Diagnostic>,
) {
    if schemas.rules.is_empty() {
        return;
    }
    // A rule for blocks that are not judged is one that is used.
    let rules: Vec<_> = schemas.of(block, path).collect();
    if documents.is_empty() || rules.is_empty() || block.is_no_whole() {
        return;
    }
    for (schema, at) in rules {
        for document in documents.iter().filter(|document| yaml::size(document) <= LARGEST) {
            check_document(block, document, schema, at, found);
        }
    }
}

fn check_document(
    block: &Block<'_>,
    document: &Node,
    schema: &Schema,
    at: &[String],
    found: &mut Vec<Diagnostic>,
) {
    let Some(instance) = Instance::of(document, at) else { return };
    if schema.is_too_much_for(&instance.value) {
        let message = format!("the block is too much work for the schema `{}`", schema.name);
        let span = block.span(&(document.at.start..document.at.start + 1));
        let help = "show a smaller part of the file, or use a schema that refers to itself less";
        found.push(Diagnostic::warning(Code::NotInSchema, message, span).help(help));
        return;
    }
    let errors: Vec<_> = schema.validator.iter_errors(&instance.value).collect();
    let faults = part::faults(&errors, &instance, schema);
    for fault in faults.into_iter().take(MOST) {
        let Some(place) = instance.place(document, &fault) else { continue };
        let span = block.span(&place);
        // What another rule says of the same value says more.
        if !found.iter().any(|known| known.span.start == span.start) {
            let (message, help) = words::of(&fault, schema);
            found.push(Diagnostic::error(Code::NotInSchema, message, span).help(help));
        }
    }
}
