//! A bad page costs only itself, where the user says so: `--keep-going`, and `assets` always.

mod links;
mod offline;

use std::fs;

use super::sandbox::Sandbox;

const CONFIG: (&str, &str) = ("site/sitevar.yml", "title: Test\nbase_url: https://docs.example.org/\n");
const BUILD: [&str; 4] = ["build", "site", "-o", "out"];
const EXPAND: [&str; 4] = ["expand", "site/content", "-o", "out"];
const KEEP_GOING: [&str; 1] = ["--keep-going"];

/// A site of which three pages have errors, each in its own way, and others link to them.
fn site() -> Sandbox {
    let sandbox = Sandbox::new(&[
        CONFIG,
        ("site/content/_index.md", "[bad](guides/bad.md) [text](guides/text.md) [none](none.md)\n"),
        ("site/content/guides/good.md", "---\ntitle: Good\n---\n\n{{< sitevar name=\"domain\" >}}\n"),
        ("site/content/guides/bad.md", "---\ntitle: Bad page\n---\n\n{{< nothing >}} and {{< nothing >}}\n"),
        ("site/content/guides/front.md", "---\ntitle: [\n---\n"),
    ]);
    fs::write(sandbox.path("site/content/guides/text.md"), b"A \xff byte.\n").unwrap();
    sandbox
}

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn without_the_option_nothing_is_written_and_the_first_error_names_it() {
    // What is only wrong with front matter does not matter where pages are expanded.
    for (command, good) in [(BUILD, 2), (EXPAND, 3)] {
        let sandbox = site();
        let bad = 5 - good;
        let human = said(&sandbox.run(&command));
        let (_, first) = human.split_once("error[").unwrap();
        let (first, _) = first.split_once("\n\n").unwrap();
        let help = format!("= help: `--keep-going` writes the {good} pages without an error");
        assert!(first.contains(&help), "{human}");
        let have = if bad == 1 { "has" } else { "have" };
        let end = format!("note: nothing was written, because {bad} of 5 pages {have} an error\n");
        assert!(human.ends_with(&end), "{human}");
        let output = sandbox.run(&[&command[..], &["--format", "short"]].concat());
        let short = said(&output);
        assert_eq!(short.matches("--keep-going").count(), 1, "{short}");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(sandbox.names(), ["site"]);
    }
}

#[test]
fn the_good_pages_are_written_and_the_status_is_1() {
    let sandbox = site();
    let output = sandbox.run(&[&EXPAND[..], &KEEP_GOING].concat());
    assert_eq!(output.status.code(), Some(1));
    let written: Vec<_> = sandbox.tree("out").into_keys().collect();
    let expected = [".sitevar-output.sha256", "_index.md", "guides/front.md", "guides/good.md"]
        .map(std::path::PathBuf::from);
    assert_eq!(written, expected);
    let text = said(&output);
    assert!(
        text.contains("       2       1  error[unknown-shortcode]: template for shortcode `nothing`"),
        "{text}"
    );
    assert!(
        text.ends_with("3 errors in 2 files\nnote: 3 pages written, 2 pages with an error left out\n"),
        "{text}"
    );
}

#[test]
fn a_page_with_an_error_is_left_out_of_a_site_but_links_to_it_are_right() {
    let sandbox = site();
    let output = sandbox.run(&[&BUILD[..], &KEEP_GOING, &["--format", "short"]].concat());
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.ends_with("note: 2 pages written, 3 pages with an error left out\n"), "{text}");
    let broken: Vec<&str> = text.lines().filter(|line| line.contains("broken-link")).collect();
    assert!(broken.len() == 1 && broken[0].contains("`none.md`"), "{text}");
    let tree = sandbox.tree("out");
    let holds = |path: &str| tree.contains_key(std::path::Path::new(path));
    assert!(holds("guides/good/index.html") && holds("guides/good/index.md") && holds("index.html"));
    for (path, bytes) in &tree {
        let text = String::from_utf8_lossy(bytes);
        assert!(!path.starts_with("guides/bad") && !path.starts_with("guides/text"), "{path:?}");
        assert!(!text.contains("Bad page"), "{path:?}: {text}");
        assert!(!path.ends_with("sitemap.xml") || !text.contains("/bad/"), "{text}");
    }
    let home = String::from_utf8_lossy(&tree[std::path::Path::new("index.html")]).into_owned();
    assert!(home.contains("href=\"guides/bad/\"") && home.contains("href=\"guides/text/\""), "{home}");
}

#[test]
fn a_section_without_its_page_still_lists_what_is_in_it() {
    let sandbox = site();
    sandbox.write("site/content/guides/_index.md", "---\ntitle: All guides\n---\n\n{{< nothing >}}\n");
    sandbox.run(&[&BUILD[..], &KEEP_GOING].concat());
    let html = fs::read_to_string(sandbox.path("out/guides/index.html")).unwrap();
    assert!(html.contains("<h1>Guides</h1>") && html.contains("href=\"good/\""), "{html}");
}

#[test]
fn an_old_version_of_a_page_with_an_error_goes_away_and_comes_back_mended() {
    for command in [BUILD, EXPAND] {
        let sandbox = Sandbox::new(&[CONFIG, ("site/content/a.md", "A\n"), ("site/content/b.md", "B\n")]);
        let keep_going = [&command[..], &KEEP_GOING].concat();
        sandbox.succeed(&command);
        let before = sandbox.tree("out");
        sandbox.write("site/content/a.md", "A {{< nothing >}}\n");
        assert_eq!(sandbox.run(&command).status.code(), Some(1));
        assert!(sandbox.tree("out") == before, "an error leaves the old output");
        assert_eq!(sandbox.run(&keep_going).status.code(), Some(1));
        let names = |sandbox: &Sandbox| -> Vec<_> { sandbox.tree("out").into_keys().collect() };
        assert!(names(&sandbox).iter().all(|path| !path.starts_with("a") && !path.starts_with("a.md")));
        assert_eq!(sandbox.names(), ["out", "site"]);
        sandbox.write("site/content/a.md", "A\n");
        sandbox.succeed(&keep_going);
        assert!(sandbox.tree("out") == before, "{:?}", names(&sandbox));
    }
}

#[test]
fn a_second_build_with_the_option_is_a_clean_one() {
    let sandbox = site();
    let keep_going = |out: &str| sandbox.run(&["build", "site", "-o", out, "--keep-going"]);
    let first = keep_going("out");
    let edits: [(&str, &[u8]); 4] = [
        ("guides/good.md", b"---\ntitle: Good\n---\n\nOther text.\n"),
        ("guides/good.md", b"---\ntitle: Another title\n---\n"),
        ("guides/bad.md", b"---\ntitle: Bad page\n---\n\nMended.\n"),
        ("guides/text.md", b"Mended.\n"),
    ];
    for (path, text) in edits {
        fs::write(sandbox.path(&format!("site/content/{path}")), text).unwrap();
        let second = keep_going("out");
        let clean = keep_going("clean");
        assert!(sandbox.tree("out") == sandbox.tree("clean"), "after a change of {path}");
        assert_eq!(said(&second), said(&clean), "after a change of {path}");
        fs::remove_dir_all(sandbox.path("clean")).unwrap();
    }
    assert_eq!(first.status.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_build_with_the_option_takes_over_what_did_not_change() {
    use std::os::unix::fs::MetadataExt;
    let sandbox = site();
    let keep_going = || sandbox.run(&[&BUILD[..], &KEEP_GOING].concat());
    let file = || fs::metadata(sandbox.path("out/guides/good/index.html")).unwrap().ino();
    keep_going();
    let old = file();
    keep_going();
    assert_eq!(file(), old, "the same file, moved over");
}

#[test]
fn several_pages_on_the_command_line_are_written_without_the_bad_one() {
    let sandbox = Sandbox::new(&[("a.md", "A"), ("b.md", "{{< nothing >}}"), ("out/keep.txt", "")]);
    assert_eq!(sandbox.run(&["expand", "a.md", "b.md", "-o", "out"]).status.code(), Some(1));
    assert_eq!(sandbox.tree("out").len(), 1);
    assert_eq!(sandbox.run(&["expand", "a.md", "b.md", "-o", "out", "--keep-going"]).status.code(), Some(1));
    let written: Vec<_> = sandbox.tree("out").into_keys().collect();
    assert_eq!(written, [".a.md.sitevar", "a.md", "keep.txt"].map(std::path::PathBuf::from));
}

#[test]
fn an_output_with_pages_is_not_replaced_by_one_without_any() {
    for command in [BUILD, EXPAND] {
        let sandbox = Sandbox::new(&[CONFIG, ("site/content/a.md", "Good.\n")]);
        sandbox.succeed(&command);
        let before = sandbox.tree("out");
        sandbox.write("site/content/a.md", "{{< nothing >}}\n");
        let output = sandbox.run(&[&command[..], &KEEP_GOING].concat());
        assert_eq!(output.status.code(), Some(1));
        let text = said(&output);
        assert!(text.ends_with("note: nothing was written, because every page has an error\n"), "{text}");
        assert!(sandbox.tree("out") == before, "{command:?}");
    }
}

#[test]
fn assets_are_written_whatever_the_pages_are() {
    let sandbox = site();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../elsewhere", sandbox.path("site/content/link.md")).unwrap();
    let output = sandbox.run(&["assets", "site", "-o", "static", "--format", "short"]);
    let text = said(&output);
    if text.contains("built without the widget") {
        eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
        return;
    }
    assert_eq!(output.status.code(), Some(1), "{text}");
    for page in ["bad.md:5:1: error[unknown-shortcode]", "front.md:", "text.md:1:3: error[not-utf8]"] {
        assert!(text.contains(page), "{page}: {text}");
    }
    let manifest = fs::read_to_string(sandbox.path("static/sitevar.json")).unwrap();
    assert!(manifest.contains("\"domain\"") && !manifest.contains("guides/bad"), "{manifest}");
    assert!(sandbox.path("static/snippet.html").is_file());
}
