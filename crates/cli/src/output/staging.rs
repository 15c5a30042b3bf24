//! The folder in which an output is made, before it goes to its place.
//!
//! It is beside the place, or inside where that is a mount or where nothing can be made beside it.
//! It holds `new`, the output in the making, and `lock`, which says whose it is and that its process lives: what a
//! killed run left is cleared away by the next one. The lock names the folder and `new` by what the file system knows
//! of them alone, so a folder that only looks like ours, such as one that came with a checkout, is not touched.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::leftovers::{self, LOCK, Made, NEW, OLD, PREFIX};
use crate::report::Abort;

/// A folder for an output in the making; what is left of it goes away when it is dropped.
pub(super) struct Staging {
    folder: PathBuf,
    target: PathBuf,
    /// What was made here, to tell it from what takes its place.
    made: Option<Made>,
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
        leftovers::clear(beside, target);
        leftovers::clear(target, target);
        if !is_mount(target) {
            match Self::create_in(beside, target, true) {
                Err(_) if target.is_dir() => {}
                made => {
                    return made.map_err(|error| Abort::io("write to", &crate::files::shown(beside), &error));
                }
            }
        }
        Self::create_in(target, target, false)
            .map_err(|error| Abort::io("write to", &crate::files::shown(target), &error))
    }

    fn create_in(home: &Path, target: &Path, is_beside: bool) -> std::io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(home)?;
        let mut lock = File::create_new(folder.path().join(LOCK))?;
        // Locked before it says what it is, so that nobody takes it for one that was left behind.
        lock.lock()?;
        let new = folder.path().join(NEW);
        fs::create_dir(&new)?;
        let made = Made::of(folder.path());
        lock.write_all(&leftovers::mark(made.as_ref(), target))?;
        if let Ok(data) = target.metadata() {
            fs::set_permissions(&new, data.permissions())?;
        }
        let folder = folder.keep();
        Ok(Self { folder, target: target.to_owned(), made, is_beside, _lock: lock })
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
        let made = self.made.as_ref();
        leftovers::dispose(&self.folder, &self.target, made, |existing, file| existing.owns(file));
        crate::report::fail_point(Path::new("dropped"));
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
