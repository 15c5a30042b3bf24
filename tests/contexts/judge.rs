//! Judges: the real parsers of languages.
//!
//! A judge in this process is a crate. A judge outside is a program in the language's test file:
//!
//! 1. Texts come on standard input, each with a NUL behind it.
//! 2. For each text it prints its values, each with a NUL behind it, and then `\x1e`; `\x15` says that it is no text of
//!    the language.
//! 3. Status 77 says that something is missing on this machine: the judge is skipped.

use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

use super::leaf::{Leaf, flatten};

/// What a judge makes of texts: its values, or nothing where it is no text of the language.
pub type Verdicts = HashMap<String, Option<Vec<Leaf>>>;

/// Asks a judge; `None` where it is not on the machine.
pub fn ask(judge: &str, program: &str, texts: &[String]) -> Option<Verdicts> {
    if let Some(name) = judge.strip_prefix("the crate ") {
        let verdict = |text: &String| (text.clone(), in_process(name, text));
        return Some(texts.iter().map(verdict).collect());
    }
    let verdicts = run(judge, program, texts);
    if verdicts.is_none() {
        eprintln!("skipped: `{judge}` is not on this machine, or lacks a module");
    }
    verdicts
}

/// Reads a text with a crate.
pub fn in_process(name: &str, text: &str) -> Option<Vec<Leaf>> {
    match name {
        "serde_yaml" => yaml(text),
        "serde_json" => Some(flatten(&serde_json::from_str(&without_comments(text)).ok()?)),
        "toml" => {
            let table: toml::Table = toml::from_str(text).ok()?;
            Some(flatten(&serde_json::to_value(table).ok()?))
        }
        "html5ever" => {
            let page = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(text);
            let mut leaves = Vec::new();
            html(&page.document, &mut leaves);
            Some(leaves)
        }
        _ => panic!("no crate {name}"),
    }
}

/// Lists what stands at and below a node of HTML.
fn html(node: &Handle, leaves: &mut Vec<Leaf>) {
    match &node.data {
        NodeData::Text { contents } => leaves.push(Leaf::text(contents.borrow().to_string())),
        NodeData::Comment { contents } => leaves.push(Leaf::text(format!("comment {contents}"))),
        NodeData::Element { name, attrs, .. } => {
            leaves.push(Leaf::text(name.local.to_string()));
            for attribute in attrs.borrow().iter() {
                leaves.push(Leaf::text(attribute.name.local.to_string()));
                leaves.push(Leaf::text(attribute.value.to_string()));
            }
        }
        _ => {}
    }
    node.children.borrow().iter().for_each(|child| html(child, leaves));
    leaves.push(Leaf::text("end"));
}

/// Reads all documents of a YAML text.
fn yaml(text: &str) -> Option<Vec<Leaf>> {
    let documents: Vec<Value> = serde_yaml::from_multiple(text).ok()?;
    Some(documents.iter().flat_map(flatten).collect())
}

/// Blanks the comments of JSONC, as its readers do before they parse.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if first == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            let end = end.map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    out
}

fn run(judge: &str, program: &str, texts: &[String]) -> Option<Verdicts> {
    let mut words = judge.split(' ');
    let name = words.next().unwrap();
    let chosen = std::env::var_os("PASSLIB").filter(|_| name == "python3");
    let folder = std::env::temp_dir().join(format!(
        "sitevar-judge-{}-{:?}",
        std::process::id(),
        thread::current().id()
    ));
    std::fs::create_dir_all(&folder).unwrap();
    let script = folder.join(if name == "java" { "Judge.java" } else { "judge" });
    std::fs::write(&script, program).unwrap();
    let mut command = Command::new(chosen.unwrap_or_else(|| name.into()));
    command.args(words).arg(&script).current_dir(&folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let child = command.stderr(Stdio::piped()).spawn();
    let output = child.ok().map(|mut child| {
        let mut input = child.stdin.take().unwrap();
        let sent: Vec<u8> = texts.iter().flat_map(|text| text.bytes().chain([0])).collect();
        let writer = thread::spawn(move || input.write_all(&sent));
        let output = child.wait_with_output().unwrap();
        // A judge that gave up has not read everything.
        let _ = writer.join().unwrap();
        output
    });
    std::fs::remove_dir_all(&folder).unwrap();
    let output = output?;
    if output.status.code() == Some(77) {
        return None;
    }
    assert!(output.status.success(), "{judge}: {}", String::from_utf8_lossy(&output.stderr));
    let answers = String::from_utf8_lossy(&output.stdout).into_owned();
    let answers: Vec<&str> = answers.split("\u{1e}\0").collect();
    assert_eq!(answers.len(), texts.len() + 1, "{judge}: {}", String::from_utf8_lossy(&output.stderr));
    Some(texts.iter().cloned().zip(answers.into_iter().map(leaves)).collect())
}

fn leaves(answer: &str) -> Option<Vec<Leaf>> {
    let fields = answer.split('\0').collect::<Vec<_>>();
    let (_, fields) = fields.split_last()?;
    (!fields.contains(&"\u{15}")).then(|| fields.iter().map(|field| Leaf::text(*field)).collect())
}
