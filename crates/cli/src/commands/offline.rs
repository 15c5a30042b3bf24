//! `sitevar offline`: guides as one HTML file that needs nothing else.

use std::path::{Path, PathBuf};

use sitevar_core::Unknown;

use crate::args::{Format, Offline};
use crate::build::{self, OfflineFile, OfflineOptions};
use crate::output;
use crate::report::{self, Abort, Findings, Tally, Verdict};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site, check_named};

/// Runs the command.
pub(super) fn run(args: &Offline, format: Format) -> Result<Verdict, Abort> {
    let (inputs, refused) = split(args)?;
    let Some(first) = inputs.first() else { return Ok(report::print(refused, format)) };
    let (site, mut findings) = match &args.site {
        Some(root) => Site::open(root, OpenOptions::default())?,
        None => Site::around(first, OpenOptions::default())?,
    };
    if findings.iter().any(Findings::has_errors) {
        return Ok(report::print(findings, format));
    }
    let settings = Settings::read(&args.values, false)?;
    let (unknown, keep_going) = (args.unknown.map(Unknown::from), args.keep_going);
    let no_wasm = args.no_wasm;
    let options = OfflineOptions { inputs: &inputs, settings: &settings, unknown, keep_going, no_wasm };
    let OfflineFile { text, findings: found, guides } = build::offline(&site, &options)?;
    let guides = guides + refused.len();
    findings.extend(found.into_iter().chain(refused));
    let tally = Tally::new(guides, &findings);
    let verdict = report::print(findings, tally.telling(format, keep_going));
    let Some(text) = text else {
        tally.tell_unwritten(keep_going);
        return Ok(verdict);
    };
    if args.output == Path::new("-") {
        output::print(text.as_bytes())?;
    } else {
        let inputs: Vec<&Path> = args.inputs.iter().map(PathBuf::as_path).collect();
        output::check_file(&args.output, &inputs, &site)?;
        output::write_file(&args.output, &text)?;
    }
    tally.tell_written(&args.output, format);
    Ok(verdict)
}

/// Returns the inputs without those that are links out of their site, which only keep the others from being written if
/// these are not wanted all the same.
fn split(args: &Offline) -> Result<(Vec<PathBuf>, Vec<Findings>), Abort> {
    let mut inputs = Vec::new();
    let mut refused = Vec::new();
    for input in &args.inputs {
        match check_named(input) {
            Err(abort) if args.keep_going => refused.push(abort.at_file(input)),
            checked => {
                checked?;
                inputs.push(input.clone());
            }
        }
    }
    Ok((inputs, refused))
}
