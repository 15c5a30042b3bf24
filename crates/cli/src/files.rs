//! The files of a site as templates see them: the site's own, then those that its theme and modules mount.
//!
//! Nothing outside the site's root is ever read, neither through `..` nor through a link.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use sitevar_templates::Files;
use walkdir::WalkDir;

use crate::config::Mount;

/// The files below a root, with the mounts of its configuration.
pub(crate) struct DiskFiles {
    /// The root without links in it.
    root: PathBuf,
    mounts: Vec<Mount>,
    /// The folder of the pages, and those of templates and data: a build knows what is in them.
    content: String,
    templates: Vec<String>,
    /// Something else was asked for.
    asked_elsewhere: AtomicBool,
}

impl DiskFiles {
    /// Creates the view of a root that holds no links; `templates` names the folders of templates and data.
    pub(crate) fn new(root: PathBuf, mounts: Vec<Mount>, content: String, templates: Vec<String>) -> Self {
        Self { root, mounts, content, templates, asked_elsewhere: AtomicBool::new(false) }
    }

    /// Tells whether templates asked for anything that [`DiskFiles::note`] takes note of.
    pub(crate) fn asked_elsewhere(&self) -> bool {
        self.asked_elsewhere.load(Ordering::Relaxed)
    }

    /// Hands over the names and bytes of all files below a folder, as templates see them.
    pub(crate) fn fingerprint(&self, folder: &str, add: &mut dyn FnMut(&[u8])) {
        for name in self.names(folder) {
            let real = self.candidates(&name).into_iter().find(|path| path.is_file());
            add(name.as_bytes());
            add(&real.and_then(|path| std::fs::read(path).ok()).unwrap_or_default());
        }
    }

    /// Returns the paths of all files below a folder, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let mut names = BTreeSet::new();
        for real in self.candidates(folder) {
            self.list_into(&mut names, folder, &real);
        }
        names.into_iter().collect()
    }

    /// Returns the places of a path, the one that wins first.
    fn candidates(&self, path: &str) -> Vec<PathBuf> {
        let mut candidates = vec![self.root.join(path)];
        for mount in &self.mounts {
            let below = path.strip_prefix(&mount.target);
            if let Some(rest) = below.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
                candidates.push(self.root.join(&mount.source).join(rest.trim_start_matches('/')));
            }
        }
        candidates
    }

    /// Notes what no build knows beforehand: the text of a page, or a file outside the folders of a site.
    fn note(&self, path: &str, reads: bool) {
        let page_text = reads && crate::pages::is_page(Path::new(path));
        let known = self.templates.iter().any(|folder| is_below(path, folder))
            || (is_below(path, &self.content) && !page_text);
        if !known {
            self.asked_elsewhere.store(true, Ordering::Relaxed);
        }
    }

    fn is_inside(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|path| path.starts_with(&self.root))
    }

    /// Adds the files of one real folder under the name that templates see.
    fn list_into(&self, names: &mut BTreeSet<String>, folder: &str, real: &Path) {
        if !self.is_inside(real) {
            return;
        }
        let walk = WalkDir::new(real).follow_links(true).into_iter();
        let inside = walk.filter_entry(|entry| !entry.path_is_symlink() || self.is_inside(entry.path()));
        for entry in inside.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            if let Some(name) = entry.path().strip_prefix(real).ok().and_then(Path::to_str) {
                let name = name.replace(std::path::MAIN_SEPARATOR, "/");
                names.insert(if folder.is_empty() { name } else { format!("{folder}/{name}") });
            }
        }
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<Option<String>, String> {
        let text = self.read_bytes(path)?.map(String::from_utf8).transpose();
        text.map_err(|error| {
            format!("`{path}` is not UTF-8 text: byte {} is not", error.utf8_error().valid_up_to())
        })
    }

    fn read_bytes(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let path = inside(path)?;
        self.note(&path, true);
        for candidate in self.candidates(&path) {
            let real = match candidate.canonicalize() {
                Ok(real) => real,
                Err(error) if is_absent(&error) => continue,
                Err(error) => return Err(format!("`{path}` cannot be read: {error}")),
            };
            if !real.starts_with(&self.root) {
                return Err(format!("`{path}` is a link that leads out of the site"));
            }
            if real.is_dir() {
                continue;
            }
            crate::report::stumble(&real);
            return std::fs::read(&real)
                .map(Some)
                .map_err(|error| format!("`{path}` cannot be read: {error}"));
        }
        Ok(None)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(folder) = inside(folder) else { return Vec::new() };
        self.note(&folder, false);
        self.names(&folder)
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Resolves `.` and `..` in a path.
///
/// # Errors
///
/// Fails where the path leads out of the root.
fn inside(path: &str) -> Result<String, String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str().unwrap_or_default()),
            Component::ParentDir => {
                parts.pop().ok_or_else(|| format!("`{path}` leads out of the site"))?;
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Ok(parts.join("/"))
}
