//! One HTML file that holds guides, style, script and WebAssembly, and never asks for anything else.
//!
//! 1. The inputs name pages of a site; all its pages are read, so that links between them are known.
//! 2. Each guide gets the HTML that a build gives it; then [`guide`] leads its links and takes its pictures in.
//! 3. [`file`](mod@file) puts everything into one file, with a policy that allows just that.

mod file;
mod guide;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sitevar_core::{Diagnostic, Unknown};

use super::manifest;
use super::render::{PageHtml, Renderer};
use crate::expansion::Expansion;
use crate::files::{self, Found};
use crate::pages::{Page, Pages, read_all};
use crate::report::{self, Abort, Findings};
use crate::settings::Settings;
use crate::site::Site;
use crate::widget::Offline;
use file::{Contents, Guide};
use guide::Surroundings;

/// What is asked of a file.
pub(crate) struct OfflineOptions<'a> {
    pub(crate) inputs: &'a [PathBuf],
    pub(crate) settings: &'a Settings,
    pub(crate) unknown: Option<Unknown>,
}

/// Returns the text of the file, unless a guide has errors, and what is wrong with the guides.
///
/// # Errors
///
/// Fails where files cannot be read, where an input is no page of the site, or where the widget is missing.
pub(crate) fn offline(
    site: &Site,
    options: &OfflineOptions<'_>,
) -> Result<(Option<String>, Vec<Findings>), Abort> {
    let parts = Offline::needed()?;
    let wanted = wanted(site, options.inputs)?;
    let files = if site.is_declared() { files::walk(&site.content(), &site.root)? } else { wanted.clone() };
    let (pages, bad) = Pages::new(site, read_all(site, &files)?, &files, None)?;
    let pages = Arc::new(pages);
    let expansion = Expansion::new(site, options.unknown, options.settings)?;
    let renderer = Renderer::new(site, &pages, &expansion)?;
    let paths: BTreeSet<String> = wanted.iter().map(|file| file.page_path("")).collect();
    let guides = chosen(&pages, &paths);
    let mut findings = of_inputs(bad, site, &paths);
    if guides.is_empty() && findings.is_empty() {
        return Err(Abort::new("the inputs hold no page").help("name guides, or a folder of them"));
    }
    let included = ids(&guides);
    let all = Surroundings { site, pages: &pages, included: &included };
    let mut contents = Contents::new(site);
    for page in guides {
        let mut told = Vec::new();
        match report::catch(|| make(page, &renderer, &all, &mut told)) {
            Ok(made) => {
                if let Some((made, html)) = made? {
                    contents.declare(manifest::declared(site, &made.variables));
                    let id = included.get(page.address.as_str()).cloned().unwrap_or_default();
                    contents.add(Guide { id, title: page.title.clone(), html }, made.interactive);
                }
            }
            Err(bug) => told.push(bug),
        }
        findings.push(Findings { source: page.text.source.clone(), diagnostics: told });
    }
    expansion.check_set()?;
    if findings.iter().any(Findings::has_errors) {
        return Ok((None, findings));
    }
    Ok((Some(contents.write(&renderer, &parts)?), findings))
}

/// Returns what came of a page, and its guide as it is in the file.
fn make(
    page: &Page,
    renderer: &Renderer<'_>,
    all: &Surroundings<'_>,
    told: &mut Vec<Diagnostic>,
) -> Result<Option<(PageHtml, String)>, Abort> {
    let Some(made) = renderer.html(page, told) else { return Ok(None) };
    told.extend(made.links.warnings(&made.html.links));
    let html = renderer.content(page, &made)?;
    let html = guide::rewrite(&html, page, all, told);
    Ok(Some((made, html)))
}

/// Returns the files that the inputs name, each once, in their order.
fn wanted(site: &Site, inputs: &[PathBuf]) -> Result<Vec<Found>, Abort> {
    let content = site.content();
    let mut found: Vec<Found> = Vec::new();
    for input in inputs {
        let real = input.canonicalize().map_err(|error| Abort::io("read", input, &error))?;
        let files = if real.is_dir() {
            files::walk(&real, &site.root)?.into_iter().map(|file| file.path).collect()
        } else {
            vec![real]
        };
        for path in files {
            if !files::is_page(&path) && !input.is_dir() {
                let message = format!("`{}` is no page", input.display());
                return Err(Abort::new(message).help("the name of a page ends in `.md` or `.markdown`"));
            }
            let below = path.strip_prefix(&content).map(Path::to_owned).map_err(|_| outside(site, input))?;
            if files::is_page(&path) && found.iter().all(|other| other.path != path) {
                found.push(Found { path, below });
            }
        }
    }
    Ok(found)
}

fn outside(site: &Site, input: &Path) -> Abort {
    let content = site.content();
    let shown = crate::files::shown(&content);
    Abort::new(format!("`{}` is not below `{}`, the pages of the site", input.display(), shown.display()))
        .help("one file holds guides of one site; name another one with `--site`")
}

/// Returns the pages of the inputs, as a reader would go through the site.
fn chosen<'a>(pages: &'a Pages, paths: &BTreeSet<String>) -> Vec<&'a Page> {
    let mut chosen = Vec::new();
    let mut open: Vec<&Page> = pages.named("").into_iter().collect();
    while let Some(page) = open.pop() {
        let children: Vec<&Page> = pages.children(&page.name).collect();
        open.extend(children.into_iter().rev());
        if paths.contains(&page.path) && !page.made_up {
            chosen.push(page);
        }
    }
    chosen
}

/// Returns the id of each guide: the last part of its name, with a number where that is taken.
fn ids<'a>(pages: &[&'a Page]) -> BTreeMap<&'a str, String> {
    let mut ids = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for page in pages {
        let name = page.name.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("home");
        let stem = one_hyphen_at_a_time(name);
        let mut id = stem.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        ids.insert(page.address.as_str(), id);
    }
    ids
}

/// Returns a name as an id; two hyphens are kept for what stands between a guide's id and those in it.
fn one_hyphen_at_a_time(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// Keeps what is wrong with the pages of the inputs; the others are only there for links.
fn of_inputs(bad: Vec<Findings>, site: &Site, paths: &BTreeSet<String>) -> Vec<Findings> {
    let content = crate::files::shown(&site.content());
    let named: BTreeSet<String> =
        paths.iter().map(|path| content.join(path).to_string_lossy().into_owned()).collect();
    bad.into_iter().filter(|found| named.contains(found.source.name())).collect()
}
