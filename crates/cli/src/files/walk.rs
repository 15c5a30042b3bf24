//! Finds the files below a folder, and refuses what leads out of the site or is nothing to read.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{is_page, shown};
use crate::report::{Abort, Findings};

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

/// What was found below a folder.
#[derive(Default)]
pub(crate) struct Walked {
    pub(crate) files: Vec<Found>,
    pub(crate) refused: Vec<Refused>,
}

/// What is neither read nor published: a link that leads nowhere, out of the site or in a circle, a pipe or a device.
pub(crate) struct Refused {
    pub(crate) found: Found,
    abort: Abort,
}

impl Walked {
    /// Returns how much was refused that is no page by its name.
    pub(crate) fn refused_others(&self) -> usize {
        self.refused.iter().filter(|refused| !is_page(&refused.found.path)).count()
    }

    /// Stops at what was refused.
    ///
    /// # Errors
    ///
    /// Fails if anything was.
    pub(crate) fn strict(mut self) -> Result<Self, Abort> {
        if self.refused.is_empty() { Ok(self) } else { Err(self.refused.remove(0).abort) }
    }
}

impl Refused {
    pub(crate) fn path(&self) -> &Path {
        &self.found.path
    }

    /// Tells of it as a problem of the input, for a run that goes on.
    pub(crate) fn findings(&self) -> Findings {
        self.abort.at_file(&shown(&self.found.path))
    }
}

/// Returns all visible files below a folder, sorted; `root` is the folder that links may not lead out of.
///
/// # Errors
///
/// Fails at a folder that cannot be read, or is a link out of the site itself.
pub(crate) fn walk(folder: &Path, root: &Path) -> Result<Walked, Abort> {
    walk_where(folder, root, &is_visible)
}

/// Returns all visible files below a folder of sources, without what package managers put there.
///
/// # Errors
///
/// Fails as [`walk`] does.
pub(crate) fn walk_sources(folder: &Path, root: &Path) -> Result<Walked, Abort> {
    let is_installed = |name: &OsStr| name == "node_modules" || name == "site-packages";
    walk_where(folder, root, &|name| is_visible(name) && !is_installed(name))
}

/// Tells whether a file is one of the author's, by its name: what editors keep beside it (`.a.md.swp`, `a.md~`, `#a.md#`)
/// is not, and Hugo does not publish it either.
fn is_visible(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let is_saved = name.starts_with(b"#") && name.ends_with(b"#");
    !name.starts_with(b".") && !is_saved && !name.ends_with(b"~")
}

/// Returns all files below a folder that is published as it is: hidden ones too, as Hugo does, but no records of ours.
///
/// # Errors
///
/// Fails as [`walk`] does.
pub(crate) fn walk_all(folder: &Path, root: &Path) -> Result<Walked, Abort> {
    walk_where(folder, root, &|name| !name.as_encoded_bytes().starts_with(b".sitevar-"))
}

fn walk_where(folder: &Path, root: &Path, wanted: &dyn Fn(&OsStr) -> bool) -> Result<Walked, Abort> {
    check_link(folder, root)?;
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let mut walk = walk.filter_entry(|entry| entry.depth() == 0 || wanted(entry.file_name()));
    let mut walked = Walked::default();
    let found = |path: &Path| {
        let below = path.strip_prefix(folder).unwrap_or(path).to_owned();
        Found { path: path.to_owned(), below }
    };
    while let Some(entry) = walk.next() {
        let (path, refusal) = match &entry {
            Ok(entry) => (entry.path(), refusal(entry, root)),
            Err(error) => match error.path().filter(|path| path.is_symlink()) {
                Some(path) => (path, Some(unreadable(folder, error))),
                None => return Err(unreadable(folder, error)),
            },
        };
        let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
        match refusal {
            Some(abort) => {
                walked.refused.push(Refused { found: found(path), abort });
                if is_folder {
                    walk.skip_current_dir();
                }
            }
            None if is_folder => {}
            None => walked.files.push(found(path)),
        }
    }
    Ok(walked)
}

/// Says why an entry is not read, if it is not.
fn refusal(entry: &DirEntry, root: &Path) -> Option<Abort> {
    let is_link = entry.depth() > 0 && entry.path_is_symlink();
    let kind = entry.file_type();
    let leads_out = if is_link { check_link(entry.path(), root).err() } else { None };
    leads_out.or_else(|| (!kind.is_file() && !kind.is_dir()).then(|| special(entry.path())))
}

/// Refuses a pipe, a socket or a device.
pub(crate) fn special(path: &Path) -> Abort {
    Abort::new(format!("`{}` is neither a file nor a folder", shown(path).display()))
        .help("remove it: a pipe, a socket or a device cannot be read or published")
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
    Err(Abort::new(message).help("copy the files into the site, or remove the link"))
}

/// Says why a folder cannot be listed.
pub(crate) fn unreadable(folder: &Path, error: &walkdir::Error) -> Abort {
    let path = error.path().unwrap_or(folder);
    if error.loop_ancestor().is_some() {
        return Abort::new(format!("`{}` is a link to a folder that contains it", path.display()))
            .help("remove the link");
    }
    match error.io_error() {
        Some(error) => Abort::io("read", path, error),
        None => Abort::new(format!("cannot read `{}`", path.display())),
    }
}
