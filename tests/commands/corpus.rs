//! The command on the 533 pages of a real site.

use std::path::{Path, PathBuf};

use super::sandbox::{Sandbox, tree};

/// Returns the shared folder beside the project; prints that a test is skipped where there is none.
pub fn shared(below: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(below);
    if !folder.exists() {
        eprintln!("skipped: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn every_page_of_the_corpus_is_mirrored_and_built() {
    let Some(corpus) = shared("corpus/authelia") else { return };
    let sandbox = Sandbox::new(&[("sitevar.yml", "title: Corpus\nunknown_shortcodes: keep\n")]);
    let content = corpus.join("content");
    let pages = tree(&content);
    for (path, bytes) in &pages {
        sandbox.write(&format!("content/{}", path.display()), std::str::from_utf8(bytes).unwrap());
    }
    sandbox.succeed(&["expand", "content", "-o", "expanded"]);
    let mut expanded = sandbox.tree("expanded");
    assert!(expanded.remove(Path::new(".sitevar-output.sha256")).is_some());
    assert!(expanded.keys().eq(pages.keys()));
    let untouched = pages.iter().filter(|(path, bytes)| expanded[*path] == **bytes).count();
    let without_calls = pages.values().filter(|bytes| !has_call(bytes)).count();
    assert!(
        untouched >= without_calls,
        "{untouched} of {without_calls} pages without calls stayed as they are"
    );

    sandbox.succeed(&["build", "-o", "built"]);
    let built = sandbox.tree("built");
    assert!(built.keys().filter(|path| path.ends_with("index.html")).count() >= pages.len());
}

fn has_call(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|window| window == b"{{<" || window == b"{{%")
}
