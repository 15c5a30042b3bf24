//! Rules for the tree as a newcomer sees it.

use super::files::{none, root, texts};

#[test]
fn the_top_level_holds_what_a_newcomer_needs_and_nothing_else() {
    let entries = root().read_dir().unwrap().map(|entry| entry.unwrap().file_name());
    let names = entries.map(|name| name.to_string_lossy().into_owned());
    let strange: Vec<String> =
        names.filter(|name| !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str())).collect();
    none("the top level is the house's front door", &strange);
}

/// `target` is cargo's and never committed.
const TOP_LEVEL: [&str; 13] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "crates",
    "shortcodes",
    "site",
    "target",
    "tests",
];

#[test]
fn what_the_readmes_name_is_there() {
    let mut missing = Vec::new();
    for name in ["README.md", "CONTRIBUTING.md", "crates/README.md"] {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let outside = link.is_empty() || link.contains("://");
            if !outside && !path.parent().unwrap().join(link).exists() {
                missing.push(format!("{name}: {link}"));
            }
        }
    }
    none("a link of a README leads to a file", &missing);
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let page = std::fs::read_to_string(root().join("crates/README.md")).unwrap();
    let tests: String = texts(&["tests", "crates"], "rs").into_iter().map(|(_, text)| text).collect();
    let table = page.lines().filter(|line| line.starts_with('|'));
    let named = table.flat_map(|line| line.split('`').skip(1).step_by(2)).filter(|code| code.contains("::"));
    let missing: Vec<String> = named
        .filter(|name| !tests.contains(&format!("fn {}(", name.rsplit("::").next().unwrap())))
        .map(str::to_owned)
        .collect();
    none("an invariant is held by a test of that name", &missing);
}
