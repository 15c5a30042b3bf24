//! Builds a site: HTML and Markdown of every page, and the files that list them.
//!
//! 1. [`page`]: every content file is read, with what its front matter says.
//! 2. [`catalogue`]: the pages by path and by address, and the tree of sections.
//!    [`settle`] leaves out pages that would go to the [place](places) of another.
//! 3. [`render`]: each page is expanded twice, for HTML with its [`links`] resolved and for Markdown, and put into the
//!    [`theme`]; a page that did not change since the last build is taken from it, as its [`record`] allows.
//! 4. [`listing`], [`manifest`] and [`resources`]: `llms.txt`, `sitemap.xml`, `sitevar.json` and the other files.
//! 5. The whole is put into its place, if no page has an error. Where the others are wanted all the same, a second pass
//!    leaves pages with an error out of every list and every navigation.

mod catalogue;
mod facts;
mod links;
mod listing;
mod manifest;
mod navigation;
mod offline;
mod page;
mod places;
mod published;
mod record;
mod render;
mod resources;
mod settle;
mod survey;
mod theme;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sitevar_core::Unknown;

use crate::expansion::Expansion;
use crate::output::OutputFolder;
use crate::pages::{self, Found};
use crate::progress::Progress;
use crate::report::{self, Abort, Findings, Tally};
use crate::settings::Settings;
use crate::site::Site;
use crate::widget::{self, Widget};
use catalogue::Catalogue;
pub(crate) use offline::{OfflineWishes, offline};
use record::{Record, Reuse};
use render::{Rendered, Renderer};
pub(crate) use survey::survey;

/// The file that says what readers can set, and where it stands.
pub(crate) const MANIFEST_NAME: &str = "sitevar.json";

/// What is asked of a build.
pub(crate) struct Wishes<'a> {
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
pub(crate) fn build(site: &Site, wishes: &Wishes<'_>) -> Result<Built, Abort> {
    let content = site.content();
    if !content.is_dir() {
        let message = format!("the site has no folder `{}`", crate::site::shown(&content).display());
        return Err(Abort::new(message).help(
            "name the folder of the pages with `content:` in `sitevar.yml`, or start a site with `sitevar init`",
        ));
    }
    let expansion = Expansion::new(site, wishes.unknown, wishes.settings)?;
    let files = pages::walk(&content, &site.root)?;
    let create = || OutputFolder::create(wishes.output, &[&content, &site.root.join("static")]);
    let run = Run { site, wishes, expansion: &expansion, files: &files };
    let mut folder = create()?;
    let (catalogue, mut findings) = Catalogue::new(site, page::read_all(site, &files)?, &files, true)?;
    let mut catalogue = Arc::new(catalogue);
    let mut pass = run.render(&catalogue, &folder)?;
    findings.extend(pass.rendered.iter_mut().filter_map(|rendered| rendered.findings.take()));
    expansion.check_set()?;
    tell_unknown(&catalogue, &pass);
    let bad = bad_pages(&catalogue, &pass);
    if wishes.keep_going && !bad.is_empty() {
        // What the first pass wrote may share its files with the old output.
        drop(folder);
        folder = create()?;
        let (good, refused) = catalogue.without(site, &bad, &files)?;
        findings.extend(refused);
        catalogue = Arc::new(good);
        pass = run.render(&catalogue, &folder)?;
    }
    let tally = Tally::new(catalogue.count(), &findings);
    findings.extend(run.finish(&catalogue, pass, &folder)?);
    Ok(Built { findings, tally, folder })
}

/// What all passes over the pages share.
struct Run<'a> {
    site: &'a Site,
    wishes: &'a Wishes<'a>,
    expansion: &'a Expansion<'a>,
    files: &'a [Found],
}

/// What came of all pages.
struct Pass {
    rendered: Vec<Rendered>,
    reuse: Reuse,
}

impl Run<'_> {
    /// Renders every page of the catalogue, or takes it over from the last build.
    fn render(&self, catalogue: &Arc<Catalogue>, folder: &OutputFolder) -> Result<Pass, Abort> {
        let renderer = Renderer::new(self.site, catalogue, self.expansion)?;
        let shared = record::shared_inputs(self.site, catalogue, self.files, self.wishes);
        let reuse = Reuse::of(folder, shared);
        catalogue.pages.iter().try_for_each(|page| folder.make_folder(&page.folder))?;
        let progress = Progress::new(catalogue.pages.len());
        let pages = catalogue.pages.par_iter().map(|page| {
            let rendered = match reuse.take(page, folder) {
                Some(record) => {
                    self.expansion.note_set(&record.set);
                    Rendered { record, written: true, findings: None, unknown_links: 0 }
                }
                None => renderer.render(page, folder)?,
            };
            progress.tick();
            Ok(rendered)
        });
        let rendered = pages.collect::<Result<_, Abort>>()?;
        Ok(Pass { rendered, reuse })
    }

    /// Writes everything that is not a page.
    fn finish(
        &self,
        catalogue: &Catalogue,
        pass: Pass,
        folder: &OutputFolder,
    ) -> Result<Vec<Findings>, Abort> {
        let records: Vec<Record> = pass.rendered.into_iter().map(|rendered| rendered.record).collect();
        folder.write(Path::new(theme::STYLE_NAME), theme::STYLE.as_bytes())?;
        listing::write(self.site, catalogue, folder)?;
        if records.iter().any(|record| record.interactive) {
            add_widget(folder)?;
        }
        let manifest = manifest::text(self.site, catalogue, &records)?;
        folder.write(Path::new(MANIFEST_NAME), manifest.as_bytes())?;
        pass.reuse.write(records, self.site.files.asked_elsewhere(), folder)?;
        resources::copy(catalogue, folder)
    }
}

/// Returns the paths of the pages of which nothing was written.
fn bad_pages<'a>(catalogue: &'a Catalogue, pass: &Pass) -> HashSet<&'a str> {
    let pages = catalogue.pages.iter().zip(&pass.rendered);
    pages.filter(|(_, rendered)| !rendered.written).map(|(page, _)| page.path.as_str()).collect()
}

/// Says once for the site how many links were not checked.
fn tell_unknown(catalogue: &Catalogue, pass: &Pass) {
    let count: usize = pass.rendered.iter().map(|rendered| rendered.unknown_links).sum();
    let missing = catalogue.published.missing();
    if let Some(first) = missing.first().filter(|_| count > 0) {
        let links = report::plural(count, "link");
        let more = if missing.len() > 1 { format!(" and {} more", missing.len() - 1) } else { String::new() };
        report::note(&format!(
            "{links} may lead to what would come from `{first}`{more}, which is not here: not checked"
        ));
    }
}

/// Adds the widget's files, or says why the pages are static.
fn add_widget(folder: &OutputFolder) -> Result<(), Abort> {
    match Widget::embedded() {
        Some(widget) => widget.write(Path::new(render::WIDGET_FOLDER), folder),
        None => {
            let note = format!("note: {}, so the pages are static; {}", widget::MISSING, widget::HOW);
            crate::report::line(note);
            Ok(())
        }
    }
}
