//! What a run leaves of its staging folder is removed as far as it is ours, whether the run ended or was killed.
//!
//! A folder may come from anybody, with an archive or a checkout. So nothing is done through a link, and a folder that
//! is found is ours only if its lock names it by its inode and its time of birth, which nobody can bring along. Of what
//! is in it, what was in the making goes, and of an output that was in use what its record lists.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::existing::{self, Existing};
use super::lock;
use super::record::{self, Record};
use crate::report;

// The names of a staging folder, and of what is in it.
pub(super) const PREFIX: &str = ".sitevar-tmp-";
pub(super) const LOCK: &str = "lock";
pub(super) const NEW: &str = "new";
pub(super) const OLD: &str = "old";

/// What every lock begins with.
const FIRST_LINE: &[u8] = b"a folder in which sitevar makes an output; the next run removes it\n";

/// No lock is longer: two identities and a name.
const LONGEST_LOCK: u64 = 4096;

/// The folders that a run made, by what the file system knows of them alone.
#[derive(PartialEq, Eq)]
pub(super) struct Made {
    folder: String,
    new: String,
}

impl Made {
    /// Looks at a staging folder that was made just now.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        Some(Self { folder: identity(folder)?, new: identity(&folder.join(NEW))? })
    }
}

/// Returns what tells a folder from any copy of it.
fn identity(folder: &Path) -> Option<String> {
    let data = folder.symlink_metadata().ok().filter(fs::Metadata::is_dir)?;
    let born = data.created().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let born = born.map(|time| time.as_nanos().to_string());
    #[cfg(unix)]
    {
        let inode = std::os::unix::fs::MetadataExt::ino(&data);
        Some(format!("{inode}:{}", born.unwrap_or_default()))
    }
    #[cfg(not(unix))]
    born
}

/// Returns what the lock of a target's staging folder says.
pub(super) fn mark(made: Option<&Made>, target: &Path) -> Vec<u8> {
    let made = made.map(|made| format!("{}\n{}\n", made.folder, made.new)).unwrap_or_default();
    let name = target.file_name().unwrap_or_default();
    [FIRST_LINE, made.as_bytes(), name.as_encoded_bytes()].concat()
}

/// Reads what [`mark`] wrote.
fn made_of(said: &[u8]) -> Option<Made> {
    let mut lines = said.strip_prefix(FIRST_LINE)?.split(|byte| *byte == b'\n');
    let mut line = || String::from_utf8(lines.next()?.to_vec()).ok();
    Some(Made { folder: line()?, new: line()? })
}

/// Clears away the staging folders of a target that killed runs left in a folder.
pub(super) fn clear(home: &Path, target: &Path) {
    let Ok(entries) = fs::read_dir(home) else { return };
    for entry in entries.filter_map(Result::ok) {
        let named = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
        let folder = entry.path();
        if !named || !existing::is_folder(&folder) {
            continue;
        }
        let Some((_lock, said)) = abandoned(&folder) else { continue };
        let made = made_of(&said).filter(|made| {
            identity(&folder).as_ref() == Some(&made.folder) && said == mark(Some(made), target)
        });
        let last_line = [b"\n", target.file_name().unwrap_or_default().as_encoded_bytes()].concat();
        if made.is_some() {
            dispose(&folder, target, made.as_ref(), |existing, file| existing.is_untouched(file));
        } else if said.starts_with(FIRST_LINE) && said.ends_with(&last_line) {
            let shown = crate::files::shown(&folder);
            report::warn(&format!(
                "`{}` looks like what a killed run left, but was not made here, so it stays: look at it and remove it",
                shown.display()
            ));
        }
    }
}

/// Takes the lock of a staging folder whose process is gone, with what it says.
fn abandoned(folder: &Path) -> Option<(File, Vec<u8>)> {
    let path = folder.join(LOCK);
    if !existing::is_regular(&path) {
        return None;
    }
    let lock = File::open(&path).ok().filter(|file| lock::is_same(file, &path))?;
    lock.try_lock().ok()?;
    let mut said = Vec::new();
    (&lock).take(LONGEST_LOCK).read_to_end(&mut said).ok()?;
    Some((lock, said))
}

/// Removes a staging folder; an old output that stepped aside comes back where nothing took its place.
pub(super) fn dispose(folder: &Path, target: &Path, made: Option<&Made>, is_ours: IsOurs) {
    let [new, old] = [NEW, OLD].map(|name| folder.join(name));
    if existing::is_folder(&old) && target.symlink_metadata().is_err() {
        let _ = fs::rename(&old, target);
    }
    // An output in the making was never in use. What took its place in an exchange is another folder.
    if made.is_some_and(|made| identity(&new).as_ref() == Some(&made.new)) {
        let _ = fs::remove_dir_all(&new);
    }
    retire(&new, target, is_ours);
    retire(&old, target, is_ours);
    let own = folder.join(record::NAME);
    if existing::is_regular(&own) {
        let _ = fs::remove_file(own);
    }
    if let Some(left) = [new, old].into_iter().find(|path| path.symlink_metadata().is_ok()) {
        let shown = crate::files::shown(&left);
        report::warn(&format!(
            "`{}` contains files that sitevar did not write: look at them",
            shown.display()
        ));
        return;
    }
    let _ = fs::remove_file(folder.join(LOCK));
    let _ = fs::remove_dir(folder);
}

/// Tells whether a file of an output may be removed.
type IsOurs = fn(&Existing<'_>, &Path) -> bool;

/// Removes an output: what is ours and the folders that are empty then.
///
/// What somebody put there at the last moment goes to the output that took its place.
fn retire(folder: &Path, target: &Path, is_ours: IsOurs) {
    if !existing::is_folder(folder) {
        return;
    }
    let Ok(record) = Record::read(&folder.join(record::NAME)) else { return };
    let record = record.unwrap_or_default();
    let existing = Existing { root: folder, record: &record };
    let entries = walkdir::WalkDir::new(folder).follow_root_links(false).contents_first(true);
    let mut stays = false;
    for entry in entries.into_iter().filter_map(Result::ok) {
        let Ok(below) = entry.path().strip_prefix(folder) else { continue };
        if entry.file_type().is_dir() {
            let _ = fs::remove_dir(entry.path());
        } else if below != Path::new(record::NAME) {
            if is_ours(&existing, below) {
                let _ = fs::remove_file(entry.path());
            } else {
                stays |= !move_to(entry.path(), target, below);
            }
        }
    }
    // The record goes last: what stays is judged by it the next time too.
    if !stays && existing::is_regular(&folder.join(record::NAME)) {
        let _ = fs::remove_file(folder.join(record::NAME));
        let _ = fs::remove_dir(folder);
    }
}

/// Moves somebody's file to the same place in another output, if nothing is there and no link leads there.
fn move_to(file: &Path, target: &Path, below: &Path) -> bool {
    let place = target.join(below);
    let is_free = |folder: &Path| existing::is_folder(folder) || folder.symlink_metadata().is_err();
    let reachable = existing::is_folder(target)
        && existing::folders_of(below).all(|folder| is_free(&target.join(folder)))
        && place.symlink_metadata().is_err();
    reachable && place.parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok()) && {
        fs::rename(file, &place).is_ok()
    }
}
