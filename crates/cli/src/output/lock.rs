//! One run at a time puts its output into a place, so that each finds the record of the one before it.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::record;

/// The lock of this run; the next one has it when it is dropped.
pub(super) struct Lock(Option<(PathBuf, File)>);

impl Lock {
    /// Waits until no other run puts its output into `target`; `home` is a folder that can be written to.
    ///
    /// Where the file system has no locks, nobody waits.
    pub(super) fn wait(home: &Path, target: &Path) -> Self {
        let name = target.file_name().unwrap_or_default().as_encoded_bytes();
        let digits: String = record::hash(name).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let path = home.join(format!(".sitevar-turn-{digits}"));
        loop {
            if path.symlink_metadata().is_ok_and(|data| !data.is_file()) {
                return Self(None);
            }
            let opened = File::options().create(true).truncate(false).write(true).open(&path);
            let Ok(file) = opened else { return Self(None) };
            if file.lock().is_err() {
                let _ = std::fs::remove_file(&path);
                return Self(None);
            }
            // The one before may have removed the file that this one waited for.
            if is_same(&file, &path) {
                return Self(Some((path, file)));
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some((path, file)) = self.0.take() {
            let _ = std::fs::remove_file(path);
            drop(file);
        }
    }
}

/// Tells whether an open file is what bears its name, and not where a link of that name leads.
#[cfg(unix)]
pub(super) fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(file), Ok(path)) = (file.metadata(), path.symlink_metadata()) else { return false };
    (file.dev(), file.ino()) == (path.dev(), path.ino())
}

#[cfg(not(unix))]
pub(super) fn is_same(_file: &File, path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_file())
}
