//! A scratch folder to run the command in, and folders as values that can be compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Every file of a folder, by its path below it.
pub type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// A folder that goes away.
pub struct Sandbox(tempfile::TempDir);

impl Sandbox {
    /// Creates a site with one page, `content/page.md`.
    pub fn of_page(config: &str, page: &str) -> Self {
        Self::new(&[("sitevar.yml", config), ("content/page.md", page)])
    }

    /// Creates the folder with files in it.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let sandbox = Self(tempfile::tempdir().unwrap());
        for (path, text) in files {
            sandbox.write(path, text);
        }
        sandbox
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Returns the command, to be run in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sitevar"));
        command.args(arguments).current_dir(self.0.path()).env("NO_COLOR", "1");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the command, which must succeed.
    pub fn succeed(&self, arguments: &[&str]) -> Output {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// Runs the command; `None` where it needs the widget and was built without it.
    pub fn tell(&self, arguments: &[&str]) -> Option<Said> {
        Said::of(self.run(arguments))
    }

    pub fn tree(&self, below: &str) -> Tree {
        tree(&self.path(below))
    }

    /// Returns the names right in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// How a command ended, and what it said.
pub struct Said {
    pub status: Option<i32>,
    /// Standard error.
    pub text: String,
    /// Standard output.
    pub data: String,
}

impl Said {
    /// Reads an output; `None` where the command said that it was built without the widget, which it needs.
    pub fn of(output: Output) -> Option<Self> {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        if text.contains("error: this `sitevar` was built without the widget") {
            eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
            return None;
        }
        let data = String::from_utf8_lossy(&output.stdout).into_owned();
        Some(Self { status: output.status.code(), text, data })
    }
}

/// Returns what a command said on standard error, without the note of one that was built without the widget, and without
/// the line that says that pages were written.
pub fn told(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let is_note = |line: &str| line.starts_with("note: this `sitevar` was built without the widget");
    text.split_inclusive('\n').filter(|line| !is_note(line) && !tells_of_success(line)).collect()
}

/// Tells whether a line only says that pages were written, and where.
pub fn tells_of_success(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    matches!(words[..], ["wrote", number, "page" | "pages", "to", _] if number.parse::<usize>().is_ok())
}

/// Reads a folder.
pub fn tree(folder: &Path) -> Tree {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}
