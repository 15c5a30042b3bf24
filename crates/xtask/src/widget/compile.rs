//! Compiles the widget to WebAssembly and lets wasm-bindgen write the JavaScript that calls it.
//!
//! binaryen's `wasm-opt` is not asked: after a compiler that optimises for size it made the download larger.

use std::path::{Path, PathBuf};

use crate::{components, project, step};

/// What every browser has had since 2023: vectors make the digest a third faster.
const FEATURES: &str = "-Ctarget-feature=+simd128,+bulk-memory";

/// What of the widget is compiled.
#[derive(Clone, Copy)]
pub(super) enum Extent {
    /// What a page needs whose guide is there already.
    Page,
    /// That, and what finds the values of a page that another generator built.
    Foreign,
    /// All of it, with what turns Markdown into a guide.
    Guide,
}

/// Compiles the widget, and returns its WebAssembly and its JavaScript.
///
/// # Errors
///
/// Fails where the browser's target cannot be had or something does not compile.
pub(super) fn run(extent: Extent) -> Result<(Vec<u8>, String), String> {
    let (name, features): (_, &[&str]) = match extent {
        Extent::Page => ("page", &["--no-default-features"]),
        Extent::Foreign => ("foreign", &["--no-default-features", "--features", "foreign"]),
        Extent::Guide => ("guide", &[]),
    };
    let arguments = ["build", "--package", "sitevar-widget", "--lib", "--profile", "widget"];
    let mut build = components::browser()?.cargo(&[&arguments, features].concat());
    build.env("RUSTFLAGS", flags()).env_remove("CARGO_ENCODED_RUSTFLAGS");
    step::run(&format!("compile the widget ({name})"), &mut build)?;
    let raw = components::browser_target().join(components::BROWSER).join("widget/sitevar_widget.wasm");
    let folder = components::browser_target().join("bindgen").join(name);
    bind(&raw, &folder)?;
    Ok((super::read(&folder.join("wasm_bg.wasm"))?, super::read_text(&folder.join("wasm.js"))?))
}

/// Returns the compiler's flags; messages of panics hold paths, which are no reader's business.
fn flags() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let root = project::root();
    format!(
        "{FEATURES} --remap-path-prefix={}=cargo --remap-path-prefix={}=sitevar",
        home.display(),
        root.display()
    )
}

/// Runs wasm-bindgen, as a program of its own because it takes a minute to compile.
fn bind(raw: &Path, folder: &Path) -> Result<(), String> {
    let arguments =
        ["run", "--quiet", "--package", "xtask", "--features", "bindgen", "--bin", "bindgen", "--"];
    let mut command = project::cargo(&arguments);
    command.arg(raw).arg(folder);
    step::run("bind it to JavaScript", &mut command)
}
