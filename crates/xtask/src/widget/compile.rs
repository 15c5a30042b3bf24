//! Compiles the widget to WebAssembly and lets wasm-bindgen write the JavaScript that calls it.
//!
//! binaryen's `wasm-opt` is not asked: behind a compiler that looks for small code it made the download larger.

use std::path::{Path, PathBuf};

use crate::{components, project, step};

/// What every browser has had since 2023: vectors make the digest a third faster.
const FEATURES: &str = "-Ctarget-feature=+simd128,+bulk-memory";

/// Where the results are.
pub(super) struct Compiled {
    pub(super) wasm: PathBuf,
    pub(super) glue: PathBuf,
}

/// Compiles the widget.
///
/// # Errors
///
/// Fails where the browser's target cannot be had or something does not compile.
pub(super) fn run() -> Result<Compiled, String> {
    let browser = components::browser()?;
    let mut build = browser.cargo(&["build", "--package", "sitevar-widget", "--lib", "--profile", "widget"]);
    build.env("RUSTFLAGS", flags()).env_remove("CARGO_ENCODED_RUSTFLAGS");
    step::run("compile the widget", &mut build)?;
    let raw = components::browser_target().join(components::BROWSER).join("widget/sitevar_widget.wasm");
    let folder = components::browser_target().join("bindgen");
    bind(&raw, &folder)?;
    Ok(Compiled { wasm: folder.join("wasm_bg.wasm"), glue: folder.join("wasm.js") })
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
