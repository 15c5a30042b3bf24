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

#[test]
fn the_map_names_every_dependency_of_each_crate() {
    let map = std::fs::read_to_string(root().join("crates/README.md")).unwrap();
    let mut offences = Vec::new();
    for (path, text) in texts(&["crates"], "toml") {
        let Some(name) = path.strip_prefix("crates/").and_then(|path| path.strip_suffix("/Cargo.toml"))
        else {
            continue;
        };
        let row = map.lines().find(|line| line.starts_with(&format!("| [`{name}`]"))).unwrap_or_default();
        let last = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let mut named: Vec<&str> = last.split('`').skip(1).step_by(2).collect();
        let manifest: toml::Table = text.parse().unwrap();
        let everywhere = manifest.get("target").and_then(|targets| targets.as_table());
        let tables = std::iter::once(&manifest)
            .chain(everywhere.into_iter().flatten().filter_map(|(_, target)| target.as_table()))
            .filter_map(|table| table.get("dependencies")?.as_table());
        let mut used: Vec<&str> =
            tables.flat_map(toml::Table::keys).map(|name| name.trim_start_matches("sitevar-")).collect();
        named.sort_unstable();
        used.sort_unstable();
        if named != used {
            offences.push(format!("{name}: {used:?}"));
        }
    }
    none("crates/README.md names what each crate depends on", &offences);
}

fn is_dependency(line: &str) -> bool {
    line.starts_with(|character: char| character.is_ascii_alphanumeric()) && line.contains('=')
}
