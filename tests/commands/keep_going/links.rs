//! A link out of the site, in place of a page or a folder of pages, is an error of its own.
#![cfg(unix)]

use std::os::unix::fs::symlink;

use super::super::sandbox::{Said, Sandbox};
use super::KEEP_GOING;

const SECRET: &str = "4711-secret";

/// What each link leads to, and where in the site it is.
const LINKS: [(&str, &str); 5] = [
    ("../../outside/page.md", "content/link.md"),
    ("../../outside", "content/linked"),
    ("../../outside/page.md", "content/picture.svg"),
    ("nothing.md", "content/nowhere.md"),
    ("../../outside/page.md", "static/page.txt"),
];

/// A site with these links.
fn site() -> Sandbox {
    let sandbox = Sandbox::new(&[
        ("outside/page.md", SECRET),
        ("site/sitevar.yml", "title: Test\n"),
        ("site/content/_index.md", "[link](link.md)\n"),
        ("site/content/a.md", "A\n"),
        ("site/content/zone/b.md", "{{< pages >}}\n"),
        ("site/shortcodes/pages.html", "{{ range readDir \"content\" }}{{ .Name }} {{ end }}"),
    ]);
    std::fs::create_dir(sandbox.path("site/static")).unwrap();
    for (target, link) in LINKS {
        symlink(target, sandbox.path("site").join(link)).unwrap();
    }
    sandbox
}

#[test]
fn a_link_out_of_the_site_costs_only_itself() {
    let pages: [(&[&str], &[&str]); 3] = [
        (&["build", "site", "-o", "out"], &["out/index.md", "out/a/index.md", "out/zone/b/index.md"]),
        (&["expand", "site/content", "-o", "out"], &["out/_index.md", "out/a.md", "out/zone/b.md"]),
        (&["offline", "site/content", "-o", "out.html"], &["out.html"]),
    ];
    for (command, written) in pages {
        let sandbox = site();
        let Some(strict) = sandbox.tell(command) else { continue };
        assert_eq!(strict.status, Some(2), "{command:?}: {}", strict.text);
        assert_eq!(sandbox.names(), ["outside", "site"]);
        let arguments = [command, &KEEP_GOING, &["--format", "short"]].concat();
        let Said { status, text, .. } = sandbox.tell(&arguments).unwrap();
        assert_eq!(status, Some(1), "{command:?}: {text}");
        // Only a build publishes `static/`.
        let count = if command[0] == "build" { LINKS.len() } else { LINKS.len() - 1 };
        assert_eq!(text.matches("error[unreadable-file]").count(), count, "{command:?}: {text}");
        for (_, link) in &LINKS[..count] {
            let at = format!("site/{link}:1:1: error[unreadable-file]: ");
            assert!(text.contains(&at), "{command:?}, {link}: {text}");
        }
        let end = format!("note: 3 pages written, {count} pages with an error left out\n");
        assert!(text.ends_with(&end), "{command:?}: {text}");
        for file in written {
            assert!(sandbox.path(file).is_file(), "{command:?}, {file}: {text}");
        }
        for (path, bytes) in sandbox.tree("").iter().filter(|(path, _)| !path.starts_with("outside")) {
            assert!(!String::from_utf8_lossy(bytes).contains(SECRET), "{command:?}, {path:?}");
        }
    }
}

#[test]
fn a_link_that_is_named_on_the_command_line_costs_only_itself() {
    let sandbox = site();
    std::fs::create_dir(sandbox.path("out")).unwrap();
    let inputs = ["site/content/link.md", "site/content/a.md"];
    for (command, out) in [("expand", "out"), ("offline", "out.html")] {
        let arguments = [&[command], &inputs[..], &["-o", out]].concat();
        let Some(strict) = sandbox.tell(&arguments) else { continue };
        assert_eq!(strict.status, Some(2), "{}", strict.text);
        let Some(Said { text, .. }) = sandbox.tell(&[&arguments[..], &KEEP_GOING].concat()) else { continue };
        assert!(
            text.contains("error[unreadable-file]: `site/content/link.md` is a link that leads out"),
            "{text}"
        );
        let written = sandbox.tree("").into_iter().filter(|(path, _)| path.starts_with(out));
        assert!(written.count() > 0, "{text}");
    }
}
