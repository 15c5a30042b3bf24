//! Folders that a Hugo site sees in another place: its theme, and what its modules mount.

use serde_json::Value;

use super::hugo::{Hugo, key, texts};

/// A folder or file below the root that Hugo sees in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mount {
    /// Where the files are: `node_modules/theme/layouts`.
    pub(crate) source: String,
    /// Where templates see them: `layouts`.
    pub(crate) target: String,
}

/// A folder or a file of content, in the place where Hugo sees it.
#[derive(Debug, Clone)]
pub(crate) struct ContentFolder {
    /// Below the root of the site; it may lead out of it.
    pub(crate) source: String,
    /// Below the content folder as Hugo sees it; empty for the whole.
    pub(crate) target: String,
    /// Indexes of the languages that see it.
    pub(crate) languages: Vec<usize>,
}

/// Returns the mounts of a site, those that win first.
pub(super) fn of(hugo: &Hugo) -> Vec<Mount> {
    let own = mounts(hugo.get("module")).filter_map(|mount| mounted(mount, ""));
    let mut mounts: Vec<Mount> = own.filter(|mount| mount.source != mount.target).collect();
    let folder = themes_folder(hugo);
    for theme in texts(hugo.get("theme")) {
        for part in ["layouts", "data", "assets", "i18n", "static"] {
            mounts.push(Mount { source: format!("{folder}/{theme}/{part}"), target: part.to_owned() });
        }
    }
    mounts
}

/// Returns the folders of content that a site mounts itself; none where it leaves that to `contentDir`.
///
/// A mount that names no language is for the default one, whose index is `default`.
pub(super) fn content(hugo: &Hugo, languages: &[String], default: usize) -> Vec<ContentFolder> {
    let folder = |mount: &Value| {
        let Mount { source, target } = mounted(mount, "")?;
        let target = below(&target, "content")?.to_owned();
        let wanted = wanted(mount);
        let speaks = |code: &String| wanted.iter().any(|wanted| matches(wanted, code));
        let indexes = languages.iter().enumerate().filter(|(_, code)| speaks(code)).map(|(index, _)| index);
        let languages = if wanted.is_empty() { vec![default] } else { indexes.collect() };
        Some(ContentFolder { source, target, languages })
    };
    mounts(hugo.get("module")).filter_map(folder).collect()
}

/// Returns every folder whose files Hugo publishes as they are, below the root, with its place in the site.
pub(super) fn fixed(hugo: &Hugo) -> Vec<Mount> {
    let own: Vec<Mount> = mounts(hugo.get("module"))
        .filter_map(|mount| mounted(mount, ""))
        .filter_map(|mount| in_component(&mount, "static"))
        .collect();
    let mut all = if own.is_empty() { fixed_folders(hugo) } else { own };
    for part in components(hugo) {
        all.push(Mount { source: format!("{part}/static"), target: String::new() });
    }
    for import in imports(hugo) {
        for folder in import.folders(hugo) {
            let mounted = mounts(Some(import.value)).filter_map(|mount| mounted(mount, &folder));
            all.extend(mounted.filter_map(|mount| in_component(&mount, "static")));
        }
    }
    all
}

/// Returns the content that modules mount, with the place where Hugo sees it.
pub(super) fn content_of_modules(hugo: &Hugo) -> Vec<Mount> {
    let mut all = Vec::new();
    for import in imports(hugo) {
        let Some(folder) = import.folders(hugo).into_iter().next() else { continue };
        let mounted = mounts(Some(import.value)).filter_map(|mount| mounted(mount, &folder));
        all.extend(mounted.filter_map(|mount| in_component(&mount, "content")));
    }
    all
}

/// Returns the folders of themes and modules, where they would be below the root: of each at least one has to be there.
pub(super) fn parts(hugo: &Hugo) -> Vec<Vec<String>> {
    let themes =
        texts(hugo.get("theme")).into_iter().map(|theme| vec![format!("{}/{theme}", themes_folder(hugo))]);
    let modules = imports(hugo).map(|import| import.folders(hugo));
    themes.chain(modules).collect()
}

fn components(hugo: &Hugo) -> Vec<String> {
    parts(hugo).into_iter().flatten().collect()
}

/// Returns the folders of static files that a site names, or `static`.
fn fixed_folders(hugo: &Hugo) -> Vec<Mount> {
    let mut folders = Vec::new();
    let languages = hugo.get("languages").and_then(Value::as_object);
    let sites = std::iter::once(&hugo.whole).chain(languages.into_iter().flat_map(|all| all.values()));
    for site in sites {
        for name in (0..=10).map(|number| format!("staticDir{number}")).chain(["staticDir".to_owned()]) {
            folders.extend(texts(key(site, &name)));
        }
    }
    if folders.is_empty() {
        folders.push("static".to_owned());
    }
    let clean = |folder: String| folder.trim_matches('/').to_owned();
    folders.into_iter().map(|folder| Mount { source: clean(folder), target: String::new() }).collect()
}

fn themes_folder(hugo: &Hugo) -> String {
    hugo.text("themesdir").unwrap_or_else(|| "themes".to_owned()).trim_end_matches('/').to_owned()
}

/// A module that a site imports.
struct Import<'a> {
    path: &'a str,
    value: &'a Value,
}

impl Import<'_> {
    /// Returns where the module can be: beside the themes, or with the vendored ones.
    fn folders(&self, hugo: &Hugo) -> Vec<String> {
        vec![format!("{}/{}", themes_folder(hugo), self.path), format!("_vendor/{}", self.path)]
    }
}

fn imports(hugo: &Hugo) -> impl Iterator<Item = Import<'_>> {
    let list = hugo.get("module").and_then(|module| key(module, "imports")).and_then(Value::as_array);
    let on = |import: &&Value| !key(import, "disable").and_then(Value::as_bool).unwrap_or_default();
    let import = |value| Some(Import { path: key(value, "path")?.as_str()?, value });
    list.into_iter().flatten().filter(on).filter_map(import)
}

fn mounts(module: Option<&Value>) -> impl Iterator<Item = &Value> {
    module.and_then(|module| key(module, "mounts")).and_then(Value::as_array).into_iter().flatten()
}

/// Reads a mount of a module that is in `folder`.
fn mounted(mount: &Value, folder: &str) -> Option<Mount> {
    let text = |name| key(mount, name).and_then(Value::as_str).map(|text| text.trim_matches('/').to_owned());
    let source = text("source")?;
    let source = if folder.is_empty() { source } else { format!("{folder}/{source}") };
    Some(Mount { source, target: text("target")? })
}

/// Returns a mount of one component, with its place in that.
fn in_component(mount: &Mount, component: &str) -> Option<Mount> {
    let target = below(&mount.target, component)?.to_owned();
    Some(Mount { source: mount.source.clone(), target })
}

fn below<'a>(target: &'a str, component: &str) -> Option<&'a str> {
    let rest = target.strip_prefix(component)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// Returns the languages that a mount is for; none means all.
fn wanted(mount: &Value) -> Vec<String> {
    let matrix = key(mount, "sites").and_then(|sites| key(sites, "matrix"));
    let listed = texts(matrix.and_then(|matrix| key(matrix, "languages")));
    if listed.is_empty() { texts(key(mount, "lang")) } else { listed }
}

/// Tells whether a language is the one that is wanted; `*` and `**` are all of them.
fn matches(wanted: &str, code: &str) -> bool {
    wanted.starts_with('*') || wanted.eq_ignore_ascii_case(code)
}
