//! The parts of a Rust installation that not every machine has: rustfmt, clippy and the WebAssembly target.
//!
//! Each is looked for, then installed where that is possible, then named with the command that would install it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::step;

/// rustup's downloads may hang rather than fail.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(120);

/// A browser is a hundred megabytes with what it needs.
const PACKAGES_LIMIT: Duration = Duration::from_secs(400);

/// The target that a browser runs.
pub(crate) const BROWSER: &str = "wasm32-unknown-unknown";

/// Makes a cargo subcommand of a rustup component available, such as `fmt` of `rustfmt`.
///
/// # Errors
///
/// Fails with the command that would install it.
pub(crate) fn subcommand(name: &str, component: &str) -> Result<(), String> {
    let there = || {
        let mut command = crate::project::cargo(&[name, "--version"]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if there() {
        return Ok(());
    }
    install(&["component", "add", component])?;
    if there() {
        Ok(())
    } else {
        Err(format!("`cargo {name}` does not run; try `rustup component add {component}`"))
    }
}

/// How the browser's target can be compiled for.
pub(crate) enum Browser {
    /// With the toolchain in use.
    Toolchain,
    /// With Debian's own Rust and the source of its standard library.
    Debian {
        /// The linker for WebAssembly, which Debian's Rust does not bring.
        linker: PathBuf,
    },
}

/// Returns the folder of everything that is compiled for the browser.
///
/// It is one of its own: two compilers, or two sets of flags, would throw each other's work away.
pub(crate) fn browser_target() -> PathBuf {
    crate::project::target().join("browser")
}

impl Browser {
    /// Returns a cargo that compiles for the browser.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = match self {
            Browser::Toolchain => crate::project::cargo(arguments),
            Browser::Debian { linker } => {
                let mut command = Command::new("/usr/bin/cargo");
                command.args(arguments).arg("-Zbuild-std=std,panic_abort");
                command.current_dir(crate::project::root());
                command.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                // rustup's cargo, which started this program, names its own toolchain to everything below it.
                command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("RUSTDOC");
                command
            }
        };
        command.args(["--target", BROWSER]).env("CARGO_TARGET_DIR", browser_target());
        command
    }
}

/// Makes the browser's target available.
///
/// # Errors
///
/// Fails with the command that would install it.
pub(crate) fn browser() -> Result<Browser, String> {
    if has_browser_target() {
        return Ok(Browser::Toolchain);
    }
    let why = match install(&["target", "add", BROWSER]) {
        Ok(()) if has_browser_target() => return Ok(Browser::Toolchain),
        Ok(()) => format!("the toolchain in use still lacks `{BROWSER}`"),
        Err(why) => why,
    };
    debian().map_err(|_| why)
}

/// Tells whether the toolchain in use has the standard library of the browser's target.
fn has_browser_target() -> bool {
    let mut command = Command::new("rustc");
    command.args(["--print", "target-libdir", "--target", BROWSER]).current_dir(crate::project::root());
    let folder =
        command.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}

/// Debian's packages compile for the browser without a download from rustup.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Installs Debian's Rust, where it is as new as this workspace asks; only root may.
fn debian() -> Result<Browser, String> {
    let mut policy = Command::new("apt-cache");
    let policy = policy.args(["policy", DEBIAN_PACKAGES[0]]).output().map_err(|error| error.to_string())?;
    let policy = String::from_utf8_lossy(&policy.stdout).into_owned();
    let version =
        |label: &str| minor(policy.lines().find_map(|line| line.trim().strip_prefix(label))?.trim());
    let wanted = minor(env!("CARGO_PKG_RUST_VERSION"));
    if version("Installed:") < wanted {
        if version("Candidate:") < wanted {
            return Err("Debian's Rust is older than this workspace asks".to_owned());
        }
        apt(&DEBIAN_PACKAGES)?;
    }
    Ok(Browser::Debian { linker: linker()? })
}

/// Finds a linker for WebAssembly: rustup's toolchains bring one, and so does LLVM.
fn linker() -> Result<PathBuf, String> {
    let rustup = || {
        let mut command = Command::new("rustc");
        command.args(["--print", "target-libdir"]).current_dir(crate::project::root());
        let output = command.output().ok()?;
        let libraries = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        Some(libraries.parent()?.join("bin/rust-lld")).filter(|path| path.is_file())
    };
    let found = || rustup().or_else(|| crate::project::on_path("wasm-ld"));
    if let Some(linker) = found() {
        return Ok(linker);
    }
    apt(&["lld"])?;
    found().ok_or_else(|| "no linker for WebAssembly; try `apt-get install lld`".to_owned())
}

/// Installs packages of Debian; only root may.
///
/// # Errors
///
/// Fails with the command that would install them.
pub(crate) fn apt(packages: &[&str]) -> Result<(), String> {
    let mut command = Command::new("apt-get");
    command.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    let line = step::line(&command);
    step::announce(&format!("installing: {line}"));
    // A fresh image has no lists of packages yet.
    let mut update = Command::new("apt-get");
    update.arg("update");
    step::run_quietly(&mut command, PACKAGES_LIMIT)
        .or_else(|_| {
            step::run_quietly(&mut update, PACKAGES_LIMIT)?;
            step::run_quietly(&mut command, PACKAGES_LIMIT)
        })
        .map_err(|why| format!("install it with `{line}` ({why})"))
}

/// Returns the second number of a version; every Rust so far is 1.x.
fn minor(version: &str) -> Option<u32> {
    version.split('.').nth(1)?.parse().ok()
}

fn install(arguments: &[&str]) -> Result<(), String> {
    let mut command = Command::new("rustup");
    command.args(arguments);
    let line = step::line(&command);
    step::announce(&format!("installing: {line}"));
    step::run_quietly(&mut command, DOWNLOAD_LIMIT).map_err(|why| format!("install it with `{line}` ({why})"))
}
