//! What `check` says of the blocks of a real site, beside what Python's readers and its jsonschema say.
//!
//! `PASSLIB` names a Python that has them; `cargo xtask test` installs one.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::json;
use sitevar_core::{PassageKind, ShownPage, Variables, source_passages};

use super::check_schemas::copy;
use super::corpus::shared;
use super::sandbox::tree;

/// What Python needs.
const NEEDED: &str = "import yaml, jsonschema
try: import tomllib
except ImportError: import tomli";

/// A block of a page.
struct Block {
    page: String,
    language: String,
    title: String,
    text: String,
    /// Where each byte of it is in the page.
    source: Vec<usize>,
}

#[derive(Deserialize)]
struct Answer {
    reads: Option<bool>,
    faults: Vec<usize>,
}

/// Takes the blocks of all pages of a folder.
fn blocks(content: &Path) -> Vec<Block> {
    let variables = Variables::default();
    let mut blocks = Vec::new();
    for (path, bytes) in tree(content) {
        let Ok(source) = String::from_utf8(bytes) else { continue };
        let shown = ShownPage::new(&source, &variables);
        for passage in source_passages(&shown.text) {
            let PassageKind::CodeBlock { language, title } = &passage.passage.kind else { continue };
            let text = passage.passage.text.clone();
            let place = |at: usize| {
                let end = text.ceil_char_boundary(at + 1).min(text.len());
                let range = passage.source(&(text.floor_char_boundary(at)..end)).unwrap_or_default();
                shown.source(&range).start
            };
            blocks.push(Block {
                page: path.display().to_string(),
                language: language.to_lowercase(),
                title: title.clone(),
                source: (0..text.len()).map(place).collect(),
                text,
            });
        }
    }
    blocks
}

/// Asks Python; `None` where it lacks something, which is said.
fn ask(blocks: &[Block], schema: impl Fn(&Block) -> Option<String>) -> Option<Vec<Answer>> {
    let python = std::env::var_os("PASSLIB").unwrap_or_else(|| "python3".into());
    let there = Command::new(&python).args(["-c", NEEDED]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!(
            "skipped: no Python with PyYAML and jsonschema (set PASSLIB to one, or run `cargo xtask test`)"
        );
        return None;
    }
    let asked: Vec<_> = blocks
        .iter()
        .map(|block| json!({"language": block.language, "text": block.text, "schema": schema(block)}))
        .collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/commands/check_judges.py");
    let mut child =
        Command::new(&python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(json!({"blocks": asked}).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "check_judges.py failed");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_block_is_read_where_pythons_readers_read_it() {
    let Some(corpus) = shared("corpus/authelia") else { return };
    let blocks = blocks(&corpus.join("content"));
    let Some(answers) = ask(&blocks, |_| None) else { return };
    let (mut count, mut wrong) = (0, Vec::new());
    for (block, answer) in blocks.iter().zip(&answers) {
        let Some(judged) = answer.reads else { continue };
        count += 1;
        if sitevar_check::reads(&block.language, &block.text) != Some(judged) {
            wrong.push(format!("{} ({}, read: {judged}):\n{}", block.page, block.language, block.text));
        }
    }
    assert!(count > 400, "{count}");
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Texts that the readers do not read alike, each with whether we read it, and why.
const DIFFERENT: [(&str, &str, bool, &str); 5] = [
    ("json", "// why\n{}", true, "many programs take comments"),
    ("json", "\"a\": 1", true, "a guide shows a part of an object"),
    ("json", "[NaN]", false, "only Python takes it"),
    ("toml", "a = {\n  b = 1,\n}", true, "TOML 1.1, and Python reads 1.0"),
    ("yaml", "a: 'x'\n\tb: 1", false, "a tab indents"),
];

#[test]
fn what_the_readers_do_not_read_alike_is_known() {
    for (language, text, is_read, why) in DIFFERENT {
        assert_eq!(sitevar_check::reads(language, text), Some(is_read), "{text}: {why}");
    }
}

/// What bash says of a script where something is open at its end.
const OPEN: [&str; 2] = ["unexpected EOF while looking for matching", "here-document at line"];

#[test]
fn shell_has_an_open_quotation_mark_where_bash_says_so() {
    let Some(corpus) = shared("corpus/authelia") else { return };
    if Command::new("bash").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped: there is no bash");
        return;
    }
    let mut count = 0;
    for block in blocks(&corpus.join("content")) {
        let is_shell = ["sh", "bash", "shell"].contains(&block.language.as_str());
        // After a prompt, nothing is read; a word such as `can't` is what is printed.
        let is_session = block.text.lines().any(|line| line.trim_start().starts_with(['$', '>', '%', '#']));
        if !is_shell || is_session {
            continue;
        }
        for text in broken(&block.text) {
            count += 1;
            let ours = sitevar_check::reads("sh", &text) == Some(true);
            let said = bash(&text);
            if ours {
                assert!(!OPEN.iter().any(|open| said.contains(open)), "{}: {said}:\n{text}", block.page);
            } else {
                assert!(!said.is_empty(), "{}: bash reads it:\n{text}", block.page);
            }
        }
    }
    assert!(count > 300, "{count}");
}

/// Returns a script, and the script without one of its quotation marks, for each.
fn broken(text: &str) -> Vec<String> {
    let marks = text.match_indices(['\'', '"', '`', '(', ')', '{', '}', '\\']).take(12);
    let without = marks.map(|(at, mark)| format!("{}{}", &text[..at], &text[at + mark.len()..]));
    std::iter::once(text.to_owned()).chain(without).collect()
}

fn bash(text: &str) -> String {
    let mut child = Command::new("bash")
        .arg("-n")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A script that bash refuses early is not read to its end.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    String::from_utf8_lossy(&child.wait_with_output().unwrap().stderr).into_owned()
}

#[test]
fn a_block_has_the_faults_that_pythons_jsonschema_finds() {
    let Some(corpus) = shared("corpus/authelia") else { return };
    let blocks = blocks(&corpus.join("content"));
    let schema = |block: &Block| {
        let name = match block.title.rsplit('/').next()? {
            "configuration.yml" | "configuration.yaml" => "configuration",
            "users.yml" | "users-database.yml" | "users_database.yml" => "user-database",
            _ => return None,
        };
        // What nobody copies as it is, is not held against a schema.
        let is_whole = !["{{", "...", "…"].iter().any(|part| block.text.contains(part));
        (block.language == "yaml" && is_whole)
            .then(|| corpus.join(format!("schemas/{name}.json")).to_string_lossy().into_owned())
    };
    let Some(answers) = ask(&blocks, schema) else { return };
    let held = blocks.iter().zip(&answers).filter(|(block, _)| schema(block).is_some());
    let mut judged = BTreeSet::new();
    let mut count = 0;
    for (block, answer) in held {
        count += 1;
        judged.extend(answer.faults.iter().map(|at| (block.page.clone(), block.source[*at])));
    }
    let output = copy(&corpus).run(&["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut ours = BTreeSet::new();
    let mut others = BTreeSet::new();
    for diagnostic in found["diagnostics"].as_array().unwrap() {
        let page = diagnostic["file"].as_str().unwrap().strip_prefix("content/").unwrap().to_owned();
        let text = std::fs::read_to_string(corpus.join("content").join(&page)).unwrap();
        let place = (page, offset(&text, diagnostic));
        if diagnostic["code"] == "not-in-schema" {
            ours.insert(place)
        } else {
            others.insert(place)
        };
    }
    assert!(count > 250 && ours.len() > 25, "{count} blocks, {} faults", ours.len());
    // Another rule tells some of them, at the same place.
    let missed: Vec<_> = judged.iter().filter(|at| !ours.contains(at) && !others.contains(at)).collect();
    let invented: Vec<_> = ours.difference(&judged).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed: {missed:#?}\ninvented: {invented:#?}");
}

fn offset(text: &str, diagnostic: &serde_json::Value) -> usize {
    let number = |key: &str| usize::try_from(diagnostic[key].as_u64().unwrap()).unwrap();
    let start: usize = text.split_inclusive('\n').take(number("line") - 1).map(str::len).sum();
    let column = text[start..].chars().take(number("column") - 1).map(char::len_utf8).sum::<usize>();
    start + column
}
