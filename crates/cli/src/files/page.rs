//! Reads pages as text, within limits; bytes that are no text are a diagnostic.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;

use sitevar_core::{Code, Diagnostic, Source};

use super::PageText;

use crate::report::{Abort, Findings};

/// The largest page that is read; the largest of the real ones is below 200 kB.
const LARGEST_PAGE: u64 = 64 << 20;

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
pub(crate) fn read_page(path: &Path) -> Result<PageText, Unread> {
    read_page_as(path, path)
}

/// Reads a page; diagnostics will call it by `shown`.
pub(crate) fn read_page_as(path: &Path, shown: &Path) -> Result<PageText, Unread> {
    crate::report::fail_point(path);
    let abort = |error: &std::io::Error| Unread::Abort(Abort::io("read", path, error));
    let file = File::open(path).map_err(|error| abort(&error))?;
    let data = file.metadata().map_err(|error| abort(&error))?;
    if data.is_dir() {
        return Err(Unread::Abort(Abort::new(format!("`{}` is a folder", path.display()))));
    }
    read_from(file, data.len(), &shown.to_string_lossy(), &abort)
}

/// Reads a page from standard input; diagnostics will call it by `shown`.
pub(crate) fn read_stdin_as(shown: &Path) -> Result<PageText, Unread> {
    if std::io::stdin().is_terminal() {
        crate::report::line("reading a page from the terminal; end it with Ctrl-D on an empty line");
    }
    let abort = |error: &std::io::Error| Unread::Abort(Abort::io("read", Path::new("<stdin>"), error));
    read_from(std::io::stdin().lock(), 0, &shown.to_string_lossy(), &abort)
}

/// Reads a page within the limit; `length` is how much is expected, so that it is read at once.
fn read_from(
    reader: impl Read,
    length: u64,
    name: &str,
    abort: &dyn Fn(&std::io::Error) -> Unread,
) -> Result<PageText, Unread> {
    let mut bytes = Vec::with_capacity(length.min(LARGEST_PAGE) as usize + 1);
    reader.take(LARGEST_PAGE + 1).read_to_end(&mut bytes).map_err(|error| abort(&error))?;
    if bytes.len() as u64 > LARGEST_PAGE {
        let message = format!("the page is larger than {} MiB", LARGEST_PAGE >> 20);
        let diagnostic = Diagnostic::error(Code::PageTooLarge, message, 0..0).help("split the page");
        return Err(Unread::Bad(Findings::one(Source::new(name, ""), diagnostic)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(PageText::new(Source::new(name, text))),
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
