//! Follows the pages that teach to the letter, as a newcomer does: every command says there what it says here.
//!
//! A block of code with a title is a file, which is saved. A `shell` block without one is run, and must say what the next
//! block shows, or nothing; a line `…` there stands for any lines. What the pages show is their static Markdown.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::sandbox::{Sandbox, tells_of_success};

/// The pages, and folders of pages.
const PAGES: [&str; 3] = ["_index.md", "tutorial", "how-to"];

/// So many commands are run at least: a page whose blocks nobody recognizes would pass.
const LEAST: usize = 20;

#[test]
fn whoever_follows_a_page_to_the_letter_sees_what_it_shows() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../site");
    let mut runs = 0;
    for page in PAGES.iter().flat_map(|page| pages(&site.join("content").join(page))) {
        let Some(followed) = follow(&site, &page) else { return };
        runs += followed;
    }
    assert!(runs >= LEAST, "only {runs} commands were run");
}

fn pages(path: &Path) -> Vec<PathBuf> {
    let found =
        walkdir::WalkDir::new(path).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    found.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// A fenced block: its language, its title, and its lines.
struct Block {
    language: String,
    title: Option<String>,
    text: String,
}

impl Block {
    /// Tells whether it shows what a command has said.
    fn is_output(&self) -> bool {
        self.language != "shell" && self.title.as_ref().is_none_or(|title| title.ends_with(".static.md"))
    }

    /// Tells whether it can be run here: this is no place to compile, and a server does not end.
    fn is_run(&self) -> bool {
        let is_elsewhere = self.text.starts_with("cargo ") || self.text.contains("sitevar serve");
        self.language == "shell" && self.title.is_none() && !is_elsewhere
    }
}

/// Does what a page says in a new folder, and returns how many blocks were run; `None` where this build has no widget.
fn follow(site: &Path, page: &Path) -> Option<usize> {
    let sandbox = Sandbox::new(&[]);
    let shown = sandbox.succeed(&["expand", page.to_str().unwrap(), "--site", site.to_str().unwrap()]);
    let mut blocks = blocks(&String::from_utf8(shown.stdout).unwrap()).into_iter().peekable();
    let mut runs = 0;
    while let Some(block) = blocks.next() {
        if let Some(title) = &block.title {
            sandbox.write(title, &block.text);
        } else if block.is_run() {
            let expected = blocks.next_if(Block::is_output).map_or(String::new(), |block| block.text);
            let (mut said, succeeded) = run(&sandbox, &block.text);
            if expected.is_empty() {
                // A page need not show that it worked.
                said = said.split_inclusive('\n').filter(|line| !tells_of_success(line)).collect();
            }
            if said.contains("this `sitevar` was built without the widget") {
                eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
                return None;
            }
            let page = page.display();
            assert!(fits(&expected, &said), "{page}: {}shows\n{expected}but says\n{said}", block.text);
            assert!(succeeded || !expected.is_empty(), "{page}: {}fails", block.text);
            runs += 1;
        }
    }
    Some(runs)
}

/// Runs lines of a shell, and returns what they say and whether the last one succeeds.
fn run(sandbox: &Sandbox, lines: &str) -> (String, bool) {
    let command = Path::new(env!("CARGO_BIN_EXE_sitevar")).parent().unwrap();
    let path = format!("{}:{}", command.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{lines}")])
        .current_dir(sandbox.path(""))
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.success())
}

/// Tells whether a text is what a page shows, in which a line `…` stands for any lines.
fn fits(shown: &str, said: &str) -> bool {
    let lines = shown.lines().map(|line| match line {
        "…" => "(?:.*\n)*".to_owned(),
        line => regex::escape(&format!("{line}\n")),
    });
    let pattern: String = lines.collect();
    regex::Regex::new(&format!("^{pattern}$")).unwrap().is_match(said)
}

/// Returns the fenced blocks of a text.
fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            continue;
        }
        let body = lines.by_ref().take_while(|line| *line != fence);
        found.push(Block {
            text: body.map(|line| format!("{line}\n")).collect(),
            language: info.split(' ').next().unwrap().to_owned(),
            title: info.split_once("{title=\"").map(|(_, rest)| rest.split('"').next().unwrap().to_owned()),
        });
    }
    found
}
