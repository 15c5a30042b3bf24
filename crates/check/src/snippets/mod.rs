//! Reads each block as the language that it says: whoever copies it gets a file that its program can read.
//!
//! 1. A block that leaves something out, is a template, or is bad on purpose is nobody's file.
//! 2. YAML is read by [`crate::yaml`], whose tree the other rules use, [`json`] and TOML by the crates that everybody has.
//! 3. A part of a file is fine: JSON without its braces, several documents one after another.

mod json;

use std::ops::Range;

use sitevar_core::{Code, Diagnostic};

use crate::page::Block;
use crate::yaml::{self, Node, Problem};

/// The largest block that is read; no example is larger, and a program's log may be.
const LARGEST: usize = 1 << 20;

/// Reads a block; returns the documents of one that is YAML.
pub(crate) fn check(block: &Block<'_>, found: &mut Vec<Diagnostic>) -> Vec<Node> {
    if block.text.len() > LARGEST {
        return Vec::new();
    }
    match block.language.as_str() {
        "yaml" | "yml" => check_yaml(block, found),
        "json" => {
            report(block, "JSON", json::read(block.text), found);
            Vec::new()
        }
        "toml" => {
            check_toml(block, found);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn check_yaml(block: &Block<'_>, found: &mut Vec<Diagnostic>) -> Vec<Node> {
    let documents = match yaml::read(block.text) {
        Ok(documents) => documents,
        Err(problem) => {
            report(block, "YAML", Err(with_tab(block.text, problem)), found);
            return Vec::new();
        }
    };
    if !block.is_no_whole() {
        for key in yaml::duplicate_keys(&documents) {
            duplicate(block, key.text().unwrap_or_default(), key.at.clone(), found);
        }
    }
    documents
}

/// Says that a tab is what YAML does not take, where one indents the line.
fn with_tab(text: &str, problem: Problem) -> Problem {
    let before = text.get(..problem.at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    match line.get(..indent).and_then(|indent| indent.find('\t')) {
        Some(tab) => {
            Problem { message: "a tab indents the line: YAML takes spaces only".to_owned(), at: start + tab }
        }
        None => problem,
    }
}

fn check_toml(block: &Block<'_>, found: &mut Vec<Diagnostic>) {
    let Err(error) = block.text.parse::<toml::Table>() else { return };
    let at = error.span().unwrap_or_default().start;
    let message = error.message().lines().next().unwrap_or_default().to_owned();
    if message.starts_with("duplicate key") {
        let name = block.text.get(error.span().unwrap_or_default()).unwrap_or_default().trim();
        if !block.is_no_whole() {
            duplicate(block, name, at..at + name.len().max(1), found);
        }
        return;
    }
    report(block, "TOML", Err(Problem { message, at }), found);
}

fn report(block: &Block<'_>, language: &str, read: Result<(), Problem>, found: &mut Vec<Diagnostic>) {
    let Err(Problem { message, at }) = read else { return };
    if let Some(key) = message.strip_prefix(json::TWICE).and_then(|rest| rest.split('`').next()) {
        if !block.is_no_whole() {
            duplicate(block, key, at..at + 1, found);
        }
        return;
    }
    if block.is_no_whole() {
        return;
    }
    let text = format!("the block is not {language}: {message}");
    found.push(Diagnostic::error(Code::BadSnippet, text, block.span(&(at..at + 1))).help(
        "correct it; if it leaves something out, write `...` there, and if it is bad on purpose, say so before it",
    ));
}

fn duplicate(block: &Block<'_>, key: &str, at: Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = format!("the key `{key}` is in the block twice, and only one of them counts");
    found.push(
        Diagnostic::error(Code::DuplicateKey, text, block.span(&at))
            .help("remove one, or make two blocks of two alternatives"),
    );
}
