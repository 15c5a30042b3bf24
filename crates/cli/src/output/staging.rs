//! The folder in which an output is made, before it goes to its place.
//!
//! It is beside the place, or inside where that is a mount or where nothing can be made beside it.
//! It holds `new`, the output in the making, and `lock`, which says whose it is and that its process lives: what a
//! killed run left is cleared away by the next one, and a folder that only has such a name is not touched.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::ground::Ground;
use super::record::{self, Record};
use crate::report::{self, Abort};

const PREFIX: &str = ".sitevar-tmp-";
const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";

/// A folder for an output in the making; what is left of it goes away when it is dropped.
pub(super) struct Staging {
    folder: PathBuf,
    target: PathBuf,
    /// The folder can change places with the target.
    pub(super) is_beside: bool,
    /// Tells other runs that the folder is in use; the system releases it with the process.
    _lock: File,
}

impl Staging {
    /// Makes the folder for `target`, and clears away what killed runs left of theirs.
    ///
    /// # Errors
    ///
    /// Fails where the system refuses.
    pub(super) fn create(target: &Path) -> Result<Self, Abort> {
        let beside = target.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
        clear_stale(beside, target);
        clear_stale(target, target);
        if !is_mount(target) {
            match Self::create_in(beside, target, true) {
                Err(_) if target.is_dir() => {}
                made => {
                    return made.map_err(|error| Abort::io("write to", &crate::site::shown(beside), &error));
                }
            }
        }
        Self::create_in(target, target, false)
            .map_err(|error| Abort::io("write to", &crate::site::shown(target), &error))
    }

    fn create_in(home: &Path, target: &Path, is_beside: bool) -> std::io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(home)?;
        let mut lock = File::create_new(folder.path().join(LOCK))?;
        // Locked before it says what it is, so that nobody takes it for one that was left behind.
        lock.lock()?;
        lock.write_all(&mark(target))?;
        let new = folder.path().join(NEW);
        fs::create_dir(&new)?;
        if let Ok(data) = target.metadata() {
            fs::set_permissions(&new, data.permissions())?;
        }
        let folder = folder.keep();
        Ok(Self { folder, target: target.to_owned(), is_beside, _lock: lock })
    }

    /// Returns the folder itself.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns where the output is made.
    pub(super) fn new_folder(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    /// Exchanges what was made with what is there; tells whether that was possible.
    pub(super) fn exchange(&self) -> bool {
        let new = self.new_folder();
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            if renameat_with(CWD, &new, CWD, &self.target, RenameFlags::EXCHANGE).is_ok() {
                return true;
            }
        }
        // Systems and file systems without an exchange: the old one steps aside, and comes back if the new one fails.
        let aside = self.folder.join(OLD);
        if fs::rename(&self.target, &aside).is_err() {
            return false;
        }
        fs::rename(&new, &self.target).is_ok() || {
            let _ = fs::rename(&aside, &self.target);
            false
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        dispose(&self.folder, &self.target);
        crate::report::stumble(Path::new("dropped"));
    }
}

/// Returns what the lock of a target's staging folder says.
fn mark(target: &Path) -> Vec<u8> {
    let name = target.file_name().unwrap_or_default();
    [b"a folder in which sitevar makes an output; the next run removes it\n", name.as_encoded_bytes()]
        .concat()
}

/// Clears away the staging folders of a target that killed runs left in a folder.
fn clear_stale(home: &Path, target: &Path) {
    let Ok(entries) = fs::read_dir(home) else { return };
    for entry in entries.filter_map(Result::ok) {
        let named = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
        if !named || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        if let Some(_lock) = abandoned(&entry.path(), target) {
            dispose(&entry.path(), target);
        }
    }
}

/// Takes the lock of a staging folder whose process is gone.
fn abandoned(folder: &Path, target: &Path) -> Option<File> {
    let path = folder.join(LOCK);
    if !path.symlink_metadata().ok()?.is_file() {
        return None;
    }
    let lock = File::open(path).ok()?;
    lock.try_lock().ok()?;
    let expected = mark(target);
    let mut said = Vec::new();
    (&lock).take(expected.len() as u64 + 1).read_to_end(&mut said).ok()?;
    (said == expected).then_some(lock)
}

/// Removes a staging folder; an old output that stepped aside comes back where nothing took its place.
fn dispose(folder: &Path, target: &Path) {
    let old = folder.join(OLD);
    if old.is_dir() && target.symlink_metadata().is_err() {
        let _ = fs::rename(&old, target);
    }
    retire(&folder.join(NEW), target);
    retire(&old, target);
    let _ = fs::remove_file(folder.join(record::NAME));
    let left = [NEW, OLD].map(|name| folder.join(name)).into_iter().find(|path| path.exists());
    if let Some(left) = left {
        let shown = crate::site::shown(&left);
        report::warn(&format!("`{}` holds files that sitevar did not write: look at them", shown.display()));
        return;
    }
    let _ = fs::remove_file(folder.join(LOCK));
    let _ = fs::remove_dir(folder);
}

/// Removes an output: one that has no record was never in use, of one that was only what its record lists is removed.
///
/// What somebody put there at the last moment goes to the output that took its place.
fn retire(folder: &Path, target: &Path) {
    let record = match Record::read(&folder.join(record::NAME)) {
        Ok(Some(record)) => record,
        Ok(None) => return drop(fs::remove_dir_all(folder)),
        Err(_) => return,
    };
    let ground = Ground { root: folder, record: &record };
    let entries = walkdir::WalkDir::new(folder).contents_first(true);
    for entry in entries.into_iter().filter_map(Result::ok) {
        let Ok(below) = entry.path().strip_prefix(folder) else { continue };
        if entry.file_type().is_dir() {
            let _ = fs::remove_dir(entry.path());
        } else if below == Path::new(record::NAME) || ground.owns(below) {
            let _ = fs::remove_file(entry.path());
        } else {
            let place = target.join(below);
            let _ = place.parent().map(fs::create_dir_all);
            if place.symlink_metadata().is_err() {
                let _ = fs::rename(entry.path(), place);
            }
        }
    }
}

/// Tells whether a folder is a mount, which cannot change its name.
#[cfg(target_os = "linux")]
fn is_mount(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let Ok(stat) = statx(CWD, folder, AtFlags::empty(), StatxFlags::BASIC_STATS) else { return false };
    stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT) || is_other_device(folder)
}

#[cfg(not(target_os = "linux"))]
fn is_mount(folder: &Path) -> bool {
    is_other_device(folder)
}

/// Tells whether a folder is on another device than its parent, as subvolumes are too.
#[cfg(unix)]
fn is_other_device(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().map(|data| data.dev()).ok();
    folder.parent().is_some_and(|parent| device(folder).is_some() && device(folder) != device(parent))
}

#[cfg(not(unix))]
fn is_other_device(_folder: &Path) -> bool {
    false
}
