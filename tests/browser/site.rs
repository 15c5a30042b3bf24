//! What the scenarios look at: the product's own site and those of scenarios, each built once by the command.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Returns the folder of the built site.
pub fn built() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser-site");
        let _ = std::fs::remove_dir_all(&folder);
        sitevar(&["build", "site", "-o", folder.to_str().unwrap()]);
        folder
    })
}

/// Returns the folder of a scenario's own site, built once: it is in the folder `site` beside the scenario.
pub fn of(scenario: &str) -> PathBuf {
    static BUILT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{scenario}"));
    // Who comes second waits until it is built.
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if built.insert(scenario.to_owned()) {
        let _ = std::fs::remove_dir_all(&folder);
        sitevar(&["build", &format!("tests/browser/{scenario}/site"), "-o", folder.to_str().unwrap()]);
    }
    folder
}

/// Makes one file of guides, and returns its address on this disk.
pub fn offline(name: &str, inputs: &[&str]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    sitevar(&[&["offline"], inputs, &["-o", path.to_str().unwrap()]].concat());
    format!("file://{}", path.display())
}

/// Tells whether the command under test carries the widget; says so where it does not.
pub fn has_widget() -> bool {
    let there = built().join("sitevar").is_dir();
    if !there {
        eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
    }
    there
}

/// Runs the command in the project's root; it must succeed.
pub fn sitevar(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output =
        Command::new(env!("CARGO_BIN_EXE_sitevar")).args(arguments).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
