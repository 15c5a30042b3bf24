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
use crate::output::OutputFolder;
use crate::pages::{Pages, SiteFiles, read_all, resources};
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
    let content = site.content();
    if !content.is_dir() {
        let message = format!("the site has no folder `{}`", files::shown(&content).display());
        return Err(Abort::new(message).help(
            "name the folder of the pages with `content:` in `sitevar.yml`, or start a site with `sitevar init`",
        ));
    }
    theme::tell_unused(site);
    let expansion = Expansion::new(site, options.unknown, options.settings)?;
    let strict = |walked: Walked| if options.keep_going { Ok(walked) } else { walked.strict() };
    let walked = strict(files::walk(&content, &site.root)?)?;
    let fixed = strict(resources::fixed(site)?)?;
    let all = SiteFiles { content: &walked.files, fixed: &fixed.files };
    site.files.leave_out(&walked.refused);
    let create = || OutputFolder::create("build", options.output, &[&content, &site.root.join("static")]);
    let run = Run { site, options, expansion: &expansion, files: &walked.files };
    let mut folder = create()?;
    let reserved = reserved(site);
    let (pages, mut findings) = Pages::new(site, read_all(site, &walked)?, all, Some(&reserved));
    findings.extend(fixed.refused.iter().map(Refused::findings));
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
        let (good, refused) = pages.without(site, &bad, all, &reserved);
        findings.extend(refused);
        pages = Arc::new(good);
        pass = run.render(&pages, &folder)?;
    }
    let tally = Tally::new(pages.count() + walked.refused_others() + fixed.refused.len(), &findings);
    findings.extend(run.finish(&pages, pass, &folder)?);
    Ok(Built { findings, tally, folder })
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
        folder.write(Path::new(theme::STYLE_NAME), theme::style(self.site)?.as_bytes())?;
        folder.write(Path::new(theme::SCRIPT_NAME), theme::SCRIPT.as_bytes())?;
        listing::write(self.site, pages, folder)?;
        if self.site.config.search {
            let has_own_values = !self.options.settings.typed().is_empty();
            search::write(self.site, pages, folder, has_own_values)?;
        }
        if entries.iter().any(|entry| entry.interactive) {
            add_widget(self.site, folder)?;
        }
        let written = pages.all.iter().zip(&entries).filter(|(page, _)| !page.made_up);
        let rows = written.map(|(page, entry)| PageRow {
            address: page.address.clone(),
            source: manifest::source(self.site, page),
            table: None,
            variables: &entry.variables,
        });
        let manifest = manifest::text(self.site, &self.site.config.variables, rows.collect())?;
        folder.write(Path::new(MANIFEST_NAME), manifest.as_bytes())?;
        pass.cache.write(entries, self.site.files.asked_elsewhere(), folder)?;
        redirects::write(self.site, pages, folder)?;
        let findings = resources::copy(pages, folder)?;
        listing::write_robots(self.site, folder)?;
        if folder.written(Path::new(NOT_FOUND_NAME)).is_none() {
            let page = Renderer::new(self.site, pages, self.expansion)?.not_found()?;
            folder.write(Path::new(NOT_FOUND_NAME), page.as_bytes())?;
        }
        Ok(findings)
    }
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
