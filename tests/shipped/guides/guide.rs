//! A guide, what the built site declares for it, and what the command writes for a reader's values.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Output};

use serde_json::Value;

use super::super::pages::{self, Fence, project};

/// What a reader sets, by name.
pub type Set = BTreeMap<String, String>;

/// What every guide uses beside its own variables.
const SHARED: [&str; 4] = ["domain", "subdomain-authelia", "client-secret", "client-secret-digest"];

/// A page of `site/content/guides` that has blocks to paste.
pub struct Guide {
    /// The path of the file, from the project's folder.
    pub source: String,
    /// Where the built site has it.
    pub address: String,
    pub text: String,
    pub variables: BTreeMap<String, Variable>,
}

/// What is declared for a variable.
#[derive(Clone)]
pub struct Variable {
    pub kind: String,
    pub label: String,
    /// What guides show in place of its value.
    pub example: String,
    pub choices: Vec<String>,
}

/// Reads all guides, with the declarations of the site as the command builds it.
pub fn all() -> Vec<Guide> {
    let folder = tempfile::tempdir().unwrap();
    let output = sitevar(&["build", "site", "-o", folder.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let declared = std::fs::read_to_string(folder.path().join("sitevar.json")).unwrap();
    let declared: Value = serde_json::from_str(&declared).unwrap();
    let guides = pages::read("guides").into_iter().filter(|page| !page.path.ends_with("_index.md"));
    let guides: Vec<Guide> = guides.map(|page| Guide::new(page, &declared)).collect();
    assert!(!guides.is_empty(), "the site has no guides");
    guides
}

impl Guide {
    fn new(page: pages::Page, declared: &Value) -> Self {
        let pages = declared["pages"].as_array().unwrap();
        let row = pages.iter().find(|row| row["source"] == format!("content/{}", page.path)).unwrap();
        let own = row["variables"].as_object().into_iter().flatten();
        let shared = SHARED.iter().map(|name| (*name, &declared["variables"][name]));
        let all = shared.chain(own.map(|(name, row)| (name.as_str(), row)));
        let variables = all.map(|(name, row)| (name.to_owned(), Variable::new(row))).collect();
        let address = row["address"].as_str().unwrap().to_owned();
        Self { source: format!("site/content/{}", page.path), address, text: page.text, variables }
    }

    /// Returns the blocks as the author wrote them, with shortcodes.
    pub fn own_blocks(&self) -> Vec<Fence> {
        pages::fences(&self.text)
    }

    /// Returns what the command writes for some values, and what it says.
    pub fn expand(&self, set: &Set) -> (String, String) {
        let output = self.run(set);
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// Returns the blocks for some values. Where one does not fit, the set gets the plain one in its place.
    pub fn blocks(&self, set: &mut Set, plain: &Set) -> Vec<Fence> {
        loop {
            let output = self.run(set);
            if output.status.success() {
                return pages::fences(&String::from_utf8(output.stdout).unwrap());
            }
            let said = String::from_utf8(output.stderr).unwrap();
            let refused = refused(&said);
            assert!(!refused.is_empty(), "{}: {said}", self.source);
            for name in refused {
                assert_ne!(set[&name], plain[&name], "{}: a plain value is refused: {said}", self.source);
                set.insert(name.clone(), plain[&name].clone());
                // A secret and its digest go together.
                for other in ["client-secret", "client-secret-digest"] {
                    if name.starts_with("client-secret") {
                        set.insert(other.to_owned(), plain[other].clone());
                    }
                }
            }
        }
    }

    fn run(&self, set: &Set) -> Output {
        let values = set.iter().map(|(name, value)| format!("--set={name}={value}"));
        let arguments: Vec<String> =
            ["expand", "--format=short", &self.source].map(str::to_owned).into_iter().chain(values).collect();
        sitevar(&arguments)
    }
}

impl Variable {
    fn new(row: &Value) -> Self {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let texts = |key: &str| row[key].as_array().into_iter().flatten().map(text).collect::<Vec<_>>();
        let example = texts("examples").into_iter().next().unwrap_or_else(|| text(&row["default"]));
        let (kind, label) = (row["type"].as_str().unwrap_or("text").to_owned(), text(&row["label"]));
        Self { kind, label, example, choices: texts("choices") }
    }
}

/// Returns the variables whose values do not fit somewhere; any other error is none.
fn refused(said: &str) -> BTreeSet<String> {
    const DOES_NOT_FIT: &str = "error[value-does-not-fit]: the value of `";
    let name = |line: &str| Some(line.split_once(DOES_NOT_FIT)?.1.split('`').next()?.to_owned());
    said.lines().filter_map(name).collect()
}

/// Runs the command in the project's folder.
fn sitevar(arguments: &[impl AsRef<std::ffi::OsStr>]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sitevar")).args(arguments).current_dir(project()).output().unwrap()
}
