//! `sitevar check`: what is wrong in guides before their readers find out; without `--fix`, nothing is
//! written.
//!
//! 1. The guides of a folder are found, whatever generator they are for; those of a site are expanded as well, so that
//!    everything the build would say is said.
//! 2. Each is checked by the rules of `sitevar_check`, with the variables that it can use.
//! 3. What only the whole site can tell is added: where [`links`] lead, which secrets are [`shared`], and what is
//!    [`unused`].
//! 4. What only [`parts`] of a Hugo site could tell that are not here is left out, and said once.
//! 5. `check:` of `sitevar.yml` says how bad each code is, and where.

mod fix;
mod links;
mod parts;
mod shared;
mod unused;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use sitevar_check::{Anchors, Checked, OfSite, Schemas, Verifier};
use sitevar_core::{Diagnostic, Edit, Severity, Variables};

use crate::args::{Check, Deny, Format};
use crate::examples::is_guide;
use crate::expansion::Expansion;
use crate::files::{self, Found, PageText, Refused, Unread};
use crate::progress::Progress;
use crate::report::{self, Abort, Findings, Telling, Verdict, plural};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site};
use links::Lookup;
use parts::Parts;
use shared::Secrets;

/// Runs the command.
pub(super) fn run(args: &Check, format: Format) -> Result<Verdict, Abort> {
    if args.dry_run && format != Format::Human {
        return Err(Abort::new("`--dry-run` shows a diff, which has no other format")
            .help("leave `--format` out, or `--fix --dry-run`"));
    }
    let (site, mut findings) = match &args.site {
        Some(root) => Site::open(root, OpenOptions::default())?,
        None => Site::around(&args.folder, OpenOptions::default())?,
    };
    findings.extend(site.config.check_examples(&site.root, &files::shown(&site.root)));
    if findings.iter().any(Findings::has_errors) {
        return Ok(report::print(findings, format));
    }
    let (schemas, unusable) = site.config.read_schemas(&site.root, &files::shown(&site.root));
    findings.extend(unusable);
    let named = args.folder.canonicalize().map_err(|error| Abort::io("read", &args.folder, &error))?;
    // What only looks like a site, such as a program with a `config.toml`, is a folder of guides.
    let is_whole = named == site.root && site.content().is_dir();
    let folder = if is_whole { site.content() } else { named };
    let settings = Settings::default();
    let checker = Checker {
        site: &site,
        expansion: Expansion::new(&site, None, &settings)?,
        verifier: Verifier::knowing(&site.config.variables),
        schemas,
        prefix: site.page_path(&folder),
        parts: Parts::of(&site),
    };
    findings.extend(checker.parts.findings(&site));
    let files = guides(&site, &folder, &mut findings)?;
    let mut timings = Timings::new(args.timings);
    if args.fix {
        fix::fix(&checker, &files, args.dry_run)?;
        timings.note("fixed", files.len());
        if args.dry_run {
            return Ok(Verdict::Success);
        }
    }
    let read = checker.read_all(&files)?;
    timings.note("read and checked, each by itself", files.len());
    if folder == site.content() || folder == site.root {
        findings.extend(unused::check(&site, &read, &checker.schemas));
    }
    findings.extend(checker.finish(&folder, read)?);
    timings.note("held against each other", files.len());
    Ok(end(findings, files.len(), args, format))
}

/// Finds the guides: one that is named, or those of a folder.
fn guides(site: &Site, named: &std::path::Path, findings: &mut Vec<Findings>) -> Result<Vec<Found>, Abort> {
    if named.is_file() {
        let below = named.file_name().map(Into::into).unwrap_or_default();
        return Ok(vec![Found { path: named.to_owned(), below }]);
    }
    let walked = files::walk_sources(named, &site.bounds(named))?;
    site.files.leave_out(&walked.refused);
    findings.extend(walked.refused.iter().filter(|refused| is_guide(refused.path())).map(Refused::findings));
    Ok(walked.files.into_iter().filter(|file| is_guide(&file.path)).collect())
}

/// Tells what was found, and in how many pages.
fn end(findings: Vec<Findings>, pages: usize, args: &Check, format: Format) -> Verdict {
    let is_clean = findings.iter().all(|findings| findings.diagnostics.is_empty());
    let warned =
        |findings: &Findings| findings.diagnostics.iter().any(|found| found.severity == Severity::Warning);
    let denied = args.deny == Some(Deny::Warnings) && findings.iter().any(warned);
    let verdict = report::print(findings, Telling { is_data: true, ..format.into() });
    if format == Format::Human {
        let found = if is_clean { ", nothing wrong" } else { "" };
        report::line(format!("{} checked{found}", plural(pages, "page")));
    }
    if denied { Verdict::InputHasErrors } else { verdict }
}

/// How long the steps of a run take, where somebody wants to know.
struct Timings {
    wanted: bool,
    since: Instant,
}

impl Timings {
    fn new(wanted: bool) -> Self {
        Self { wanted, since: Instant::now() }
    }

    /// Says how long a step took.
    fn note(&mut self, step: &str, pages: usize) {
        let taken = self.since.elapsed().as_secs_f64();
        self.since = Instant::now();
        if self.wanted {
            report::line(format!("{taken:>8.3} s  {} {step}", plural(pages, "page")));
        }
    }
}

/// What all pages of a run are checked with.
struct Checker<'a> {
    site: &'a Site,
    expansion: Expansion<'a>,
    verifier: Verifier,
    schemas: Schemas,
    /// The folder of the pages, below that of all pages of the site.
    prefix: String,
    parts: Parts,
}

/// A guide that was read and checked by itself.
struct Read {
    /// Where it is.
    file: PathBuf,
    /// Below the folder of all pages of the site.
    path: String,
    /// The variables that it uses.
    used: BTreeSet<String>,
    /// The page, with what its build says of it.
    findings: Findings,
    /// What the rules say of it; nothing where it cannot be read.
    checked: Option<Checked>,
}

impl Read {
    fn anchors(&self) -> Option<&Anchors> {
        Some(&self.checked.as_ref()?.anchors)
    }
}

impl Checker<'_> {
    fn read_all(&self, files: &[Found]) -> Result<Vec<Read>, Abort> {
        let load = |file: &Found| files::read_page_as(&file.path, &files::shown(&file.path));
        let mut pages: Vec<_> = files.par_iter().map(load).enumerate().collect();
        // What takes long begins first, so that the last page keeps no processor waiting.
        let has_work = |page: &Result<PageText, Unread>| {
            page.as_ref().is_ok_and(|text| self.verifier.has_work(text.source.text()))
        };
        pages.sort_by_cached_key(|(_, page)| !has_work(page));
        let progress = Progress::new(files.len());
        let read = |(at, page): (usize, Result<PageText, Unread>)| {
            let read = self.read(&files[at], page)?;
            progress.tick();
            Ok((at, read))
        };
        let mut read: Vec<_> = pages.into_par_iter().map(read).collect::<Result<_, Abort>>()?;
        read.sort_by_key(|(at, _)| *at);
        Ok(read.into_iter().map(|(_, read)| read).collect())
    }

    fn read(&self, file: &Found, page: Result<PageText, Unread>) -> Result<Read, Abort> {
        match page {
            Ok(text) => Ok(self.check(file, &text)),
            Err(Unread::Bad(findings)) => {
                let (path, used) = (self.path(file), BTreeSet::new());
                Ok(Read { file: file.path.clone(), path, used, findings, checked: None })
            }
            Err(Unread::Abort(abort)) => Err(abort),
        }
    }

    fn check(&self, file: &Found, text: &PageText) -> Read {
        let path = self.path(file);
        let mut diagnostics = Vec::new();
        let mut used = BTreeSet::new();
        let variables = self.expansion.variables(text).unwrap_or_else(|problems| {
            diagnostics = problems;
            self.site.config.variables.clone()
        });
        if self.site.is_declared() && files::is_page(&file.path) {
            let outcome = self.expansion.used_variables(&path, text);
            diagnostics = outcome.diagnostics;
            self.parts.leave_out(&mut diagnostics);
            used = outcome.value;
        } else if diagnostics.is_empty() {
            diagnostics.extend(text.front_matter().err().map(|problem| *problem));
        }
        let checked = self.rules(&path, text, &variables);
        let checked = checked.map_err(|bug| diagnostics.push(*bug)).ok();
        used.extend(checked.iter().flat_map(|checked| checked.variables.iter().cloned()));
        let findings = Findings { source: text.source.clone(), diagnostics };
        Read { file: file.path.clone(), path, used, findings, checked }
    }

    /// Holds a page against the rules.
    fn rules(&self, path: &str, text: &PageText, variables: &Variables) -> Result<Checked, Box<Diagnostic>> {
        let (verifier, schemas) = (&self.verifier, &self.schemas);
        report::catch(|| sitevar_check::read(&text.source, OfSite { path, variables, verifier, schemas }))
    }

    /// Returns the variables of a page; where its own declarations are wrong, those of the site.
    fn variables(&self, text: &PageText) -> Arc<Variables> {
        self.expansion.variables(text).unwrap_or_else(|_| self.site.config.variables.clone())
    }

    /// Returns what mends a page, of the codes that are not turned off.
    fn edits(&self, file: &Found, text: &PageText) -> Vec<Edit> {
        let found = self.whole(self.check(file, text), Vec::new());
        found.diagnostics.into_iter().flat_map(|found| found.edits).collect()
    }

    /// Returns the path of a page below the folder of all pages of the site.
    fn path(&self, file: &Found) -> String {
        if !self.prefix.is_empty() && file.path.ends_with(&self.prefix) {
            self.prefix.clone()
        } else {
            file.page_path(&self.prefix)
        }
    }

    /// Adds what the whole site has to say of each page.
    fn finish(&self, folder: &Path, read: Vec<Read>) -> Result<Vec<Findings>, Abort> {
        let folder = if folder.is_file() { folder.parent().unwrap_or(folder) } else { folder };
        let lookup = Lookup::new(self.site, folder, &read)?;
        let secrets = Secrets::new(&read);
        let look = |read: &Read| {
            let outgoing = read.checked.as_ref().map(|checked| checked.outgoing.as_slice());
            let mut found = lookup.check(read, outgoing.unwrap_or_default());
            found.extend(secrets.check(read));
            found
        };
        let found: Vec<Vec<Diagnostic>> = read.par_iter().map(look).collect();
        Ok(read.into_iter().zip(found).map(|(read, found)| self.whole(read, found)).collect())
    }

    /// Puts together everything that is said of a page: by its build, by the rules, and by the whole site.
    fn whole(&self, read: Read, of_site: Vec<Diagnostic>) -> Findings {
        let Read { path, findings: Findings { source, diagnostics: mut told }, checked, .. } = read;
        told.extend(of_site);
        let mut diagnostics = match checked {
            Some(checked) => checked.finish(told),
            None => told,
        };
        self.site.config.check.apply(&path, &mut diagnostics);
        Findings { source, diagnostics }
    }
}
