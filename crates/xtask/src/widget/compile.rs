//! Compiles the widget to WebAssembly and lets wasm-bindgen write the JavaScript that calls it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::{components, project, step};

/// What every browser has had since 2023: vectors make the digest a third faster.
const FEATURES: &str = "-Ctarget-feature=+simd128,+bulk-memory";

/// Optimising takes seconds.
const OPTIMISE_LIMIT: Duration = Duration::from_secs(120);

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
    let wasm = folder.join("wasm_bg.wasm");
    optimise(&wasm)?;
    Ok(Compiled { wasm, glue: folder.join("wasm.js") })
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

/// Makes it smaller, where binaryen's tool is on the machine.
fn optimise(wasm: &Path) -> Result<(), String> {
    if project::on_path("wasm-opt").is_none() {
        step::announce("wasm-opt is not on this machine: the widget stays a little larger than it could be");
        return Ok(());
    }
    let mut command = Command::new("wasm-opt");
    command.args(["-O3", "--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"]);
    command.args(["--enable-sign-ext", "--enable-mutable-globals", "--enable-reference-types"]);
    command.args(["--enable-multivalue"]).arg(wasm).arg("-o").arg(wasm);
    step::announce(&format!("optimise: {}", step::line(&command)));
    step::run_quietly(&mut command, OPTIMISE_LIMIT)
}
