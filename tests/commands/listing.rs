//! What `build` writes for programs and for old links: lists of all pages, their texts, and pages that lead on.

use std::fs;

use super::sandbox::Sandbox;

const CONFIG: (&str, &str) = ("site/sitevar.yml", "title: Test\nbase_url: https://docs.example.org/\n");

/// Builds a site and returns where it is, with what was said.
fn build(files: &[(&str, &str)]) -> (Sandbox, String) {
    let sandbox = Sandbox::new(files);
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    (sandbox, said)
}

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path("out").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The address of a page below `guides/`, an alias, where that leads from, and the way from there.
const ALIASES: [(&str, &str, &str); 8] = [
    ("/old/", "old/index.html", "../guides/new/"),
    ("/older", "older/index.html", "../guides/new/"),
    ("/a/b/c/", "a/b/c/index.html", "../../../guides/new/"),
    ("/old.html", "old.html", "guides/new/"),
    ("/deep/old.html", "deep/old.html", "../guides/new/"),
    ("beside", "guides/beside/index.html", "../new/"),
    ("../above/", "above/index.html", "../guides/new/"),
    ("/../../outside/", "outside/index.html", "../guides/new/"),
];

#[test]
fn each_alias_of_a_page_leads_to_it_without_a_script() {
    let list: Vec<String> = ALIASES.iter().map(|(alias, ..)| format!("  - {alias}\n")).collect();
    let page = format!("---\ntitle: New & better\naliases:\n{}---\nText.\n", list.concat());
    let (sandbox, said) = build(&[CONFIG, ("site/content/guides/new.md", &page)]);
    assert_eq!(said, "");
    for (alias, file, href) in ALIASES {
        let html = read(&sandbox, file);
        for expected in [
            format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">"),
            format!("<a href=\"{href}\">New &amp; better</a>"),
            "<link rel=\"canonical\" href=\"https://docs.example.org/guides/new/\">".to_owned(),
            "<meta name=\"robots\" content=\"noindex\">".to_owned(),
        ] {
            assert!(html.contains(&expected), "{alias}: {expected}: {html}");
        }
    }
    assert!(!read(&sandbox, "sitemap.xml").contains("old"), "lists name pages by their own address");
}

/// An alias that is not written, and what is said of it; nothing where it needs no word.
const TAKEN: [(&str, &str); 7] = [
    ("/other/", "`site/content/other.md` goes to `other/index.html`"),
    ("/Other", "`site/content/other.md` goes to `other/index.html`"),
    ("/file.html", "`site/static/file.html` goes to `file.html`"),
    ("/llms.txt/", "what the build makes itself goes to `llms.txt`"),
    ("/.sitevar-output.sha256", "what the build makes itself goes to `.sitevar-output.sha256`"),
    ("/page/", ""),
    ("https://example.org/elsewhere/", ""),
];

#[test]
fn an_alias_whose_place_is_taken_is_named_and_nothing_is_lost() {
    for (alias, expected) in TAKEN {
        let page = format!("---\naliases: [/first/, '{alias}']\n---\n");
        let (sandbox, said) = build(&[
            CONFIG,
            ("site/content/page.md", &page),
            ("site/content/other.md", "Other.\n"),
            ("site/static/file.html", "ours"),
        ]);
        let message = format!(
            "page.md:2:21: warning[duplicate-address]: the alias `{alias}` does not lead here: {expected}"
        );
        assert_eq!(said.contains(&message), !expected.is_empty(), "{alias}: {said}");
        assert_eq!(said.is_empty(), expected.is_empty(), "{alias}: {said}");
        assert!(read(&sandbox, "other/index.html").contains("Other."), "{alias}");
        assert_eq!(read(&sandbox, "file.html"), "ours", "{alias}");
        assert!(read(&sandbox, "first/index.html").contains("../page/"), "{alias}");
    }
}

#[test]
fn two_pages_with_one_alias_are_named_and_a_page_may_name_one_twice() {
    let (sandbox, said) = build(&[
        CONFIG,
        ("site/content/a.md", "---\naliases: [/old/, /old, /OLD/]\n---\n"),
        ("site/content/b.md", "---\naliases: [/old/]\n---\n"),
    ]);
    assert_eq!(said.matches("warning[duplicate-address]").count(), 1, "{said}");
    assert!(
        said.contains("b.md:2:11: ") && said.contains("`site/content/a.md` goes to `old/index.html`"),
        "{said}"
    );
    assert!(read(&sandbox, "old/index.html").contains("../a/"));
}

#[test]
fn a_redirect_that_is_no_longer_wanted_goes_with_the_next_build() {
    let (sandbox, _) = build(&[CONFIG, ("site/content/a.md", "---\naliases: [/old/]\n---\n")]);
    sandbox.write("site/content/a.md", "Text.\n");
    assert!(sandbox.run(&["build", "site", "-o", "out"]).status.success());
    assert!(!sandbox.path("out/old").exists());
}

#[test]
fn all_texts_are_in_one_file_without_their_front_matter() {
    let (sandbox, _) = build(&[
        CONFIG,
        (
            "site/content/a.md",
            "---\ntitle: First\nsecret_note: x\n---\nAt {{< sitevar name=\"domain\" >}}.\n",
        ),
        ("site/content/b.md", "# Second\n\nText.\n"),
        ("site/content/hidden.md", "---\nseo: {noindex: true}\n---\nHidden.\n"),
    ]);
    let text = read(&sandbox, "llms-full.txt");
    let expected = "# First\n\nSource: https://docs.example.org/a/\n\nAt example.com.\n\n\
                    # Second\n\nSource: https://docs.example.org/b/\n\nText.\n\n";
    assert_eq!(text, expected);
}

#[test]
fn crawlers_find_the_sitemap_unless_the_site_tells_them_something_else() {
    let page = ("site/content/a.md", "Text.\n");
    let (sandbox, _) = build(&[CONFIG, page]);
    let expected = "User-agent: *\nAllow: /\n\nSitemap: https://docs.example.org/sitemap.xml\n";
    assert_eq!(read(&sandbox, "robots.txt"), expected);
    let (sandbox, said) = build(&[CONFIG, page, ("site/static/robots.txt", "User-agent: *\nDisallow: /\n")]);
    assert_eq!((read(&sandbox, "robots.txt").as_str(), said.as_str()), ("User-agent: *\nDisallow: /\n", ""));
    let (sandbox, _) = build(&[("site/sitevar.yml", "title: Test\n"), page]);
    assert!(!sandbox.path("out/robots.txt").exists(), "a sitemap needs whole addresses");
}
