//! A folder of guides that is there: its examples are found, counted and declared.

use std::path::{Path, PathBuf};

use sitevar_core::Passage;

use super::write;
use crate::args::{Format, Init};
use crate::config::FILE_NAME;
use crate::examples::{Guide, Suggestion, declarations, guides, suggest};
use crate::report::{self, Abort, Findings, Verdict, plural};

/// The guides of a folder.
pub(super) struct Adopted {
    /// Where they are, below the folder.
    content: &'static str,
    guides: Vec<Guide>,
    findings: Vec<Findings>,
}

/// Finds the guides of a folder; `None` where there are none.
///
/// # Errors
///
/// Fails where the folder cannot be read.
pub(super) fn find(folder: &Path) -> Result<Option<Adopted>, Abort> {
    let Ok(root) = folder.canonicalize() else { return Ok(None) };
    let content = content_folder(&root);
    let (guides, findings) = guides(&root.join(content), &root)?;
    Ok((!guides.is_empty()).then_some(Adopted { content, guides, findings }))
}

/// Writes the declarations of what the guides show.
pub(super) fn run(args: &Init, adopted: Adopted, format: Format) -> Result<Verdict, Abort> {
    let passages: Vec<&[Passage]> = adopted.guides.iter().map(|guide| guide.passages.as_slice()).collect();
    let found = suggest(&passages);
    let path: PathBuf = args.folder.join(FILE_NAME);
    write(&args.folder, &[(path, config(&adopted, &found))])?;
    tell(&adopted, &found);
    Ok(report::print(adopted.findings, format))
}

fn config(adopted: &Adopted, found: &[Suggestion]) -> String {
    let count = plural(adopted.guides.len(), "guide");
    let content = if adopted.content.is_empty() { "." } else { adopted.content };
    format!(
        "# What readers of these guides can set. `sitevar init` read {count} and declared what stands for a value of\n\
         # theirs; `sitevar examples` lists where each is. Delete what is no reader's choice.\n\
         content: {content}\n\n{}",
        declarations(found)
    )
}

fn tell(adopted: &Adopted, found: &[Suggestion]) {
    let certain: Vec<&Suggestion> = found.iter().filter(|one| one.doubt.is_none()).collect();
    let slots = certain.iter().map(|one| one.slots).sum();
    report::line(format!(
        "{} in {}: {} to set, {} more as comments",
        plural(slots, "place"),
        plural(adopted.guides.len(), "guide"),
        plural(certain.len(), "value"),
        found.len() - certain.len()
    ));
    report::line("next: sitevar examples");
}
