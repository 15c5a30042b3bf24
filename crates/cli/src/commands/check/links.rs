//! Where the links of all pages lead.
//!
//! Those of a site of ours or of Hugo are looked up as its build does. Of any other folder only links to guides and to
//! images by their files are looked up, because only their places are the same for every generator.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;
use sitevar_check::{Anchors, Outgoing, broken_anchor};
use sitevar_core::{Code, Diagnostic, Link, Span};

use super::Read;
use crate::files::{self, Walked};
use crate::pages::links::Links;
use crate::pages::paths::{is_external, join};
use crate::pages::{Page, Pages, SiteFiles, read_all, resources};
use crate::report::Abort;
use crate::site::Site;

/// Everything that links of pages can lead to.
pub(super) enum Lookup<'a> {
    /// The pages of a site, with what is known of those that were read, by path.
    Site(Arc<Pages>, HashMap<&'a str, &'a Anchors>),
    /// The guides of a folder, by file, and whether images are among them.
    Folder(&'a Path, HashMap<&'a Path, &'a Anchors>, OnceLock<bool>),
}

impl<'a> Lookup<'a> {
    /// Prepares the look-up for the pages that were read below a folder.
    ///
    /// # Errors
    ///
    /// Fails where the files of the site cannot be read.
    pub(super) fn new(site: &Site, folder: &'a Path, read: &'a [Read]) -> Result<Self, Abort> {
        if !site.is_declared() {
            let anchors = read.iter().filter_map(|read| Some((read.file.as_path(), read.anchors()?)));
            return Ok(Self::Folder(folder, anchors.collect(), OnceLock::new()));
        }
        let content = site.content();
        let walked = if content.is_dir() { files::walk(&content, &site.root)? } else { Walked::default() };
        let fixed = resources::fixed(site)?;
        let files = SiteFiles { content: &walked.files, fixed: &fixed.files };
        // What is wrong with the pages themselves is told where they are checked.
        let (pages, _) = Pages::new(site, read_all(site, &walked)?, files, None);
        let anchors = read.iter().filter_map(|read| Some((read.path.as_str(), read.anchors()?)));
        Ok(Self::Site(Arc::new(pages), anchors.collect()))
    }

    /// Returns what is wrong with the links of a page.
    pub(super) fn check(&self, read: &Read, outgoing: &[Outgoing]) -> Vec<Diagnostic> {
        let links = outgoing.iter().filter(|link| !link.html && !link.destination.contains("{{"));
        match self {
            Self::Folder(folder, anchors, images) => {
                let folder = Folder { root: folder, anchors, images };
                links.filter_map(|link| folder.check(&read.file, link)).collect()
            }
            Self::Site(pages, anchors) => {
                // They are in the order of their paths.
                let place = pages.all.binary_search_by(|page| page.path.as_str().cmp(&read.path));
                let page = place.ok().and_then(|place| pages.all.get(place));
                let links: Vec<&Outgoing> = links.collect();
                page.map(|page| of_site(pages, page, anchors, &links)).unwrap_or_default()
            }
        }
    }
}

/// Looks up the links of a page of a site, as its build does.
fn of_site(
    pages: &Arc<Pages>,
    page: &Page,
    anchors: &HashMap<&str, &Anchors>,
    outgoing: &[&Outgoing],
) -> Vec<Diagnostic> {
    let links = Links::new(pages.clone(), page);
    let mut found = Vec::new();
    for link in outgoing {
        let Some(address) = links.resolve(&link.destination) else { continue };
        let Some((address, name)) = address.split_once('#') else { continue };
        let target = pages.at(&format!("/{}", join(&page.address, address)));
        let known = target.and_then(|page| Some((page, anchors.get(page.path.as_str())?)));
        found.extend(known.and_then(|(page, anchors)| anchor(anchors, name, link.span, &page.path)));
    }
    let written = outgoing.iter().map(|link| Link {
        destination: link.destination.clone(),
        image: link.image,
        call: Some(link.span),
    });
    found.extend(links.warnings(&written.collect::<Vec<_>>()));
    found
}

fn anchor(anchors: &Anchors, name: &str, span: Span, page: &str) -> Option<Diagnostic> {
    broken_anchor(anchors, &percent_decode_str(name).decode_utf8_lossy(), span, Some(page))
}

/// The endings of pages and of images, by which a link is to a file rather than to an address.
const PAGES: [&str; 3] = ["md", "mdx", "markdown"];
const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];

/// A folder of guides for any generator.
struct Folder<'a> {
    root: &'a Path,
    anchors: &'a HashMap<&'a Path, &'a Anchors>,
    images: &'a OnceLock<bool>,
}

impl Folder<'_> {
    fn check(&self, file: &Path, link: &Outgoing) -> Option<Diagnostic> {
        let end = link.destination.find(['?', '#']).unwrap_or(link.destination.len());
        let (written, rest) = link.destination.split_at_checked(end)?;
        // What begins so is an address, or a name that a bundler knows.
        let is_other = written.starts_with(['/', '{', '@', '~', '<', '$']) || is_external(written);
        let ending = Path::new(written).extension()?.to_str()?.to_ascii_lowercase();
        let is_file = if link.image { IMAGES.contains(&&*ending) } else { PAGES.contains(&&*ending) };
        if is_other || !is_file {
            return None;
        }
        let path = percent_decode_str(written).decode_utf8_lossy();
        let target = normal(&file.parent()?.join(&*path));
        if target.exists() {
            let anchors = self.anchors.get(target.as_path())?;
            return anchor(anchors, rest.split_once('#')?.1, link.span, written);
        }
        let is_elsewhere = self.may_lead_on(file, &target, &path) || (link.image && !self.has_images());
        (!is_elsewhere).then(|| broken(link))
    }

    /// Tells whether the images of the guides are among them at all.
    fn has_images(&self) -> bool {
        let is_image = |path: &Path| {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            IMAGES.contains(&ending.to_ascii_lowercase().as_str())
        };
        let look = || {
            let walked = files::walk_sources(self.root, self.root);
            walked.is_ok_and(|walked| walked.files.iter().any(|file| is_image(&file.path)))
        };
        *self.images.get_or_init(look)
    }

    /// Tells whether a generator may find what is not where the link says.
    fn may_lead_on(&self, file: &Path, target: &Path, path: &str) -> bool {
        // Below the folder of the page's own address, or from a folder above it.
        let own = file.with_extension("");
        let above = file.ancestors().skip(1).take_while(|folder| folder.starts_with(self.root));
        let is_there = |base: &Path| normal(&base.join(path)).exists();
        !target.starts_with(self.root)
            || std::iter::once(own.as_path()).chain(above).any(is_there)
            || is_translated(target)
    }
}

/// Tells whether the file is there for some language: `page.de.md`.
fn is_translated(target: &Path) -> bool {
    let (Some(stem), Some(folder)) = (target.file_stem().and_then(|stem| stem.to_str()), target.parent())
    else {
        return false;
    };
    let mut entries = folder.read_dir().into_iter().flatten().flatten();
    entries.any(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(&format!("{stem}."))))
}

fn broken(link: &Outgoing) -> Diagnostic {
    let (what, to) = if link.image { ("image", "is no file") } else { ("link", "leads to no file") };
    let message = format!("the {what} `{}` {to} of the guides", link.destination);
    Diagnostic::warning(Code::BrokenLink, message, link.span)
        .help("correct the path, or write the full address with `https://`")
}

/// Resolves `.` and `..` without asking the system.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}
