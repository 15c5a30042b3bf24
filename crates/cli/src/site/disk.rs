//! The files of a site as templates see them: the site's own, then those that its theme and modules mount.
//!
//! Nothing outside the site's root is ever read, neither through `..` nor through a link.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use sitevar_templates::Files;
use walkdir::{DirEntry, WalkDir};

use crate::config::Mount;
use crate::files::{self, Refused, read_inside};
use crate::report::Abort;

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
    /// What could not be listed.
    refused: Mutex<Option<Abort>>,
    /// What is left out of this run, and was told as a problem of the input.
    left_out: Mutex<Vec<PathBuf>>,
    /// What is mounted from outside and was told of.
    told: Mutex<Vec<PathBuf>>,
}

impl DiskFiles {
    /// Creates the view of a root that holds no links; `templates` names the folders of templates and data.
    pub(crate) fn new(root: PathBuf, mounts: Vec<Mount>, content: String, templates: Vec<String>) -> Self {
        Self {
            root,
            mounts,
            content,
            templates,
            asked_elsewhere: AtomicBool::new(false),
            refused: Mutex::default(),
            left_out: Mutex::default(),
            told: Mutex::default(),
        }
    }

    /// Tells whether templates asked for anything that [`DiskFiles::note`] takes note of.
    pub(crate) fn asked_elsewhere(&self) -> bool {
        self.asked_elsewhere.load(Ordering::Relaxed)
    }

    /// Hands over the names and bytes of all files below a folder, as templates see them.
    pub(crate) fn fingerprint(&self, folder: &str, add: &mut dyn FnMut(&[u8])) {
        for name in self.names(folder) {
            add(name.as_bytes());
            add(&self.read_real(&name).unwrap_or_default().unwrap_or_default());
        }
    }

    /// Checks, after all pages, that everything which was listed could be: a template finds out only what is missing.
    ///
    /// # Errors
    ///
    /// Fails at a link that leads nowhere or out of the site, and at a folder that cannot be read.
    pub(crate) fn check(&self) -> Result<(), Abort> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
    }

    /// Leaves files out of every list without a refusal: they are told as problems of the input.
    pub(crate) fn leave_out(&self, refused: &[Refused]) {
        let paths = refused.iter().map(|refused| own_path(&refused.found.path));
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner).extend(paths);
    }

    fn refuse(&self, path: &Path, abort: Abort) {
        let left_out = self.left_out.lock().unwrap_or_else(PoisonError::into_inner);
        if left_out.contains(&own_path(path)) {
            return;
        }
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(abort);
    }

    /// Returns the paths of all files below a folder, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let mut names = BTreeSet::new();
        for (index, real) in self.candidates(folder).into_iter().enumerate() {
            match files::check_link(&real, &self.root) {
                Ok(()) => self.list_into(&mut names, folder, &real),
                Err(_) if real.symlink_metadata().is_err() => {}
                Err(abort) if index == 0 => self.refuse(&real, abort),
                Err(_) => self.tell_of_mount(&real),
            }
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

    /// Reads the file that wins at a path; a folder of that name is none.
    fn read_real(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        for candidate in self.candidates(path) {
            let bytes = read_inside(&self.root, &candidate).map_err(|reason| format!("`{path}` {reason}"))?;
            if bytes.is_some() {
                return Ok(bytes);
            }
        }
        Ok(None)
    }

    /// Notes what no build knows beforehand: the text of a page, or a file outside the folders of a site.
    fn note(&self, path: &str, reads: bool) {
        let page_text = reads && files::is_page(Path::new(path));
        let known = self.templates.iter().any(|folder| is_below(path, folder))
            || (is_below(path, &self.content) && !page_text);
        if !known {
            self.asked_elsewhere.store(true, Ordering::Relaxed);
        }
    }

    /// Says once that a theme or a module is elsewhere; what the site itself needs of it is an error of its own.
    fn tell_of_mount(&self, real: &Path) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if !told.iter().any(|above| real.starts_with(above)) {
            told.push(real.to_owned());
            let shown = files::shown(real);
            let message = format!("`{}` leads out of the site, so nothing of it is read", shown.display());
            crate::report::warn(&message);
        }
    }

    /// Adds the files of one real folder under the name that templates see.
    fn list_into(&self, names: &mut BTreeSet<String>, folder: &str, real: &Path) {
        let inside = |entry: &DirEntry| {
            let checked =
                if entry.path_is_symlink() { files::check_link(entry.path(), &self.root) } else { Ok(()) };
            checked.map_err(|abort| self.refuse(entry.path(), abort)).is_ok()
        };
        for entry in WalkDir::new(real).follow_links(true).into_iter().filter_entry(inside) {
            let entry = match entry {
                Ok(entry) if entry.file_type().is_file() => entry,
                Ok(entry) => {
                    if !entry.file_type().is_dir() {
                        self.refuse(entry.path(), files::special(entry.path()));
                    }
                    continue;
                }
                Err(error) if error.depth() == 0 => continue,
                Err(error) => {
                    self.refuse(error.path().unwrap_or(real), files::unreadable(real, &error));
                    continue;
                }
            };
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
        self.read_real(&path)
    }

    fn size(&self, path: &str) -> Option<u64> {
        let path = inside(path).ok()?;
        let real = self.candidates(&path).into_iter().find(|path| path.is_file())?;
        real.metadata().ok().map(|data| data.len())
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

/// Returns the absolute path of a file, without following it if it is a link.
fn own_path(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| {
        if folder.as_os_str().is_empty() { Path::new(".").canonicalize() } else { folder.canonicalize() }.ok()
    });
    folder.and_then(|folder| Some(folder.join(path.file_name()?))).unwrap_or_else(|| path.to_owned())
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
