//! A folder of outputs: made out of sight, and put into its place when it is complete.
//!
//! 1. [`OutputFolder::create`] refuses a place that holds what it should not, and makes a staging folder.
//! 2. [`OutputFolder::write`] fills it and notes every file with its hash, for the record.
//! 3. [`OutputFolder::commit`] exchanges it with the old one in a single step, if that holds our files alone. Otherwise
//!    its files are put among the others one by one, and what somebody else has there is neither moved nor touched.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::existing::{self, Existing};
use super::lock::Lock;
use super::merge::merge;
use super::record::{self, Hash, Record};
use super::staging::Staging;
use super::{overlap, resolve};
use crate::report::{Abort, fail_point};

/// A folder in the making.
pub(crate) struct OutputFolder {
    target: PathBuf,
    /// The command that writes it.
    command: &'static str,
    staging: Staging,
    /// The record of the last run.
    old: Record,
    written: Mutex<Vec<(Box<Path>, Hash)>>,
}

impl OutputFolder {
    /// Begins the folder of a command at `target`, which must neither contain any of the `inputs` nor be inside one.
    ///
    /// # Errors
    ///
    /// Fails where the folders overlap, where the folder holds files but no record of ours, where another command wrote
    /// them, or where the system refuses; nothing is changed then.
    pub(crate) fn create(command: &'static str, target: &Path, inputs: &[&Path]) -> Result<Self, Abort> {
        overlap::refuse(target, inputs)?;
        let real = resolve(target)?;
        if real.exists() && !real.is_dir() {
            return Err(Abort::new(format!(
                "`{}` is a file, but a folder is to be written",
                target.display()
            )));
        }
        let old = Self::record(&real)?.unwrap_or_default();
        refuse_other_command(command, &old, target)?;
        let staging = Staging::create(&real)?;
        Ok(Self { target: real, command, staging, old, written: Mutex::default() })
    }

    /// Reads the record of the folder; one without may not hold anything else either.
    fn record(target: &Path) -> Result<Option<Record>, Abort> {
        let record = Record::read(&target.join(record::NAME))?;
        if record.is_none() {
            existing::refuse_strangers(target)?;
        }
        Ok(record)
    }

    /// Returns the final place of a file, as the user would name it.
    fn shown(&self, below: &Path) -> PathBuf {
        crate::files::shown(&self.target).join(below)
    }

    /// Returns where something was written that has this place.
    pub(super) fn written(&self, below: &Path) -> Option<PathBuf> {
        let path = self.staging.new_folder().join(below);
        path.symlink_metadata().is_ok().then_some(path)
    }

    /// Makes a folder in it, with its parents.
    pub(crate) fn make_folder(&self, below: &Path) -> Result<(), Abort> {
        let path = self.staging.new_folder().join(below);
        fs::create_dir_all(&path).map_err(|error| Abort::io("make the folder", &self.shown(below), &error))
    }

    /// Writes a file in a folder that was made.
    pub(crate) fn write(&self, below: &Path, bytes: &[u8]) -> Result<(), Abort> {
        let mut file = self.begin(below)?;
        file.write_all(bytes).map_err(|error| Abort::io("write", &self.shown(below), &error))?;
        self.note(below, record::hash(bytes));
        Ok(())
    }

    /// Copies a file to a folder that was made, with its permissions.
    pub(crate) fn copy(&self, from: &Path, below: &Path) -> Result<(), Abort> {
        let failed = |error: &std::io::Error| Abort::io("copy", &crate::files::shown(from), error);
        let mut source = File::open(from).map_err(|error| failed(&error))?;
        let mut file = self.begin(below)?;
        let hash = record::copy_hashed(&mut source, &mut file).map_err(|error| failed(&error))?;
        let permissions = source.metadata().map(|data| data.permissions());
        permissions
            .and_then(|permissions| file.set_permissions(permissions))
            .map_err(|error| failed(&error))?;
        self.note(below, hash);
        Ok(())
    }

    /// Reads a file of the last run, if it still is what that run wrote.
    pub(crate) fn last(&self, below: &Path) -> Option<Vec<u8>> {
        let path = self.target.join(below);
        let bytes = if path.symlink_metadata().ok()?.is_file() { fs::read(path).ok()? } else { return None };
        (self.expected(below)? == record::hash(&bytes)).then_some(bytes)
    }

    /// Returns the hash of a file of the last run; where that did not end, no two files are sure to be of one run.
    fn expected(&self, below: &Path) -> Option<Hash> {
        self.old.hashes(below).next().filter(|_| !self.old.unfinished).copied()
    }

    /// Takes files over from the last run, if all of them still are what that run wrote.
    pub(crate) fn take_over(&self, files: &[PathBuf]) -> bool {
        let arrived: Vec<Hash> = files.iter().map_while(|below| self.link(below)).collect();
        if arrived.len() < files.len() {
            files.iter().for_each(|below| drop(fs::remove_file(self.staging.new_folder().join(below))));
            return false;
        }
        files.iter().zip(arrived).for_each(|(below, hash)| self.note(below, hash));
        true
    }

    /// Links a file of the last run here; returns its hash, if that is the one that was noted.
    fn link(&self, below: &Path) -> Option<Hash> {
        let expected = self.expected(below)?;
        let (from, to) = (self.target.join(below), self.staging.new_folder().join(below));
        if !from.symlink_metadata().ok()?.is_file() {
            return None;
        }
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop)).ok()?;
        // What counts is what arrived: another run may put its files there meanwhile.
        let hash = record::hash_of_file(&to).ok()?;
        (hash == expected).then_some(hash)
    }

    /// Makes a file that is not there yet: two inputs would be written to one place otherwise.
    fn begin(&self, below: &Path) -> Result<File, Abort> {
        fail_point(below);
        let made = File::create_new(self.staging.new_folder().join(below));
        made.map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Abort::new(format!("two files would be written to `{}`", self.shown(below).display()))
                    .help("rename one of them; some systems do not tell small letters from capitals")
            }
            _ => Abort::io("write", &self.shown(below), &error),
        })
    }

    fn note(&self, below: &Path, hash: Hash) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.push((below.into(), hash));
    }

    /// Puts the folder into its place.
    ///
    /// # Errors
    ///
    /// Fails where something that is not ours is in the way, or where the system refuses; the old folder is in its
    /// place then.
    pub(crate) fn commit(self) -> Result<(), Abort> {
        let Self { target, command, staging, old, written } = self;
        drop(old);
        let new = Record::of(written.into_inner().unwrap_or_else(PoisonError::into_inner)).by(command);
        let home = staging.folder().parent().unwrap_or(Path::new("."));
        let _lock = Lock::wait(home, &target);
        // Another run may have ended meanwhile.
        let old = Self::record(&target)?.unwrap_or_default();
        refuse_other_command(command, &old, &target)?;
        let existing = Existing { root: &target, record: &old };
        if staging.is_beside && (begins(&staging, &target, &new)? || replaces(&staging, &existing, &new)?) {
            return Ok(());
        }
        existing::refuse_obstacles(&target, &existing.in_the_way(&new))?;
        merge(&staging, &existing, &new)
        // Dropping the staging folder removes what is left in it, the old output among it.
    }
}

/// Refuses to replace what another command wrote: a site would be gone for the files of a widget.
fn refuse_other_command(command: &str, old: &Record, target: &Path) -> Result<(), Abort> {
    if old.command.is_empty() || old.command == command {
        return Ok(());
    }
    let target = crate::files::shown(target);
    let message = format!(
        "`{}` was written by `sitevar {}`, and `sitevar {command}` would replace it",
        target.display(),
        old.command
    );
    Err(Abort::new(message).help("name another folder with `-o`, or remove this one first"))
}

/// Moves the folder to a place where nothing is yet; tells whether that was so.
fn begins(staging: &Staging, target: &Path, new: &Record) -> Result<bool, Abort> {
    let is_empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    if !is_empty && target.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let refused = |error: &std::io::Error| Abort::io("write", &crate::files::shown(target), error);
    let parent = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| refused(&error))?;
    write_record(&staging.new_folder(), new)?;
    match fs::rename(staging.new_folder(), target) {
        Ok(()) => Ok(true),
        Err(_) if is_empty => Ok(false),
        Err(error) => Err(refused(&error)),
    }
}

/// Exchanges the folder with one that holds our files alone, all that go away unedited; tells whether that was so.
fn replaces(staging: &Staging, existing: &Existing<'_>, new: &Record) -> Result<bool, Abort> {
    let edited = || existing.orphans(new).any(|below| !existing.is_untouched(below));
    if existing.stranger(staging.folder()).is_some() || edited() {
        return Ok(false);
    }
    write_record(&staging.new_folder(), new)?;
    Ok(staging.exchange())
}

/// Writes the record of a folder that nobody uses yet.
fn write_record(folder: &Path, new: &Record) -> Result<(), Abort> {
    let path = folder.join(record::NAME);
    let written = File::create(&path).and_then(|mut file| new.write(&mut file));
    written.map_err(|error| Abort::io("write", Path::new(record::NAME), &error))
}
