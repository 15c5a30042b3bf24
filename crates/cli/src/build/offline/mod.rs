//! One HTML file that holds guides, style, script and WebAssembly, and never asks for anything else.
//!
//! 1. The [`inputs`] name pages of a site; all its pages are read, so that links between them are known.
//! 2. Each guide gets the HTML that a build gives it; then [`guide`] leads its links and takes its pictures in.
//! 3. Where guides without an error are wanted all the same, a second pass leaves out the others.
//! 4. [`file`](mod@file) puts everything into one file, with a policy that allows just that.

mod file;
mod guide;
mod inputs;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use sitevar_core::{Diagnostic, Unknown};

use super::manifest;
use super::render::{PageHtml, Renderer};
use crate::expansion::Expansion;
use crate::files::{self, Walked};
use crate::pages::{Page, Pages, SiteFiles, read_all, resources};
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
    /// Guides without an error are wanted even where others have one.
    pub(crate) keep_going: bool,
    /// The program is plain JavaScript.
    pub(crate) no_wasm: bool,
}

/// What came of the guides.
pub(crate) struct OfflineFile {
    /// The text of the file; none where a guide has errors, or where all have and the others were wanted.
    pub(crate) text: Option<String>,
    pub(crate) findings: Vec<Findings>,
    /// How many guides were wanted.
    pub(crate) guides: usize,
}

/// Makes a file of guides.
///
/// # Errors
///
/// Fails where files cannot be read, where an input is no page of the site, or where the widget is missing; what is wrong
/// with the guides is in the value.
pub(crate) fn offline(site: &Site, options: &OfflineOptions<'_>) -> Result<OfflineFile, Abort> {
    let parts = Offline::needed(&site.config.words, options.no_wasm)?;
    let strict = |walked: Walked| if options.keep_going { Ok(walked) } else { walked.strict() };
    let wanted = strict(inputs::find(site, options.inputs)?)?;
    let paths = inputs::paths(&wanted);
    let walked = if site.is_declared() { strict(files::walk(&site.content(), &site.root)?)? } else { wanted };
    site.files.leave_out(&walked.refused);
    let fixed = strict(resources::fixed(site)?)?;
    let files = SiteFiles { content: &walked.files, fixed: &fixed.files };
    let (pages, bad) = Pages::new(site, read_all(site, &walked)?, files, None);
    let pages = Arc::new(pages);
    let expansion = Expansion::new(site, options.unknown, options.settings)?;
    let renderer = Renderer::new(site, &pages, &expansion)?;
    let mut guides = inputs::choose(&pages, &paths);
    let mut findings = inputs::retain(bad, site, &paths);
    if guides.is_empty() && findings.is_empty() {
        return Err(Abort::new("the inputs contain no page").help("name guides, or a folder of them"));
    }
    let count = guides.len() + findings.iter().filter(|findings| findings.has_errors()).count();
    let has_own_values = !options.settings.typed().is_empty();
    let run = Run { site, pages: &pages, renderer: &renderer, has_own_values };
    let (mut contents, mut found) = run.contents(&guides)?;
    expansion.check_set()?;
    if options.keep_going && found.iter().any(Findings::has_errors) {
        // Without them, the links of the others lead elsewhere.
        let bad: Vec<Findings> = found.into_iter().filter(Findings::has_errors).collect();
        guides.retain(|page| bad.iter().all(|bad| bad.source.name() != page.text.source.name()));
        findings.extend(bad);
        (contents, found) = run.contents(&guides)?;
    }
    findings.extend(found);
    let bad = findings.iter().any(Findings::has_errors);
    let wanted = if options.keep_going { !guides.is_empty() } else { !bad };
    let text = if wanted { Some(contents.write(&renderer, &parts)?) } else { None };
    Ok(OfflineFile { text, findings, guides: count })
}

/// What all passes over the guides share.
struct Run<'a> {
    site: &'a Site,
    pages: &'a Pages,
    renderer: &'a Renderer<'a>,
    /// Values were set for this file.
    has_own_values: bool,
}

impl<'a> Run<'a> {
    /// Returns the guides as they are in one file, and what is wrong with them.
    fn contents(&self, guides: &[&Page]) -> Result<(Contents<'a>, Vec<Findings>), Abort> {
        let included = ids(guides);
        let all = Surroundings { site: self.site, pages: self.pages, included: &included };
        let mut contents = Contents::new(self.site, self.has_own_values);
        let mut findings = Vec::new();
        for page in guides {
            let mut told = Vec::new();
            match report::catch(|| make(page, self.renderer, &all, &mut told)) {
                Ok(made) => {
                    if let Some((made, html)) = made? {
                        contents.declare(manifest::declared(self.site, &made.variables));
                        let id = included.get(page.address.as_str()).cloned().unwrap_or_default();
                        let (address, title) = (page.address.clone(), page.title.clone());
                        contents.add(Guide { id, address, title, html }, made.interactive);
                    }
                }
                Err(bug) => told.push(*bug),
            }
            findings.push(Findings { source: page.text.source.clone(), diagnostics: told });
        }
        Ok((contents, findings))
    }
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

/// Returns a name as an id; two hyphens separate a guide's id from those in it.
fn one_hyphen_at_a_time(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
