//! `sitevar serve`: a site in the browser while it is written.

use sitevar_core::Unknown;

use crate::args::{Format, Serve};
use crate::report::{Abort, Verdict};
use crate::serve::{ServeOptions, serve};
use crate::settings::Settings;

/// Runs the command.
pub(super) fn run(args: &Serve, format: Format) -> Result<Verdict, Abort> {
    let settings = Settings::read(&args.values, false)?;
    serve(&ServeOptions {
        site: &args.site,
        settings: &settings,
        unknown: args.unknown.map(Unknown::from),
        port: args.port,
        open: args.open,
        format,
    })
}
