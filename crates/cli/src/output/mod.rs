//! Writes outputs so that they appear complete or not at all, and so that nobody else's file is lost.
//!
//! One rule holds for every command: only what a record beside the output lists is replaced or removed, and whatever
//! else is there stays as it is or the command refuses before it changes anything.
//!
//! 1. A [`folder`] is made in [`staging`] (what is left of that goes: [`leftovers`]), with a [`record`] of its files; [`existing`] tells what is there already.
//! 2. Under its [`lock`], it is exchanged with the old one, or its files are [merged](merge) with those of others.
//! 3. What writes the files of a site does not know whether they go there or into memory: [`outputs`].
//! 4. A [`single`] file is written beside its place and renamed.
//!
//! Whatever goes wrong before that, a killed process included, leaves the old output as it was.

mod existing;
mod folder;
mod leftovers;
mod lock;
mod merge;
mod outputs;
mod overlap;
mod record;
mod single;
mod staging;
mod stdout;

use std::path::{Component, Path, PathBuf};

use crate::report::Abort;
pub(crate) use folder::OutputFolder;
pub(crate) use outputs::{MemoryFolder, Outputs};
pub(crate) use record::{NAME as RECORD_NAME, hash_of_file};
pub(crate) use single::{check_file, create_file, replace_file, write_file};
pub(crate) use stdout::print;

/// Returns the real place of an output that may not exist yet, nor its parent folders.
///
/// # Errors
///
/// Fails at a link that leads nowhere, and at a path that names nothing.
fn resolve(path: &Path) -> Result<PathBuf, Abort> {
    if path.canonicalize().is_err() && path.symlink_metadata().is_ok() {
        return Err(Abort::new(format!("`{}` is a link that leads nowhere", path.display()))
            .help("remove the link, or name another place with `-o`"));
    }
    let real = nearest_real(path);
    let named = real.file_name().is_some() && !real.components().any(|part| part == Component::ParentDir);
    if named || real.is_dir() {
        return Ok(real);
    }
    Err(Abort::new(format!("`{}` does not name a file or folder to write", path.display())))
}

/// Returns the real path of something that may not exist: its nearest real parent with the rest.
fn nearest_real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for parent in absolute.ancestors() {
        if let Ok(real) = parent.canonicalize() {
            let rest = absolute.strip_prefix(parent).unwrap_or(Path::new(""));
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    absolute
}
