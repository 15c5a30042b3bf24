//! A site as it is on the disk now, in memory: a page is rendered when somebody asks for it, and the others meanwhile.
//!
//! What is answered are the bytes that a build writes. A page with an error has none.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use sitevar_core::Unknown;

use super::render::{Rendered, Renderer, WIDGET_FOLDER};
use super::reserved::reserved;
use super::{MANIFEST_NAME, NOT_FOUND_NAME, Sources, frame, listing, lists, manifest_of, theme};
use crate::expansion::Expansion;
use crate::output::{MemoryFolder, Outputs};
use crate::pages::resources::Resource;
use crate::pages::{Page, Pages};
use crate::report::{Abort, Findings};
use crate::settings::Settings;
use crate::site::Site;
use crate::widget::Widget;

/// How many pages are rendered at once while nobody asks for one: between two such steps questions are answered.
const STEP: usize = 16;

/// What is asked of a preview.
pub(crate) struct PreviewOptions<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) unknown: Option<Unknown>,
}

/// A site whose pages are rendered when they are asked for.
pub(crate) struct Preview<'a> {
    site: &'a Site,
    settings: &'a Settings,
    pages: &'a Arc<Pages>,
    renderer: Renderer<'a>,
    folder: MemoryFolder,
    /// Indexes of pages by their files.
    by_file: HashMap<PathBuf, usize>,
    rendered: Vec<OnceLock<Rendered>>,
    lists: OnceLock<()>,
    /// What is wrong with the site and with files that are no pages.
    findings: Vec<Findings>,
}

/// What there is at an address.
pub(crate) enum Answer {
    /// A page of the site, as HTML.
    Page(Arc<[u8]>),
    /// A page of the site that has an error.
    BadPage,
    /// Another file.
    File(Arc<[u8]>),
    /// It is there with a slash at its end.
    Folder,
    /// Nothing is there; the page that says so.
    Nothing(Arc<[u8]>),
}

/// Reads a site and does something with it.
///
/// # Errors
///
/// Fails where its files cannot be read; what is wrong with pages is told by the preview.
pub(crate) fn preview<T>(
    site: &Site,
    options: &PreviewOptions<'_>,
    act: impl FnOnce(&Preview<'_>) -> T,
) -> Result<T, Abort> {
    let sources = Sources::find(site, true)?;
    let expansion = Expansion::new(site, options.unknown, options.settings)?;
    let (pages, findings) = sources.pages(site, &reserved(site))?;
    let pages = Arc::new(pages);
    let folder = MemoryFolder::default();
    frame(site, &folder)?;
    if let Some(widget) = Widget::speaking(&site.config.words) {
        widget.write(Path::new(WIDGET_FOLDER), &folder)?;
    }
    let files = pages.all.iter().enumerate();
    let by_file = files.flat_map(|(index, page)| page.files().map(|file| (file, index))).collect();
    let rendered = pages.all.iter().map(|_| OnceLock::new()).collect();
    let renderer = Renderer::new(site, &pages, &expansion)?;
    let (settings, lists) = (options.settings, OnceLock::new());
    Ok(act(&Preview { site, settings, pages: &pages, renderer, folder, by_file, rendered, lists, findings }))
}

impl Preview<'_> {
    /// Returns what is at a path below the site's root, such as `guides/headscale/`.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be read, or a template of the theme is broken.
    pub(crate) fn answer(&self, path: &str) -> Result<Answer, Abort> {
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = if is_folder { format!("{path}index.html") } else { path.to_owned() };
        let file = Path::new(&file);
        if let Some(&index) = self.by_file.get(file) {
            self.page(index)?;
            let is_html = file.extension().is_some_and(|extension| extension == "html");
            return Ok(match self.folder.get(file) {
                Some(bytes) if is_html => Answer::Page(bytes),
                Some(bytes) => Answer::File(bytes),
                None => Answer::BadPage,
            });
        }
        if let Some(bytes) = self.other(file)? {
            return Ok(Answer::File(bytes));
        }
        let below = file.join("index.html");
        if self.by_file.contains_key(&below) || self.other(&below)?.is_some() {
            return Ok(Answer::Folder);
        }
        let own = self.other(Path::new(NOT_FOUND_NAME))?;
        Ok(Answer::Nothing(own.unwrap_or_default()))
    }

    /// Returns a file that is no page.
    fn other(&self, file: &Path) -> Result<Option<Arc<[u8]>>, Abort> {
        if let Some(bytes) = self.folder.get(file) {
            return Ok(Some(bytes));
        }
        if file == Path::new(MANIFEST_NAME) {
            return self.manifest().map(Some);
        }
        if let Some(resource) = self.resource(file) {
            let read = std::fs::read(resource.path());
            let read = read.map_err(|error| Abort::io("read", &crate::files::shown(resource.path()), &error));
            return read.map(|bytes| Some(bytes.into()));
        }
        self.finish()?;
        Ok(self.folder.get(file))
    }

    fn resource(&self, file: &Path) -> Option<&Resource> {
        self.pages.resources.iter().find(|resource| resource.to() == file)
    }

    /// Returns the list of the pages that were rendered until now, that of whoever asks for it among them.
    fn manifest(&self) -> Result<Arc<[u8]>, Abort> {
        let rendered = self.pages.all.iter().zip(&self.rendered);
        let entries = rendered.filter_map(|(page, rendered)| Some((page, &rendered.get()?.entry)));
        Ok(manifest_of(self.site, entries)?.into_bytes().into())
    }

    fn page(&self, index: usize) -> Result<&Rendered, Abort> {
        if let Some(rendered) = self.rendered[index].get() {
            return Ok(rendered);
        }
        let rendered = self.renderer.render(&self.pages.all[index], &self.folder)?;
        Ok(self.rendered[index].get_or_init(|| rendered))
    }

    /// Renders some of the pages that nobody asked for; tells whether there are more.
    ///
    /// # Errors
    ///
    /// Fails where a template of the theme is broken.
    pub(crate) fn go_on(&self) -> Result<bool, Abort> {
        let waiting = |index: &usize| self.rendered[*index].get().is_none();
        let next: Vec<usize> = (0..self.rendered.len()).filter(waiting).take(STEP).collect();
        next.par_iter().try_for_each(|&index| self.page(index).map(drop))?;
        Ok(next.len() == STEP)
    }

    /// Writes what is made of all pages.
    fn finish(&self) -> Result<(), Abort> {
        if self.lists.get().is_some() {
            return Ok(());
        }
        while self.go_on()? {}
        lists(self.site, self.pages, !self.settings.typed().is_empty(), &self.folder)?;
        // The site's own files come first.
        if self.resource(Path::new(listing::ROBOTS_NAME)).is_none() {
            listing::write_robots(self.site, &self.folder)?;
        }
        let not_found = Path::new(NOT_FOUND_NAME);
        if self.resource(not_found).is_none() {
            self.folder.write(not_found, self.renderer.not_found()?.as_bytes())?;
        }
        let _ = self.lists.set(());
        Ok(())
    }

    /// Returns what all pages look like and do by the theme: a page has changed if this has.
    pub(crate) fn look(&self) -> Vec<Arc<[u8]>> {
        let names = [theme::STYLE_NAME, theme::SCRIPT_NAME];
        names.iter().filter_map(|name| self.folder.get(Path::new(name))).collect()
    }

    /// Tells whether a file decides what the site is.
    pub(crate) fn reads(&self, path: &Path) -> bool {
        self.site.reads(path)
    }

    /// Returns what all pages look like, and those that were rendered until now.
    pub(crate) fn output(&self) -> Vec<Option<Arc<[u8]>>> {
        let pages = self.pages.all.iter().flat_map(Page::files).map(|file| self.folder.get(&file));
        self.look().into_iter().map(Some).chain(pages).collect()
    }

    /// Returns what is wrong with the site as a whole.
    pub(crate) fn site_findings(&self) -> &[Findings] {
        &self.findings
    }

    /// Returns what is wrong with the pages that were rendered until now.
    pub(crate) fn page_findings(&self) -> impl Iterator<Item = (&Page, &Findings)> {
        let rendered = self.pages.all.iter().zip(&self.rendered);
        rendered.filter_map(|(page, rendered)| Some((page, rendered.get()?.findings.as_ref()?)))
    }
}
