//! Packages of npm that chores use, each in a folder of its own below `target/tools`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::{project, step};

const DOWNLOAD_LIMIT: Duration = Duration::from_secs(120);

/// Returns what is wanted of a package of npm, which is installed into a folder of cargo's target folder where it is missing.
///
/// # Errors
///
/// Fails with the command that would install it.
pub(crate) fn npm(name: &str, folder: &str, wanted: &str) -> Result<PathBuf, String> {
    let folder = project::target().join(folder);
    let wanted = folder.join(wanted);
    if wanted.exists() {
        return Ok(wanted);
    }
    fs::create_dir_all(&folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
    let mut command = Command::new("npm");
    command.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(name);
    step::announce(&format!("installing: {name}, from npm into target/tools"));
    step::run_quietly(&mut command, DOWNLOAD_LIMIT)
        .map_err(|why| format!("install it with `npm install {name}` ({why})"))?;
    Ok(wanted)
}
