//! The pages that are measured: the corpus, or generated ones of the same size and character.
//!
//! The corpus has 533 pages of 2.4 MB with 3,200 calls, half of its pages without any.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::race::{empty, read, write};
use crate::project;

/// A folder of pages.
pub(crate) struct Pages {
    pub(crate) folder: PathBuf,
    /// For the report.
    pub(crate) description: String,
}

/// Returns the corpus where it is, and generated pages where it is not.
///
/// # Errors
///
/// Fails where pages cannot be written.
pub(crate) fn find_or_generate(room: &Path) -> Result<Pages, String> {
    let corpus = project::root().join("../shared/corpus/authelia/content");
    if corpus.is_dir() { describe(corpus, "the corpus") } else { generate(room) }
}

/// Writes pages that are the same each time.
///
/// # Errors
///
/// Fails where pages cannot be written.
pub(crate) fn generate(room: &Path) -> Result<Pages, String> {
    let folder = room.join("generated");
    empty(&folder)?;
    for page in 0..PAGES {
        let path = folder.join(name(page));
        write(&path, &generated_page(page))?;
    }
    describe(folder, "generated pages")
}

fn describe(folder: PathBuf, what: &str) -> Result<Pages, String> {
    let paths = markdown(&folder)?;
    let sizes = paths.iter().filter_map(|path| path.metadata().ok()).map(|metadata| metadata.len());
    let size: u64 = sizes.sum();
    let description = format!("{}: {} pages, {:.1} MB", what, paths.len(), size as f64 / 1e6);
    Ok(Pages { folder, description })
}

/// Writes ten copies of the pages side by side.
///
/// # Errors
///
/// Fails where pages cannot be written.
pub(crate) fn ten_copies(room: &Path, pages: &Path) -> Result<PathBuf, String> {
    let folder = room.join("ten");
    empty(&folder)?;
    for copy in 0..10 {
        copy_markdown(pages, &folder.join(format!("copy-{copy}")))?;
    }
    Ok(folder)
}

/// Copies the Markdown files of a folder, those below it too.
///
/// # Errors
///
/// Fails where a file cannot be read or written.
pub(crate) fn copy_markdown(from: &Path, to: &Path) -> Result<(), String> {
    for path in markdown(from)? {
        let relative = path.strip_prefix(from).unwrap_or(&path);
        write(&to.join(relative), &read(&path)?)?;
    }
    Ok(())
}

/// Returns all Markdown files of a folder, those below it too, sorted.
///
/// # Errors
///
/// Fails where a folder cannot be read.
pub(crate) fn markdown(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let entries =
            fs::read_dir(&folder).map_err(|error| format!("cannot read `{}`: {error}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// As many pages as the corpus has.
const PAGES: usize = 533;

/// As many folders as make the corpus's pages easy to find.
const SECTIONS: usize = 20;

/// So many parts make a page as long as the corpus's on average, with as many calls.
const PARTS: usize = 5;

/// Returns where a generated page is.
fn name(page: usize) -> String {
    format!("section-{}/page-{page}.md", page % SECTIONS)
}

/// Returns a page of a few lines with one slot, which links to no other.
pub(crate) fn short_page(page: usize) -> String {
    let domain = r#"{{< sitevar name="domain" nojs="example.com" >}}"#;
    format!(
        "---\ntitle: \"Page {page}\"\ndescription: \"{}\"\n---\n\n## {}\n\n{}.\n\n```yaml\naddress: https://auth.{domain}/\n```\n",
        words(page, 10),
        words(page, 4),
        words(page + 2, 60)
    )
}

fn generated_page(page: usize) -> String {
    let mut out = format!(
        "---\ntitle: \"{}\"\ndescription: \"{}\"\nweight: {page}\ntoc: true\n---\n\n",
        words(page, 3),
        words(page + 1, 12)
    );
    let with_calls = page.is_multiple_of(2);
    if with_calls {
        out.push_str("{{% oidc-common %}}\n\n{{< sitevar-preferences >}}\n\n");
    }
    for part in 0..PARTS {
        generated_part(&mut out, page * 31 + part * 7, with_calls);
    }
    out
}

/// Writes a heading with what guides have under it: prose, a list, a table and a configuration.
fn generated_part(out: &mut String, seed: usize, with_calls: bool) {
    let domain =
        if with_calls { r#"{{< sitevar name="domain" nojs="example.com" >}}"# } else { "example.com" };
    let _ = write!(out, "## {}\n\n", words(seed, 4));
    let link = name(seed % PAGES);
    let _ = write!(out, "{}. See [{}](../{link}).\n\n", words(seed + 2, 40), words(seed, 2));
    for item in 0..3 {
        let _ = writeln!(out, "- **{}**: `{}`", words(seed + item, 2), words(seed * 3 + item, 5));
    }
    if with_calls && seed.is_multiple_of(5) {
        let _ = write!(
            out,
            "\n{{{{< callout context=\"note\" >}}}}\n{}.\n{{{{< /callout >}}}}\n",
            words(seed, 20)
        );
    }
    let _ = write!(out, "\n| {} | {} |\n| --- | --- |\n", words(seed, 1), words(seed + 9, 1));
    let _ = write!(out, "| {} | {} |\n\n", words(seed + 1, 3), words(seed + 4, 6));
    let _ = write!(
        out,
        "```yaml {{title=\"configuration.yml\"}}\nservice:\n  address: 'https://auth.{domain}/'\n"
    );
    let _ = write!(out, "  issuer: \"{domain}\"\n  # {}\n```\n\n", words(seed + 5, 10));
}

/// Returns some words; the same number gives the same words.
fn words(seed: usize, count: usize) -> String {
    const WORDS: [&str; 24] = [
        "access",
        "address",
        "browser",
        "client",
        "configure",
        "container",
        "domain",
        "each",
        "file",
        "group",
        "header",
        "login",
        "the",
        "policy",
        "provider",
        "proxy",
        "reader",
        "secret",
        "of",
        "service",
        "session",
        "token",
        "user",
        "with",
    ];
    let words = (0..count).map(|at| WORDS[(seed * 7 + at * 13 + at * at * 5) % WORDS.len()]);
    words.collect::<Vec<_>>().join(" ")
}
