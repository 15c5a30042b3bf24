//! The files of a site that are no pages: pictures beside a page, and everything below `static/`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::catalogue::Catalogue;
use super::page::Page;
use crate::output::OutputFolder;
use crate::pages::{self, Found};
use crate::report::Abort;
use crate::site::Site;

/// A file that is copied.
pub(crate) struct Resource {
    from: PathBuf,
    /// Below the output folder.
    to: PathBuf,
}

impl Resource {
    /// Returns where the file is.
    pub(super) fn path(&self) -> &Path {
        &self.from
    }

    /// Returns its address below the site's root.
    pub(super) fn address(&self) -> String {
        format!("/{}", self.to.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
    }
}

/// Returns where every other file of the content folder and of `static/` goes, each place once.
///
/// A file in the folder of a page (`headscale/index.md`) goes beside that page, whatever its address is.
pub(super) fn find(site: &Site, pages: &[Page], files: &[Found]) -> Vec<Resource> {
    let homes: BTreeMap<&str, &Path> = pages
        .iter()
        .filter(|page| page.is_bundle() || page.is_section())
        .map(|page| (page.name.as_str(), page.folder.as_path()))
        .collect();
    let fixed = site.root.join("static");
    let fixed_files = if fixed.is_dir() { pages::walk(&fixed, &site.root) } else { Ok(Vec::new()) };
    let fixed_files = fixed_files.unwrap_or_default();
    let of_content = files.iter().filter(|file| !pages::is_page(&file.path));
    let resources = of_content
        .map(|file| Resource { from: file.path.clone(), to: place(&homes, &file.below) })
        .chain(fixed_files.into_iter().map(|file| Resource { from: file.path, to: file.below }));
    let mut taken: BTreeSet<PathBuf> = pages.iter().flat_map(outputs).collect();
    resources.filter(|resource| taken.insert(resource.to.clone())).collect()
}

/// Returns the files that are written for a page.
fn outputs(page: &Page) -> [PathBuf; 2] {
    ["index.html", "index.md"].map(|name| page.folder.join(name))
}

/// Returns the place of a file: that of the nearest page whose folder it is in, and the rest of its path.
fn place(homes: &BTreeMap<&str, &Path>, below: &Path) -> PathBuf {
    for folder in below.ancestors().skip(1) {
        let home = folder.to_str().and_then(|name| homes.get(name));
        if let (Some(home), Ok(rest)) = (home, below.strip_prefix(folder)) {
            return home.join(rest);
        }
    }
    below.to_owned()
}

/// Copies the files.
pub(super) fn copy(catalogue: &Catalogue, folder: &OutputFolder) -> Result<(), Abort> {
    for resource in &catalogue.resources {
        folder.make_folder(resource.to.parent().unwrap_or(Path::new("")))?;
        std::fs::copy(&resource.from, folder.path(&resource.to))
            .map_err(|error| Abort::io("copy", &resource.from, &error))?;
    }
    Ok(())
}
