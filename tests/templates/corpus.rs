//! The corpus expanded with the templates of the site that it comes from, held against what Hugo made of it.
//!
//! The site (its `layouts`, `config`, `assets` and `node_modules`) is not ours: `SITEVAR_HUGO_SITE` names its folder,
//! with the corpus as its `content` and `data`. Pages must be equal to the byte, except where a template renders Markdown
//! or processes images: those are counted by what their templates use.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use sitevar_core::{Dialect, Options, Severity, Source, Values, expand};
use sitevar_templates::{DataFormat, Files, Limits, Shipped, Site, SiteOptions, parse_data};

#[test]
fn every_page_of_the_corpus_expands_as_in_hugo() {
    let Some((site, folder, outputs)) = open() else { return };
    let mut equal = 0;
    let mut pages = 0;
    let mut reported: BTreeMap<String, usize> = BTreeMap::new();
    let mut differences: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in folder.list("content").iter().filter(|path| path.ends_with(".md")) {
        pages += 1;
        let text = folder.read(path).unwrap().unwrap();
        let below = path.strip_prefix("content/").unwrap();
        let source = Arc::new(Source::new(path.clone(), text.clone()));
        let options = Options { dialect: Dialect::HugoExact, ..Options::default() };
        let outcome = expand(&source, site.library(below, source.clone()), &options);
        for diagnostic in
            outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
        {
            *reported.entry(format!("{}: {}", diagnostic.code, diagnostic.message)).or_default() += 1;
        }
        let permalink = site.rel_permalink(below, &front_matter(&text));
        let Ok(expected) =
            std::fs::read_to_string(outputs.join(permalink.trim_matches('/')).join("expanded.md"))
        else {
            continue;
        };
        if outcome.value.markdown(&Values::default()).value == expected {
            equal += 1;
        } else {
            differences.entry(cause(&folder, &text)).or_default().push(below.to_owned());
        }
    }
    eprintln!("{pages} pages, {equal} equal to the byte");
    for (cause, pages) in &differences {
        eprintln!("{} pages differ ({cause}), such as {}", pages.len(), pages[0]);
    }
    for (message, count) in &reported {
        eprintln!("{count} × {message}");
    }
    assert!(!differences.contains_key(NO_CAUSE), "{:#?}", differences[NO_CAUSE]);
}

const NO_CAUSE: &str = "without a cause";

/// What makes a template's text depend on more than the template engine.
const CAUSES: [(&str, &str); 5] = [
    ("markdownify", "renders Markdown"),
    ("RenderString", "renders Markdown"),
    (".Resize", "processes images"),
    (".Process", "processes images"),
    ("resources.Get", "reads assets"),
];

/// Returns what the templates use that a page reaches.
fn cause(folder: &Folder, text: &str) -> String {
    let mut causes = BTreeSet::new();
    for name in calls(text) {
        let mut names = vec![format!("_shortcodes/{name}")];
        let mut seen = BTreeSet::new();
        while let Some(name) = names.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            let found = ["", ".html"]
                .iter()
                .find_map(|end| folder.read(&format!("layouts/{name}{end}")).ok().flatten());
            let template = found.unwrap_or_default();
            causes.extend(CAUSES.iter().filter(|(word, _)| template.contains(word)).map(|(_, cause)| *cause));
            for partial in template.split("partial \"").skip(1) {
                names.extend(partial.split('"').next().map(|name| format!("_partials/{name}")));
            }
        }
    }
    let causes: Vec<&str> = causes.into_iter().collect();
    if causes.is_empty() { NO_CAUSE.to_owned() } else { causes.join(", ") }
}

/// Returns the names of all calls in a text.
fn calls(text: &str) -> BTreeSet<String> {
    let tags = text.split("{{<").skip(1).chain(text.split("{{%").skip(1));
    let names = tags.map(|tag| tag.trim_start_matches(['/', '*', ' ']).split([' ', '>', '%', '\n']).next());
    names.flatten().map(str::to_owned).collect()
}

fn open() -> Option<(Arc<Site>, Arc<Folder>, PathBuf)> {
    let Some(root) = std::env::var_os("SITEVAR_HUGO_SITE").map(PathBuf::from).filter(|root| root.is_dir())
    else {
        eprintln!("skipped: SITEVAR_HUGO_SITE names no site");
        return None;
    };
    let outputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/hugo-output");
    if !outputs.is_dir() {
        eprintln!("skipped: {} is not there", outputs.display());
        return None;
    }
    let folder = Arc::new(Folder::open(root));
    let hugo = folder.config("hugo.toml");
    let text = |key: &str| hugo.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let options = SiteOptions {
        title: text("title"),
        base_url: text("baseurl"),
        params: folder.config("params.toml"),
        content: "content".to_owned(),
        data: "data".to_owned(),
        shortcodes: vec![],
        limits: Limits::default(),
        shipped: Shipped::None,
        hugo,
    };
    Some((Site::new(folder.clone(), options), folder, outputs))
}

fn front_matter(text: &str) -> Value {
    let yaml = text.trim_start().strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"));
    yaml.and_then(|(yaml, _)| parse_data(yaml, DataFormat::Yaml).ok()).unwrap_or_default()
}

/// A Hugo site on disk: a folder, and what its `module.toml` mounts.
struct Folder {
    root: PathBuf,
    /// Source and target.
    mounts: Vec<(String, String)>,
}

impl Folder {
    fn open(root: PathBuf) -> Self {
        let mut folder = Self { root, mounts: vec![] };
        let module = folder.config("module.toml");
        let mounts = module.get("mounts").and_then(Value::as_array).cloned().unwrap_or_default();
        let text =
            |mount: &Value, key: &str| mount.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        folder.mounts = mounts.iter().map(|mount| (text(mount, "source"), text(mount, "target"))).collect();
        for own in ["layouts", "data", "assets", "content", "i18n"] {
            folder.mounts.insert(0, (own.to_owned(), own.to_owned()));
        }
        folder
    }

    fn config(&self, name: &str) -> Value {
        let text = std::fs::read_to_string(self.root.join("config/_default").join(name)).unwrap();
        parse_data(&text, DataFormat::Toml).unwrap()
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Option<String>, String> {
        let bytes = self.read_bytes(path)?;
        bytes.map(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())).transpose()
    }

    fn read_bytes(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        for (source, target) in &self.mounts {
            let Some(below) = path.strip_prefix(target.as_str()) else { continue };
            if let Ok(bytes) = std::fs::read(self.root.join(source).join(below.trim_start_matches('/'))) {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let mut all = BTreeSet::new();
        for (source, target) in &self.mounts {
            let below = folder.strip_prefix(target.as_str()).unwrap_or("\0");
            if below.starts_with('\0') {
                continue;
            }
            let root = self.root.join(source).join(below.trim_start_matches('/'));
            for entry in
                walkdir::WalkDir::new(&root).into_iter().flatten().filter(|entry| entry.file_type().is_file())
            {
                let name = entry.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                all.insert(format!("{folder}/{name}"));
            }
        }
        all.into_iter().collect()
    }
}
