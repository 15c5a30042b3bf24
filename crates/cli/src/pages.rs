//! Finds pages in a folder and reads them, within limits.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use sitevar_core::{Code, Diagnostic, Source};
use walkdir::WalkDir;

use crate::report::{Abort, Findings};

/// The largest page that is read; the largest of the real ones is below 200 kB.
const LARGEST_PAGE: u64 = 64 << 20;

/// A file below a folder.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Below the folder, as the system writes it.
    pub(crate) below: PathBuf,
}

impl Found {
    /// Returns the path as templates know it, where `prefix` is that of the folder.
    pub(crate) fn page_path(&self, prefix: &str) -> String {
        let below = self.below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if prefix.is_empty() { below } else { format!("{prefix}/{below}") }
    }
}

/// Returns all visible files below a folder, sorted; `root` is the folder that links may not lead out of.
///
/// # Errors
///
/// Fails at a folder that cannot be read, at a link that leads nowhere, out of the site or in a circle, and at what is
/// neither file nor folder.
pub(crate) fn walk(folder: &Path, root: &Path) -> Result<Vec<Found>, Abort> {
    walk_where(folder, root, &|name| !name.as_encoded_bytes().starts_with(b"."))
}

/// Returns all files below a folder that is published as it is: hidden ones too, as Hugo does, but no records of ours.
///
/// # Errors
///
/// Fails as [`walk`] does.
pub(crate) fn walk_all(folder: &Path, root: &Path) -> Result<Vec<Found>, Abort> {
    walk_where(folder, root, &|name| !name.as_encoded_bytes().starts_with(b".sitevar-"))
}

fn walk_where(folder: &Path, root: &Path, wanted: &dyn Fn(&OsStr) -> bool) -> Result<Vec<Found>, Abort> {
    check_link(folder, root)?;
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let mut files = Vec::new();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || wanted(entry.file_name())) {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        if entry.depth() > 0 && entry.path_is_symlink() {
            check_link(entry.path(), root)?;
        }
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            files.push(Found { path: entry.into_path(), below });
        } else if !entry.file_type().is_dir() {
            return Err(special(entry.path()));
        }
    }
    Ok(files)
}

/// Refuses a pipe, a socket or a device.
pub(crate) fn special(path: &Path) -> Abort {
    let shown = crate::site::shown(path);
    Abort::new(format!("`{}` is neither a file nor a folder", shown.display()))
        .help("take it away: a pipe, a socket or a device is nothing to read or to publish")
}

/// Refuses what leads out of a site.
///
/// # Errors
///
/// Fails where it does, and at a link that leads nowhere.
pub(crate) fn check_link(link: &Path, root: &Path) -> Result<(), Abort> {
    let target = link.canonicalize().map_err(|error| Abort::io("follow", link, &error))?;
    if target.starts_with(root) {
        return Ok(());
    }
    let what = if link.is_symlink() { "is a link that leads" } else { "leads" };
    let message = format!("`{}` {what} out of the site, to `{}`", link.display(), target.display());
    Err(Abort::new(message).help("copy the files into the site, or take the link away"))
}

/// Says why a folder cannot be listed.
pub(crate) fn unreadable(folder: &Path, error: &walkdir::Error) -> Abort {
    let path = error.path().unwrap_or(folder);
    if error.loop_ancestor().is_some() {
        return Abort::new(format!("`{}` is a link to a folder that it stands in", path.display()))
            .help("take the link away");
    }
    match error.io_error() {
        Some(error) => Abort::io("read", path, error),
        None => Abort::new(format!("cannot read `{}`", path.display())),
    }
}

/// Tells whether a file is a page.
pub(crate) fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md" || extension == "markdown")
}

/// Why a page could not be read.
pub(crate) enum Unread {
    /// The page itself is wrong.
    Bad(Findings),
    /// The system refuses.
    Abort(Abort),
}

/// Reads a page; diagnostics will call it by `path`.
pub(crate) fn read(path: &Path) -> Result<Source, Unread> {
    read_as(path, path)
}

/// Reads a page; diagnostics will call it by `shown`.
pub(crate) fn read_as(path: &Path, shown: &Path) -> Result<Source, Unread> {
    crate::report::stumble(path);
    let abort = |error: &std::io::Error| Unread::Abort(Abort::io("read", path, error));
    let file = File::open(path).map_err(|error| abort(&error))?;
    let data = file.metadata().map_err(|error| abort(&error))?;
    if data.is_dir() {
        return Err(Unread::Abort(Abort::new(format!("`{}` is a folder", path.display()))));
    }
    read_from(file, data.len(), &shown.to_string_lossy(), &abort)
}

/// Reads a page from standard input.
pub(crate) fn read_stdin() -> Result<Source, Unread> {
    if std::io::stdin().is_terminal() {
        crate::report::line("reading a page from the terminal; end it with Ctrl-D on an empty line");
    }
    let path = Path::new("<stdin>");
    read_from(std::io::stdin().lock(), 0, "<stdin>", &|error| Unread::Abort(Abort::io("read", path, error)))
}

/// Reads a page within the limit; `length` is how much is expected, so that it is read at once.
fn read_from(
    reader: impl Read,
    length: u64,
    name: &str,
    abort: &dyn Fn(&std::io::Error) -> Unread,
) -> Result<Source, Unread> {
    let mut bytes = Vec::with_capacity(length.min(LARGEST_PAGE) as usize + 1);
    reader.take(LARGEST_PAGE + 1).read_to_end(&mut bytes).map_err(|error| abort(&error))?;
    if bytes.len() as u64 > LARGEST_PAGE {
        let message = format!("the page is larger than {} MiB", LARGEST_PAGE >> 20);
        let diagnostic = Diagnostic::error(Code::PageTooLarge, message, 0..0).help("split the page");
        return Err(Unread::Bad(Findings::one(Source::new(name, ""), diagnostic)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => Err(Unread::Bad(not_utf8(name, &error))),
    }
}

/// Says which byte of a file is no text.
pub(crate) fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Findings {
    let at = error.utf8_error().valid_up_to();
    let byte = error.as_bytes().get(at).copied().unwrap_or_default();
    let message = format!("byte {at}, `0x{byte:02x}`, is not UTF-8 text");
    let text = String::from_utf8_lossy(error.as_bytes());
    let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
    let diagnostic =
        Diagnostic::error(Code::NotUtf8, message, at..end).help("save the file as UTF-8 in your editor");
    Findings::one(Source::new(name, text), diagnostic)
}
