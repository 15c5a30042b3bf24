//! What `sitevar.json` says of a site, without a build: for a site that another generator builds.
//!
//! The pages are expanded as for a build, and have the addresses that Hugo gives them.

use rayon::prelude::*;

use super::catalogue::Catalogue;
use super::manifest;
use super::page::{self, Page};
use super::record::Record;
use crate::expansion::Expansion;
use crate::pages;
use crate::report::{Abort, Findings};
use crate::settings::Settings;
use crate::site::Site;

/// Returns the text of `sitevar.json`, and what is wrong with the pages; a site without pages has declarations only.
///
/// # Errors
///
/// Fails where files cannot be read.
pub(crate) fn survey(site: &Site) -> Result<(String, Vec<Findings>), Abort> {
    let content = site.content();
    let files = if content.is_dir() { pages::walk(&content, &site.root)? } else { Vec::new() };
    let (catalogue, mut findings) = Catalogue::new(site, page::read_all(site, &files)?, &files, false)?;
    let settings = Settings::default();
    let expansion = Expansion::new(site, None, &settings)?;
    let surveyed: Vec<(Record, Findings)> =
        catalogue.pages.par_iter().map(|page| look(site, &expansion, page)).collect();
    let (records, found): (Vec<Record>, Vec<Findings>) = surveyed.into_iter().unzip();
    findings.extend(found);
    site.files.check()?;
    Ok((manifest::text(site, &catalogue, &records)?, findings))
}

fn look(site: &Site, expansion: &Expansion<'_>, page: &Page) -> (Record, Findings) {
    let mut record = Record::new(page);
    let expanded = expansion.page(&page.path, &page.source);
    if let (false, Some(found)) = (expanded.has_errors(), &expanded.value) {
        record.blocks = manifest::blocks(&found.guide, &found.values);
        record.variables = manifest::declared(site, &found.variables);
    }
    (record, Findings { source: page.source.clone(), diagnostics: expanded.diagnostics })
}
