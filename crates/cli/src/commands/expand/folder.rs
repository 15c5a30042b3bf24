//! A folder of pages, mirrored into another one: pages on every core, other files copied, the whole put into its place
//! at the end.
//!
//! A page with an error keeps all of them from that, or only itself where the others are wanted all the same.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::{expansion, open_site, stop_at_config};
use crate::args::{Expand, Format};
use crate::expansion::Expansion;
use crate::files::{self, Found, Refused, Unread};
use crate::output::OutputFolder;
use crate::progress::Progress;
use crate::report::{self, Abort, Findings, Tally, Verdict};
use crate::settings::Settings;
use crate::site::Site;

/// Expands every page below `folder` to the same place below `output`.
pub(super) fn run(
    args: &Expand,
    settings: &Settings,
    format: Format,
    folder: &Path,
    output: &Path,
) -> Result<Verdict, Abort> {
    let (site, mut findings) = open_site(args, folder)?;
    if let Some(verdict) = stop_at_config(&mut findings, format) {
        return Ok(verdict);
    }
    let expansion = expansion(args, &site, settings)?;
    let mut walked = files::walk(folder, &site.bounds(folder))?;
    if !args.keep_going {
        walked = walked.strict()?;
    }
    site.files.leave_out(&walked.refused);
    findings.extend(walked.refused.iter().map(Refused::findings));
    let (files, others) = sorted_out(&site, walked.files);
    let target = OutputFolder::create("expand", output, &[folder])?;
    make_folders(&target, files.iter().chain(&others))?;
    let prefix = site.page_path(folder);
    let progress = Progress::new(files.len());
    let found: Vec<Option<Findings>> = files
        .par_iter()
        .map(|file| {
            let found = expand(&expansion, &prefix, file, &target);
            progress.tick();
            found
        })
        .collect::<Result<_, Abort>>()?;
    drop(progress);
    others.par_iter().try_for_each(|file| target.copy(&file.path, &file.below))?;
    findings.extend(found.into_iter().flatten());
    expansion.check_set()?;
    let tally = Tally::new(files.len() + walked.refused.len(), &findings);
    let verdict = report::print(findings, tally.telling(format, args.keep_going));
    if verdict == Verdict::Success || args.keep_going && !tally.is_all_bad() {
        target.commit()?;
        tally.tell_written(output, format);
    } else {
        tally.tell_unwritten(args.keep_going);
    }
    Ok(verdict)
}

/// Expands one page; returns what was wrong with it.
fn expand(
    expansion: &Expansion<'_>,
    prefix: &str,
    file: &Found,
    target: &OutputFolder,
) -> Result<Option<Findings>, Abort> {
    let text = match files::read_page(&file.path) {
        Ok(text) => text,
        Err(Unread::Bad(findings)) => return Ok(Some(findings)),
        Err(Unread::Abort(abort)) => return Err(abort),
    };
    let outcome = expansion.markdown(&file.page_path(prefix), &text);
    if let (false, Some(markdown)) = (outcome.has_errors(), &outcome.value) {
        target.write(&file.below, markdown.as_bytes())?;
    }
    let diagnostics = outcome.diagnostics;
    Ok((!diagnostics.is_empty()).then_some(Findings { source: text.source, diagnostics }))
}

/// Tells pages from the files that are copied; what the site is configured with is neither.
fn sorted_out(site: &Site, files: Vec<Found>) -> (Vec<Found>, Vec<Found>) {
    let (pages, mut others): (Vec<Found>, Vec<Found>) =
        files.into_iter().partition(|file| files::is_page(&file.path));
    others.retain(|file| file.path.canonicalize().is_ok_and(|real| site.part(&real).is_none()));
    (pages, others)
}

fn make_folders<'a>(target: &OutputFolder, files: impl Iterator<Item = &'a Found>) -> Result<(), Abort> {
    let folders: BTreeSet<&Path> = files.filter_map(|file| file.below.parent()).collect();
    folders.into_iter().try_for_each(|folder| target.make_folder(folder))
}
