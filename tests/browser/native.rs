//! What the command makes of a page for a reader, for scenarios that hold what a browser shows against it.
//!
//! The pages are those of the corpus, where it is there, and of our own site; the shortcodes are those that are built in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use sitevar_core::{
    Guide, HtmlOptions, NoTemplates, Options, OutputFormat, Source, Unknown, Values, Variables, expand,
};

/// What a reader sets, by name.
pub type Set = BTreeMap<String, String>;

/// What readers set: plain, unusual, and what no check would let through.
const SETS: [&[(&str, &str)]; 3] = [
    &[
        ("domain", "home.lab"),
        ("subdomain-authelia", ""),
        ("client-secret", "s3cret"),
        ("client-secret-digest", "$a$b"),
        ("client-id-headscale", "~mine.1"),
    ],
    &[
        ("domain", "a.b.xn--bcher-kva.example"),
        ("subdomain-authelia", "login.eu"),
        ("port", "443"),
        ("tls", "true"),
        ("host", "::1"),
    ],
    &[("domain", "it's \"x\" \\ $y <b>"), ("subdomain-authelia", "${x}: #"), ("client-secret", "'\"\\$%#{")],
];

/// Returns the three sets.
pub fn sets() -> [Set; 3] {
    SETS.map(|set| set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// A page of Markdown.
pub struct Page {
    pub name: String,
    pub markdown: String,
}

/// Returns the pages of the corpus and of our own site.
pub fn pages() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = markdown(&root.join("site/content"));
    let corpus = markdown(&root.join("../shared/corpus/authelia/content"));
    if corpus.is_empty() {
        eprintln!("the corpus is not here: only our own pages are compared");
    }
    files.extend(corpus);
    let read = |file: PathBuf| {
        let markdown = std::fs::read_to_string(&file).ok()?;
        Some(Page { name: file.display().to_string(), markdown })
    };
    let pages: Vec<Page> = files.into_iter().filter_map(read).collect();
    assert!(!pages.is_empty());
    eprintln!("{} pages", pages.len());
    pages
}

fn markdown(folder: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// Reads the declarations of a built site or of an offline file.
pub fn variables(declarations: &Value) -> Arc<Variables> {
    let of = |key: &str| declarations[key].clone();
    Arc::new(
        serde_json::from_value(json!({ "variables": of("variables"), "derived": of("derived") })).unwrap(),
    )
}

impl Page {
    /// Expands the page as the command does.
    pub fn guide(&self, variables: &Arc<Variables>, unknown: Unknown) -> Guide {
        let options = Options {
            output: OutputFormat::Html,
            variables: variables.clone(),
            unknown,
            ..Options::default()
        };
        expand(&Source::new(&self.name, &self.markdown), Arc::new(NoTemplates), &options).value
    }
}

/// Writes a guide as the command does; tables of a page with a theme can be reached with the keyboard.
pub fn html(guide: &Guide, values: &Values, focusable_tables: bool) -> String {
    guide.html(values, &HtmlOptions { focusable_tables, ..HtmlOptions::default() }).body
}
