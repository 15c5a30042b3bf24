//! What the scenarios look at: the product's own site, built once by the command.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Returns the folder of the built site.
pub fn built() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser-site");
        sitevar(&["build", "site", "-o", folder.to_str().unwrap()]);
        folder
    })
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
