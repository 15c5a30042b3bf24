//! `sitevar check`: what is wrong in guides before their readers find out; nothing is written.
//!
//! 1. The guides of a folder are found, whatever generator they are for; those of a site are expanded as well, so that
//!    everything the build would say is said.
//! 2. Each is checked by the rules of `sitevar_check`, with the variables that it can use.
//! 3. `check:` of `sitevar.yml` says how bad each code is, and where.

use rayon::prelude::*;
use sitevar_check::{OfSite, Schemas, Verifier};
use sitevar_core::Severity;

use crate::args::{Check, Deny, Format};
use crate::examples::is_guide;
use crate::expansion::Expansion;
use crate::files::{self, Found, PageText, Refused, Unread};
use crate::progress::Progress;
use crate::report::{self, Abort, Findings, Telling, Verdict, plural};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site};

/// Runs the command.
pub(super) fn run(args: &Check, format: Format) -> Result<Verdict, Abort> {
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
    let folder = if named == site.root { site.content() } else { named };
    let settings = Settings::default();
    let checker = Checker {
        site: &site,
        expansion: Expansion::new(&site, None, &settings)?,
        verifier: Verifier::default(),
        schemas,
        prefix: site.page_path(&folder),
    };
    let files = guides(&site, &folder, &mut findings)?;
    findings.extend(checker.check_all(&files)?);
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

/// What all pages of a run are checked with.
struct Checker<'a> {
    site: &'a Site,
    expansion: Expansion<'a>,
    verifier: Verifier,
    schemas: Schemas,
    /// The folder of the pages, below that of all pages of the site.
    prefix: String,
}

impl Checker<'_> {
    fn check_all(&self, files: &[Found]) -> Result<Vec<Findings>, Abort> {
        let progress = Progress::new(files.len());
        let check = |file: &Found| {
            let found = self.read(file);
            progress.tick();
            found
        };
        files.par_iter().map(check).collect()
    }

    fn read(&self, file: &Found) -> Result<Findings, Abort> {
        match files::read_page_as(&file.path, &files::shown(&file.path)) {
            Ok(text) => Ok(self.check(file, &text)),
            Err(Unread::Bad(found)) => Ok(found),
            Err(Unread::Abort(abort)) => Err(abort),
        }
    }

    fn check(&self, file: &Found, text: &PageText) -> Findings {
        let path = if self.prefix.is_empty() { file.page_path("") } else { self.path(file) };
        let mut diagnostics = Vec::new();
        let variables = self.expansion.variables(text).unwrap_or_else(|problems| {
            diagnostics = problems;
            self.site.config.variables.clone()
        });
        if self.site.is_declared() && files::is_page(&file.path) {
            let outcome = self.expansion.markdown(&path, text);
            diagnostics = outcome.diagnostics;
        } else if diagnostics.is_empty() {
            diagnostics.extend(text.front_matter().err().map(|problem| *problem));
        }
        let (verifier, schemas) = (&self.verifier, &self.schemas);
        let site = OfSite { path: &path, variables: &variables, verifier, schemas };
        let checked = report::catch(|| sitevar_check::check(&text.source, site));
        for found in checked.unwrap_or_else(|bug| vec![bug]) {
            // Of a call, the build says the same.
            let is_known = |known: &sitevar_core::Diagnostic| {
                known.code == found.code && known.span.start == found.span.start
            };
            if !diagnostics.iter().any(is_known) {
                diagnostics.push(found);
            }
        }
        self.site.config.check.apply(&path, &mut diagnostics);
        Findings { source: text.source.clone(), diagnostics }
    }

    fn path(&self, file: &Found) -> String {
        if file.path.ends_with(&self.prefix) { self.prefix.clone() } else { file.page_path(&self.prefix) }
    }
}
