//! The widget: compiled for the browser, bound to JavaScript, and written as the files that pages load.
//!
//! 1. [`compile`]: `crates/widget` becomes WebAssembly, and wasm-bindgen's JavaScript for it.
//! 2. [`module`] and [`bundle`]: the JavaScript beside it becomes one file per entry.
//! 3. [`files`]: the files of a site, with their hashes in their names; [`offline`]: the parts of a single HTML file;
//!    [`npm`]: the package.
//!
//! Everything is written to `target/widget`, where the command takes it in when it is compiled.

mod bundle;
mod compile;
mod files;
mod module;
mod npm;
mod offline;

use std::fs;
use std::path::{Path, PathBuf};

use crate::{project, step};
use bundle::Sources;

/// What the three kinds of outputs are made of.
struct Parts {
    wasm: Vec<u8>,
    style: String,
    sources: Sources,
}

/// Builds the widget into `target/widget`.
///
/// # Errors
///
/// Fails where the browser's target cannot be had or something does not compile.
pub(crate) fn run() -> Result<(), String> {
    let target = folder();
    let compiled = compile::run()?;
    let source = project::root().join("crates/widget");
    let parts = Parts {
        wasm: read(&compiled.wasm)?,
        style: read_text(&source.join("style.css"))?,
        sources: Sources { folder: source.join("js"), glue: read_text(&compiled.glue)? },
    };
    // Written beside and moved at the end: a build that fails leaves the last one, and nobody sees half of it.
    let new = target.with_file_name("widget-new");
    remove(&new)?;
    files::write(&parts, &new.join("web"))?;
    offline::write(&parts, &new.join("offline"))?;
    npm::write(&parts, &new.join("npm"))?;
    remove(&target)?;
    fs::rename(&new, &target).map_err(|error| format!("cannot write `{}`: {error}", target.display()))?;
    step::announce(&format!("the widget is in {}", target.display()));
    Ok(())
}

/// Builds the widget where that is possible; without it pages are static, which is said.
pub(crate) fn run_or_say_why() {
    if let Err(why) = run() {
        step::announce(&format!("without the widget, so pages stay static: {why}"));
    }
}

/// Returns the folder that the widget is built into.
pub(crate) fn folder() -> PathBuf {
    project::target().join("widget")
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}

/// Writes a file, and its folder where that is missing.
fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove `{}`: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}
