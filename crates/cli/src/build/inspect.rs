//! What `sitevar.json` says of a site, without a build: for a site that another generator builds.
//!
//! The pages are expanded as for a build, and have the addresses that Hugo gives them.

use rayon::prelude::*;

use super::cache::CacheEntry;
use super::manifest;
use crate::expansion::Expansion;
use crate::files::{self, Refused, Walked};
use crate::pages::{Page, Pages, SiteFiles, read_all, resources};
use crate::report::{Abort, Findings};
use crate::settings::Settings;
use crate::site::Site;

/// Returns the text of `sitevar.json`, and what is wrong with the pages; a site without pages has declarations only.
///
/// # Errors
///
/// Fails where files cannot be read.
pub(crate) fn inspect(site: &Site) -> Result<(String, Vec<Findings>), Abort> {
    let content = site.content();
    let walked = if content.is_dir() { files::walk(&content, &site.root)? } else { Walked::default() };
    site.files.leave_out(&walked.refused);
    let fixed = resources::fixed(site)?;
    let files = SiteFiles { content: &walked.files, fixed: &fixed.files };
    let (pages, mut findings) = Pages::new(site, read_all(site, &walked)?, files, None);
    let settings = Settings::default();
    let expansion = Expansion::new(site, None, &settings)?;
    let inspected: Vec<(CacheEntry, Findings)> =
        pages.all.par_iter().map(|page| look(site, &expansion, page)).collect();
    let (entries, found): (Vec<CacheEntry>, Vec<Findings>) = inspected.into_iter().unzip();
    findings.extend(found);
    findings.extend(fixed.refused.iter().map(Refused::findings));
    site.files.check()?;
    Ok((manifest::text(site, &pages, &entries)?, findings))
}

fn look(site: &Site, expansion: &Expansion<'_>, page: &Page) -> (CacheEntry, Findings) {
    let mut entry = CacheEntry::new(page);
    let expanded = expansion.page(&page.path, &page.text);
    if let (false, Some(found)) = (expanded.has_errors(), &expanded.value) {
        entry.blocks = manifest::blocks(&found.guide, &found.values);
        entry.variables = manifest::declared(site, &found.variables);
    }
    (entry, Findings { source: page.text.source.clone(), diagnostics: expanded.diagnostics })
}
