//! Where the files of a site come from: the command reads them from disk, tests from memory.

/// Where the files of a site come from; paths are below the site's root, with `/`.
pub trait Files: Send + Sync {
    /// Reads a file as text; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Fails with a lower-case phrase where a file exists and cannot be read, or is not UTF-8.
    fn read(&self, path: &str) -> Result<Option<String>, String>;

    /// Reads a file that need not be text, such as an image; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Fails with a lower-case phrase where a file exists and cannot be read.
    fn read_bytes(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(self.read(path)?.map(String::into_bytes))
    }

    /// Returns how many bytes a file has, where that is known before it is read.
    fn size(&self, _path: &str) -> Option<u64> {
        None
    }

    /// Returns the paths of all files below a folder, sorted; empty where there is no such folder.
    fn list(&self, folder: &str) -> Vec<String>;
}
