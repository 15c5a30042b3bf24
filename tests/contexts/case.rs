//! Test files of languages: snippets in Markdown, with slots marked as `«default»`.
//!
//! A file holds, in any order:
//!
//! 1. `Judge: the crate yaml` or `Judge: python3` with the judge's program in the next fence: who reads the texts.
//! 2. Snippets: fences whose info string is that of a guide.
//! 3. Behind each snippet `Refused: …`: exactly which hostile values its places refuse. `cargo xtask bless` writes it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use sitevar_core::{Language, Layers, SlotAt, Snippet};

/// A file of test cases for one language.
pub struct File {
    pub path: PathBuf,
    pub text: String,
    pub judges: Vec<(String, String)>,
    pub cases: Vec<Case>,
}

/// A snippet, its slots and what they refuse.
pub struct Case {
    /// The heading and the line of the fence.
    pub name: String,
    pub layers: Layers,
    pub text: String,
    pub slots: Vec<SlotAt>,
    /// The lines of the file that say what is refused.
    pub refused: Range<usize>,
}

impl Case {
    pub fn snippet(&self) -> Snippet {
        Snippet::new(self.layers, self.text.clone(), self.slots.clone())
    }

    pub fn default(&self, slot: usize) -> &str {
        &self.text[self.slots[slot].range.clone()]
    }
}

/// Reads the test files of all languages.
pub fn files() -> Vec<File> {
    let folder = root().join("tests/contexts/languages");
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(read).collect()
}

/// Returns the project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

fn read(path: PathBuf) -> File {
    let text = std::fs::read_to_string(&path).unwrap();
    let mut file = File { path, judges: Vec::new(), cases: Vec::new(), text: String::new() };
    let lines: Vec<&str> = text.lines().collect();
    let (mut at, mut heading, mut judge) = (0, "", None);
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if let Some(name) = line.strip_prefix("Judge: ") {
            judge = Some(name.to_owned());
            if name.starts_with("the crate ") {
                file.judges.extend(judge.take().map(|judge| (judge, String::new())));
            }
        } else if let Some(name) = line.strip_prefix("## ") {
            heading = name;
        } else if let Some((fence, info)) = fence(line) {
            let end = (at..lines.len()).find(|line| lines[*line] == fence).unwrap_or(lines.len());
            let content: String = lines[at..end].iter().flat_map(|line| [*line, "\n"]).collect();
            match judge.take() {
                Some(judge) => file.judges.push((judge, content)),
                None => file.cases.push(case(&format!("{heading}, line {at}"), info, &content)),
            }
            at = end + 1;
            let refused =
                || lines[at..].iter().position(|line| !line.is_empty() && !line.starts_with("Refused"));
            if judge.is_none()
                && let Some(case) = file.cases.last_mut().filter(|case| case.refused.is_empty())
            {
                case.refused = at..refused().map_or(lines.len(), |count| at + count);
            }
        }
    }
    file.text = text;
    file
}

/// Returns the fence and the info string of an opening line.
fn fence(line: &str) -> Option<(&str, &str)> {
    let length = line.len() - line.trim_start_matches(['`', '~']).len();
    (length >= 3).then(|| (&line[..length], line[length..].trim()))
}

fn case(name: &str, info: &str, marked: &str) -> Case {
    let title =
        info.split_once("title=\"").and_then(|(_, title)| title.split('"').next()).unwrap_or_default();
    let layers = Language::find(info, title);
    let mut text = String::new();
    let mut slots = Vec::new();
    let mut parts = marked.split('«');
    text.push_str(parts.next().unwrap());
    for part in parts {
        let (default, behind) = part.split_once('»').expect("a slot ends with »");
        let start = text.len();
        text.push_str(default);
        slots.push(SlotAt { range: start..text.len(), ..SlotAt::default() });
        text.push_str(behind);
    }
    assert!(!slots.is_empty(), "{name}: a snippet needs a slot");
    Case { name: name.to_owned(), layers, text, slots, refused: 0..0 }
}
