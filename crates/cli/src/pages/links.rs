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
use super::page::{Page, name_of};
use super::published::Lead;

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
        let lead = || self.pages.published.find(&self.page, &decoded);
        let own = self.page_address(&decoded).or_else(|| self.file_address(&decoded)).map(Lead::Here);
        match own.or_else(lead) {
            Some(Lead::Here(address)) => {
                let relative = relative(&self.page.address, &address);
                let destination = relative.clone() + rest;
                self.followed.lock().unwrap_or_else(PoisonError::into_inner).insert(relative);
                return Some(destination);
            }
            Some(Lead::Elsewhere) => {}
            Some(Lead::Unknown) => {
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
            let message = format!("the link `{destination}` leads to no page of the site");
            let call = || Some(links.iter().find(|link| link.destination == *destination)?.call?.range());
            let span = call().or_else(|| find_destination(text, destination));
            let warning = Diagnostic::warning(Code::BrokenLink, message, span.clone().unwrap_or(0..0));
            warning.help(match span {
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

/// Tells whether a destination names another site or another program.
pub(crate) fn is_external(path: &str) -> bool {
    let scheme = path.split(':').next().unwrap_or_default();
    let has_scheme = scheme.len() < path.len()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    has_scheme || path.starts_with("//")
}

pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn folder_above(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(above, _)| above)
}

/// Joins two paths and resolves `.` and `..`; above the root there is only the root, as for Hugo and browsers.
pub(crate) fn join(base: &str, path: &str) -> String {
    let base = if path.starts_with('/') { "" } else { base };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Returns the way from one address to another: `/a/b/` to `/a/c/` is `../c/`.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split_terminator('/').collect();
    let to_parts: Vec<&str> = to.split_terminator('/').collect();
    let common = from.iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(from.len() - common);
    way.push_str(&to_parts[common..].join("/"));
    if to.ends_with('/') && !way.is_empty() && !way.ends_with('/') {
        way.push('/');
    }
    if way.is_empty() { "./".to_owned() } else { way }
}
