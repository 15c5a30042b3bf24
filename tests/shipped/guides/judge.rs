//! Asks `judges.py` what products find in blocks: one process for all of them.
//!
//! `PASSLIB` names a Python that has the judges; `cargo xtask test` installs one into `target/tools`.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::json;

use super::super::pages::{Fence, project};
use super::leaf::Leaf;

/// What the judges need at least; a judge that lacks something else is left out, which is said.
const NEEDED: &str = "import yaml, ruamel.yaml";

/// What a product makes of a block.
#[derive(Debug)]
pub struct Verdict {
    /// What it finds, or why it refuses the block.
    pub found: Result<Vec<Leaf>, String>,
    /// Whether something is not on this machine that might have refused it.
    pub is_partial: bool,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    leaves: Vec<Leaf>,
    error: Option<String>,
    missing: Option<String>,
}

/// Returns a verdict for each block; `None` where there is no Python with the judges, which is said.
pub fn ask(blocks: &[&Fence]) -> Option<Vec<Verdict>> {
    let python = std::env::var_os("PASSLIB").unwrap_or_else(|| "python3".into());
    let there = Command::new(&python).args(["-c", NEEDED]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!(
            "skipped: no Python with the judges of guides (set PASSLIB to one, or run `cargo xtask test`)"
        );
        return None;
    }
    let schema = project().join("../shared/corpus/authelia/schemas/configuration.json");
    let blocks = blocks
        .iter()
        .map(|block| json!({"title": block.title, "language": block.language, "text": block.text}));
    let asked = json!({"schema": schema.is_file().then_some(schema), "blocks": blocks.collect::<Vec<_>>()});
    let mut child = Command::new(&python)
        .arg(project().join("tests/shipped/guides/judges.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(asked.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "judges.py failed");
    let answers: Vec<Answer> = serde_json::from_slice(&output.stdout).unwrap();
    let missing: BTreeSet<&String> = answers.iter().filter_map(|answer| answer.missing.as_ref()).collect();
    missing.iter().for_each(|judge| eprintln!("skipped: the judge {judge} is not on this machine"));
    let verdict = |answer: Answer| Verdict {
        is_partial: answer.missing.is_some(),
        found: answer.error.map_or(Ok(answer.leaves), Err),
    };
    Some(answers.into_iter().map(verdict).collect())
}
