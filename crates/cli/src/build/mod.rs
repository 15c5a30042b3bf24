//! Builds a site: HTML and Markdown of every page, and the files that list them.
//!
//! 1. All [`pages`](crate::pages) are read and get their paths, but none that is [`reserved`](mod@reserved).
//! 2. [`render`]: each page is expanded twice, for HTML with its links resolved and for Markdown, its code is coloured
//!    ([`sitevar_core::highlight`]), and it is put into the [`theme`]; a page that did not change since the last build is
//!    taken from it, as its [`cache`] allows.
//! 3. [`listing`], [`manifest`], [`search`], [`redirects`] and resources: `llms.txt`, `sitemap.xml`, `sitevar.json`, the list
//!    of all words, the other addresses of pages and the other files.
//! 4. The whole is put into its place, if no page has an error. Where the others are wanted all the same, a second pass
//!    leaves pages with an error out of every list and every navigation.

mod accent;
mod addresses;
mod cache;
mod check;
mod find;
mod inspect;
mod listing;
mod look;
mod manifest;
mod navigation;
mod offline;
mod preview;
mod redirects;
mod render;
mod reserved;
mod search;
mod tables;
mod tested;
mod theme;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sitevar_core::Unknown;

use crate::expansion::Expansion;
use crate::files::{self, Found, Refused, Walked};
use crate::output::{OutputFolder, Outputs};
use crate::pages::{Page, Pages, Reserved, SiteFiles, read_all, resources};
use crate::progress::Progress;
use crate::report::{self, Abort, Findings, Tally};
use crate::settings::Settings;
use crate::site::Site;
use crate::widget::{self, Widget};
use cache::{Cache, CacheEntry};
pub(crate) use check::{Checked, check};
pub(crate) use inspect::{Inspected, inspect};
use manifest::PageRow;
pub(crate) use offline::{OfflineFile, OfflineOptions, offline};
pub(crate) use preview::{Answer, Preview, PreviewOptions, preview};
use render::{Rendered, Renderer};
use reserved::reserved;

/// The file that says what readers can set, and where it goes in.
pub(crate) const MANIFEST_NAME: &str = "sitevar.json";

/// The page of an address that has none, as web servers and hosts of static sites look for it.
const NOT_FOUND_NAME: &str = "404.html";

/// What is asked of a build.
pub(crate) struct BuildOptions<'a> {
    pub(crate) output: &'a Path,
    pub(crate) settings: &'a Settings,
    pub(crate) unknown: Option<Unknown>,
    /// Pages without an error are wanted even where others have one.
    pub(crate) keep_going: bool,
}

/// A site that is ready to be put into its place, or what keeps it from that.
pub(crate) struct Built {
    pub(crate) findings: Vec<Findings>,
    pub(crate) tally: Tally,
    folder: OutputFolder,
}

impl Built {
    /// Puts the site into its place.
    ///
    /// # Errors
    ///
    /// Fails where somebody else's file is in the way, or the system refuses.
    pub(crate) fn commit(self) -> Result<(), Abort> {
        self.folder.commit()
    }
}

/// Builds a site beside its place.
///
/// # Errors
///
/// Fails where files cannot be read or written; what is wrong with the pages is in the value.
pub(crate) fn build(site: &Site, options: &BuildOptions<'_>) -> Result<Built, Abort> {
    let sources = Sources::find(site, options.keep_going)?;
    theme::tell_unused(site);
    let expansion = Expansion::new(site, options.unknown, options.settings)?;
    let create =
        || OutputFolder::create("build", options.output, &[&site.content(), &site.root.join("static")]);
    let run = Run { site, options, expansion: &expansion, files: &sources.walked.files };
    let mut folder = create()?;
    let reserved = reserved(site);
    let (pages, mut findings) = sources.pages(site, &reserved)?;
    let mut pages = Arc::new(pages);
    let mut pass = run.render(&pages, &folder)?;
    findings.extend(pass.rendered.iter_mut().filter_map(|rendered| rendered.findings.take()));
    expansion.check_set()?;
    tell_unknown(&pages, &pass);
    let bad = bad_pages(&pages, &pass);
    if options.keep_going && !bad.is_empty() {
        // What the first pass wrote may share its files with the old output.
        drop(folder);
        folder = create()?;
        let (good, refused) = pages.without(site, &bad, sources.all(), &reserved);
        findings.extend(refused);
        pages = Arc::new(good);
        pass = run.render(&pages, &folder)?;
    }
    let tally = Tally::new(pages.count() + sources.refused(), &findings);
    findings.extend(run.finish(&pages, pass, &folder)?);
    Ok(Built { findings, tally, folder })
}

/// The files that a site is made of, and those that cannot be read.
struct Sources {
    walked: Walked,
    fixed: Walked,
}

impl Sources {
    /// Finds them; without `keep_going`, one that cannot be read ends it.
    fn find(site: &Site, keep_going: bool) -> Result<Self, Abort> {
        let content = site.content_folder()?;
        let strict = |walked: Walked| if keep_going { Ok(walked) } else { walked.strict() };
        let walked = strict(files::walk(&content, &site.root)?)?;
        let fixed = strict(resources::fixed(site)?)?;
        site.files.leave_out(&walked.refused);
        Ok(Self { walked, fixed })
    }

    fn all(&self) -> SiteFiles<'_> {
        SiteFiles { content: &self.walked.files, fixed: &self.fixed.files }
    }

    /// Reads the pages; what is wrong with them is told, and so are files that cannot be read.
    fn pages(&self, site: &Site, reserved: &Reserved) -> Result<(Pages, Vec<Findings>), Abort> {
        let (pages, mut findings) =
            Pages::new(site, read_all(site, &self.walked)?, self.all(), Some(reserved));
        findings.extend(self.fixed.refused.iter().map(Refused::findings));
        Ok((pages, findings))
    }

    /// Returns how many files are left out that are no pages.
    fn refused(&self) -> usize {
        self.walked.refused_others() + self.fixed.refused.len()
    }
}

/// What all passes over the pages share.
struct Run<'a> {
    site: &'a Site,
    options: &'a BuildOptions<'a>,
    expansion: &'a Expansion<'a>,
    files: &'a [Found],
}

/// What came of all pages.
struct Pass {
    rendered: Vec<Rendered>,
    cache: Cache,
}

impl Run<'_> {
    /// Renders every page, or takes it over from the last build.
    fn render(&self, pages: &Arc<Pages>, folder: &OutputFolder) -> Result<Pass, Abort> {
        let renderer = Renderer::new(self.site, pages, self.expansion)?;
        let shared = cache::shared_inputs(self.site, pages, self.files, self.options);
        let cache = Cache::of(folder, shared);
        pages.all.iter().try_for_each(|page| folder.make_folder(&page.folder))?;
        let progress = Progress::new(pages.all.len());
        let pages = pages.all.par_iter().map(|page| {
            let rendered = match cache.take(page, folder) {
                Some(entry) => {
                    self.expansion.note_set(&entry.set);
                    Rendered { entry, written: true, findings: None, unknown_links: 0 }
                }
                None => renderer.render(page, folder)?,
            };
            progress.tick();
            Ok(rendered)
        });
        let rendered = pages.collect::<Result<_, Abort>>()?;
        Ok(Pass { rendered, cache })
    }

    /// Writes everything that is not a page.
    fn finish(&self, pages: &Arc<Pages>, pass: Pass, folder: &OutputFolder) -> Result<Vec<Findings>, Abort> {
        let entries: Vec<CacheEntry> = pass.rendered.into_iter().map(|rendered| rendered.entry).collect();
        frame(self.site, folder)?;
        if entries.iter().any(|entry| entry.interactive) {
            add_widget(self.site, folder)?;
        }
        lists(self.site, pages, !self.options.settings.typed().is_empty(), folder)?;
        let manifest = manifest_of(self.site, pages.all.iter().zip(&entries))?;
        folder.write(Path::new(MANIFEST_NAME), manifest.as_bytes())?;
        pass.cache.write(entries, self.site.files.asked_elsewhere(), folder)?;
        let findings = resources::copy(pages, folder)?;
        listing::write_robots(self.site, folder)?;
        let not_found = Path::new(NOT_FOUND_NAME);
        if folder.size(not_found).is_none() {
            let page = Renderer::new(self.site, pages, self.expansion)?.not_found()?;
            folder.write(not_found, page.as_bytes())?;
        }
        Ok(findings)
    }
}

/// Writes what all pages of the theme share.
fn frame(site: &Site, folder: &dyn Outputs) -> Result<(), Abort> {
    folder.write(Path::new(theme::STYLE_NAME), theme::style(site)?.as_bytes())?;
    folder.write(Path::new(theme::SCRIPT_NAME), theme::SCRIPT.as_bytes())
}

/// Writes what is made of all pages, when these are there.
fn lists(site: &Site, pages: &Pages, has_own_values: bool, folder: &dyn Outputs) -> Result<(), Abort> {
    listing::write(site, pages, folder)?;
    if site.config.search {
        search::write(site, pages, folder, has_own_values)?;
    }
    redirects::write(site, pages, folder)
}

/// Returns the text of `sitevar.json` for pages.
fn manifest_of<'a>(
    site: &Site,
    pages: impl Iterator<Item = (&'a Page, &'a CacheEntry)>,
) -> Result<String, Abort> {
    let rows = pages.filter(|(page, _)| !page.made_up).map(|(page, entry)| PageRow {
        address: page.address.clone(),
        source: manifest::source(site, page),
        table: None,
        variables: &entry.variables,
    });
    manifest::text(site, &site.config.variables, rows.collect())
}

/// Returns the paths of the pages of which nothing was written.
fn bad_pages<'a>(pages: &'a Pages, pass: &Pass) -> HashSet<&'a str> {
    let pages = pages.all.iter().zip(&pass.rendered);
    pages.filter(|(_, rendered)| !rendered.written).map(|(page, _)| page.path.as_str()).collect()
}

/// Says once for the site how many links were not checked.
fn tell_unknown(pages: &Pages, pass: &Pass) {
    let count: usize = pass.rendered.iter().map(|rendered| rendered.unknown_links).sum();
    let missing = pages.published.missing();
    if let Some(first) = missing.first().filter(|_| count > 0) {
        let links = report::plural(count, "link");
        let more = if missing.len() > 1 { format!(" and {} more", missing.len() - 1) } else { String::new() };
        report::note(&format!(
            "{links} may lead to what would come from `{first}`{more}, which is not here: not checked"
        ));
    }
}

/// Adds the widget's files, or says why the pages are static.
fn add_widget(site: &Site, folder: &OutputFolder) -> Result<(), Abort> {
    match Widget::speaking(&site.config.words) {
        Some(widget) => widget.write(Path::new(render::WIDGET_FOLDER), folder),
        None => {
            let note = format!("note: {}, so the pages are static; {}", widget::MISSING, widget::HOW);
            crate::report::line(note);
            Ok(())
        }
    }
}
