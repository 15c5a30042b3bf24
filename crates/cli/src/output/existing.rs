//! What is there where an output goes: what we wrote, what somebody else did, and what is in the way.
//!
//! A file is ours where the record lists it and it is a regular file: a link, a folder or a pipe of its name is not.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::record::{self, Record};
use crate::report::Abort;

/// What a folder may hold before the first output goes there: hosts and version control keep it there, and nobody's
/// pages are among it. Names that start with a dot are of this kind too.
const HOSTING: [&str; 2] = ["CNAME", "lost+found"];

/// The folder of an output and the record in it.
pub(super) struct Existing<'a> {
    pub(super) root: &'a Path,
    pub(super) record: &'a Record,
}

impl Existing<'_> {
    /// Tells whether a file is ours: it may be replaced.
    pub(super) fn owns(&self, below: &Path) -> bool {
        if self.record.unfinished {
            return self.is_untouched(below);
        }
        self.record.lists(below) && is_regular(&self.root.join(below))
    }

    /// Tells whether a file is ours as we wrote it: it may be removed.
    pub(super) fn is_untouched(&self, below: &Path) -> bool {
        let path = self.root.join(below);
        let mut hashes = self.record.hashes(below).peekable();
        hashes.peek().is_some()
            && is_regular(&path)
            && folders_of(below).all(|folder| is_folder(&self.root.join(folder)))
            && record::hash_of_file(&path).is_ok_and(|hash| hashes.any(|known| *known == hash))
    }

    /// Returns what the record lists and a new one does not, each file once.
    pub(super) fn orphans<'a>(&'a self, new: &'a Record) -> impl Iterator<Item = &'a Path> {
        let mut last = None;
        let files = self.record.files().map(|(below, _)| below);
        files.filter(move |below| last.replace(*below) != Some(*below) && !new.lists(below))
    }

    /// Returns something that is not ours, if there is anything; `except` is not looked at.
    pub(super) fn stranger(&self, except: &Path) -> Option<PathBuf> {
        self.stranger_below(Path::new(""), except, &|below| self.owns(below))
    }

    fn stranger_below(
        &self,
        folder: &Path,
        except: &Path,
        is_ours: &dyn Fn(&Path) -> bool,
    ) -> Option<PathBuf> {
        let walk = WalkDir::new(self.root.join(folder)).min_depth(1).into_iter();
        for entry in walk.filter_entry(|entry| entry.path() != except) {
            let Ok(entry) = entry else { return Some(folder.to_owned()) };
            let Ok(below) = entry.path().strip_prefix(self.root) else { continue };
            let known = if entry.file_type().is_dir() {
                self.record.files_below(below).next().is_some()
            } else {
                (below == Path::new(record::NAME) && entry.file_type().is_file()) || is_ours(below)
            };
            if !known {
                return Some(below.to_owned());
            }
        }
        None
    }

    /// Returns what is in the way of the files of a new record and is not ours, at most ten of it.
    pub(super) fn in_the_way(&self, new: &Record) -> Vec<PathBuf> {
        let mut free: HashSet<PathBuf> = HashSet::new();
        let own = std::iter::once(Path::new(record::NAME)).filter(|name| {
            let there = self.root.join(name).symlink_metadata();
            there.is_ok_and(|data| !data.is_file())
        });
        let files = new.files().map(|(below, _)| below);
        let blocked = files.filter_map(|below| self.obstacle(below, &mut free));
        let mut found: Vec<PathBuf> = own.map(Path::to_owned).chain(blocked).take(10).collect();
        found.dedup();
        found
    }

    /// Returns what is in the way of a file: at its place, or where one of its folders must be.
    fn obstacle(&self, below: &Path, free: &mut HashSet<PathBuf>) -> Option<PathBuf> {
        let folders: Vec<&Path> = folders_of(below).collect();
        for folder in folders.into_iter().rev() {
            if free.contains(folder) {
                continue;
            }
            match self.root.join(folder).symlink_metadata() {
                Ok(data) if data.is_dir() => {}
                // A file of ours gives way to a folder, as long as nobody edited it.
                Ok(_) if self.is_untouched(folder) => {}
                Ok(_) => return Some(folder.to_owned()),
                Err(_) => {}
            }
            free.insert(folder.to_owned());
        }
        match self.root.join(below).symlink_metadata() {
            Ok(data) if data.is_dir() => {
                self.stranger_below(below, Path::new(""), &|file| self.is_untouched(file))
            }
            Ok(_) if self.owns(below) => None,
            Ok(_) => Some(below.to_owned()),
            Err(_) => None,
        }
    }
}

/// Returns the folders of a file below the root, the innermost first.
pub(super) fn folders_of(below: &Path) -> impl Iterator<Item = &Path> {
    below.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
}

pub(super) fn is_regular(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_file())
}

pub(super) fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_dir())
}

/// Refuses a folder without a record that holds more than what hosting needs: it may be somebody's sources or notes.
///
/// # Errors
///
/// Fails with the name of what is there, and where the folder cannot be read.
pub(super) fn refuse_strangers(root: &Path) -> Result<(), Abort> {
    let entries = match std::fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Abort::io("read", &crate::files::shown(root), &error)),
    };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let visible = |name: &std::ffi::OsString| {
        !name.as_encoded_bytes().starts_with(b".") && HOSTING.iter().all(|known| name != known)
    };
    let Some(name) = names.filter(visible).min() else { return Ok(()) };
    let shown = shown(root);
    let message = format!(
        "`{}` holds `{}`, and no record there says that sitevar wrote it",
        shown.display(),
        Path::new(&name).display()
    );
    Err(Abort::new(message)
        .help("name a folder that is new or empty with `-o`; what you add to it after the first run stays"))
}

/// Returns a folder as the user would write it.
fn shown(root: &Path) -> PathBuf {
    let shown = crate::files::shown(root);
    if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
}

/// Refuses to write over what is in the way.
pub(super) fn refuse_obstacles(root: &Path, found: &[PathBuf]) -> Result<(), Abort> {
    let refusals = found.iter().map(|below| {
        let path = crate::files::shown(&root.join(below));
        Abort::new(format!(
            "`{}` is in the way: sitevar did not write it, or it was edited since",
            path.display()
        ))
        .help("move it away, or name another folder with `-o`; nothing was changed")
    });
    Abort::all(refusals).map_or(Ok(()), Err)
}
