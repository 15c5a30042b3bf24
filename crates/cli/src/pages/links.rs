//! Where the links of a page lead: `.md` files become the addresses of their pages, relative to the page.
//!
//! A relative link is looked up as Hugo does: from the folder of the file, and for a page that is a folder of its own
//! (`headscale/index.md`) from the folder above it too. Links between pages stay relative, so that a site works below
//! any address. What this build does not find may be something that Hugo publishes: that is no broken link.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use percent_encoding::percent_decode_str;
use sitevar_core::{Code, Diagnostic, Link};

use super::Pages;
use super::page::Page;
use super::paths::{folder, folder_above, is_external, join, name_of, relative};
use super::published::LinkTarget;

/// Resolves the links of one page and remembers where they lead.
pub(crate) struct Links {
    pages: Arc<Pages>,
    page: Page,
    /// The folder of its file, and for a page that is a folder of its own the one above.
    folder: String,
    above: String,
    broken: Mutex<Vec<String>>,
    followed: Mutex<HashSet<String>>,
    /// Links of which nobody can know where they lead.
    unknown: Mutex<HashSet<String>>,
}

impl Links {
    pub(crate) fn new(pages: Arc<Pages>, page: &Page) -> Self {
        let folder = folder(&page.path);
        let above = if page.is_bundle() { folder_above(folder) } else { folder };
        Self {
            pages,
            page: page.clone(),
            folder: folder.to_owned(),
            above: above.to_owned(),
            broken: Mutex::default(),
            followed: Mutex::default(),
            unknown: Mutex::default(),
        }
    }

    /// Returns the destination to write instead; `None` leaves it as it is.
    pub(crate) fn resolve(&self, destination: &str) -> Option<String> {
        let end = destination.find(['?', '#']).unwrap_or(destination.len());
        let (path, rest) = destination.split_at(end);
        // A call that could not be expanded is told as such.
        if path.is_empty() || is_external(path) || destination.contains("{{") {
            return None;
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let published = || self.pages.published.find(&self.page, &decoded);
        let own = self.page_address(&decoded).or_else(|| self.file_address(&decoded)).map(LinkTarget::Here);
        match own.or_else(published) {
            Some(LinkTarget::Here(address)) => {
                let relative = relative(&self.page.address, &address);
                let destination = relative.clone() + rest;
                self.followed.lock().unwrap_or_else(PoisonError::into_inner).insert(relative);
                return Some(destination);
            }
            Some(LinkTarget::Elsewhere) => {}
            Some(LinkTarget::Unknown) => {
                self.unknown.lock().unwrap_or_else(PoisonError::into_inner).insert(destination.to_owned());
            }
            None => self.broken.lock().unwrap_or_else(PoisonError::into_inner).push(destination.to_owned()),
        }
        None
    }

    /// Returns the address of the page that a path means.
    fn page_address(&self, path: &str) -> Option<String> {
        let find = |base: &str| self.pages.address_of(&name_of(&join(base, path))).map(str::to_owned);
        if path.starts_with('/') {
            return find("").or_else(|| self.pages.at(path).map(|page| page.address.clone()));
        }
        let as_address = || {
            let joined = join(&self.page.address, path);
            self.pages.at(&format!("/{joined}")).map(|page| page.address.clone())
        };
        let from_root =
            || find("").filter(|_| !path.starts_with('.') && self.pages.published.looks_from_root());
        find(&self.folder).or_else(|| find(&self.above)).or_else(as_address).or_else(from_root)
    }

    /// Returns the address of another file of the site.
    fn file_address(&self, path: &str) -> Option<String> {
        let known = |address: String| self.pages.has_file(&address).then_some(address);
        if path.starts_with('/') {
            return known(format!("/{}", join("", path)));
        }
        let from = |base: &str| known(format!("/{}", join(base, path)));
        from(&self.page.address).or_else(|| from(&self.folder))
    }

    /// Returns the relative addresses of the pages and files that the page links to.
    pub(crate) fn take_followed(&self) -> HashSet<String> {
        std::mem::take(&mut *self.followed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns how many links lead to what is not here.
    pub(crate) fn unknown(&self) -> usize {
        self.unknown.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Returns a warning for every link that leads nowhere, at its place in the page if it is written there; a value in
    /// it has its call in the page.
    pub(crate) fn warnings(&self, links: &[Link]) -> Vec<Diagnostic> {
        let text = self.page.text.source.text();
        let mut broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner).clone();
        broken.sort();
        broken.dedup();
        let warn = |destination: &String| {
            let link = links.iter().find(|link| link.destination == *destination);
            let message = match link.is_some_and(|link| link.image) {
                true => format!("the image `{destination}` is no file of the site"),
                false => format!("the link `{destination}` leads to no page of the site"),
            };
            let call = || Some(link?.call?.range());
            let span = call().or_else(|| find_destination(text, destination));
            let warning = Diagnostic::warning(Code::BrokenLink, message, span.clone().unwrap_or(0..0));
            warning.help(match span {
                Some(_) if link.is_some_and(|link| link.image) => {
                    "put the file beside the page or into `static/`, or correct the path"
                }
                Some(_) => "correct the path, or write the full address with `https://`",
                None => "the link comes out of a template; correct it there",
            })
        };
        broken.iter().map(warn).collect()
    }
}

/// Returns where a destination is written: `](…)`, `]: …` or `<…>`, or else anywhere.
pub(crate) fn find_destination(text: &str, destination: &str) -> Option<std::ops::Range<usize>> {
    let at = ["](", "]: ", "<", ""]
        .iter()
        .find_map(|before| text.find(&format!("{before}{destination}")).map(|at| at + before.len()))?;
    Some(at..at + destination.len())
}
