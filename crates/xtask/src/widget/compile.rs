//! Compiles the widget to WebAssembly and lets wasm-bindgen write the JavaScript that calls it.
//!
//! binaryen's `wasm-opt` is not asked: after a compiler that optimises for size it made the download larger.

use std::path::{Path, PathBuf};

use crate::{components, project, step};

/// What every browser has had since 2023: vectors make the digest a third faster.
const NEW: &str = "-Ctarget-feature=+simd128,+bulk-memory";

/// What the first WebAssembly had, which is all that can be translated to JavaScript.
const OLD: &str = "-Ctarget-cpu=mvp -Ctarget-feature=-simd128,-bulk-memory,-reference-types,-sign-ext,\
    -nontrapping-fptoint,-multivalue";

/// Loops stay as they are written: a processor's ways to address memory, which LLVM rewrites them for, are none of
/// WebAssembly's, where the result is larger and no faster.
const LOOPS: &str = "-Cllvm-args=-disable-lsr";

/// What of the widget is compiled.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Extent {
    /// What a page needs whose guide is there already.
    Page,
    /// That, and what finds the values of a page that another generator built.
    Foreign,
    /// That, and what turns Markdown into a guide.
    Guide,
    /// What makes secrets and compares them with digests.
    Secret,
    /// What a page and secrets need, for those who have no WebAssembly.
    Plain,
    /// The same for a page of another generator.
    ForeignPlain,
}

impl Extent {
    /// Tells whether it becomes plain JavaScript.
    fn is_plain(self) -> bool {
        matches!(self, Self::Plain | Self::ForeignPlain)
    }
}

/// Compiles the widget, and returns its WebAssembly and its JavaScript.
///
/// # Errors
///
/// Fails where the browser's target cannot be had or something does not compile.
pub(super) fn run(extent: Extent) -> Result<(Vec<u8>, String), String> {
    let folder = bound(extent);
    bind(&program(extent)?, &folder)?;
    Ok((super::read(&folder.join("wasm_bg.wasm"))?, super::read_text(&folder.join("wasm.js"))?))
}

/// Compiles the widget, and returns the path of what the compiler wrote.
///
/// # Errors
///
/// Fails where the browser's target cannot be had or something does not compile.
pub(super) fn program(extent: Extent) -> Result<PathBuf, String> {
    let features = match extent {
        Extent::Page => "page",
        Extent::Foreign => "foreign",
        Extent::Guide => "foreign,guide",
        Extent::Secret => "secret",
        Extent::Plain => "page,plain",
        Extent::ForeignPlain => "foreign,plain",
    };
    // Two sets of flags in one folder would throw each other's work away.
    let (profile, target) = match extent.is_plain() {
        true => ("plain", components::browser_target().join("plain")),
        false => ("widget", components::browser_target()),
    };
    let package = ["build", "--package", "sitevar-widget", "--lib", "--profile", profile];
    let extent_of = ["--no-default-features", "--features", features];
    let mut build = components::browser()?.cargo(&[&package[..], &extent_of].concat());
    build
        .env("RUSTFLAGS", flags(extent))
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("CARGO_TARGET_DIR", &target);
    step::run(&format!("compile the widget ({})", name(extent)), &mut build)?;
    Ok(target.join(components::BROWSER).join(profile).join("sitevar_widget.wasm"))
}

/// Returns the folder of what wasm-bindgen writes.
pub(super) fn bound(extent: Extent) -> PathBuf {
    components::browser_target().join("bindgen").join(name(extent))
}

fn name(extent: Extent) -> &'static str {
    match extent {
        Extent::Page => "page",
        Extent::Foreign => "foreign",
        Extent::Guide => "guide",
        Extent::Secret => "secret",
        Extent::Plain => "plain",
        Extent::ForeignPlain => "foreign-plain",
    }
}

/// Returns the compiler's flags; messages of panics hold paths, which are no reader's business.
fn flags(extent: Extent) -> String {
    let features = if extent.is_plain() { OLD } else { NEW };
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let root = project::root();
    format!(
        "{features} {LOOPS} --remap-path-prefix={}=cargo --remap-path-prefix={}=sitevar",
        home.display(),
        root.display()
    )
}

/// Runs wasm-bindgen, as a program of its own because it takes a minute to compile.
///
/// # Errors
///
/// Fails where it does not compile or does not understand the program.
pub(super) fn bind(raw: &Path, folder: &Path) -> Result<(), String> {
    let arguments =
        ["run", "--quiet", "--package", "xtask", "--features", "bindgen", "--bin", "bindgen", "--"];
    let mut command = project::cargo(&arguments);
    command.arg(raw).arg(folder);
    step::run("bind it to JavaScript", &mut command)
}
