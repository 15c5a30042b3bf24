//! A bug of ours costs no more than one run: wherever the command panics, it says so once, and the old output is there.
//!
//! The command that tests run panics at a file where a variable asks for it; the one that users run does not.

use super::sandbox::Sandbox;

/// A site with everything that a command reads.
const SITE: [(&str, &str); 7] = [
    ("site/sitevar.yml", "title: Test\n"),
    ("site/content/_index.md", "Home\n"),
    ("site/content/a.md", "A {{< own >}} {{< include >}}\n"),
    ("site/content/b.md", "B\n"),
    ("site/data/some.yaml", "a: 1\n"),
    ("site/layouts/_shortcodes/own.html", "own {{ site.Data.some.a }}"),
    ("site/layouts/_shortcodes/include.html", "{{ readFile \"other.txt\" }}"),
];

const BUILD: &[&str] = &["build", "site", "-o", "out"];
const EXPAND: &[&str] = &["expand", "site/content", "-o", "out"];
const SINGLE: &[&str] = &["expand", "site/content/a.md", "-o", "out.md"];
const OFFLINE: &[&str] = &["offline", "site/content", "-o", "out.html"];
const ASSETS: &[&str] = &["assets", "site", "-o", "out"];

/// What is run, and the file at which it panics: while it reads and writes, on the first thread and on others, in
/// the work on a page and outside of any.
const RUNS: [(&[&str], &str); 24] = [
    (BUILD, "sitevar.yml"),
    (BUILD, "own.html"),
    (BUILD, "some.yaml"),
    (BUILD, "other.txt"),
    (BUILD, "content/b.md"),
    (BUILD, "b/index.html"),
    (BUILD, "sitevar.css"),
    (BUILD, "sitevar.json"),
    (BUILD, "sitevar.css:dropped"),
    (EXPAND, "sitevar.yml"),
    (EXPAND, "own.html"),
    (EXPAND, "other.txt"),
    (EXPAND, "content/b.md"),
    (EXPAND, "b.md"),
    (SINGLE, "sitevar.yml"),
    (SINGLE, "other.txt"),
    (SINGLE, "content/a.md"),
    (OFFLINE, "sitevar.yml"),
    (OFFLINE, "other.txt"),
    (OFFLINE, "content/b.md"),
    (ASSETS, "sitevar.yml"),
    (ASSETS, "content/b.md"),
    (ASSETS, "sitevar.json"),
    (&["secret"], "digest"),
];

#[test]
fn wherever_a_command_panics_it_is_told_once_and_the_old_output_is_there() {
    if !cfg!(debug_assertions) {
        eprintln!("skipped: a command that was built to be used has no fail points");
        return;
    }
    for (command, over) in RUNS {
        let sandbox = Sandbox::new(&SITE);
        sandbox.write("site/other.txt", "other");
        let before = sandbox.run(command);
        if String::from_utf8_lossy(&before.stderr).contains("built without the widget") {
            eprintln!("{command:?} skipped: this build has no widget; `cargo xtask test` builds it");
            continue;
        }
        assert_eq!(before.status.code(), Some(0), "{}", String::from_utf8_lossy(&before.stderr));
        // A build would not look again at what did not change.
        sandbox.write("site/content/a.md", "Again {{< own >}} {{< include >}}\n");
        sandbox.write("site/content/b.md", "Again\n");
        let (tree, names) = (sandbox.tree(""), sandbox.names());
        let output = sandbox.command(command).env("SITEVAR_FAIL_POINT", over).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let context = format!("{command:?} over {over}: {said}");
        assert_eq!(output.status.code(), Some(1), "{context}");
        assert_eq!(output.stdout, b"", "{context}");
        assert_eq!(said.matches("sitevar itself failed").count(), 1, "{context}");
        assert_eq!(said.matches("this is a bug: please report it").count(), 1, "{context}");
        assert!(said.contains("crates/cli/src/report/panic.rs:"), "{context}");
        // Rust's own words may repeat a text of the user.
        assert!(!said.contains("fail point") && !said.contains("panicked"), "{context}");
        if over.contains("dropped") {
            // Nobody cleans up any more; the next run does.
            sandbox.succeed(command);
        } else {
            assert!(sandbox.tree("") == tree, "{context}");
        }
        assert_eq!(sandbox.names(), names, "{context}");
    }
}

#[test]
fn a_standard_error_that_takes_nothing_changes_no_status() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("skipped: this system has no /dev/full");
        return;
    }
    let sandbox =
        Sandbox::new(&[("page.md", "{{< nothing >}}"), ("good.md", "{{< sitevar name=\"x\" nojs=\"y\" >}}")]);
    for (page, status) in [("page.md", 1), ("good.md", 0), ("absent.md", 2)] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ended = sandbox.command(&["expand", page]).stderr(full).output().unwrap();
        assert_eq!(ended.status.code(), Some(status), "{page}");
    }
}
