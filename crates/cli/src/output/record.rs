//! The record of an output: every file that was written, with its SHA-256.
//!
//! Only what a record lists is ever replaced or removed; whatever else is there belongs to somebody else.
//! It has the format of `sha256sum`, so that `sha256sum --check` tells which outputs were edited since.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::report::Abort;

/// The SHA-256 of a file.
pub(crate) type Hash = [u8; 32];

/// The name of the record in an output folder.
pub(crate) const NAME: &str = ".sitevar-output.sha256";

const COMMENT: &str =
    "# Written by sitevar, which replaces and removes the files that are listed here, and no others.";

/// What the first line begins with, whatever version wrote it; another file of the name is somebody's own.
const SIGN: &[u8] = b"# Written by sitevar,";

/// Stands in the record while files are put into their places one by one: those of both runs are listed.
const UNFINISHED: &str = "# unfinished";

/// Begins the line that names the command that wrote the files; older versions did not write it.
const COMMAND: &str = "# command: ";

/// The files that were written, below the folder of the record.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Sorted; a file is listed twice while two runs' files are.
    files: Vec<(Box<Path>, Hash)>,
    /// The run that wrote it did not end.
    pub(super) unfinished: bool,
    /// The command that wrote them; empty where that is not known.
    pub(super) command: String,
}

impl Record {
    /// Makes the record of what was written.
    pub(super) fn of(mut files: Vec<(Box<Path>, Hash)>) -> Self {
        files.sort_unstable();
        files.dedup();
        Self { files, ..Self::default() }
    }

    /// Notes which command wrote the files.
    pub(super) fn by(self, command: &str) -> Self {
        Self { command: command.to_owned(), ..self }
    }

    /// Makes the record that holds while the files of one are replaced by those of another.
    pub(super) fn both(old: &Self, new: &Self) -> Self {
        let mut both = Self::of(old.files.iter().chain(&new.files).cloned().collect()).by(&new.command);
        both.unfinished = true;
        both
    }

    /// Reads a record; `None` where there is no file of this name, an empty one, or no regular one.
    ///
    /// # Errors
    ///
    /// Fails where the file is somebody else's, or the system refuses.
    pub(super) fn read(path: &Path) -> Result<Option<Self>, Abort> {
        if !path.symlink_metadata().is_ok_and(|data| data.is_file()) {
            return Ok(None);
        }
        let failed = |error: &std::io::Error| Abort::io("read", path, error);
        let file = std::fs::File::open(path).map_err(|error| failed(&error))?;
        let mut file = BufReader::new(file);
        let begin = file.fill_buf().map_err(|error| failed(&error))?;
        if begin.is_empty() {
            return Ok(None);
        }
        if !begin.starts_with(SIGN) {
            return Err(in_the_way(path));
        }
        let mut record = Self::default();
        for line in file.split(b'\n') {
            let line = line.map_err(|error| failed(&error))?;
            record.unfinished |= line == UNFINISHED.as_bytes();
            if let Some(command) = line.strip_prefix(COMMAND.as_bytes()) {
                record.command = String::from_utf8_lossy(command).trim_end().to_owned();
            }
            record.files.extend(parse(&line));
        }
        record.files.sort_unstable();
        Ok(Some(record))
    }

    /// Writes the record, line by line.
    pub(super) fn write(&self, file: &mut std::fs::File) -> std::io::Result<()> {
        let mut out = BufWriter::new(file);
        writeln!(out, "{COMMENT}")?;
        if !self.command.is_empty() {
            writeln!(out, "{COMMAND}{}", self.command)?;
        }
        if self.unfinished {
            writeln!(out, "{UNFINISHED}")?;
        }
        let mut line = String::new();
        for (path, hash) in &self.files {
            line.clear();
            for byte in hash {
                let _ = write!(line, "{byte:02x}");
            }
            let (mark, name) = escape(bytes_of(path));
            out.write_all(mark)?;
            out.write_all(line.as_bytes())?;
            out.write_all(b"  ")?;
            out.write_all(&name)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    /// Returns the files with their hashes, sorted.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Path, &Hash)> {
        self.files.iter().map(|(path, hash)| (path.as_ref(), hash))
    }

    /// Returns what a file may hold; more than one where a run did not end.
    pub(super) fn hashes<'a>(&'a self, below: &'a Path) -> impl Iterator<Item = &'a Hash> {
        let start = self.files.partition_point(|(path, _)| path.as_ref() < below);
        let same = self.files.iter().skip(start).take_while(move |(path, _)| path.as_ref() == below);
        same.map(|(_, hash)| hash)
    }

    /// Tells whether a file is listed.
    pub(super) fn lists(&self, below: &Path) -> bool {
        self.hashes(below).next().is_some()
    }

    /// Returns the files below a folder.
    pub(super) fn files_below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Path> {
        let start = self.files.partition_point(|(path, _)| path.as_ref() <= folder);
        let files = self.files.iter().skip(start).map(|(path, _)| path.as_ref());
        files.take_while(move |path| path.starts_with(folder))
    }
}

/// Says that a record would be written over a file that is none.
fn in_the_way(path: &Path) -> Abort {
    let shown = crate::files::shown(path);
    Abort::new(format!("`{}` is in the way: the record is kept there, and this is not one", shown.display()))
        .help("move it away, or name another place with `-o`; nothing was changed")
}

/// Reads a line; one that is no entry, or that leads out of the folder, counts for nothing.
fn parse(line: &[u8]) -> Option<(Box<Path>, Hash)> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let (escaped, line) = match line.strip_prefix(b"\\") {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (digits, rest) = line.split_at_checked(64)?;
    let name = rest.strip_prefix(b"  ").or_else(|| rest.strip_prefix(b" *"))?;
    let mut hash = [0; 32];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    let path = path_of(if escaped { unescape(name) } else { name.to_vec() })?;
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    (inside && path.file_name().is_some()).then(|| (path.into_boxed_path(), hash))
}

/// Escapes a name as `sha256sum` does, which marks the line with a backslash.
fn escape(name: Cow<'_, [u8]>) -> (&'static [u8], Cow<'_, [u8]>) {
    if !name.iter().any(|byte| matches!(byte, b'\\' | b'\n' | b'\r')) {
        return (b"", name);
    }
    let mut escaped = Vec::with_capacity(name.len() + 8);
    for byte in name.iter() {
        match byte {
            b'\\' => escaped.extend(b"\\\\"),
            b'\n' => escaped.extend(b"\\n"),
            b'\r' => escaped.extend(b"\\r"),
            byte => escaped.push(*byte),
        }
    }
    (b"\\", Cow::Owned(escaped))
}

fn unescape(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut bytes = name.iter();
    while let Some(byte) = bytes.next() {
        plain.push(match byte {
            b'\\' => match bytes.next() {
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(other) => *other,
                None => break,
            },
            byte => *byte,
        });
    }
    plain
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    Cow::Borrowed(path.as_os_str().as_bytes())
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Cow<'_, [u8]> {
    Cow::Owned(path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/").into_bytes())
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(|name| PathBuf::from(name.replace('/', std::path::MAIN_SEPARATOR_STR)))
}

/// Returns the SHA-256 of bytes.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// Copies everything that can be read, and returns its SHA-256.
pub(crate) fn copy_hashed(from: &mut impl std::io::Read, to: &mut impl Write) -> std::io::Result<Hash> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(read) => buffer.get(..read).unwrap_or_default(),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(read);
        to.write_all(read)?;
    }
}

/// Returns the SHA-256 of a file.
pub(crate) fn hash_of_file(path: &Path) -> std::io::Result<Hash> {
    copy_hashed(&mut std::fs::File::open(path)?, &mut std::io::sink())
}
