//! What a Hugo site publishes besides its pages, and below which addresses: known so that no link to it is called broken.

use std::path::Path;

use serde_json::Value;

use super::hugo::{Hugo, key, texts};
use super::languages::{self, Languages};
use super::mounts::{self, Mount};

/// The formats that Hugo knows by itself, with the folder and the name of their files.
const FORMATS: [(&str, &str, &str); 9] = [
    ("amp", "amp", "index.html"),
    ("calendar", "", "index.ics"),
    ("css", "", "styles.css"),
    ("csv", "", "index.csv"),
    ("json", "", "index.json"),
    ("markdown", "", "index.md"),
    ("rss", "", "index.xml"),
    ("sitemap", "", "sitemap.xml"),
    ("webappmanifest", "", "manifest.webmanifest"),
];

/// What a site's configuration says of its addresses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Publishing {
    pub(crate) languages: Languages,
    /// The folders of files that are published as they are.
    pub(crate) fixed: Vec<Mount>,
    /// The content of modules.
    pub(crate) content_of_modules: Vec<Mount>,
    /// For each theme and module the folders where it can be.
    pub(crate) parts: Vec<Vec<String>>,
    /// The lists of terms, such as `tags`: the key in front matter and the folder of their addresses.
    pub(crate) taxonomies: Vec<String>,
    /// The further files of a page: their folder below it, and the name, which ends in `.` where any ending will do.
    pub(crate) formats: Vec<(String, String)>,
    /// Pages end in `.html` instead of being folders.
    pub(crate) ugly: bool,
    /// The folder of the further pages of a list.
    pub(crate) pager: String,
    /// What the site says of all pages, or of those whose path fits a pattern.
    pub(crate) cascade: Option<Value>,
    /// The folder of the whole site on its host, with a slash at its end only.
    pub(crate) base_path: String,
}

/// Tells whether a file or a folder is in a site, and leads nowhere out of it.
pub(crate) fn is_here(root: &Path, source: &str) -> bool {
    root.join(source).canonicalize().is_ok_and(|real| real.starts_with(root))
}

/// Reads what a site says; `content` is its folder of pages.
pub(super) fn of(hugo: &Hugo, content: &str, base_url: &str) -> Publishing {
    Publishing {
        languages: languages::of(hugo, content),
        fixed: mounts::fixed(hugo),
        content_of_modules: mounts::content_of_modules(hugo),
        parts: mounts::parts(hugo),
        taxonomies: taxonomies(hugo),
        formats: formats(hugo),
        ugly: hugo.get("uglyurls").is_some_and(|ugly| *ugly != Value::Bool(false)),
        pager: pager(hugo),
        cascade: hugo.get("cascade").cloned(),
        base_path: base_path(base_url),
    }
}

impl Publishing {
    /// Returns the themes and modules that are nowhere in a site, as its configuration names them.
    pub(crate) fn missing_parts(&self, root: &Path) -> Vec<&str> {
        let is_here = |place: &String| is_here(root, place);
        let missing = self.parts.iter().filter(|places| !places.iter().any(is_here));
        missing.filter_map(|places| places.first()).map(String::as_str).collect()
    }

    /// Returns the folder of pages where the usual one is not there: that of the first language at the site's root.
    pub(super) fn content_folder(&self, root: &Path) -> Option<String> {
        let whole = self.languages.folders.iter().filter(|folder| folder.target.is_empty());
        let there =
            whole.filter(|folder| !folder.source.contains("..") && root.join(&folder.source).is_dir());
        let at_root = |index: &usize| self.languages.all.get(*index).is_some_and(|own| own.prefix.is_empty());
        there.min_by_key(|folder| !folder.languages.iter().any(at_root)).map(|folder| folder.source.clone())
    }
}

fn taxonomies(hugo: &Hugo) -> Vec<String> {
    let off: Vec<String> = texts(hugo.get("disablekinds")).iter().map(|kind| kind.to_lowercase()).collect();
    if off.iter().any(|kind| kind == "taxonomy") && off.iter().any(|kind| kind == "term") {
        return Vec::new();
    }
    match hugo.get("taxonomies").and_then(Value::as_object) {
        Some(named) => named.values().filter_map(|name| name.as_str().map(str::to_owned)).collect(),
        None => ["categories", "tags"].map(str::to_owned).to_vec(),
    }
}

/// Returns the formats that are asked for anywhere, and the feeds that every list has.
fn formats(hugo: &Hugo) -> Vec<(String, String)> {
    let mut wanted = vec!["rss".to_owned()];
    find_outputs(&hugo.whole, &mut wanted);
    wanted.sort();
    wanted.dedup();
    let own = hugo.get("outputformats");
    let mut formats = Vec::new();
    for name in wanted.iter().filter(|name| *name != "html") {
        if let Some(format) = own.and_then(|own| key(own, name)) {
            let text = |name| key(format, name).and_then(Value::as_str).unwrap_or_default();
            let base = text("baseName");
            let base = if base.is_empty() { "index" } else { base };
            formats.push((text("path").trim_matches('/').to_owned(), format!("{base}.")));
        } else if let Some((_, folder, file)) = FORMATS.iter().find(|(known, ..)| known == name) {
            formats.push(((*folder).to_owned(), (*file).to_owned()));
        }
    }
    formats
}

/// Collects the names of formats below every `outputs`, in lower case.
fn find_outputs(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                if name.eq_ignore_ascii_case("outputs") {
                    let lists = value.as_object().into_iter().flat_map(|kinds| kinds.values());
                    let lists = std::iter::once(value).chain(lists);
                    found.extend(lists.flat_map(|list| texts(Some(list))).map(|name| name.to_lowercase()));
                }
                find_outputs(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| find_outputs(value, found)),
        _ => {}
    }
}

fn pager(hugo: &Hugo) -> String {
    let new = hugo.get("pagination").and_then(|pagination| key(pagination, "path")).and_then(Value::as_str);
    new.map(str::to_owned).or_else(|| hugo.text("paginatepath")).unwrap_or_else(|| "page".to_owned())
}

/// Returns the path of the site's address: `/docs/` of `https://example.org/docs`.
fn base_path(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}
