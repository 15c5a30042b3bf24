//! Where things are: the project's root, cargo's target folder, and cargo itself.
//!
//! Chores are run from any folder, so every path is made from these.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the project's root.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf()
}

/// Returns cargo's target folder, wherever the user's configuration put it: this very program is in it.
pub(crate) fn target() -> PathBuf {
    let own = std::env::current_exe().ok();
    let found = own.as_deref().and_then(|own| own.ancestors().nth(2)).map(Path::to_path_buf);
    found.unwrap_or_else(|| root().join("target"))
}

/// Returns a command that runs the same cargo as this one, in the project's root.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Returns the path of the `sitevar` command as it is released.
pub(crate) fn sitevar() -> PathBuf {
    target().join("release").join(format!("sitevar{}", std::env::consts::EXE_SUFFIX))
}

/// Builds the `sitevar` command as it is released.
///
/// # Errors
///
/// Fails where it does not compile.
pub(crate) fn build_sitevar() -> Result<PathBuf, String> {
    crate::step::run("build the command", &mut cargo(&["build", "--release", "--package", "sitevar"]))?;
    Ok(sitevar())
}

/// Builds the `sitevar` command as the tests run it.
///
/// # Errors
///
/// Fails where it does not compile.
pub(crate) fn build_for_tests() -> Result<PathBuf, String> {
    crate::step::run("build the command", &mut cargo(&["build", "--quiet", "--package", "sitevar"]))?;
    Ok(target().join("debug").join(format!("sitevar{}", std::env::consts::EXE_SUFFIX)))
}

/// Returns a program from `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let program = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&program)).find(|path| path.is_file())
}
