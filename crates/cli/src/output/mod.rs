//! Writes outputs so that they appear complete or not at all.
//!
//! A file is written beside its place and renamed; a folder is written as a sibling and swapped in.
//! Whatever goes wrong before that, a killed process included, leaves the old output as it was.

mod folder;
mod stdout;

use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::Builder;

use crate::report::Abort;
pub(crate) use folder::OutputFolder;
pub(crate) use stdout::print;

/// Writes one file, in place of the old one; a device or a pipe is written to directly.
///
/// # Errors
///
/// Fails where the system refuses; the old file is untouched then.
pub(crate) fn write_file(path: &Path, text: &str) -> Result<(), Abort> {
    let refused = |error: &std::io::Error| Abort::io("write", path, error);
    let target = resolve(path)?;
    if target.metadata().is_ok_and(|data| !data.is_file()) {
        return std::fs::write(&target, text).map_err(|error| refused(&error));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = Builder::new()
        .prefix(".sitevar-")
        .permissions_like(&target)
        .tempfile_in(folder)
        .map_err(|error| refused(&error))?;
    file.write_all(text.as_bytes()).map_err(|error| refused(&error))?;
    file.persist(&target).map_err(|error| refused(&error.error))?;
    Ok(())
}

/// Returns the real place of an output that may not exist yet; missing parent folders are made.
///
/// # Errors
///
/// Fails where the parent folder cannot be made.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf, Abort> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let Some(name) = path.file_name() else {
        return Err(Abort::new(format!("`{}` names no file or folder to write", path.display())));
    };
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(|error| Abort::io("make the folder", parent, &error))?;
    let parent = parent.canonicalize().map_err(|error| Abort::io("read", parent, &error))?;
    Ok(parent.join(name))
}

/// Adds what `tempfile` leaves to its caller.
trait PermissionsLike {
    /// Gives the file the permissions of the one that it replaces, or those of any new file.
    fn permissions_like(&mut self, target: &Path) -> &mut Self;
}

impl PermissionsLike for Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like(&mut self, target: &Path) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        let permissions = target.metadata().map(|data| data.permissions());
        // Without a file to replace, 0o666 as `open` would ask for: the umask takes away from it.
        self.permissions(permissions.unwrap_or_else(|_| std::fs::Permissions::from_mode(0o666)))
    }

    #[cfg(not(unix))]
    fn permissions_like(&mut self, _target: &Path) -> &mut Self {
        self
    }
}
