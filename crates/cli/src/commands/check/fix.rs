//! `--fix`: what has one safe answer is written, and nothing that a page means changes.
//!
//! 1. The edits of a page are made until the rules find none any more, so that a second run has nothing to do.
//! 2. The page must then show its first reader the same text, but for comments that ignore something; otherwise it stays.
//! 3. A file is replaced as a whole, and only while it is as it was read.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;
use similar::TextDiff;
use sitevar_check::shows_the_same;
use sitevar_core::{Edit, Source};

use super::Checker;
use crate::files::{self, Found};
use crate::output;
use crate::report::{self, Abort, plural};

/// How often the edits of a page are made; what is left then is left to the author.
const ROUNDS: usize = 10;

/// A page with its edits made.
struct Fixed {
    file: PathBuf,
    old: String,
    new: String,
}

/// Writes the edits of all pages, or shows them.
///
/// # Errors
///
/// Fails where a file cannot be read or written.
pub(super) fn fix(checker: &Checker<'_>, files: &[Found], dry_run: bool) -> Result<(), Abort> {
    let fixed: Vec<Option<Fixed>> =
        files.par_iter().map(|file| fix_page(checker, file)).collect::<Result<_, Abort>>()?;
    // A file that a link leads to as well is mended once.
    let mut seen = BTreeSet::new();
    let mut fixed: Vec<Fixed> = fixed.into_iter().flatten().collect();
    fixed.retain(|page| seen.insert(page.file.canonicalize().unwrap_or_else(|_| page.file.clone())));
    for page in &fixed {
        if dry_run {
            show(page)?;
        } else {
            output::replace_file(&page.file, &page.old, &page.new)?;
        }
    }
    let done = if dry_run { "to be mended" } else { "mended" };
    report::line(format!("{} {done}", plural(fixed.len(), "page")));
    Ok(())
}

fn fix_page(checker: &Checker<'_>, file: &Found) -> Result<Option<Fixed>, Abort> {
    // What cannot be read is told by the check itself.
    let Ok(old) = files::read_page_as(&file.path, &files::shown(&file.path)) else { return Ok(None) };
    let mut text = old.clone();
    for _ in 0..ROUNDS {
        let edits = checker.edits(file, &text);
        if edits.is_empty() {
            break;
        }
        let edited = edited(text.source.text(), edits);
        text = files::PageText::new(Source::new(old.source.name(), edited));
    }
    let (old, new) = (old.source.text().to_owned(), text.source.text().to_owned());
    let is_safe = new != old && shows_the_same(&old, &new, &checker.variables(&text));
    Ok(is_safe.then(|| Fixed { file: file.path.clone(), old, new }))
}

/// Makes edits; of two that overlap, the first.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        let Some(before) = text.get(from..edit.span.start) else { continue };
        out.push_str(before);
        out.push_str(&edit.text);
        from = edit.span.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Shows the edits of a page as a diff that `patch` takes.
fn show(page: &Fixed) -> Result<(), Abort> {
    let name = report::in_one_line(&files::shown(&page.file).display().to_string());
    let diff = TextDiff::from_lines(&page.old, &page.new);
    let text = diff.unified_diff().context_radius(1).header(&name, &name).to_string();
    output::print(text.as_bytes())
}
