//! What goes where: every file of a build is held against all others before one is written.
//!
//! A path is taken as a file and, with the folders above it, as a folder; small letters and capitals are the same,
//! because some systems do not tell them apart.
//!
//! 1. What the build makes itself comes first: the lists, the style, the widget, the records.
//! 2. Then pages that get their address from their own file, then those that ask for one with `url` or `slug`.
//! 3. The files that are only copied come last.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::page::Page;
use crate::files::shown;
use crate::site::Site;

/// The longest name of a file or a folder, in bytes, as file systems have it.
const LONGEST_PART: usize = 255;
/// The longest path below the output folder, in bytes: some systems end at that.
const LONGEST_PATH: usize = 1024;

/// What a build makes itself besides the pages.
pub(crate) struct Reserved {
    pub(crate) files: Vec<PathBuf>,
    /// Nothing else goes into this folder's path, even if none of the files is in it.
    pub(crate) folder: PathBuf,
}

/// Who a path belongs to.
#[derive(Clone)]
pub(super) enum Owner<'a> {
    Build,
    Page(&'a Page),
    File(PathBuf),
}

/// Why somebody does not get a path.
pub(super) enum Refusal<'a> {
    /// Somebody has it, or has a file where a folder would be, or the other way round.
    Taken {
        by: Owner<'a>,
        path: PathBuf,
    },
    TooLong(String),
}

/// The paths that are taken.
#[derive(Default)]
pub(super) struct OutputPaths<'a> {
    files: HashMap<String, (PathBuf, Owner<'a>)>,
    /// Folders that files are in, each with the first of these.
    folders: HashMap<String, (PathBuf, Owner<'a>)>,
}

impl<'a> OutputPaths<'a> {
    /// Begins with what a build makes itself; a site that is not built has nothing of the kind.
    pub(super) fn of_build(reserved: Option<&Reserved>) -> Self {
        let mut paths = Self::default();
        if let Some(Reserved { files, folder }) = reserved {
            files.iter().for_each(|file| paths.take(file, &Owner::Build));
            paths.folders.entry(key(folder)).or_insert((folder.clone(), Owner::Build));
        }
        paths
    }

    /// Takes the paths of files, all of them or none.
    pub(super) fn claim(&mut self, files: &[PathBuf], owner: &Owner<'a>) -> Result<(), Refusal<'a>> {
        files.iter().try_for_each(|file| self.check(file))?;
        files.iter().for_each(|file| self.take(file, owner));
        Ok(())
    }

    fn check(&self, file: &Path) -> Result<(), Refusal<'a>> {
        let part = file.iter().find(|part| part.len() > LONGEST_PART);
        if let Some(part) = part {
            let (start, length) = (start_of(&part.to_string_lossy()), part.len());
            let message = format!("`{start}` has {length} bytes, but a name can have at most {LONGEST_PART}");
            return Err(Refusal::TooLong(message));
        }
        let length = file.as_os_str().len();
        if length > LONGEST_PATH {
            let start = start_of(&file.to_string_lossy());
            let message = format!("`{start}` has {length} bytes, but a path can have at most {LONGEST_PATH}");
            return Err(Refusal::TooLong(message));
        }
        let own = key(file);
        let above = || folders(file).find_map(|folder| self.files.get(&key(folder)));
        match self.files.get(&own).or_else(|| self.folders.get(&own)).or_else(above) {
            Some((path, by)) => Err(Refusal::Taken { by: by.clone(), path: path.clone() }),
            None => Ok(()),
        }
    }

    fn take(&mut self, file: &Path, owner: &Owner<'a>) {
        for folder in folders(file) {
            self.folders.entry(key(folder)).or_insert_with(|| (file.to_owned(), owner.clone()));
        }
        self.files.insert(key(file), (file.to_owned(), owner.clone()));
    }
}

impl Owner<'_> {
    /// Returns what it is called in a message.
    pub(super) fn named(&self, site: &Site) -> String {
        match self {
            Self::Build => "what the build makes itself".to_owned(),
            Self::Page(page) => name_of(site, page),
            Self::File(path) => quoted(path),
        }
    }
}

/// Returns what a page is called in a message.
pub(super) fn name_of(site: &Site, page: &Page) -> String {
    let path = site.content().join(&page.path);
    match path.parent() {
        Some(folder) if page.made_up => format!("the list of the pages in {}", quoted(folder)),
        _ => quoted(&path),
    }
}

fn quoted(path: &Path) -> String {
    format!("`{}`", shown(path).display())
}

/// Returns the folders that a file is in, but not the output folder.
fn folders(file: &Path) -> impl Iterator<Item = &Path> {
    file.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
}

/// Returns a path as it is compared; what is not text stays different from what is.
fn key(path: &Path) -> String {
    let part = |part: &std::ffi::OsStr| part.to_str().map_or_else(|| format!("{part:?}"), str::to_lowercase);
    path.iter().map(part).collect::<Vec<_>>().join("/")
}

/// Returns the start of a text that is too long to be shown.
fn start_of(text: &str) -> String {
    format!("{}…", text.chars().take(40).collect::<String>())
}
