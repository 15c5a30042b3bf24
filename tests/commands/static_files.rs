//! Nothing of `static/` is lost in silence: it is published, or what takes its place is named.

use std::fs;

use super::sandbox::Sandbox;

fn site(files: &[(&str, &str)]) -> (Sandbox, String) {
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "title: Test\nbase_url: https://docs.example.org\n"),
        ("site/content/guides/a.md", "A\n"),
    ]);
    files.iter().for_each(|(path, text)| sandbox.write(path, text));
    let output = sandbox.succeed(&["build", "site", "-o", "out", "--format", "short"]);
    (sandbox, String::from_utf8(output.stderr).unwrap())
}

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path("out").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn hidden_files_are_published_as_hugo_does() {
    let names = [".nojekyll", ".htaccess", ".well-known/security.txt", "a/.b/c.txt", ".DS_Store"];
    let paths = names.map(|name| format!("site/static/{name}"));
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "static")).collect();
    let (sandbox, said) = site(&files);
    assert_eq!(said, "");
    for name in names {
        assert_eq!(read(&sandbox, name), "static", "{name}");
    }
}

/// A file of `static/` or of the content folder, what goes to the same place, and whose text is there.
const PLACES: [(&str, &str, &str, &str); 8] = [
    ("site/static/guides/a/index.html", "`site/content/guides/a.md`", "guides/a/index.html", "<p>A</p>"),
    ("site/static/guides/a/index.md", "`site/content/guides/a.md`", "guides/a/index.md", "A\n"),
    ("site/static/index.html", "the list of the pages in `site/content`", "index.html", "<html"),
    ("site/static/guides/x.png", "`site/content/guides/x.png`", "guides/x.png", "of content"),
    ("site/static/llms.txt", "what the build makes itself", "llms.txt", "# Test"),
    ("site/static/sitemap.xml", "what the build makes itself", "sitemap.xml", "<urlset"),
    ("site/static/sitevar.json", "what the build makes itself", "sitevar.json", "\"schema\""),
    ("site/static/sitevar.css", "what the build makes itself", "sitevar.css", "{"),
];

#[test]
fn two_files_of_one_place_are_both_named() {
    for (path, other, place, text) in PLACES {
        let (sandbox, said) = site(&[(path, "static"), ("site/content/guides/x.png", "of content")]);
        let expected = format!(
            "{path}:1:1: warning[duplicate-address]: the file is not published: {other} goes to the same place, `{place}`"
        );
        assert!(said.starts_with(&expected), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(read(&sandbox, place).contains(text), "{place}");
    }
}

#[test]
fn two_files_of_the_same_bytes_are_no_matter() {
    let (sandbox, _) = site(&[]);
    let style = read(&sandbox, "sitevar.css");
    let (sandbox, said) = site(&[("site/static/sitevar.css", style.as_str())]);
    assert_eq!(said, "");
    assert_eq!(read(&sandbox, "sitevar.css"), style);
}

#[test]
fn a_file_where_a_page_needs_a_folder_is_named() {
    let (_, said) = site(&[("site/static/guides", "a file")]);
    assert!(said.starts_with("site/static/guides:1:1: warning[duplicate-address]: "), "{said}");
}
