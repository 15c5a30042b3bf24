//! A single file: written beside its place and renamed, and only over a file that is still as we wrote it.
//!
//! What was written is in a record beside it, `.NAME.sitevar`. An empty file may be replaced too: there is nothing to
//! lose. What is not a regular file, such as a pipe or a device, is written to as it is.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::lock::Lock;
use super::record::{self, Record};
use super::resolve;
use crate::report::Abort;
use crate::site::Site;

/// The names under which systems know standard output.
const STDOUT: [&str; 3] = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Refuses a file that must not be written: one of the `inputs`, a file of the site, or somebody else's.
///
/// # Errors
///
/// Fails where it is one of them; nothing is changed then.
pub(crate) fn check_file(path: &Path, inputs: &[&Path], site: &Site) -> Result<(), Abort> {
    if let Some(input) = inputs.iter().find(|input| is_same(input, path)) {
        let message = format!("`{}` would be written over itself", input.display());
        return Err(Abort::new(message).help("name another file with `-o`"));
    }
    if is_special(path) {
        return Ok(());
    }
    let target = resolve(path)?;
    let refusal = refusal(path, &target)?;
    let part = if is_ours(&target)? { None } else { site.part(&target) };
    match (part, refusal) {
        (Some(part), _) if target.exists() => {
            let message = format!("`{}` is {part}, and would be written over", path.display());
            Err(Abort::new(message).help("name another file with `-o`"))
        }
        (_, Some(refusal)) => Err(refusal),
        _ => Ok(()),
    }
}

/// Writes one file, in place of one that we wrote; a device or a pipe is written to directly.
///
/// # Errors
///
/// Fails where somebody else's file is there, or where the system refuses; the old file is untouched then.
pub(crate) fn write_file(path: &Path, text: &str) -> Result<(), Abort> {
    if STDOUT.iter().any(|name| path == Path::new(name)) {
        return super::print(text.as_bytes());
    }
    let refused = |error: &std::io::Error| Abort::io("write", path, error);
    if is_special(path) {
        // Without emptying it first: behind a name such as `/dev/fd/3` there may be a file that is added to.
        let opened = File::options().append(true).open(path);
        let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
        return written.map_err(|error| refused(&error));
    }
    let target = resolve(path)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Abort::io("make the folder", folder, &error))?;
    let _lock = Lock::wait(folder, &target);
    if let Some(refusal) = refusal(path, &target)? {
        return Err(refusal);
    }
    let file = beside(&target, |file| file.write_all(text.as_bytes())).map_err(|error| refused(&error))?;
    remember(&target, text)?;
    file.persist(&target).map_err(|error| refused(&error.error))?;
    Ok(())
}

/// Writes a file where there is none.
///
/// # Errors
///
/// Fails where something is there already, or where the system refuses.
pub(crate) fn create_file(path: &Path, text: &str) -> Result<(), Abort> {
    let target = resolve(path)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| Abort::io("make the folder", folder, &error))?;
    beside(&target, |file| file.write_all(text.as_bytes()))
        .and_then(|file| file.persist_noclobber(&target).map_err(|error| error.error))
        .map(drop)
        .map_err(|error| Abort::io("write", path, &error))
}

/// Replaces a file of the user's that is still as it was read.
///
/// # Errors
///
/// Fails where it has changed, or where the system refuses; the old file is untouched then.
pub(crate) fn replace_file(path: &Path, old: &str, new: &str) -> Result<(), Abort> {
    let target = resolve(path)?;
    let refused = |error: &std::io::Error| Abort::io("write", path, error);
    let now = std::fs::read(&target).map_err(|error| Abort::io("read", path, &error))?;
    if now != old.as_bytes() {
        let message = format!("`{}` was changed while it was checked", path.display());
        return Err(Abort::new(message).help("run the command again"));
    }
    let file = beside(&target, |file| file.write_all(new.as_bytes())).map_err(|error| refused(&error))?;
    file.persist(&target).map_err(|error| refused(&error.error))?;
    Ok(())
}

/// Says why a file must not be written over, if so.
fn refusal(path: &Path, target: &Path) -> Result<Option<Abort>, Abort> {
    let Ok(data) = target.metadata() else { return Ok(None) };
    if data.is_dir() {
        return Ok(Some(Abort::new(format!(
            "`{}` is a folder, but a file is to be written",
            path.display()
        ))));
    }
    if data.len() == 0 || is_ours(target)? {
        return Ok(None);
    }
    let message =
        format!("`{}` already exists: sitevar did not write it, or it was edited since", path.display());
    Ok(Some(Abort::new(message).help("name another file with `-o`, or move this one away first")))
}

/// Tells whether a file is still as we wrote it.
fn is_ours(target: &Path) -> Result<bool, Abort> {
    let Some(record) = Record::read(&record_of(target))? else { return Ok(false) };
    let name = Path::new(target.file_name().unwrap_or_default());
    let mut hashes = record.hashes(name).peekable();
    Ok(hashes.peek().is_some()
        && record::hash_of_file(target).is_ok_and(|hash| hashes.any(|known| *known == hash)))
}

/// Puts what will be written into the record, beside what is there until then.
fn remember(target: &Path, text: &str) -> Result<(), Abort> {
    let path = record_of(target);
    let name = Path::new(target.file_name().unwrap_or_default());
    let mut files = vec![(name.into(), record::hash(text.as_bytes()))];
    if is_ours(target)? {
        files.extend(record::hash_of_file(target).map(|hash| (name.into(), hash)));
    }
    let shown = crate::files::shown(&path);
    let refused = |error: &std::io::Error| Abort::io("write", &shown, error);
    if path.symlink_metadata().is_ok_and(|data| !data.is_file()) {
        return Err(Abort::new(format!("`{}` is not a regular file", shown.display()))
            .help("the record of the file is to be written there: move it away"));
    }
    let file = beside(&path, |file| Record::of(files).write(file)).map_err(|error| refused(&error))?;
    file.persist(&path).map(drop).map_err(|error| refused(&error.error))
}

/// Returns the record of a file: `.guide.html.sitevar`.
fn record_of(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".sitevar");
    target.with_file_name(name)
}

/// Writes a file beside its place, with the permissions of the one that it replaces.
fn beside(
    target: &Path,
    write: impl FnOnce(&mut File) -> std::io::Result<()>,
) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = Builder::new().prefix(".sitevar-").permissions_like(target).tempfile_in(folder)?;
    write(file.as_file_mut())?;
    Ok(file)
}

/// Tells whether a path is neither a regular file nor a folder, or names a stream of this process.
fn is_special(path: &Path) -> bool {
    crate::files::is_stream(path) || path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// Tells whether two paths lead to the same file, through links of both kinds.
#[cfg(unix)]
fn is_same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(a), Ok(b)) = (a.metadata(), b.metadata()) else { return false };
    a.is_file() && (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same(a: &Path, b: &Path) -> bool {
    a.canonicalize().is_ok_and(|a| a.is_file() && b.canonicalize().is_ok_and(|b| a == b))
}

/// Adds what `tempfile` leaves to its caller.
trait PermissionsLike {
    /// Gives the file the permissions of the one that it replaces, or those of any new file.
    fn permissions_like(&mut self, target: &Path) -> &mut Self;
}

impl PermissionsLike for Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like(&mut self, target: &Path) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        let permissions = target.metadata().map(|data| data.permissions());
        // Without a file to replace, 0o666 as `open` would ask for: the umask takes away from it.
        self.permissions(permissions.unwrap_or_else(|_| std::fs::Permissions::from_mode(0o666)))
    }

    #[cfg(not(unix))]
    fn permissions_like(&mut self, _target: &Path) -> &mut Self {
        self
    }
}
