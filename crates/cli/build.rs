//! Names the state of the code, so that a build of a site by other code takes nothing over from an earlier one, and
//! takes in the files of the widget, where `cargo xtask widget` has made them.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let widget = target(&out).join("widget");
    let mut hasher = DefaultHasher::new();
    hasher.write(env!("CARGO_PKG_VERSION").as_bytes());
    // The neighbours are only there in the repository; what is published has a version for each state.
    for folder in ["src", "../core/src", "../templates", "../../shortcodes", "../../Cargo.lock"] {
        println!("cargo::rerun-if-changed={folder}");
        add(Path::new(folder), &mut hasher);
    }
    // cargo would run this again and again if the folder were not there.
    let _ = fs::create_dir_all(&widget);
    println!("cargo::rerun-if-changed={}", widget.display());
    add(&widget, &mut hasher);
    println!("cargo::rustc-env=SITEVAR_CODE={:016x}", hasher.finish());
    if let Err(error) = fs::write(out.join("widget.rs"), embed(&widget)) {
        println!("cargo::error=cannot write the list of the widget's files: {error}");
    }
}

/// Returns cargo's target folder, which this script writes into: cargo keeps there what it knows of the compiler.
fn target(out: &Path) -> PathBuf {
    let marked = out.ancestors().find(|folder| folder.join(".rustc_info.json").is_file());
    marked.unwrap_or(out).to_path_buf()
}

/// Writes a list of the widget's files, each with its bytes: `("web/sitevar-….js", &[…])`.
fn embed(widget: &Path) -> String {
    let mut list = String::from("&[\n");
    for folder in ["web", "offline"] {
        for path in entries(&widget.join(folder)) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(list, "    ({:?}, include_bytes!({path:?})),", format!("{folder}/{name}"));
        }
    }
    list + "]"
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        entries(path).iter().for_each(|path| add(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        hasher.write(&bytes);
    }
}

/// Returns what is in a folder, sorted; nothing where there is none.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}
