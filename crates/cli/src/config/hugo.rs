//! What an existing Hugo site says of itself, in `hugo.*`, `config.*` or the folders `config/_default` and `config/production`.
//!
//! Only metadata are read: nothing of Hugo's rendering is configured by it. Keys have no case, as in Hugo.

use std::path::Path;

use serde_json::{Map, Value};
use sitevar_core::{Code, Diagnostic, Source};
use sitevar_templates::{DataFormat, parse_data};
use walkdir::WalkDir;

use crate::files::read_inside;
use crate::report::{Abort, Findings};

/// The formats of Hugo's configuration, in Hugo's order.
const EXTENSIONS: [(&str, DataFormat); 4] = [
    ("toml", DataFormat::Toml),
    ("yaml", DataFormat::Yaml),
    ("yml", DataFormat::Yaml),
    ("json", DataFormat::Json),
];

/// The folders with one file per section; the second one changes what is different where a site is published.
const FOLDERS: [&str; 2] = ["config/_default", "config/production"];

/// A Hugo configuration, the keys of its top level in lower case.
#[derive(Debug)]
pub(super) struct Hugo {
    pub(super) whole: Value,
    pub(super) files: Vec<String>,
}

impl Default for Hugo {
    fn default() -> Self {
        Self { whole: Value::Object(Map::new()), files: Vec::new() }
    }
}

impl Hugo {
    /// Returns the value of a key in lower case.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.whole.get(key)
    }

    /// Returns the text of a key in lower case.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(Value::as_str).map(str::to_owned)
    }
}

/// Returns a value by its key, without regard to case.
pub(super) fn key<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Returns a list of texts, which may be written as a single one.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(list)) => list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// Tells whether a folder is the root of a Hugo site.
pub(crate) fn is_hugo_site(folder: &Path) -> bool {
    names().any(|name| folder.join(name).is_file())
        || FOLDERS.iter().any(|name| folder.join(name).is_dir())
        || folder.join("layouts").is_dir()
}

/// Tells whether a file at the root of a site is its Hugo configuration.
pub(crate) fn is_hugo_file(below: &Path) -> bool {
    names().any(|name| below == Path::new(&name))
}

/// Returns the names that a configuration in one file can have.
fn names() -> impl Iterator<Item = String> {
    let names = ["hugo", "config"].iter();
    names.flat_map(|name| EXTENSIONS.iter().map(move |(extension, _)| format!("{name}.{extension}")))
}

/// Reads the configuration of the site in `root`; `shown` is how the user named the root.
pub(super) fn read(root: &Path, shown: &Path) -> Result<(Hugo, Vec<Findings>), Abort> {
    let mut hugo = Hugo::default();
    let mut findings = Vec::new();
    for (name, section, format) in files(root) {
        let shown_name = shown.join(&name);
        let read = read_inside(root, &root.join(&name));
        let read = read.map_err(|reason| Abort::new(format!("`{}` {reason}", shown_name.display())))?;
        let bytes = read.unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match parse_data(&text, format) {
            Ok(value) => merge(&mut hugo.whole, lower_case(&section, value)),
            Err(error) => {
                let at = error.offset;
                let diagnostic = Diagnostic::error(Code::BadConfig, error.message, at..at + 1);
                let source = Source::new(shown_name.to_string_lossy(), text);
                findings.push(Findings::one(source, diagnostic));
            }
        }
        hugo.files.push(name);
    }
    Ok((hugo, findings))
}

/// Returns the files of a configuration, each with the keys that its name stands for.
fn files(root: &Path) -> Vec<(String, Vec<String>, DataFormat)> {
    let mut files = Vec::new();
    let top = ["hugo", "config"].iter().flat_map(|name| EXTENSIONS.iter().map(move |kind| (name, kind)));
    let top = top.map(|(name, (extension, format))| (format!("{name}.{extension}"), Vec::new(), *format));
    files.extend(top.into_iter().find(|(name, ..)| root.join(name).is_file()));
    for folder in FOLDERS {
        // Its folders only keep files apart.
        let walk = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
        for entry in walk.filter(|entry| entry.file_type().is_file()) {
            let below = entry.path().strip_prefix(root).ok().and_then(Path::to_str);
            let Some(name) = entry.file_name().to_str() else { continue };
            let Some((stem, extension)) = name.rsplit_once('.') else { continue };
            let Some((_, format)) = EXTENSIONS.iter().find(|(known, _)| *known == extension) else {
                continue;
            };
            let path = below.map(|below| below.replace(std::path::MAIN_SEPARATOR, "/"));
            files.extend(path.map(|path| (path, section(stem), *format)));
        }
    }
    files
}

/// Returns the keys that a file's name stands for: `menus.de` and `params.de` belong to a language.
fn section(stem: &str) -> Vec<String> {
    if matches!(stem, "hugo" | "config") {
        return Vec::new();
    }
    let Some((name, language)) = stem.split_once('.') else { return vec![stem.to_lowercase()] };
    let mut keys = vec!["languages".to_owned(), language.to_owned()];
    match name.to_lowercase().as_str() {
        "menu" | "menus" => keys.push("menus".to_owned()),
        "params" => keys.push("params".to_owned()),
        _ => {}
    }
    keys
}

/// Lowers the keys of the top level and puts a section in its place; the keys of `params` are the author's own.
fn lower_case(section: &[String], value: Value) -> Value {
    let lowered = match value {
        Value::Object(map) if section.last().is_none_or(|last| last != "params") => {
            Value::Object(map.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect())
        }
        other => other,
    };
    section.iter().rev().fold(lowered, |value, key| Value::Object(Map::from_iter([(key.clone(), value)])))
}

/// Puts one configuration over another, maps key by key.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}
