//! The pages of the product's own site, and the fenced blocks in them.

use std::path::{Path, PathBuf};

/// A page of `site/content`.
pub struct Page {
    /// The path below the content folder, with `/`.
    pub path: String,
    pub text: String,
}

/// A fenced block with a title.
pub struct Fence {
    pub title: String,
    pub language: String,
    pub text: String,
}

/// Returns the folder of the project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads all pages below a folder of `site/content`, sorted.
pub fn read(folder: &str) -> Vec<Page> {
    let content = project().join("site/content");
    let mut paths = Vec::new();
    collect(&content.join(folder), &mut paths);
    paths.sort();
    let pages: Vec<Page> = paths.iter().map(|path| page(&content, path)).collect();
    assert!(!pages.is_empty(), "no pages below site/content/{folder}");
    pages
}

fn page(content: &Path, path: &Path) -> Page {
    let below = path.strip_prefix(content).unwrap().to_string_lossy().replace('\\', "/");
    Page { path: below, text: std::fs::read_to_string(path).unwrap() }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
}

/// Returns the fenced blocks of a text that have a title.
pub fn fences(text: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let mark = &line[..ticks];
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != mark).collect();
        if let Some((language, title)) = line.split_once("{title=\"") {
            let title = title.split('"').next().unwrap().to_owned();
            let language = language[ticks..].trim().to_owned();
            let text = body.iter().map(|line| format!("{line}\n")).collect();
            found.push(Fence { title, language, text });
        }
    }
    found
}
