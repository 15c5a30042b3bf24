//! Finds the files below a folder, and refuses what leads out of the site or is nothing to read.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::shown;
use crate::report::Abort;

/// A file below a folder.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Below the folder, as the system writes it.
    pub(crate) below: PathBuf,
}

impl Found {
    /// Returns the path as templates know it, where `prefix` is that of the folder.
    pub(crate) fn page_path(&self, prefix: &str) -> String {
        let below = self.below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if prefix.is_empty() { below } else { format!("{prefix}/{below}") }
    }
}

/// Returns all visible files below a folder, sorted; `root` is the folder that links may not lead out of.
///
/// # Errors
///
/// Fails at a folder that cannot be read, at a link that leads nowhere, out of the site or in a circle, and at what is
/// neither file nor folder.
pub(crate) fn walk(folder: &Path, root: &Path) -> Result<Vec<Found>, Abort> {
    walk_where(folder, root, &|name| !name.as_encoded_bytes().starts_with(b"."))
}

/// Returns all files below a folder that is published as it is: hidden ones too, as Hugo does, but no records of ours.
///
/// # Errors
///
/// Fails as [`walk`] does.
pub(crate) fn walk_all(folder: &Path, root: &Path) -> Result<Vec<Found>, Abort> {
    walk_where(folder, root, &|name| !name.as_encoded_bytes().starts_with(b".sitevar-"))
}

fn walk_where(folder: &Path, root: &Path, wanted: &dyn Fn(&OsStr) -> bool) -> Result<Vec<Found>, Abort> {
    check_link(folder, root)?;
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let mut files = Vec::new();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || wanted(entry.file_name())) {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        if entry.depth() > 0 && entry.path_is_symlink() {
            check_link(entry.path(), root)?;
        }
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            files.push(Found { path: entry.into_path(), below });
        } else if !entry.file_type().is_dir() {
            return Err(special(entry.path()));
        }
    }
    Ok(files)
}

/// Refuses a pipe, a socket or a device.
pub(crate) fn special(path: &Path) -> Abort {
    Abort::new(format!("`{}` is neither a file nor a folder", shown(path).display()))
        .help("take it away: a pipe, a socket or a device is nothing to read or to publish")
}

/// Refuses what leads out of a site.
///
/// # Errors
///
/// Fails where it does, and at a link that leads nowhere.
pub(crate) fn check_link(link: &Path, root: &Path) -> Result<(), Abort> {
    let target = link.canonicalize().map_err(|error| Abort::io("follow", link, &error))?;
    if target.starts_with(root) {
        return Ok(());
    }
    let what = if link.is_symlink() { "is a link that leads" } else { "leads" };
    let message = format!("`{}` {what} out of the site, to `{}`", link.display(), target.display());
    Err(Abort::new(message).help("copy the files into the site, or take the link away"))
}

/// Says why a folder cannot be listed.
pub(crate) fn unreadable(folder: &Path, error: &walkdir::Error) -> Abort {
    let path = error.path().unwrap_or(folder);
    if error.loop_ancestor().is_some() {
        return Abort::new(format!("`{}` is a link to a folder that it stands in", path.display()))
            .help("take the link away");
    }
    match error.io_error() {
        Some(error) => Abort::io("read", path, error),
        None => Abort::new(format!("cannot read `{}`", path.display())),
    }
}
