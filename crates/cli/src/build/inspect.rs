//! What `sitevar.json` and the tables say of a site, without a build: for a site that another generator builds.
//!
//! The pages are expanded as for static Markdown, of which the other generator makes its pages.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;
use sitevar_core::{PageTable, Source, Span, Variables};

use super::manifest::{self, Declared, PageRow};
use super::tables::{self, TableFile};
use super::{addresses, find};
use crate::config::{shipped_variables, with_parts};
use crate::expansion::Expansion;
use crate::files::{self, Refused, Walked};
use crate::pages::{Page, Pages, SiteFiles, read_all, resources};
use crate::report::{Abort, Findings};
use crate::settings::Settings;
use crate::site::Site;

/// What was found in the pages of a site.
pub(crate) struct Inspected {
    pub(super) pages: Vec<Inspect>,
    /// What is wrong with the pages.
    pub(crate) findings: Vec<Findings>,
}

/// A page for which another generator writes the HTML.
pub(super) struct Inspect {
    pub(super) addresses: Vec<String>,
    source_path: String,
    variables: Declared,
    pub(super) table: PageTable,
    file: Option<TableFile>,
    pub(super) source: Arc<Source>,
    /// Where the slots of each variable come from.
    pub(super) slots: Vec<(String, Span)>,
}

/// Looks through the pages of a site; one without pages has declarations only.
///
/// # Errors
///
/// Fails where files cannot be read.
pub(crate) fn inspect(site: &Site) -> Result<Inspected, Abort> {
    let content = site.content();
    let walked = if content.is_dir() { files::walk(&content, &site.root)? } else { Walked::default() };
    site.files.leave_out(&walked.refused);
    let fixed = resources::fixed(site)?;
    let files = SiteFiles { content: &walked.files, fixed: &fixed.files };
    let (pages, mut findings) = Pages::new(site, read_all(site, &walked)?, files, None);
    let settings = Settings::default();
    let expansion = Expansion::new(site, None, &settings)?;
    let written = pages.all.par_iter().filter(|page| !page.made_up);
    let inspected: Vec<(Option<Inspect>, Findings)> =
        written.map(|page| look(site, &expansion, page)).collect::<Result<_, Abort>>()?;
    let (pages, found): (Vec<Option<Inspect>>, Vec<Findings>) = inspected.into_iter().unzip();
    let pages = pages.into_iter().flatten().collect();
    findings.extend(found);
    findings.extend(fixed.refused.iter().map(Refused::findings));
    site.files.check()?;
    Ok(Inspected { pages, findings })
}

/// Expands a page; nothing is known of one with an error.
fn look(site: &Site, expansion: &Expansion<'_>, page: &Page) -> Result<(Option<Inspect>, Findings), Abort> {
    let expanded = expansion.page(&page.path, &page.text);
    let is_good = !expanded.has_errors();
    let found = expanded.value.filter(|_| is_good);
    let inspect = found.map(|found| {
        let table = found.guide.table(&found.values);
        Ok::<_, Abort>(Inspect {
            addresses: addresses::of_page(page),
            source_path: manifest::source(site, page),
            variables: manifest::declared(site, &found.variables),
            file: tables::file(&table)?,
            table,
            source: page.text.source.clone(),
            slots: found.guide.slots().map(|slot| (slot.variable.clone(), slot.span)).collect(),
        })
    });
    Ok((
        inspect.transpose()?,
        Findings { source: page.text.source.clone(), diagnostics: expanded.diagnostics },
    ))
}

impl Inspected {
    /// Returns the text of `sitevar.json`: a row for every page of the site, so that the longest address decides.
    pub(crate) fn manifest(&self, site: &Site) -> Result<String, Abort> {
        let rows = self.pages.iter().flat_map(|page| {
            page.addresses.iter().map(|address| PageRow {
                address: address.clone(),
                source: page.source_path.clone(),
                table: page.file.as_ref().map(|file| file.name.as_str()),
                variables: &page.variables,
            })
        });
        manifest::text(site, &self.declarations(site), rows.collect())
    }

    /// Returns what readers of the site can set: what it declares itself, and of what is shipped only what its pages
    /// use. A site that has no pages here may use anything.
    fn declarations(&self, site: &Site) -> Variables {
        let all = &*site.config.variables;
        let used = match self.pages.is_empty() {
            true => all.names().collect(),
            false => self.used(all),
        };
        let variables = all.variables.iter().filter(|(name, _)| used.contains(name.as_str()));
        let derived = all.derived.iter().filter(|(name, _)| used.contains(name.as_str()));
        let mut kept = Variables::default();
        kept.variables.extend(variables.map(|(name, variable)| (name.clone(), variable.clone())));
        kept.derived.extend(derived.map(|(name, pattern)| (name.clone(), pattern.clone())));
        kept
    }

    /// Returns the names that the site declares or its pages use, and what these are made of.
    fn used<'a>(&'a self, all: &'a Variables) -> HashSet<&'a str> {
        let shipped = shipped_variables();
        let own = all.names().filter(|name| {
            all.variables.get(*name) != shipped.variables.get(*name)
                || all.derived.get(*name) != shipped.derived.get(*name)
        });
        let slots = self.pages.iter().flat_map(|page| &page.slots).map(|(name, _)| name.as_str());
        with_parts(all, own.chain(slots).collect())
    }

    /// Returns the tables, each once.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &TableFile> {
        let mut names = HashSet::new();
        self.pages.iter().filter_map(|page| page.file.as_ref()).filter(move |file| names.insert(&file.name))
    }

    /// Returns the regular expression that a page with slots matches, if there is one to write.
    pub(crate) fn pattern(&self, site: &Site) -> Option<String> {
        let own = self.pages.iter().flat_map(|page| page.variables.values());
        let declarations = self.declarations(site);
        let declared = declarations.variables.values().chain(own);
        find::pattern(self.pages.iter().map(|page| &page.table), declared)
    }
}
