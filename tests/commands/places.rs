//! A page or a file that would go to a taken place costs only itself, and both are named.

use std::path::{Path, PathBuf};

use super::sandbox::{Sandbox, told};

const CONFIG: (&str, &str) = ("site/sitevar.yml", "title: Test\nbase_url: https://docs.example.org/\n");
const GOOD: (&str, &str) = ("site/content/good.md", "Good {{< sitevar name=\"domain\" >}}\n");

/// Builds a site with a good page and others, with the option and without.
///
/// Returns what is said with it; the good page is written then, and nothing without it, if there is an error.
fn build(files: &[(&str, &str)]) -> (Sandbox, String) {
    let sandbox = Sandbox::new(&[&[CONFIG, GOOD], files].concat());
    let said = check(&sandbox);
    (sandbox, said)
}

fn check(sandbox: &Sandbox) -> String {
    let command = ["build", "site", "-o", "out", "--format", "short"];
    let without = sandbox.run(&command);
    let said = told(&without);
    let expected = i32::from(said.contains("error["));
    assert_eq!(without.status.code(), Some(expected), "{said}");
    assert_eq!(sandbox.path("out").exists(), expected == 0, "{said}");
    let with = sandbox.run(&[&command[..], &["--keep-going"]].concat());
    let said = told(&with);
    assert_eq!(with.status.code(), Some(expected), "{said}");
    for name in ["good/index.html", "good/index.md", "index.html", "llms.txt", "sitevar.json"] {
        assert!(sandbox.path("out").join(name).is_file(), "{name}: {said}");
    }
    let good = std::fs::read_to_string(sandbox.path("out/good/index.md")).unwrap();
    assert!(good.starts_with("Good"), "{good}");
    said
}

/// What front matter asks for, and what has that place.
const CLAIMS: [(&str, &str); 20] = [
    ("/.sitevar-output.sha256", "what the build makes itself goes to `.sitevar-output.sha256`"),
    ("/.sitevar-build.json", "what the build makes itself goes to `.sitevar-build.json`"),
    ("/sitevar.json", "what the build makes itself goes to `sitevar.json`"),
    ("/SiteVar.JSON", "what the build makes itself goes to `sitevar.json`"),
    ("/sitevar.json/below/", "what the build makes itself goes to `sitevar.json`"),
    ("/sitevar.css", "what the build makes itself goes to `sitevar.css`"),
    ("/llms.txt", "what the build makes itself goes to `llms.txt`"),
    ("/%6clms.txt", "what the build makes itself goes to `llms.txt`"),
    ("/sitemap.xml", "what the build makes itself goes to `sitemap.xml`"),
    ("/", "but so has the list of the pages in `site/content`"),
    ("/index.html", "the list of the pages in `site/content` goes to `index.html`"),
    ("/index.md/", "the list of the pages in `site/content` goes to `index.md`"),
    ("/good/", "but so has `site/content/good.md`"),
    ("/GOOD/", "but so has `site/content/good.md`"),
    ("/good/index.html", "`site/content/good.md` goes to `good/index.html`"),
    ("/good/index.html/x/", "`site/content/good.md` goes to `good/index.html`"),
    ("/good/Index.md/", "`site/content/good.md` goes to `good/index.md`"),
    ("/folder/", "but so has the list of the pages in `site/content/folder`"),
    ("/folder/index.html/", "the list of the pages in `site/content/folder` goes to `folder/index.html`"),
    ("/folder/page/", "but so has `site/content/folder/page.md`"),
];

/// The ways to say it, with the line and the column of the key.
const WAYS: [(&str, &str); 3] = [
    ("---\ntitle: A\nurl: URL\n---\n", ":3:1"),
    ("+++\nurl = \"URL\"\n+++\n", ":2:1"),
    ("{\n  \"url\": \"URL\"\n}\n", ":2:3"),
];

#[test]
fn a_page_that_asks_for_a_taken_address_costs_only_itself() {
    for (index, (url, words)) in CLAIMS.into_iter().enumerate() {
        let (way, at) = WAYS[index % WAYS.len()];
        let page = way.replace("URL", url);
        let (sandbox, said) =
            build(&[("site/content/a.md", &page), ("site/content/folder/page.md", "Page\n")]);
        let start = format!("site/content/a.md{at}: error[duplicate-address]: the page ");
        assert!(said.starts_with(&start) && said.contains(words), "{url}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{url}: {said}");
        assert!(sandbox.path("out/folder/page/index.html").is_file(), "{url}: {said}");
    }
}

#[test]
fn an_address_that_no_file_system_takes_costs_only_its_page() {
    let part = "x".repeat(300);
    let deep = format!("{}/", "y".repeat(200)).repeat(30);
    let slug = format!("---\nslug: {part}\n---\n");
    for text in [format!("---\nurl: /{part}/\n---\n"), format!("---\nurl: /{deep}\n---\n"), slug] {
        let (_, said) = build(&[("site/content/a.md", &text)]);
        let start = "site/content/a.md:2:1: error[bad-front-matter]: the page's address is too long: `";
        assert!(said.starts_with(start), "{said}");
        assert!(said.len() < 400, "{said}");
    }
}

/// The file of a page, what it is told, and how many pages cannot be written with it.
const PAGES: [(&str, &str); 7] = [
    ("site/content/sitevar.css.md", "what the build makes itself goes to `sitevar.css`"),
    ("site/content/llms.txt.md", "what the build makes itself goes to `llms.txt`"),
    ("site/content/llms.txt/_index.md", "what the build makes itself goes to `llms.txt`"),
    ("site/content/llms.txt/deep/page.md", "what the build makes itself goes to `llms.txt`"),
    ("site/content/index.html/_index.md", "the list of the pages in `site/content` goes to `index.html`"),
    ("site/content/good/index.html/_index.md", "`site/content/good.md` goes to `good/index.html`"),
    ("site/content/Good.md", "but so has `site/content/Good.md`"),
];

#[test]
fn a_page_with_the_name_of_something_else_costs_only_itself() {
    for (path, words) in PAGES {
        let told = if path.ends_with("Good.md") { GOOD.0 } else { path };
        let (_, said) = match path {
            "site/content/Good.md" => build(&[(path, "Good too\n")]),
            _ => build(&[(path, "Bad\n")]),
        };
        let start = format!("{told}:1:1: error[duplicate-address]: the page ");
        assert!(said.starts_with(&start) && said.contains(words), "{path}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{path}: {said}");
    }
}

#[test]
fn a_page_whose_folder_cannot_be_listed_says_so() {
    let (_, said) = build(&[("site/content/llms.txt/a.md", "---\nurl: /elsewhere/\n---\n")]);
    let words = "the list of the pages in `site/content/llms.txt` cannot be written: ";
    assert!(said.starts_with("site/content/llms.txt/a.md:") && said.contains(words), "{said}");
}

#[test]
fn a_list_that_stands_in_for_a_bad_page_has_a_place_too() {
    let (sandbox, said) = build(&[
        ("site/content/folder/_index.md", "---\nurl: /other/\n---\n{{< nothing >}}\n"),
        ("site/content/folder/page.md", "Page\n"),
        ("site/content/a.md", "---\nurl: /folder/\n---\n"),
    ]);
    assert!(said.contains("site/content/a.md:2:1: error[duplicate-address]: "), "{said}");
    assert!(sandbox.path("out/folder/page/index.html").is_file(), "{said}");
}

/// A file that is no page, and what has its place.
const FILES: [(&str, &str); 8] = [
    ("site/content/good/index.html/x.png", "`site/content/good.md` goes to `good/index.html`"),
    ("site/content/GOOD/INDEX.HTML", "`site/content/good.md` goes to `good/index.html`"),
    ("site/static/llms.txt/x", "what the build makes itself goes to `llms.txt`"),
    ("site/static/LLMS.txt", "what the build makes itself goes to `llms.txt`"),
    ("site/static/sitevar.css/x", "what the build makes itself goes to `sitevar.css`"),
    ("site/static/sitevar.json/x", "what the build makes itself goes to `sitevar.json`"),
    ("site/static/good/index.html/x", "`site/content/good.md` goes to `good/index.html`"),
    ("site/static/pictures", "`site/content/pictures/a.png` goes to `pictures/a.png`"),
];

#[test]
fn a_file_whose_place_is_taken_is_a_warning_that_names_both() {
    for (path, words) in FILES {
        let (_, said) = build(&[("site/content/pictures/a.png", "PNG"), (path, "lost")]);
        let start = format!("{path}:1:1: warning[duplicate-address]: the file is not published: {words}");
        assert!(said.starts_with(&start), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn what_only_looks_taken_is_not() {
    let (sandbox, said) = build(&[
        ("site/content/a.md", "---\nurl: /sitevar/\n---\n"),
        ("site/content/b.md", "---\nslug: b\n---\n"),
        ("site/content/indexes.html/_index.md", "Indexes\n"),
        ("site/static/Pictures/a.png", "PNG"),
        ("site/static/pictures/b.png", "PNG"),
    ]);
    assert_eq!(said, "");
    let names = ["sitevar/index.html", "b/index.html", "indexes.html/index.html", "Pictures/a.png"];
    for name in names.into_iter().chain(["pictures/b.png"]) {
        assert!(sandbox.path("out").join(name).is_file(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_page_whose_name_is_not_text_costs_only_itself() {
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::new(&[CONFIG, GOOD]);
    for name in [b"\xff\xfe.md", b"\xfe\xff.md"] {
        let name: PathBuf = Path::new(std::ffi::OsStr::from_bytes(name)).to_owned();
        if std::fs::write(sandbox.path("site/content").join(name), "odd").is_err() {
            return eprintln!("skipped: the file system takes text alone");
        }
    }
    let said = check(&sandbox);
    for name in ["\\xFF\\xFE.md", "\\xFE\\xFF.md"] {
        let start = format!("site/content/{name}:1:1: error[not-utf8]: the name of the page");
        assert!(said.contains(&start), "{said}");
    }
    assert!(said.ends_with("note: 1 page written, 2 pages with an error left out\n"), "{said}");
}
