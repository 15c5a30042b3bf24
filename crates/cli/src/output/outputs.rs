//! Where the files of a site go: to a folder on the disk, or into memory.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::OutputFolder;
use crate::report::Abort;

/// Takes the files of a site, each place once.
pub(crate) trait Outputs: Sync {
    /// Makes a folder, with its parents.
    fn make_folder(&self, below: &Path) -> Result<(), Abort>;
    /// Writes a file in a folder that was made.
    fn write(&self, below: &Path, bytes: &[u8]) -> Result<(), Abort>;
    /// Reads a file that was written; `None` where none was.
    fn read(&self, below: &Path) -> Result<Option<Vec<u8>>, Abort>;
    /// Returns how many bytes a file has that was written; `None` where none was.
    fn size(&self, below: &Path) -> Option<u64>;
}

impl Outputs for OutputFolder {
    fn make_folder(&self, below: &Path) -> Result<(), Abort> {
        self.make_folder(below)
    }

    fn write(&self, below: &Path, bytes: &[u8]) -> Result<(), Abort> {
        self.write(below, bytes)
    }

    fn read(&self, below: &Path) -> Result<Option<Vec<u8>>, Abort> {
        let Some(path) = self.written(below) else { return Ok(None) };
        fs::read(&path).map(Some).map_err(|error| Abort::io("read", &path, &error))
    }

    fn size(&self, below: &Path) -> Option<u64> {
        self.written(below)?.metadata().ok().map(|data| data.len())
    }
}

/// Files in memory.
#[derive(Default)]
pub(crate) struct MemoryFolder(Mutex<HashMap<PathBuf, Arc<[u8]>>>);

impl MemoryFolder {
    /// Returns a file.
    pub(crate) fn get(&self, below: &Path) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(below).cloned()
    }
}

impl Outputs for MemoryFolder {
    fn make_folder(&self, _: &Path) -> Result<(), Abort> {
        Ok(())
    }

    fn write(&self, below: &Path, bytes: &[u8]) -> Result<(), Abort> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(below.to_owned(), bytes.into());
        Ok(())
    }

    fn read(&self, below: &Path) -> Result<Option<Vec<u8>>, Abort> {
        Ok(self.get(below).map(|bytes| bytes.to_vec()))
    }

    fn size(&self, below: &Path) -> Option<u64> {
        self.get(below).map(|bytes| bytes.len() as u64)
    }
}
