//! Sites that grow: one folder with ever more pages, and the corpus a hundred times over. Time has to grow as they do.
//!
//! Whole processes again, with the peak of their memory; they take long, so each runs a few times only.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::goal::Goal;
use super::pages::{self, Pages, copy_markdown};
use super::race::{Entrant, Laps, empty, race, write};
use super::sites::{self, Layout};

/// How often each site is built at most.
const RUNS: usize = 3;

/// How many pages the folders have.
const SIZES: [usize; 3] = [400, 4_000, 40_000];

/// The names of what is measured, for each size.
const EXPAND: [&str; 3] =
    ["expand, 400 in a folder", "expand, 4,000 in a folder", "expand, 40,000 in a folder"];
const BUILD: [&str; 3] = ["build, 400 in a folder", "build, 4,000 in a folder", "build, 40,000 in a folder"];
const ONCE: [&str; 2] = ["expand, the pages once", "build, the pages once"];
const HUNDRED: [&str; 2] = ["expand, a hundred copies", "build, a hundred copies"];

/// Lays the sites out and lets them race.
///
/// # Errors
///
/// Fails where a file cannot be written, or a run fails.
pub(crate) fn measure(sitevar: &Path, room: &Path, pages: &Pages, runs: usize) -> Result<Vec<Laps>, String> {
    let mut sites = Vec::new();
    for (place, size) in SIZES.into_iter().enumerate() {
        sites.push(([EXPAND[place], BUILD[place]], one_folder(room, size)?));
    }
    sites.push((ONCE, sites::hugo(&room.join("site-once"), &pages.folder, Layout::Full)?));
    sites.push((HUNDRED, hundred(room, &pages.folder)?));
    let out = room.join("out/folders");
    let mut entrants = Vec::new();
    for ([expand, build], site) in &sites {
        entrants.push(Entrant::new(expand, out.clone(), |out| {
            let mut command = Command::new(sitevar);
            command.arg("expand").arg(site.join("content")).arg("-o").arg(out).arg("--site").arg(site);
            command
        }));
        entrants.push(Entrant::new(build, out.clone(), |out| {
            let mut command = Command::new(sitevar);
            command.arg("build").arg(site).arg("-o").arg(out);
            command
        }));
    }
    let laps = race(entrants, runs.min(RUNS));
    empty(&out)?;
    laps
}

/// Writes a site whose pages are all in one folder.
fn one_folder(room: &Path, size: usize) -> Result<PathBuf, String> {
    let site = room.join(format!("folder-{size}"));
    if site.is_dir() {
        return Ok(site);
    }
    write(&site.join("sitevar.yml"), "title: Benchmark\nbase_url: https://docs.example.org/\n")?;
    for page in 0..size {
        write(&site.join(format!("content/guides/page-{page}.md")), &pages::short_page(page))?;
    }
    Ok(site)
}

/// Writes a site that holds the pages a hundred times.
fn hundred(room: &Path, pages: &Path) -> Result<PathBuf, String> {
    let site = sites::hugo(&room.join("site-hundred"), pages, Layout::Full)?;
    for copy in 1..100 {
        copy_markdown(pages, &site.join(format!("content/copy-{copy}")))?;
    }
    Ok(site)
}

/// What is promised of sites that grow.
pub(crate) fn goals() -> Vec<Goal> {
    vec![
        Goal::ratio("4,000 pages in a folder expand in 11 × the time of 400", EXPAND[1], EXPAND[0], 11.0),
        Goal::ratio("40,000 pages in a folder expand in 11 × that of 4,000", EXPAND[2], EXPAND[1], 11.0),
        Goal::ratio("4,000 pages in a folder build in 11 × the time of 400", BUILD[1], BUILD[0], 11.0),
        Goal::ratio("40,000 pages in a folder build in 11 × that of 4,000", BUILD[2], BUILD[1], 11.0),
        Goal::ratio("a hundred copies expand in 100 × the time of one", HUNDRED[0], ONCE[0], 100.0),
        Goal::peak("a hundred copies expand in 64 MiB", HUNDRED[0], 64.0),
        Goal::ratio("a hundred copies build in 180 × the time of one", HUNDRED[1], ONCE[1], 180.0),
        Goal::peak("a hundred copies build in 600 MiB", HUNDRED[1], 600.0),
    ]
}
