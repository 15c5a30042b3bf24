//! Goes through a host's site in real browsers, as a reader does, and says what is not as it should be.
//!
//! 1. [`oracle`]: what the command writes of the same guide with the same values is what has to stand in the page.
//! 2. [`reader`] opens, types, presses, copies, and looks.
//! 3. [`checks`]: one function over a served folder, the same for every host.

mod checks;
mod oracle;
mod reader;

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use sitevar_browser::launch::{Engine, Wish};
use sitevar_browser::tab::Browser;

use super::build::Site;
use super::host::Host;
use super::report::Check;
use crate::{browsers, step};
use oracle::Oracle;

/// Drives a host's site in each engine that is on the machine.
///
/// # Errors
///
/// Fails where there is nothing to compare with; a browser that breaks is a check that failed.
pub(super) fn drive(
    host: &Host,
    site: &Site,
    sitevar: &Path,
    timed: bool,
) -> Result<Vec<(String, Vec<Check>)>, String> {
    for missing in browsers::install() {
        step::announce(&format!("not driven: {missing}"));
    }
    let oracle = Oracle::new(host, sitevar)?;
    // The same without anything of ours, to see what it does to the look.
    let without = site.folder.with_extension("without");
    let _ = fs::remove_dir_all(&without);
    copy_without_ours(&site.output, &without)?;
    let mut found = Vec::new();
    for engine in [Engine::Chromium, Engine::Firefox] {
        step::announce(&format!("{} in {engine:?}", host.name));
        let driven = panic::catch_unwind(AssertUnwindSafe(|| {
            let mut browser = Browser::start(engine, Wish::default())?;
            Some(checks::all(&mut browser, host, site, &without, &oracle, timed))
        }));
        match driven {
            Ok(Some(checks)) => found.push((format!("{engine:?}"), checks)),
            Ok(None) => step::announce(&format!("not driven in {engine:?}: it is not on this machine")),
            Err(why) => found.push((format!("{engine:?}"), vec![Check::of("look", Err(words(&*why)))])),
        }
    }
    Ok(found)
}

/// Returns what a panic said.
fn words(why: &(dyn std::any::Any + Send)) -> String {
    let text = why.downcast_ref::<String>().cloned();
    text.or_else(|| why.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}

/// Copies a site without the form's files: its pages ask for them and get none.
fn copy_without_ours(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("`{}`: {error}", to.display());
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)?.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && name != "sitevar" {
            copy_without_ours(&path, &to.join(name))?;
        } else if path.is_file() {
            fs::copy(&path, to.join(name)).map_err(failed)?;
        }
    }
    Ok(())
}
