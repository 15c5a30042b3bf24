//! Which files of a site change.
//!
//! The folder of the site is watched, and every folder in it, but not what is hidden, installed or written by a build.
//! The folder above tells when another one takes the place of the site's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::SystemTime;

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;
use crate::output::RECORD_NAME;
use crate::report::Abort;

/// Large folders of tools, which hold nothing of a site.
const NOT_OWN: [&str; 2] = ["node_modules", "target"];

/// Watches a site.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    /// The folders, each with what tells it from another one that may have taken its place.
    watched: BTreeMap<PathBuf, Identity>,
}

/// When a folder was made, and its number in the file system: one alone may be that of another folder, or not be known.
type Identity = (Option<SystemTime>, u64);

impl Watch {
    /// Begins to watch the folder of a site; what changes becomes an event.
    ///
    /// # Errors
    ///
    /// Fails where the system does not watch files.
    pub(super) fn new(root: &Path, events: Sender<Event>) -> Result<Self, Abort> {
        let own_root = root.to_owned();
        let tell = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            let is_below = |path: &PathBuf| path.starts_with(&own_root) && is_own(path);
            let paths: Vec<PathBuf> = event.paths.into_iter().filter(is_below).collect();
            if !matches!(event.kind, EventKind::Access(_)) && !paths.is_empty() {
                let _ = events.send(Event::Changed(paths));
            }
        };
        // What a link leads to is another folder's business.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(tell, config).map_err(|error| refused(root, &error))?;
        watcher.watch(root, RecursiveMode::NonRecursive).map_err(|error| refused(root, &error))?;
        if let Some(above) = root.parent() {
            // A folder above that cannot be watched is nothing that the site needs.
            let _ = watcher.watch(above, RecursiveMode::NonRecursive);
        }
        let watched = identity(root).map(|known| (root.to_owned(), known)).into_iter().collect();
        Ok(Self { root: root.to_owned(), watcher, watched })
    }

    /// Watches the folders that are there now; `changed` is what has changed since.
    pub(super) fn follow(&mut self, changed: &[PathBuf]) {
        if changed.contains(&self.root) {
            // It was moved, and may have come back: whatever the system still watches is forgotten.
            for path in std::mem::take(&mut self.watched).into_keys() {
                let _ = self.watcher.unwatch(&path);
            }
        }
        let now = self.folders();
        for (gone, _) in self.watched.iter().filter(|(path, made)| now.get(*path) != Some(made)) {
            // The system has forgotten it already.
            let _ = self.watcher.unwatch(gone);
        }
        for (new, _) in now.iter().filter(|(path, made)| self.watched.get(*path) != Some(made)) {
            let is_root = *new == self.root;
            let mode = if is_root { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
            if let Err(error) = self.watcher.watch(new, mode) {
                refused(new, &error).print();
            }
        }
        self.watched = now;
    }

    /// Returns the folder of the site and those in it that are there now.
    fn folders(&self) -> BTreeMap<PathBuf, Identity> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let below = folders.map(|entry| entry.path()).filter(|path| is_watched(path));
        let all = std::iter::once(self.root.clone()).chain(below);
        all.filter_map(|path| identity(&path).map(|known| (path, known))).collect()
    }
}

/// Returns what tells a folder from others; `None` where there is none.
fn identity(folder: &Path) -> Option<Identity> {
    let known = fs::metadata(folder).ok().filter(fs::Metadata::is_dir)?;
    Some((known.created().ok(), number(&known)))
}

#[cfg(unix)]
fn number(known: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(known)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

fn is_watched(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    is_own(folder) && !NOT_OWN.iter().any(|other| name == *other) && !folder.join(RECORD_NAME).exists()
}

/// Tells whether a file can be one of the site's: editors have hidden ones and copies of their own.
fn is_own(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.ends_with('~')
}

fn refused(path: &Path, error: &notify::Error) -> Abort {
    let shown = crate::files::shown(path);
    let message = format!("changes in `{}` cannot be watched: {error}", shown.display());
    let abort = Abort::new(message);
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            abort.help("allow more with `sysctl fs.inotify.max_user_watches=524288`")
        }
        _ => abort,
    }
}
