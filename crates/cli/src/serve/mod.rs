//! A site on a port of this machine, as it is on the disk now.
//!
//! 1. [`requests`]: what browsers ask for.
//! 2. [`watch`]: files of the site change.
//! 3. [`desk`] answers the requests, and keeps what outlives a change of the site.
//! 4. [`inject`]: each page gets a script, `live.js`, which shows what is wrong and loads the page again when it changes.
//!
//! The site is read anew after every change, and a page is rendered when it is asked for
//! ([`preview`](crate::build::preview())). Nothing is written to the disk.

mod desk;
mod inject;
mod requests;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use sitevar_core::Unknown;

use crate::args::Format;
use crate::build::{PreviewOptions, preview};
use crate::files::shown;
use crate::report::{self, Abort, Findings, Verdict};
use crate::settings::Settings;
use crate::site::{OpenOptions, Site};
use desk::{Desk, State};
use requests::Request;
use watch::Watch;

/// What is asked of a server.
pub(crate) struct ServeOptions<'a> {
    pub(crate) site: &'a Path,
    pub(crate) settings: &'a Settings,
    pub(crate) unknown: Option<Unknown>,
    pub(crate) port: u16,
    /// A browser is opened.
    pub(crate) open: bool,
    pub(crate) format: Format,
}

/// What happens while a site is served.
enum Event {
    Asked(Request),
    Changed(Vec<PathBuf>),
}

/// Serves a site until the process is ended.
///
/// # Errors
///
/// Fails where the folder is not there, where no port is free, or where the system watches no files.
pub(crate) fn serve(options: &ServeOptions<'_>) -> Result<Verdict, Abort> {
    let root = options.site.canonicalize().map_err(|error| Abort::io("read", options.site, &error))?;
    let (sender, events) = channel();
    // A folder that takes the place of this one is served, wherever this one is by then.
    let options = &ServeOptions { site: &root, ..*options };
    let port = requests::listen(options.port, sender.clone())?;
    let mut watch = Watch::new(&root, sender)?;
    let mut desk = Desk::new(options.format);
    let address = format!("http://127.0.0.1:{port}{}", base_path(options));
    report::line(format!("Serving {} at {address} (press Ctrl+C to stop)", shown_site(&root)));
    if options.open
        && let Err(error) = open::that_detached(&address)
    {
        report::warn(&format!("no browser could be opened: {}", report::reason(&error)));
    }
    let mut changed = Vec::new();
    loop {
        watch.follow(&changed);
        let Some(now) = life(options, &mut desk, &events) else { return Ok(Verdict::Success) };
        changed = now;
    }
}

/// Serves the site as it is now, until it changes; returns what did.
fn life(options: &ServeOptions<'_>, desk: &mut Desk, events: &Receiver<Event>) -> Option<Vec<PathBuf>> {
    let site = match read(options) {
        Ok(site) => site,
        Err(broken) => return desk.serve(&State::Broken(broken), events),
    };
    let asked = PreviewOptions { settings: options.settings, unknown: options.unknown };
    let served = preview(&site, &asked, |preview| {
        desk.serve(&State::Read(preview, site.config.publishing.base_path.clone()), events)
    });
    served.unwrap_or_else(|abort| desk.serve(&State::Broken(Broken::Abort(abort)), events))
}

/// What keeps a site from being read.
enum Broken {
    Abort(Abort),
    Findings(Vec<Findings>),
}

fn read(options: &ServeOptions<'_>) -> Result<Site, Broken> {
    let (site, mut findings) = Site::open(options.site, OpenOptions::default()).map_err(Broken::Abort)?;
    findings.extend(site.config.check_examples(&site.root, &shown(&site.root)));
    if findings.iter().any(Findings::has_errors) { Err(Broken::Findings(findings)) } else { Ok(site) }
}

/// Returns the path that the site will be below, such as `/docs/`.
fn base_path(options: &ServeOptions<'_>) -> String {
    read(options).map_or_else(|_| "/".to_owned(), |site| site.config.publishing.base_path)
}

fn shown_site(root: &Path) -> String {
    match shown(root) {
        here if here.as_os_str().is_empty() => "this folder".to_owned(),
        below => format!("`{}`", below.display()),
    }
}
