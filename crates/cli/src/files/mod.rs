//! Files on the disk: found below a folder, and read within limits.
//!
//! 1. [`walk`](mod@walk): the files below a folder, and what may not be among them.
//! 2. [`read`](mod@read): one file as bytes.
//! 3. [`page`](mod@page): one page as text, split into front matter and body by [`page_text`].
//! 4. [`yaml`]: what to do about YAML that cannot be read.

mod page;
mod page_text;
mod read;
mod walk;
mod yaml;

use std::path::{Path, PathBuf};

pub(crate) use page::{Unread, is_page, not_utf8, read_page, read_page_as, read_stdin_as};
pub(crate) use page_text::PageText;
pub(crate) use read::{is_stream, read_inside, read_regular};
pub(crate) use walk::{
    Found, Refused, Walked, check_link, special, unreadable, walk, walk_all, walk_sources,
};
pub(crate) use yaml::advice;

/// Returns a path as the user would write it: from the working folder where it is below that.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    match here.as_ref().map(|here| path.strip_prefix(here)) {
        Ok(Ok(below)) => below.to_owned(),
        _ => path.to_owned(),
    }
}
