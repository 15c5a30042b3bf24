//! What a run of the command must not do, and where it is written down with its input when it does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long one run may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a run ended.
pub(super) struct Ended {
    /// 0, 1 or 2; `None` where it ended otherwise, or not in time.
    pub(super) status: Option<i32>,
    pub(super) time: Duration,
    /// What it wrote to standard error.
    pub(super) said: String,
}

impl Ended {
    /// Returns what is wrong with it; `verify` says on standard output that a secret is another one.
    pub(super) fn fault(&self, command: &str) -> Option<&'static str> {
        match self.status {
            _ if self.said.contains("this is a bug") => Some("bug"),
            None if self.time >= PATIENCE => Some("timeout"),
            None => Some("crash"),
            Some(0) => None,
            Some(1) if command == "verify" => None,
            Some(1 | 2) if self.said.trim().is_empty() => Some("silent"),
            Some(1 | 2) => None,
            Some(_) => Some("status"),
        }
    }
}

/// Runs the command in a folder, with something on standard input.
///
/// # Errors
///
/// Fails where it cannot be started.
pub(super) fn run(
    program: &Path,
    arguments: &[String],
    folder: &Path,
    input: &Path,
) -> Result<Ended, String> {
    let failed = |error: std::io::Error| format!("cannot run the command: {error}");
    let said = folder.join("stderr");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdout(Stdio::null());
    command.stderr(fs::File::create(&said).map_err(failed)?);
    command.stdin(fs::File::open(input).map_err(failed)?);
    let start = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let mut pause = Duration::from_millis(1);
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status.code();
        }
        if start.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    let said = String::from_utf8_lossy(&fs::read(said).unwrap_or_default()).into_owned();
    Ok(Ended { status, time: start.elapsed(), said })
}

/// Writes a finding down: the folder that the command ran in, and how it was run.
///
/// # Errors
///
/// Fails where the system refuses.
pub(super) fn keep(ran_in: &Path, arguments: &[String], ended: &Ended, to: &Path) -> Result<PathBuf, String> {
    let failed = |error: std::io::Error| format!("cannot write a finding: {error}");
    copy(ran_in, to).map_err(failed)?;
    let how = format!(
        "sitevar {}\nstatus {:?} in {:?}\n\n{}",
        arguments.join(" "),
        ended.status,
        ended.time,
        ended.said
    );
    fs::write(to.join("finding.txt"), how).map_err(failed)?;
    Ok(to.to_path_buf())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
