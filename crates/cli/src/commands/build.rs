//! `sitevar build`: a whole site.

use sitevar_core::Unknown;

use crate::args::{Build, Format};
use crate::build::{self, BuildOptions};
use crate::files::shown;
use crate::report::{self, Abort, Findings, Verdict};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site};

/// Runs the command.
pub(super) fn run(args: &Build, format: Format) -> Result<Verdict, Abort> {
    let (site, mut findings) = Site::open(&args.site, OpenOptions::default())?;
    findings.extend(site.config.check_examples(&site.root, &shown(&site.root)));
    if findings.iter().any(Findings::has_errors) {
        return Ok(report::print(findings, format));
    }
    let settings = Settings::read(&args.values, false)?;
    tell_of_secrets(&site, &settings);
    let options = BuildOptions {
        output: &args.output,
        settings: &settings,
        unknown: args.unknown.map(Unknown::from),
        keep_going: args.keep_going,
    };
    let mut built = build::build(&site, &options)?;
    findings.append(&mut built.findings);
    let tally = built.tally;
    let verdict = report::print(findings, tally.telling(format, args.keep_going));
    if verdict == Verdict::Success || args.keep_going && !tally.is_all_bad() {
        built.commit()?;
        tally.tell_written(&args.output, format);
    } else {
        tally.tell_unwritten(args.keep_going);
    }
    Ok(verdict)
}

/// Says that a site holds the secrets that were set: most sites are built to be published.
fn tell_of_secrets(site: &Site, settings: &Settings) {
    let variables = &site.config.variables;
    for name in settings.typed().keys().filter(|name| variables.is_of_a_secret(name)) {
        let message = format!("every page that uses `{name}` will show the value that was set");
        report::warn(&format!("{message}: do not publish this site"));
    }
}
