//! Every page of the documentation says in its first sentence whom it is for.

use super::pages;

#[test]
fn every_page_begins_with_whom_it_is_for() {
    let mut silent = Vec::new();
    for page in pages::read("") {
        // A guide is for whoever installs what it is about, and a shared text has no beginning of its own.
        if page.path.starts_with("guides/") || page.path == "shared/backup.md" {
            continue;
        }
        let (_, body) = page.text.split_once("\n---\n").unwrap();
        let first = body.lines().find(|line| !line.is_empty() && !line.starts_with('#'));
        if !first.is_some_and(|line| line.starts_with("For ")) {
            silent.push(page.path);
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
