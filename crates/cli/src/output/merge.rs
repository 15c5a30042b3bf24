//! Puts new files among those of others, one by one, so that a run that is killed at any point loses nothing.
//!
//! 1. The record lists the files of both runs, as long as it lasts.
//! 2. Each new file, which is complete, takes its place.
//! 3. What is not made any more is removed, unless somebody edited it, and then the folders that it leaves empty.
//! 4. The record lists the new files.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use super::existing::Existing;
use super::record::{self, Record};
use super::staging::Staging;
use crate::report::{self, Abort};

/// Puts the files of a staging folder into the place, where nothing that is not ours is in their way.
///
/// # Errors
///
/// Fails where the system refuses; the next run goes on from there.
pub(super) fn merge(staging: &Staging, existing: &Existing<'_>, new: &Record) -> Result<(), Abort> {
    let refused = |error: &std::io::Error| Abort::io("write", &crate::files::shown(existing.root), error);
    fs::create_dir_all(existing.root).map_err(|error| refused(&error))?;
    put_record(staging, existing.root, &Record::both(existing.record, new))?;
    let staged = staging.new_folder();
    for (below, _) in new.files() {
        let (from, to) = (staged.join(below), existing.root.join(below));
        let parent = to.parent().unwrap_or(existing.root);
        let put = || fs::rename(&from, &to);
        let make_folder_and_put = || fs::create_dir_all(parent).and_then(|()| put());
        put()
            .or_else(|_| make_folder_and_put())
            .or_else(|_| {
                make_way(existing, below);
                make_folder_and_put()
            })
            .map_err(|error| Abort::io("write", &crate::files::shown(&to), &error))?;
    }
    for below in existing.orphans(new) {
        remove(existing, below);
    }
    put_record(staging, existing.root, new)
}

/// Writes the record beside its place, and renames it.
fn put_record(staging: &Staging, root: &Path, record: &Record) -> Result<(), Abort> {
    let made = staging.folder().join(record::NAME);
    let written = File::create(&made).and_then(|mut file| record.write(&mut file));
    written
        .and_then(|()| fs::rename(&made, root.join(record::NAME)))
        .map_err(|error| Abort::io("write", &crate::files::shown(root).join(record::NAME), &error))
}

/// Removes our files where a folder must be, or the folder of our files where a file must be.
fn make_way(existing: &Existing<'_>, below: &Path) {
    below
        .ancestors()
        .skip(1)
        .filter(|file| existing.record.lists(file))
        .for_each(|file| remove(existing, file));
    existing.record.files_below(below).for_each(|file| remove(existing, file));
}

/// Removes a file that is not made any more and the folders that are empty then; what was edited stays.
fn remove(existing: &Existing<'_>, below: &Path) {
    let path = existing.root.join(below);
    if !existing.is_untouched(below) {
        if path.symlink_metadata().is_ok() {
            let shown = crate::files::shown(&path);
            report::note(&format!("`{}` is no longer written; it was edited, so it stays", shown.display()));
        }
        return;
    }
    if let Err(error) = fs::remove_file(&path)
        && error.kind() != ErrorKind::NotFound
    {
        report::warn(&format!(
            "cannot remove `{}`: {}",
            crate::files::shown(&path).display(),
            report::reason(&error)
        ));
        return;
    }
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|folder| *folder != existing.root) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
}
