//! What the laps need on disk and on loopback: two sites of ours, two that another generator built, and hash-wasm.

use std::path::{Path, PathBuf};
use std::process::Command;

use sitevar_browser::server::{STRICT, Served, Serving};

use super::slots;
use crate::bench::race::write;
use crate::bench::sites::{self, Layout};
use crate::{browsers, project, step};

/// Everything that a lap visits, served until this goes away.
pub(super) struct Stage {
    /// The product's own site, with its guide.
    pub(super) site: Served,
    /// The pages with a thousand slots and with a hundred.
    pub(super) slots: Served,
    /// The pages that are measured elsewhere too: hundreds, with a search.
    pub(super) pages: Served,
    /// Their sources, and the command that serves these.
    pub(super) many: PathBuf,
    pub(super) sitevar: PathBuf,
    /// The same page as another generator builds it, with a table of its slots, and with declared examples alone.
    pub(super) foreign: [Served; 2],
    /// Whether hash-wasm is there to race with.
    pub(super) has_hash_wasm: bool,
}

impl Stage {
    /// Builds and serves the sites; nothing where the command was built without the widget.
    ///
    /// # Errors
    ///
    /// Fails where a site cannot be built.
    pub(super) fn set(sitevar: &Path, many: &Path) -> Result<Option<Self>, String> {
        let room = project::target().join("bench/browser");
        let many = sites::hugo(&room.join("pages"), many, Layout::Full)?;
        let many_out = room.join("pages-out");
        build(sitevar, &many, &many_out)?;
        let pages = room.join("slots");
        write(&pages.join("sitevar.yml"), slots::CONFIG)?;
        write(&pages.join("content").join(slots::FILE), &slots::page())?;
        write(&pages.join("content").join(slots::FEW_FILE), &slots::few_page())?;
        let [site, slots] = [room.join("site-out"), room.join("slots-out")];
        build(sitevar, &project::root().join("site"), &site)?;
        build(sitevar, &pages, &slots)?;
        if !site.join("sitevar").is_dir() {
            return Ok(None);
        }
        let hash_wasm = hash_wasm().map_err(|why| step::announce(&format!("without hash-wasm: {why}"))).ok();
        // What the documentation promises to work under is what is measured under.
        let table = foreign(sitevar, &pages, &room.join("table-out"))?;
        let examples = room.join("examples");
        write(&examples.join("sitevar.yml"), slots::EXAMPLES)?;
        write(&examples.join("content/index.md"), "# Benchmark\n")?;
        let examples = foreign(sitevar, &examples, &room.join("examples-out"))?;
        let serving = |instead| Serving { headers: vec![STRICT], instead, compressed: true };
        let has_hash_wasm = hash_wasm.is_some();
        Ok(Some(Self {
            site: serving(hash_wasm.into_iter().flatten().collect()).serve(&site),
            slots: serving(Default::default()).serve(&slots),
            pages: serving(Default::default()).serve(&many_out),
            many,
            sitevar: sitevar.to_owned(),
            foreign: [table, examples].map(|out| serving(Default::default()).serve(&out)),
            has_hash_wasm,
        }))
    }
}

/// Runs hash-wasm's digest; a page of the site starts it as a worker.
const WORKER: &str = include_str!("hash_wasm.js");

/// Returns hash-wasm's files by the paths that they are served at: the two that a digest takes, as its page shows.
fn hash_wasm() -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let folder = browsers::hash_wasm_or_install()?;
    let file = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
    };
    Ok(vec![
        ("/peer/pbkdf2.js", file("pbkdf2.umd.min.js")?),
        ("/peer/sha512.js", file("sha512.umd.min.js")?),
        ("/peer/worker.js", WORKER.into()),
    ])
}

/// Puts the page that another generator would build beside the files of ours that it loads.
fn foreign(sitevar: &Path, site: &Path, out: &Path) -> Result<PathBuf, String> {
    let _ = std::fs::remove_dir_all(out);
    let assets = out.join("sitevar");
    let mut command = Command::new(sitevar);
    command.arg("assets").arg(site).arg("-o").arg(&assets).args(["--at", "/sitevar"]);
    step::run("write what another generator's page loads", &mut command)?;
    let head = std::fs::read_to_string(assets.join("snippet.html")).map_err(|error| error.to_string())?;
    write(&out.join("slots/index.html"), &slots::foreign_page(&head))?;
    Ok(out.to_owned())
}

fn build(sitevar: &Path, site: &Path, out: &Path) -> Result<(), String> {
    // What an older command wrote has no record, and would be taken for somebody else's.
    let _ = std::fs::remove_dir_all(out);
    let mut command = Command::new(sitevar);
    command.arg("build").arg(site).arg("-o").arg(out).current_dir(project::root());
    step::run("build a site", &mut command)
}
