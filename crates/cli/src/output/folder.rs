//! A folder that is written beside its place and swapped in when it is complete.
//!
//! 1. [`OutputFolder::create`] clears what a killed run left, and makes `OUT.sitevar-tmp-<process>`.
//! 2. [`OutputFolder::write`] fills it; a folder that is dropped before its time goes away.
//! 3. [`OutputFolder::commit`] exchanges it with the old one in a single step, and deletes that.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::resolve;
use crate::report::{Abort, stumble};

/// A folder in the making.
pub(crate) struct OutputFolder {
    target: PathBuf,
    /// The folder that is filled, and after the exchange the old one.
    temporary: PathBuf,
    /// Tells other runs that the temporary folder is in use; the system releases it with the process.
    _lock: Option<File>,
}

impl OutputFolder {
    /// Makes the temporary folder for `target`, which must not hold or stand in any of the `inputs`.
    ///
    /// # Errors
    ///
    /// Fails where the folders overlap or the system refuses.
    pub(crate) fn create(target: &Path, inputs: &[&Path]) -> Result<Self, Abort> {
        refuse_overlap(target, inputs)?;
        let real = resolve(target)?;
        if real.exists() && !real.is_dir() {
            return Err(Abort::new(format!(
                "`{}` is a file, but a folder is to be written",
                target.display()
            )));
        }
        let prefix = temporary_prefix(&real);
        clear_stale(&real, &prefix);
        let temporary = real.with_file_name(format!("{prefix}{}", std::process::id()));
        fs::create_dir(&temporary).map_err(|error| Abort::io("make the folder", &temporary, &error))?;
        let lock = lock(&temporary);
        Ok(Self { target: real, temporary, _lock: lock })
    }

    /// Returns the final place of the folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Returns the final place of a file, as the user would name it.
    fn shown(&self, below: &Path) -> PathBuf {
        crate::site::shown(&self.target).join(below)
    }

    /// Returns where a file is being written.
    pub(crate) fn path(&self, below: &Path) -> PathBuf {
        self.temporary.join(below)
    }

    /// Makes a folder in it, with its parents.
    pub(crate) fn make_folder(&self, below: &Path) -> Result<(), Abort> {
        let path = self.path(below);
        fs::create_dir_all(&path).map_err(|error| Abort::io("make the folder", &self.shown(below), &error))
    }

    /// Writes a file in a folder that was made.
    pub(crate) fn write(&self, below: &Path, bytes: &[u8]) -> Result<(), Abort> {
        stumble(below);
        fs::write(self.path(below), bytes).map_err(|error| Abort::io("write", &self.shown(below), &error))
    }

    /// Puts the folder into its place.
    ///
    /// # Errors
    ///
    /// Fails where the system refuses; the old folder is in its place then.
    pub(crate) fn commit(self) -> Result<(), Abort> {
        swap(&self.temporary, &self.target).map_err(|error| Abort::io("replace", &self.target, &error))
        // Dropping removes the temporary folder, which is the old output now.
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.temporary);
        stumble(Path::new("dropped"));
    }
}

/// Exchanges the new folder with the old one, or moves it to its place where there is no old one.
fn swap(new: &Path, target: &Path) -> std::io::Result<()> {
    if !target.exists() {
        return fs::rename(new, target);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    // Systems and file systems without an exchange: the old one steps aside, and comes back if the new one fails.
    let aside = target.with_file_name(format!("{}-old", file_name(new)));
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(new, target) {
        fs::rename(&aside, target)?;
        return Err(error);
    }
    fs::remove_dir_all(&aside)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn temporary_prefix(target: &Path) -> String {
    format!("{}.sitevar-tmp-", file_name(target))
}

/// Removes what killed runs left beside the target, and puts an old output back that stood aside.
fn clear_stale(target: &Path, prefix: &str) {
    let Some(entries) = target.parent().and_then(|parent| fs::read_dir(parent).ok()) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = file_name(&path);
        let Some(rest) = name.strip_prefix(prefix) else { continue };
        let process = rest.strip_suffix("-old").unwrap_or(rest);
        if process.is_empty() || !process.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if rest.ends_with("-old") && !target.exists() {
            let _ = fs::rename(&path, target);
        } else if lock(&path).is_some() {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Takes the lock on a temporary folder; `None` where another process holds it.
fn lock(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    file.try_lock().ok().map(|()| file)
}

/// Refuses an output folder that would be read as input, or whose replacement would delete input.
fn refuse_overlap(target: &Path, inputs: &[&Path]) -> Result<(), Abort> {
    let real = nearest_real(target);
    for input in inputs {
        let Ok(input) = input.canonicalize() else { continue };
        let (out, input_shown) = (target.display(), crate::site::shown(&input));
        let input_shown = if input_shown.as_os_str().is_empty() { Path::new(".") } else { &input_shown };
        let message = if real == input {
            format!("the output folder `{out}` is the folder of the pages")
        } else if real.starts_with(&input) {
            format!(
                "the output folder `{out}` is inside `{}`, the folder of the pages",
                input_shown.display()
            )
        } else if input.starts_with(&real) {
            format!("the output folder `{out}` holds `{}`, and would replace it", input_shown.display())
        } else {
            continue;
        };
        return Err(Abort::new(message).help("choose a folder beside it for `-o`"));
    }
    Ok(())
}

/// Returns the real path of something that may not exist: its nearest real parent with the rest.
fn nearest_real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for parent in absolute.ancestors() {
        if let Ok(real) = parent.canonicalize() {
            return real.join(absolute.strip_prefix(parent).unwrap_or(Path::new("")));
        }
    }
    absolute
}
