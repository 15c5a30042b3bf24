//! Rules for dependencies: each is named once, with the reason for it.

use super::files::{none, root, texts};

#[test]
fn every_dependency_has_a_reason() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, section) = manifest.split_once("[workspace.dependencies]\n").unwrap();
    let section = section.split("\n[").next().unwrap();
    let mut offences = Vec::new();
    let mut before = "";
    for line in section.lines() {
        // Our own crates stand in one group under one comment.
        let ours = |line: &str| line.starts_with("sitevar-");
        if is_dependency(line) && !before.starts_with("# ") && !(ours(line) && ours(before)) {
            offences.push(line.to_owned());
        }
        before = line;
    }
    none("a dependency stands under a comment that says what it is for", &offences);
}

#[test]
fn every_dependency_is_named_in_the_root_manifest() {
    let mut offences = Vec::new();
    for (name, text) in texts(&["crates"], "toml").iter().filter(|(name, _)| name.ends_with("/Cargo.toml")) {
        let mut inside = false;
        for line in text.lines() {
            if line.starts_with('[') {
                inside = line.ends_with("dependencies]");
            } else if inside && is_dependency(line) && !line.contains("workspace = true") {
                offences.push(format!("{name}: {line}"));
            }
        }
    }
    none("a crate takes its dependencies from the workspace", &offences);
}

fn is_dependency(line: &str) -> bool {
    line.starts_with(|character: char| character.is_ascii_alphanumeric()) && line.contains('=')
}
