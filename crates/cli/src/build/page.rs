//! A page of the site: its text, what its front matter says, and where it goes.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use sitevar_core::{Code, Diagnostic, Source};

use super::facts::Facts;
use crate::expansion::front_matter_of;
use crate::pages::{self, Found, Unread};
use crate::report::{Abort, Findings};
use crate::site::Site;

/// A page to be built.
pub(crate) struct Page {
    /// Below the content folder, with `/`.
    pub(super) path: String,
    /// Without its extension and `index` or `_index`; the home page's is empty.
    pub(super) name: String,
    /// Below the site's address: `/guides/headscale/`.
    pub(super) address: String,
    /// Below the output folder.
    pub(super) folder: PathBuf,
    pub(super) facts: Facts,
    pub(super) title: String,
    /// A page that no file is there for: a folder's list of pages.
    pub(super) made_up: bool,
    pub(super) source: Arc<Source>,
}

impl Page {
    /// Creates the page of a folder without `_index.md`, which only lists the folder's pages.
    pub(super) fn of_folder(site: &Site, name: &str) -> Self {
        let path = if name.is_empty() { "_index.md".to_owned() } else { format!("{name}/_index.md") };
        let address = site.templates.rel_permalink(&path, &serde_json::Value::Null);
        let folder = folder_of(&address).unwrap_or_else(|| PathBuf::from(name));
        let facts = Facts::default();
        let title = title(&facts, name, site);
        let source = Arc::new(Source::new(path.clone(), ""));
        Self { path, name: name.to_owned(), address, folder, facts, title, made_up: true, source }
    }

    /// Tells whether the page lists the pages of its folder.
    pub(super) fn is_section(&self) -> bool {
        self.path.rsplit('/').next().is_some_and(|file| file.starts_with("_index."))
    }

    /// Tells whether other files in the page's folder belong to it.
    pub(super) fn is_bundle(&self) -> bool {
        self.path.rsplit('/').next().is_some_and(|file| file.starts_with("index."))
    }
}

/// Reads every page among the files; drafts are left out.
pub(super) fn read_all(site: &Site, files: &[Found]) -> Result<(Vec<Page>, Vec<Findings>), Abort> {
    let shown = crate::site::shown(&site.content());
    let read: Vec<Read> = files
        .par_iter()
        .filter(|file| pages::is_page(&file.path))
        .map(|file| read(site, file, &shown.join(&file.below)))
        .collect::<Result<_, Abort>>()?;
    let mut pages = Vec::with_capacity(read.len());
    let mut findings = Vec::new();
    for read in read {
        match read {
            Read::Page(page) => pages.push(*page),
            Read::Bad(found) => findings.push(found),
            Read::Draft => {}
        }
    }
    Ok((pages, findings))
}

/// What came of reading a page.
enum Read {
    Page(Box<Page>),
    Draft,
    Bad(Findings),
}

fn read(site: &Site, file: &Found, shown: &Path) -> Result<Read, Abort> {
    let source = match pages::read_as(&file.path, shown) {
        Ok(source) => Arc::new(source),
        Err(Unread::Bad(findings)) => return Ok(Read::Bad(findings)),
        Err(Unread::Abort(abort)) => return Err(abort),
    };
    let front_matter = match front_matter_of(&source) {
        Ok(front_matter) => front_matter,
        Err(diagnostic) => return Ok(Read::Bad(Findings { source, diagnostics: vec![*diagnostic] })),
    };
    let facts = Facts::of(&front_matter);
    if facts.draft {
        return Ok(Read::Draft);
    }
    let path = file.page_path("");
    let name = name_of(&path);
    let address = site.templates.rel_permalink(&path, &front_matter);
    let Some(folder) = folder_of(&address) else {
        let message = format!("the page's address `{address}` is no place below the site");
        let diagnostic = Diagnostic::error(Code::BadFrontMatter, message, 0..0)
            .help("write `slug` and `url` in the front matter without `..`");
        return Ok(Read::Bad(Findings { source, diagnostics: vec![diagnostic] }));
    };
    let title = title(&facts, &name, site);
    Ok(Read::Page(Box::new(Page { path, name, address, folder, facts, title, made_up: false, source })))
}

/// Returns a path without its extension and without a last `index` or `_index`.
pub(super) fn name_of(path: &str) -> String {
    let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown")).unwrap_or(path);
    let name = stem.strip_suffix("_index").or_else(|| stem.strip_suffix("index")).unwrap_or(stem);
    if name.is_empty() || name.ends_with('/') {
        name.trim_end_matches('/').to_owned()
    } else {
        stem.to_owned()
    }
}

/// Returns the folder of an address, which may be percent-encoded; `None` where it leads elsewhere.
fn folder_of(address: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?;
    let folder = PathBuf::from(decoded.trim_matches('/'));
    let inside = folder.components().all(|part| matches!(part, Component::Normal(_)));
    (inside && !decoded.contains('\0')).then_some(folder)
}

/// Returns the title of a page: its own, or one made of its file name.
fn title(facts: &Facts, name: &str, site: &Site) -> String {
    if let Some(title) = &facts.title {
        return title.clone();
    }
    let last = Path::new(name).file_name().map(|name| name.to_string_lossy().replace(['-', '_'], " "));
    match last {
        Some(last) => capitalised(&last),
        None if site.config.title.is_empty() => "Guides".to_owned(),
        None => site.config.title.clone(),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
