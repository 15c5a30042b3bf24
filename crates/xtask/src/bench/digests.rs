//! One digest, 310,000 iterations of PBKDF2 with SHA-512, beside OpenSSL's through Python's hashlib.
//!
//! Ours is the time of the whole process, theirs that of the one call: starting Python is not held against OpenSSL.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::goal::Goal;
use super::race::{Laps, read, run_once};

const OURS: &str = "sitevar secret";
const THEIRS: &str = "hashlib (OpenSSL), one digest";

const PYTHON: &str = "\
import hashlib, time
start = time.perf_counter()
hashlib.pbkdf2_hmac('sha512', b'insecure_secret', bytes(16), 310000)
print(time.perf_counter() - start)
";

/// Lets the two take turns, `runs` times after one turn that warms up; nothing runs where there is no Python.
///
/// # Errors
///
/// Fails where one of them does.
pub(super) fn race(sitevar: &Path, runs: usize) -> Result<Vec<Laps>, String> {
    let mut ours = Command::new(sitevar);
    ours.args(["secret", "--iterations", "310000"]);
    let mut theirs = Command::new("python3");
    theirs.args(["-c", PYTHON]);
    if Command::new("python3").arg("--version").output().is_err() {
        return Ok(Vec::new());
    }
    let mut samples = (Vec::new(), Vec::new());
    for run in 0..=runs {
        let our_sample = run_once(&mut ours)?;
        let mut their_sample = run_once(&mut theirs)?;
        let told = read(&crate::project::target().join("bench/log.txt"))?;
        let seconds = told.trim().parse().map_err(|error| format!("hashlib told `{told}`: {error}"))?;
        their_sample.wall = Duration::from_secs_f64(seconds);
        if run > 0 {
            samples.0.push(our_sample);
            samples.1.push(their_sample);
        }
    }
    Ok(vec![Laps::new(OURS, samples.0), Laps::new(THEIRS, samples.1)])
}

/// What the product promises of it.
pub(super) fn goal() -> Goal {
    Goal::ratio("a digest takes at most 1.1 × OpenSSL's time", OURS, THEIRS, 1.1)
}
