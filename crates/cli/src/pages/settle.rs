//! Gives every page its output path, and leaves out those whose path is taken: a bad page costs only itself.

use std::collections::BTreeMap;

use sitevar_core::{Code, Diagnostic};

use super::missing_folders;
use super::output_paths::{OutputPaths, Owner, Refusal, Reserved, name_of};
use super::page::Page;
use crate::report::Findings;
use crate::site::Site;

/// What is wrong with pages, by their paths.
type Refused = BTreeMap<String, Diagnostic>;

/// Moves pages that get no path to `left_out`, and adds the lists of folders that have no page of their own.
///
/// Without `reserved`, which a build has, pages are only held against each other.
pub(super) fn settle(
    site: &Site,
    pages: &mut Vec<Page>,
    left_out: &mut Vec<Page>,
    reserved: Option<&Reserved>,
) -> Vec<Findings> {
    let mut findings = Vec::new();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    loop {
        let lists = missing_folders(site, pages);
        let mut refused = refused(site, pages, &lists, reserved);
        if refused.is_empty() {
            pages.extend(lists);
            return findings;
        }
        // Without them, fewer folders need a list.
        pages.retain(|page| {
            let Some(diagnostic) = refused.remove(&page.path) else { return true };
            findings.push(Findings { source: page.text.source.clone(), diagnostics: vec![diagnostic] });
            left_out.push(page.clone());
            false
        });
    }
}

/// Returns the pages that get no path, and why.
fn refused(site: &Site, pages: &[Page], lists: &[Page], reserved: Option<&Reserved>) -> Refused {
    let mut refused = Refused::new();
    let mut paths = OutputPaths::of_build(reserved);
    // There is always a home page, whatever the others ask for.
    let (home, lists): (Vec<&Page>, Vec<&Page>) = lists.iter().partition(|list| list.name.is_empty());
    let mut order: Vec<&Page> = pages.iter().collect();
    // The home page is above all others; of two of the same sort, the first by path wins.
    order.sort_by_key(|page| (page.claim.is_some(), page.folder.iter().count()));
    for page in home.into_iter().filter(|_| reserved.is_some()).chain(order) {
        if let Err(refusal) = paths.claim(&page.files(), &Owner::Page(page)) {
            refused.insert(page.path.clone(), told(site, page, &refusal));
        }
    }
    if !refused.is_empty() || reserved.is_none() {
        return refused;
    }
    for list in lists {
        if let Err(refusal) = paths.claim(&list.files(), &Owner::Page(list)) {
            refuse_for_list(site, pages, list, &refusal, &mut refused);
        }
    }
    refused
}

/// Refuses the page that is in the way of a folder's list, or else the pages of the folder, which need it.
fn refuse_for_list(site: &Site, pages: &[Page], list: &Page, refusal: &Refusal<'_>, refused: &mut Refused) {
    let below = |page: &Page| page.name.strip_prefix(&list.name).is_some_and(|rest| rest.starts_with('/'));
    if let Refusal::Taken { by: Owner::Page(other), .. } = refusal
        && !other.made_up
        && (other.claim.is_some() || below(other))
    {
        let path = list.folder.join("index.html");
        let taken = Refusal::Taken { by: Owner::Page(list), path };
        refused.insert(other.path.clone(), told(site, other, &taken));
        return;
    }
    for page in pages.iter().filter(|page| below(page)) {
        let diagnostic = told(site, list, refusal).help("rename the folder, or move the page out of it");
        let message = format!("{} cannot be written: {}", name_of(site, list), diagnostic.message);
        refused.insert(page.path.clone(), Diagnostic { message, ..diagnostic });
    }
}

/// Says why a page gets no path, at the line of its front matter that asks for it.
fn told(site: &Site, page: &Page, refusal: &Refusal<'_>) -> Diagnostic {
    let address = &page.address;
    let span = page.claim.as_ref().map_or(0..0, |claim| claim.span.clone());
    let key = page.claim.as_ref().map_or("slug", |claim| claim.key);
    match refusal {
        Refusal::Taken { by: by @ Owner::Page(other), .. } if is_same_folder(page, other) => {
            let message = format!("the page has the address `{address}`, but so has {}", by.named(site));
            Diagnostic::error(Code::DuplicateAddress, message, span)
                .help(format!("rename one of them, or give it another `{key}` in its front matter"))
        }
        Refusal::Taken { by, path } => {
            let (by, path) = (by.named(site), path.display());
            let message = format!("the page cannot have the address `{address}`: {by} goes to `{path}`");
            Diagnostic::error(Code::DuplicateAddress, message, span)
                .help(format!("rename the page, or give it another `{key}` in its front matter"))
        }
        Refusal::TooLong(reason) => {
            let message = format!("the page's address is too long: {reason}");
            Diagnostic::error(Code::BadFrontMatter, message, span)
                .help("give the page a shorter `url` in its front matter")
        }
    }
}

fn is_same_folder(a: &Page, b: &Page) -> bool {
    a.folder.to_string_lossy().to_lowercase() == b.folder.to_string_lossy().to_lowercase()
}
