//! Which files of a site change.
//!
//! The folder of the site is watched, and every folder in it, but not what is hidden, installed or written by a build.

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
    /// The folders, each with when it was made: one of the same name may have taken its place.
    watched: BTreeMap<PathBuf, Option<SystemTime>>,
}

impl Watch {
    /// Begins to watch the folder of a site; what changes becomes an event.
    ///
    /// # Errors
    ///
    /// Fails where the system does not watch files.
    pub(super) fn new(root: &Path, events: Sender<Event>) -> Result<Self, Abort> {
        let tell = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            let paths: Vec<PathBuf> = event.paths.into_iter().filter(|path| is_own(path)).collect();
            if !matches!(event.kind, EventKind::Access(_)) && !paths.is_empty() {
                let _ = events.send(Event::Changed(paths));
            }
        };
        // What a link leads to is another folder's business.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(tell, config).map_err(|error| refused(root, &error))?;
        watcher.watch(root, RecursiveMode::NonRecursive).map_err(|error| refused(root, &error))?;
        Ok(Self { root: root.to_owned(), watcher, watched: BTreeMap::new() })
    }

    /// Watches the folders that are there now.
    pub(super) fn follow(&mut self) {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let made = |path: &Path| fs::metadata(path).and_then(|known| known.created()).ok();
        let now: BTreeMap<PathBuf, Option<SystemTime>> = folders
            .map(|entry| entry.path())
            .filter(|path| is_watched(path))
            .map(|path| (path.clone(), made(&path)))
            .collect();
        for (gone, _) in self.watched.iter().filter(|(path, made)| now.get(*path) != Some(made)) {
            // The system has forgotten it already.
            let _ = self.watcher.unwatch(gone);
        }
        for (new, _) in now.iter().filter(|(path, made)| self.watched.get(*path) != Some(made)) {
            if let Err(error) = self.watcher.watch(new, RecursiveMode::Recursive) {
                refused(new, &error).print();
            }
        }
        self.watched = now;
    }
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
