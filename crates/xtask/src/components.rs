//! The parts of a Rust installation that not every machine has: rustfmt, clippy and the WebAssembly target.
//!
//! Each is looked for, then installed where that is possible, then named with the command that would install it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::step;

/// rustup's downloads may hang rather than fail.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(120);

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
    Debian,
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
    if version("Installed:") >= wanted {
        return Ok(Browser::Debian);
    }
    if version("Candidate:") < wanted {
        return Err("Debian's Rust is older than this workspace asks".to_owned());
    }
    let mut command = Command::new("apt-get");
    command.args(["install", "--yes", "--no-install-recommends"]).args(DEBIAN_PACKAGES);
    step::announce(&format!("installing: {}", step::line(&command)));
    step::run_quietly(&mut command, DOWNLOAD_LIMIT)?;
    Ok(Browser::Debian)
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
