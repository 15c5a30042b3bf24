//! Reads regular files, within a limit: a pipe would never end, and a device could.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::report::{fail_point, reason};

/// The largest file that is read as a whole; a picture or a data file of a site is far below.
const LARGEST_FILE: u64 = 64 << 20;

/// Reads a regular file inside a root that holds no links; `None` where there is none, or a folder, of this name.
///
/// # Errors
///
/// Fails with the reason, which follows the name of the file.
pub(crate) fn read_inside(root: &Path, path: &Path) -> Result<Option<Vec<u8>>, String> {
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if is_absent(&error) && path.symlink_metadata().is_err() => return Ok(None),
        Err(error) if is_absent(&error) => return Err("is a link that leads nowhere".to_owned()),
        Err(error) => return Err(format!("cannot be read: {}", reason(&error))),
    };
    if !real.starts_with(root) {
        let what = if path.is_symlink() { "is a link that leads" } else { "leads" };
        return Err(format!("{what} out of the site, to `{}`", real.display()));
    }
    if real.is_dir() { Ok(None) } else { read_regular(&real).map(Some) }
}

/// Reads a file that is no pipe and no device, within the limit.
///
/// # Errors
///
/// Fails with the reason, which follows the name of the file.
pub(crate) fn read_regular(real: &Path) -> Result<Vec<u8>, String> {
    fail_point(real);
    let failed = |error: std::io::Error| format!("cannot be read: {}", reason(&error));
    let data = real.metadata().map_err(failed)?;
    if !data.is_file() {
        return Err("is not a regular file, so it is not read".to_owned());
    }
    let mut bytes = Vec::with_capacity(data.len().min(LARGEST_FILE) as usize + 1);
    let file = File::open(real).map_err(failed)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(format!("is larger than {} MiB, so it is not read", LARGEST_FILE >> 20));
    }
    Ok(bytes)
}

/// Tells whether a path names a stream of this process, such as `/dev/stdin` or the `/dev/fd/63` of a shell.
pub(crate) fn is_stream(path: &Path) -> bool {
    let names = ["/dev/stdin", "/dev/stdout", "/dev/stderr"];
    names.iter().any(|name| path == Path::new(name))
        || path.starts_with("/dev/fd")
        || path.starts_with("/proc")
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
