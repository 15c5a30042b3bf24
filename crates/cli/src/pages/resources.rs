//! The files of a site that are no pages: pictures beside a page, and everything below `static/`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sitevar_core::{Code, Diagnostic, Source};

use super::output_paths::{OutputPaths, Owner, Refusal, Reserved};
use super::page::Page;
use super::{Pages, SiteFiles};
use crate::files::{self, Walked};
use crate::output::{OutputFolder, Outputs};
use crate::report::{Abort, Findings};
use crate::site::Site;

/// A file that is copied.
pub(crate) struct Resource {
    from: PathBuf,
    /// Below the output folder.
    to: PathBuf,
}

impl Resource {
    /// Returns where the file is.
    pub(crate) fn path(&self) -> &Path {
        &self.from
    }

    /// Returns where it goes, below the output folder.
    pub(crate) fn to(&self) -> &Path {
        &self.to
    }

    /// Warns that it is not published, because something else goes to its place.
    fn hidden_by(&self, other: &str, path: &Path) -> Findings {
        let same = if path == self.to { "the same place, " } else { "" };
        self.hidden(&format!("{other} goes to {same}`{}`", path.display()))
    }

    fn hidden(&self, reason: &str) -> Findings {
        let message = format!("the file is not published: {reason}");
        let diagnostic =
            Diagnostic::warning(Code::DuplicateAddress, message, 0..0).help("rename one of them");
        Findings::one(Source::new(crate::files::shown(&self.from).to_string_lossy(), ""), diagnostic)
    }

    /// Returns its address below the site's root.
    pub(crate) fn address(&self) -> String {
        format!("/{}", self.to.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
    }
}

/// Finds the files of `static/`.
///
/// # Errors
///
/// Fails where the folder cannot be read, or is a link out of the site.
pub(crate) fn fixed(site: &Site) -> Result<Walked, Abort> {
    let folder = site.root.join("static");
    if is_there(&folder) { files::walk_all(&folder, &site.root) } else { Ok(Walked::default()) }
}

/// Returns the paths that belong to the build and to its pages; none where nothing else asks for one.
pub(super) fn taken<'a>(
    pages: &'a [Page],
    files: SiteFiles<'_>,
    reserved: Option<&Reserved>,
) -> OutputPaths<'a> {
    let has_others = files.content.iter().any(|file| !files::is_page(&file.path)) || !files.fixed.is_empty();
    let mut paths = OutputPaths::default();
    if has_others || pages.iter().any(|page| !page.metadata.aliases.is_empty()) {
        paths = OutputPaths::of_build(reserved);
        for page in pages {
            // What of the pages goes to one place was told before.
            let _ = paths.claim(&page.files(), &Owner::Page(page));
        }
    }
    paths
}

/// Returns where every other file of the content folder and of `static/` goes, each place once.
///
/// A file in the folder of a page (`headscale/index.md`) goes beside that page, whatever its address is.
/// Where two go to one place, the page is written, or else the file of the content folder, and a warning names both.
pub(super) fn find(
    site: &Site,
    paths: &mut OutputPaths<'_>,
    pages: &[Page],
    files: SiteFiles<'_>,
) -> (Vec<Resource>, Vec<Findings>) {
    let homes: BTreeMap<&str, &Path> = pages
        .iter()
        .filter(|page| page.is_bundle() || page.is_section())
        .map(|page| (page.name.as_str(), page.folder.as_path()))
        .collect();
    let of_content = files.content.iter().filter(|file| !files::is_page(&file.path));
    let resources = of_content
        .map(|file| Resource { from: file.path.clone(), to: output_path(&homes, &file.below) })
        .chain(files.fixed.iter().map(|file| Resource { from: file.path.clone(), to: file.below.clone() }));
    let mut found: Vec<Resource> = Vec::new();
    let mut findings = Vec::new();
    for resource in resources {
        let owner = Owner::File(resource.from.clone());
        match paths.claim(std::slice::from_ref(&resource.to), &owner) {
            Ok(()) => found.push(resource),
            // It may have the same bytes: that is known when both are there.
            Err(Refusal::Taken { by: Owner::Build, path }) if path == resource.to => found.push(resource),
            Err(Refusal::Taken { by, path }) => {
                findings.push(resource.hidden_by(&by.named(site), &path));
            }
            Err(Refusal::TooLong(reason)) => findings.push(resource.hidden(&reason)),
        }
    }
    (found, findings)
}

/// Tells whether something has a name, even if it is a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Returns the output path of a file: that of the nearest page whose folder it is in, and the rest of its path.
fn output_path(homes: &BTreeMap<&str, &Path>, below: &Path) -> PathBuf {
    for folder in below.ancestors().skip(1) {
        let home = folder.to_str().and_then(|name| homes.get(name));
        if let (Some(home), Ok(rest)) = (home, below.strip_prefix(folder)) {
            return home.join(rest);
        }
    }
    below.to_owned()
}

/// Copies the files; what a build writes itself is not written over, and a warning names it.
///
/// # Errors
///
/// Fails where files cannot be read or written.
pub(crate) fn copy(pages: &Pages, folder: &OutputFolder) -> Result<Vec<Findings>, Abort> {
    let mut findings = Vec::new();
    for resource in &pages.resources {
        if let Some(written) = folder.read(&resource.to)? {
            if !std::fs::read(&resource.from).is_ok_and(|bytes| bytes == written) {
                findings.push(resource.hidden_by("what the build makes itself", &resource.to));
            }
            continue;
        }
        folder.make_folder(resource.to.parent().unwrap_or(Path::new("")))?;
        folder.copy(&resource.from, &resource.to)?;
    }
    Ok(findings)
}
