//! Pages that lead on: each of the other addresses that a page names in `aliases`.

use std::path::PathBuf;

use sitevar_core::{Code, Diagnostic};

use super::output_paths::{OutputPaths, Owner, Refusal};
use super::page::Page;
use super::paths::{folder, is_external, join, relative};
use crate::report::Findings;
use crate::site::Site;

/// A page that leads to another.
pub(crate) struct Redirect {
    /// Below the output folder.
    pub(crate) file: PathBuf,
    /// The relative way to the page.
    pub(crate) href: String,
    /// The page's address below the site's root.
    pub(crate) address: String,
    pub(crate) title: String,
}

/// Returns a redirect for each alias whose place is free; a warning names each that is not.
pub(super) fn find<'a>(
    site: &Site,
    paths: &mut OutputPaths<'a>,
    pages: &'a [Page],
) -> (Vec<Redirect>, Vec<Findings>) {
    let (mut redirects, mut findings) = (Vec::new(), Vec::new());
    for page in pages {
        for alias in &page.metadata.aliases {
            let address = address(page, alias);
            // Hugo takes an address of another site for nothing too.
            if is_external(alias)
                || alias.contains(char::is_control)
                || address == page.address.trim_matches('/')
            {
                continue;
            }
            let redirect = Redirect::new(page, &address);
            match paths.claim(std::slice::from_ref(&redirect.file), &Owner::Page(page)) {
                Ok(()) => redirects.push(redirect),
                Err(Refusal::Taken { by: Owner::Page(by), .. }) if by.path == page.path => {}
                Err(refusal) => findings.push(refused(site, page, alias, &refusal)),
            }
        }
    }
    (redirects, findings)
}

/// Returns the address of an alias without slashes at its ends: from the root of the site, or beside the page.
fn address(page: &Page, alias: &str) -> String {
    join(folder(page.address.trim_end_matches('/')), alias)
}

impl Redirect {
    fn new(page: &Page, alias: &str) -> Self {
        let is_file = alias.ends_with(".html") || alias.ends_with(".htm");
        let file = if is_file { PathBuf::from(alias) } else { PathBuf::from(alias).join("index.html") };
        let from = if is_file { folder(alias) } else { alias };
        let href = relative(&format!("/{from}"), &page.address);
        Self { file, href, address: page.address.clone(), title: page.title.clone() }
    }
}

fn refused(site: &Site, page: &Page, alias: &str, refusal: &Refusal<'_>) -> Findings {
    let reason = match refusal {
        Refusal::Taken { by, path } => format!("{} goes to `{}`", by.named(site), path.display()),
        Refusal::TooLong(reason) => reason.clone(),
    };
    let message = format!("the alias `{alias}` does not lead here: {reason}");
    let span = page.text.data().map_or(0..0, |(span, data)| {
        let at = data.find(alias).map(|at| span.start + at);
        at.map_or(span.range(), |at| at..at + alias.len())
    });
    let diagnostic = Diagnostic::warning(Code::DuplicateAddress, message, span)
        .help("remove the alias, or name another one");
    Findings::one(page.text.source.clone(), diagnostic)
}
