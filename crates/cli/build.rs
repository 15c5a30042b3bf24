//! Names the state of the code, so that a build of a site by other code takes nothing over from an earlier one.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    hasher.write(env!("CARGO_PKG_VERSION").as_bytes());
    // The neighbours are only there in the repository; what is published has a version for each state.
    for folder in ["src", "../core/src", "../templates", "../../shortcodes", "../../Cargo.lock"] {
        println!("cargo::rerun-if-changed={folder}");
        add(Path::new(folder), &mut hasher);
    }
    println!("cargo::rustc-env=SITEVAR_CODE={:016x}", hasher.finish());
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        paths.iter().for_each(|path| add(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        hasher.write(&bytes);
    }
}
