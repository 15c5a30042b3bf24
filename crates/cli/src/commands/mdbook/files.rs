//! The form's files among the sources of a book: mdBook copies from there what is no chapter.
//!
//! They are only written where they changed, because `mdbook serve` builds again as soon as anything does.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::args::{Assets, Format};
use crate::commands::assets;
use crate::output::OutputFolder;
use crate::report::Abort;

/// The folder's name, below the sources and below the book.
pub(super) const FOLDER: &str = "sitevar";

/// The files, made for a book, in a folder that goes away.
pub(super) struct Files {
    room: TempDir,
    /// What a page needs in its head; its addresses begin with `/` and the folder's name.
    pub(super) snippet: String,
}

impl Files {
    /// Makes them.
    ///
    /// # Errors
    ///
    /// Fails where the command `assets` does.
    pub(super) fn make(root: &Path) -> Result<Self, Abort> {
        let room = tempfile::tempdir().map_err(|error| Abort::io("make", &std::env::temp_dir(), &error))?;
        let made = room.path().join(FOLDER);
        let at = Some(format!("/{FOLDER}/"));
        let args = Assets { site: root.to_owned(), output: Some(made.clone()), check: None, at, json: false };
        assets::run(&args, Format::Short)?;
        let snippet = made.join(assets::SNIPPET_NAME);
        let snippet = fs::read_to_string(&snippet).map_err(|error| Abort::io("read", &snippet, &error))?;
        Ok(Self { room, snippet })
    }

    /// Sees to it that they are below the sources.
    ///
    /// # Errors
    ///
    /// Fails where something of somebody else is in their place.
    pub(super) fn keep(&self, sources: &Path) -> Result<(), Abort> {
        let (made, target) = (self.room.path().join(FOLDER), sources.join(FOLDER));
        let files = below(&made);
        let is_new = |file: &PathBuf| fs::read(target.join(file)).ok() != fs::read(made.join(file)).ok();
        if !files.iter().any(is_new) && below(&target).len() == files.len() {
            return Ok(());
        }
        let folder = OutputFolder::create("mdbook", &target, &[])?;
        for file in &files {
            folder.make_folder(file.parent().unwrap_or(Path::new("")))?;
            folder.copy(&made.join(file), file)?;
        }
        folder.commit()
    }
}

/// Returns the visible files below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let visible = |name: &std::ffi::OsStr| !name.as_encoded_bytes().starts_with(b".");
    let walk = WalkDir::new(folder).min_depth(1).into_iter();
    let files = walk.filter_entry(|entry| visible(entry.file_name())).flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| Some(entry.path().strip_prefix(folder).ok()?.to_owned())).collect()
}
