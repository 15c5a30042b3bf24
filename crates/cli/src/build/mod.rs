//! Builds a site: HTML and Markdown of every page, and the files that list them.
//!
//! 1. [`page`]: every content file is read, with what its front matter says.
//! 2. [`catalogue`]: the pages by path and by address, and the tree of sections.
//! 3. [`render`]: each page is expanded twice, for HTML with its [`links`] resolved and for Markdown, and put into the
//!    [`theme`]; a page that did not change since the last build is taken from it, as its [`record`] allows.
//! 4. [`listing`], [`manifest`] and [`resources`]: `llms.txt`, `sitemap.xml`, `sitevar.json` and the other files.
//! 5. The whole is swapped in, if no page has an error.

mod catalogue;
mod facts;
mod links;
mod listing;
mod manifest;
mod navigation;
mod offline;
mod page;
mod record;
mod render;
mod resources;
mod survey;
mod theme;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sitevar_core::Unknown;

use crate::expansion::Expansion;
use crate::output::OutputFolder;
use crate::pages;
use crate::progress::Progress;
use crate::report::{Abort, Findings};
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
}

/// A site that is ready to be put into its place, or what keeps it from that.
pub(crate) struct Built {
    pub(crate) findings: Vec<Findings>,
    folder: OutputFolder,
}

impl Built {
    /// Puts the site into its place.
    ///
    /// # Errors
    ///
    /// Fails where the old folder was not written by a build, or the system refuses.
    pub(crate) fn commit(self) -> Result<(), Abort> {
        record::refuse_strangers(self.folder.target())?;
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
    let folder = OutputFolder::create(wishes.output, &[&content, &site.root.join("static")])?;
    let (read, mut findings) = page::read_all(site, &files)?;
    let (catalogue, problems) = Catalogue::new(site, read, &files);
    findings.extend(problems);
    let catalogue = Arc::new(catalogue);
    let renderer = Renderer::new(site, &catalogue, &expansion)?;
    let reuse = Reuse::of(&folder, record::shared_inputs(site, &catalogue, &files, wishes));
    catalogue.pages.iter().try_for_each(|page| folder.make_folder(&page.folder))?;
    let progress = Progress::new(catalogue.pages.len());
    let rendered: Vec<Rendered> = catalogue
        .pages
        .par_iter()
        .map(|page| {
            let rendered = match reuse.take(page, &folder)? {
                Some(record) => {
                    expansion.note_set(&record.set);
                    Rendered { record, findings: None }
                }
                None => renderer.render(page, &folder)?,
            };
            progress.tick();
            Ok(rendered)
        })
        .collect::<Result<_, Abort>>()?;
    drop(progress);
    expansion.check_set()?;
    let records: Vec<Record> = rendered.iter().map(|rendered| rendered.record.clone()).collect();
    findings.extend(rendered.into_iter().filter_map(|rendered| rendered.findings));
    resources::copy(&catalogue, &folder)?;
    folder.write(Path::new(theme::STYLE_NAME), theme::STYLE.as_bytes())?;
    listing::write(site, &catalogue, &folder)?;
    if records.iter().any(|record| record.interactive) {
        add_widget(&folder)?;
    }
    let manifest = manifest::text(site, &catalogue, &records)?;
    folder.write(Path::new(MANIFEST_NAME), manifest.as_bytes())?;
    reuse.write(records, site.files.asked_elsewhere(), &folder)?;
    Ok(Built { findings, folder })
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
