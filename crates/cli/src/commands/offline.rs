//! `sitevar offline`: guides as one HTML file that needs nothing else.

use std::path::{Path, PathBuf};

use sitevar_core::Unknown;

use crate::args::{Format, Offline};
use crate::build::{self, OfflineOptions};
use crate::output;
use crate::report::{self, Abort, Findings, Verdict};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site, check_named};

/// Runs the command.
pub(super) fn run(args: &Offline, format: Format) -> Result<Verdict, Abort> {
    let (site, mut findings) = open_site(args)?;
    if findings.iter().any(Findings::has_errors) {
        return Ok(report::print(findings, format));
    }
    let settings = Settings::read(&args.values, false)?;
    let unknown = args.unknown.map(Unknown::from);
    let options = OfflineOptions { inputs: &args.inputs, settings: &settings, unknown };
    let (file, mut found) = build::offline(&site, &options)?;
    findings.append(&mut found);
    let verdict = report::print(findings, format);
    if let Some(file) = file.filter(|_| verdict == Verdict::Success) {
        if args.output == Path::new("-") {
            output::print(file.as_bytes())?;
        } else {
            let inputs: Vec<&Path> = args.inputs.iter().map(PathBuf::as_path).collect();
            output::check_file(&args.output, &inputs, &site)?;
            output::write_file(&args.output, &file)?;
        }
    }
    Ok(verdict)
}

/// Opens the site around the first guide, or the one that was named.
fn open_site(args: &Offline) -> Result<(Site, Vec<Findings>), Abort> {
    args.inputs.iter().try_for_each(|input| check_named(input))?;
    if let Some(root) = &args.site {
        return Site::open(root, OpenOptions::default());
    }
    let first = args.inputs.first().map_or(Path::new("."), |input| input.as_path());
    Site::around(first, OpenOptions::default())
}
