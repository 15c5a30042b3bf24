//! The widget: compiled for the browser, bound to JavaScript, and written as the files that pages load.
//!
//! 1. [`compile`]: `crates/widget` becomes WebAssembly, and wasm-bindgen's JavaScript for it: once for pages of ours,
//!    once with what finds values in pages of other generators, and once with what renders Markdown. What makes secrets
//!    is compiled once, as a program that all of them load.
//! 2. [`plain`]: the first two as JavaScript, each with what makes secrets, for those who have no WebAssembly.
//! 3. [`module`] and [`bundle`]: the JavaScript beside it becomes one file per entry.
//! 4. [`words`]: what it says, in each language.
//! 5. [`files`]: the files of a site, with their hashes in their names; [`offline`]: the parts of a single HTML file;
//!    [`npm`]: the package.
//!
//! Everything is written to `target/widget`, where the command takes it in when it is compiled.

mod bundle;
mod compile;
mod files;
mod module;
mod npm;
mod offline;
mod plain;
pub(crate) mod sizes;
mod tools;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{project, step};
use bundle::{Kind, Sources};
use compile::Extent;
use plain::Plain;
use tools::Tools;
use words::Words;

/// What the three kinds of outputs are made of.
struct Parts {
    /// What most pages load.
    page: Program,
    /// What a page of another generator loads, which also has to find where values are.
    foreign: Program,
    /// What a page loads that renders Markdown itself: larger, because it holds the whole of core.
    guide: Program,
    /// What each of them loads when a reader wants a secret, mostly in a worker.
    secret: Program,
    /// What a page loads whose reader has no WebAssembly.
    plain: Option<Plain>,
    /// The same for a page of another generator.
    foreign_plain: Option<Plain>,
    /// Tools of npm, where it is on the machine.
    tools: Option<Tools>,
    words: Vec<Words>,
    style: String,
}

impl Parts {
    /// Returns a module as small as this machine can make it.
    fn small(&self, module: String) -> Result<Vec<u8>, String> {
        let small = self.tools.as_ref().map(|tools| tools.minified(&module)).transpose()?;
        Ok(small.unwrap_or(module).into_bytes())
    }
}

/// A compiled widget with the JavaScript around it.
struct Program {
    wasm: Vec<u8>,
    sources: Sources,
}

impl Program {
    fn compile(extent: Extent) -> Result<Self, String> {
        let (wasm, glue) = compile::run(extent)?;
        let kind = if extent == Extent::Guide { Kind::Guide } else { Kind::Wasm };
        Ok(Self { wasm, sources: Sources::new(glue, kind) })
    }
}

/// Builds the widget into `target/widget`.
///
/// # Errors
///
/// Fails where the browser's target cannot be had or something does not compile.
pub(crate) fn run() -> Result<(), String> {
    let target = folder();
    let tools = match Tools::find() {
        Ok(tools) => Some(tools),
        Err(why) => {
            step::announce(&format!("larger, and without what runs where WebAssembly is refused: {why}"));
            None
        }
    };
    let plain = |extent| tools.as_ref().map(|tools| plain::make(tools, extent)).transpose();
    let parts = Parts {
        page: Program::compile(Extent::Page)?,
        foreign: Program::compile(Extent::Foreign)?,
        guide: Program::compile(Extent::Guide)?,
        secret: Program::compile(Extent::Secret)?,
        plain: plain(Extent::Plain)?,
        foreign_plain: plain(Extent::ForeignPlain)?,
        tools,
        words: words::read()?,
        style: read_text(&project::root().join("crates/widget/style.css"))?,
    };
    // Written beside and moved at the end: a build that fails leaves the last one, and nobody sees half of it.
    let new = target.with_file_name("widget-new");
    remove(&new)?;
    files::write(&parts, &new.join("web"))?;
    offline::write(&parts, &new.join("offline"))?;
    npm::write(&parts, &new.join("npm"))?;
    remove(&target)?;
    fs::rename(&new, &target).map_err(|error| format!("cannot write `{}`: {error}", target.display()))?;
    let sizes = sizes::measure()?;
    let sizes = sizes.iter().map(|size| format!("{} {:.1}", size.role, size.compressed as f64 / 1000.0));
    let sizes: Vec<String> = sizes.collect();
    step::announce(&format!("the widget is in {} (kB compressed: {})", target.display(), sizes.join(", ")));
    if parts.tools.is_none() {
        return Ok(());
    }
    sizes::check()
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

/// Returns the SHA-256 of bytes, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
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
