//! A link out of the site, in place of a page or a folder of pages, is an error of its own.
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::super::sandbox::{Said, Sandbox};
use super::KEEP_GOING;

const SECRET: &str = "4711-secret";

/// A site with links out of it: a page, a folder and a file that is no page, and one that leads nowhere.
fn site() -> Sandbox {
    let sandbox = Sandbox::new(&[
        ("outside/page.md", SECRET),
        ("site/sitevar.yml", "title: Test\n"),
        ("site/content/_index.md", "[link](link.md)\n"),
        ("site/content/a.md", "A\n"),
        ("site/content/zone/b.md", "{{< pages >}}\n"),
        ("site/shortcodes/pages.html", "{{ range readDir \"content\" }}{{ .Name }} {{ end }}"),
    ]);
    for (target, place) in [
        ("../../outside/page.md", "link.md"),
        ("../../outside", "linked"),
        ("../../outside/page.md", "picture.svg"),
        ("nothing.md", "nowhere.md"),
    ] {
        symlink(target, sandbox.path("site/content").join(place)).unwrap();
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
        assert_eq!(text.matches("error[unreadable-file]").count(), 4, "{command:?}: {text}");
        for link in ["link.md", "linked", "picture.svg", "nowhere.md"] {
            let at = format!(
                "{}:1:1: error[unreadable-file]: ",
                PathBuf::from("site/content").join(link).display()
            );
            assert!(text.contains(&at), "{command:?}, {link}: {text}");
        }
        assert!(
            text.ends_with("note: 3 pages written, 4 pages with an error left out\n"),
            "{command:?}: {text}"
        );
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
        let Said { text, .. } = sandbox.tell(&[&arguments[..], &KEEP_GOING].concat()).unwrap();
        assert!(
            text.contains("error[unreadable-file]: `site/content/link.md` is a link that leads out"),
            "{text}"
        );
        let written = sandbox.tree("").into_iter().filter(|(path, _)| path.starts_with(out));
        assert!(written.count() > 0, "{text}");
    }
}
