//! `expand DIR -o OUT` gives a folder that another generator can build: pages expanded, everything else as it is.

use std::fs;
use std::path::Path;

use super::sandbox::Sandbox;

const PAGE: &str = "{{< sitevar name=\"domain\" >}}\n";

#[test]
fn files_that_are_no_pages_are_copied_byte_for_byte() {
    let sandbox =
        Sandbox::new(&[("sitevar.yml", "title: Test\n"), ("content/a.md", PAGE), ("content/x/b.md", PAGE)]);
    let picture: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let others = ["a.png", "x/y/photo.JPEG", "x/y/no-name", "notes.txt", "page.html", "x/table.csv"];
    for (number, other) in others.iter().enumerate() {
        let path = sandbox.path("content").join(other);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &picture[number..]).unwrap();
    }
    for theirs in [".hidden", ".git/config", "a.md~", "#a.md#", "x/photo.JPEG~", ".a.md.swp"] {
        sandbox.write(&format!("content/{theirs}"), "no");
    }
    sandbox.succeed(&["build", ".", "-o", "public"]);
    let built = sandbox.tree("public");
    assert!(!built.keys().any(|path| path.to_string_lossy().contains(['~', '#'])), "{:?}", built.keys());
    for _ in 0..2 {
        sandbox.succeed(&["expand", "content", "-o", "out"]);
        let mut visible = sandbox.tree("out");
        visible.retain(|path, _| !path.to_string_lossy().starts_with(".sitevar"));
        let mut names: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
        names.extend(["a.md".to_owned(), "x/b.md".to_owned()]);
        names.sort();
        assert_eq!(visible.keys().map(|path| path.to_string_lossy().into_owned()).collect::<Vec<_>>(), names);
        for (number, other) in others.iter().enumerate() {
            assert_eq!(visible[Path::new(other)], &picture[number..], "{other}");
        }
    }
}

#[test]
fn a_copy_is_ours_and_goes_with_its_file() {
    let sandbox = Sandbox::new(&[("sitevar.yml", ""), ("content/a.md", PAGE), ("content/b.txt", "b")]);
    sandbox.succeed(&["expand", "content", "-o", "out"]);
    sandbox.write("out/foreign.txt", "stays");
    fs::remove_file(sandbox.path("content/b.txt")).unwrap();
    sandbox.succeed(&["expand", "content", "-o", "out"]);
    assert!(!sandbox.path("out/b.txt").exists());
    assert!(sandbox.path("out/foreign.txt").exists());
}

#[test]
fn what_configures_a_site_is_not_copied_from_its_root() {
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "content: .\nshortcodes: [own]\n"),
        ("site/layouts/_shortcodes/a.html", "a"),
        ("site/own/note.html", "{{ .Inner }}"),
        ("site/data/people.yml", "a: 1"),
        ("site/a.md", PAGE),
        ("site/picture.svg", "<svg/>"),
    ]);
    sandbox.succeed(&["expand", "site", "-o", "out"]);
    let tree = sandbox.tree("out");
    let visible: Vec<_> =
        tree.keys().map(|path| path.to_string_lossy()).filter(|path| !path.starts_with(".")).collect();
    assert_eq!(visible, ["a.md", "picture.svg"]);
}

#[test]
fn a_page_with_an_error_keeps_copies_from_being_written_too() {
    let sandbox =
        Sandbox::new(&[("sitevar.yml", ""), ("content/a.md", "{{< nothing >}}"), ("content/b.txt", "b")]);
    assert_eq!(sandbox.run(&["expand", "content", "-o", "out"]).status.code(), Some(1));
    assert!(!sandbox.path("out").exists());
}
