//! Two builds of the same input are the same, and so are a second build and a clean one.

use std::fs;

use super::sandbox::{Sandbox, told};

fn site() -> Sandbox {
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "title: Test\nbase_url: https://docs.example.org/\n"),
        ("site/content/_index.md", "---\ntitle: Home\n---\n"),
        ("site/content/guides/one.md", "---\ntitle: One\n---\n\nSee [two](two.md) and {{% note %}}.\n"),
        (
            "site/content/guides/two.md",
            "---\ntitle: Two\nweight: 2\n---\n\n{{< sitevar name=\"domain\" >}}\n",
        ),
        ("site/content/guides/three.md", "---\ntitle: Three\n---\n\nSee [nothing](nothing.md).\n"),
        ("site/content/guides/bundle/index.md", "![A picture](picture.svg)\n"),
        ("site/content/guides/bundle/picture.svg", "<svg/>"),
        ("site/layouts/_shortcodes/note.md", "a note\n"),
        ("site/layouts/_shortcodes/note.html", "a note\n"),
    ]);
    sandbox.succeed(&["build", "site", "-o", "out"]);
    sandbox
}

/// What can change between two builds.
const EDITS: [(&str, &str, &str); 8] = [
    ("the text of a page", "site/content/guides/one.md", "---\ntitle: One\n---\n\nNew.\n"),
    ("the title of a page", "site/content/guides/two.md", "---\ntitle: Second\n---\n"),
    ("a new page", "site/content/guides/four.md", "---\ntitle: Four\n---\n"),
    ("a draft", "site/content/guides/two.md", "---\ntitle: Two\ndraft: true\n---\n"),
    ("a template", "site/layouts/_shortcodes/note.html", "another note\n"),
    ("the configuration", "site/sitevar.yml", "title: Other\n"),
    ("a picture", "site/content/guides/bundle/picture.svg", "<svg></svg>"),
    ("the output itself", "out/guides/two/index.html", "tampered"),
];

#[test]
fn a_second_build_is_a_clean_one() {
    for (what, path, text) in EDITS {
        let sandbox = site();
        sandbox.write(path, text);
        let second = sandbox.succeed(&["build", "site", "-o", "out"]);
        let clean = sandbox.succeed(&["build", "site", "-o", "clean"]);
        assert!(sandbox.tree("out") == sandbox.tree("clean"), "after a change of {what}");
        assert_eq!(told(&second), told(&clean), "after a change of {what}");
    }
}

#[test]
fn setting_a_value_changes_every_page_that_shows_it() {
    let sandbox = site();
    sandbox.succeed(&["build", "site", "-o", "out", "--set", "domain=home.lab"]);
    sandbox.succeed(&["build", "site", "-o", "clean", "--set", "domain=home.lab"]);
    assert!(sandbox.tree("out") == sandbox.tree("clean"));
    assert!(fs::read_to_string(sandbox.path("out/guides/two/index.md")).unwrap().contains("home.lab"));
}

#[test]
fn a_page_that_includes_another_one_follows_it() {
    let sandbox = site();
    sandbox.write("site/content/guides/one.md", "{{% include \"/guides/two.md\" %}}\n");
    sandbox.succeed(&["build", "site", "-o", "out"]);
    sandbox.write("site/content/guides/two.md", "---\ntitle: Two\nweight: 2\n---\n\nA changed text.\n");
    sandbox.succeed(&["build", "site", "-o", "out"]);
    let page = fs::read_to_string(sandbox.path("out/guides/one/index.md")).unwrap();
    assert!(page.contains("A changed text."), "{page}");
}

#[cfg(unix)]
#[test]
fn a_second_build_takes_over_what_did_not_change() {
    use std::os::unix::fs::MetadataExt;
    let sandbox = site();
    let file =
        |page: &str| fs::metadata(sandbox.path(&format!("out/guides/{page}/index.html"))).unwrap().ino();
    let (one, two) = (file("one"), file("two"));
    sandbox.write("site/content/guides/one.md", "---\ntitle: One\n---\n\nNew.\n");
    sandbox.succeed(&["build", "site", "-o", "out"]);
    assert_eq!(file("two"), two, "the same file, moved over");
    assert_ne!(file("one"), one, "a new file");
}
