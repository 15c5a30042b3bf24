//! Nothing outside of a site is read, whatever names it, and nothing that never ends: the path is named instead.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::sandbox::{Said, Sandbox};

/// What must not come out.
const SECRET: &str = "4711-secret";

fn site() -> Sandbox {
    let page = format!("---\ntitle: {SECRET}\n---\n\n{SECRET}\n");
    Sandbox::new(&[
        ("outside/page.md", page.as_str()),
        ("outside/sitevar.txt", &format!("title: {SECRET}\n")),
        ("outside/data.yml", &format!("key: {SECRET}\n")),
        ("outside/_shortcodes/leak.html", SECRET),
        ("outside/leak.html", SECRET),
        ("site/sitevar.yml", "title: Test\n"),
        ("site/content/_index.md", "Home\n"),
        ("site/content/a.md", "A\n"),
        ("alone/page.md", "Alone\n"),
    ])
}

fn link(sandbox: &Sandbox, target: &str, place: &str) {
    let place = sandbox.path(place);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    let _ = fs::remove_dir_all(&place).or_else(|_| fs::remove_file(&place));
    symlink(target, place).unwrap();
}

fn pipe(sandbox: &Sandbox, place: &str) {
    let place = sandbox.path(place);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(place).status().unwrap().success());
}

/// Runs the command, which must come to an end.
fn run(sandbox: &Sandbox, arguments: &str) -> Option<Said> {
    let command = sandbox.command(&arguments.split(' ').collect::<Vec<_>>());
    let mut timed = Command::new("timeout");
    timed.arg("60").arg(command.get_program()).args(command.get_args());
    Said::of(timed.current_dir(sandbox.path("")).env("NO_COLOR", "1").output().unwrap())
}

const BUILD: &str = "build site -o out";
const EXPAND: &str = "expand site/content -o out";
const OFFLINE: &str = "offline site/content/a.md -o out.html";
const ASSETS: &str = "assets site -o out";
const ALL: &[&str] = &[BUILD, EXPAND, OFFLINE, ASSETS];

/// What leads out, how it comes there, the commands that meet it, and what they name.
type Way = (&'static str, fn(&Sandbox), &'static [&'static str], &'static str);

const WAYS: [Way; 22] = [
    (
        "the content folder",
        |s| link(s, "../outside", "site/content"),
        &[BUILD, EXPAND, ASSETS, "offline site/content -o out.html", "expand site/content/page.md"],
        "site/content",
    ),
    (
        "a page",
        |s| link(s, "../../outside/page.md", "site/content/link.md"),
        &[
            BUILD,
            EXPAND,
            OFFLINE,
            ASSETS,
            "expand site/content/link.md",
            "offline site/content/link.md -o out.html",
            "expand site/content/link.md --site site",
            "expand site/content/../content/link.md",
        ],
        "link.md",
    ),
    (
        "a page of no site",
        |s| link(s, "../outside/page.md", "alone/link.md"),
        &["expand alone/link.md", "expand alone -o out", "offline alone/link.md -o out.html"],
        "link.md",
    ),
    (
        "a folder of pages",
        |s| link(s, "../../outside", "site/content/linked"),
        &[BUILD, EXPAND, ASSETS, "expand site/content/linked/page.md", "expand site/content/linked -o out"],
        "linked",
    ),
    (
        "a link to a link",
        |s| {
            link(s, "../outside", "site/way");
            link(s, "../way/page.md", "site/content/link.md");
        },
        &[BUILD, EXPAND, "expand site/content/link.md"],
        "link.md",
    ),
    ("the configuration", |s| link(s, "../outside/sitevar.txt", "site/sitevar.yml"), ALL, "site/sitevar.yml"),
    ("a Hugo configuration", |s| link(s, "../outside/sitevar.txt", "site/hugo.yaml"), ALL, "site/hugo.yaml"),
    (
        "a folder of configuration",
        |s| {
            s.write("outside/params.yaml", &format!("key: {SECRET}\n"));
            link(s, "../../outside", "site/config/_default");
        },
        ALL,
        "site/config/_default/",
    ),
    ("the content folder of Hugo", |s| s.write("site/hugo.yaml", "contentDir: ../outside\n"), ALL, "outside"),
    ("the data folder of Hugo", |s| s.write("site/hugo.yaml", "dataDir: ../outside\n"), ALL, "outside"),
    (
        "`content` of the configuration",
        |s| s.write("site/sitevar.yml", "content: ../outside\n"),
        &[BUILD, ASSETS],
        "../outside",
    ),
    ("the data folder", |s| link(s, "../outside", "site/data"), ALL, "site/data"),
    (
        "a data file",
        |s| {
            link(s, "../../outside/data.yml", "site/data/x.yml");
            s.write("site/content/a.md", "{{< leak >}}");
            s.write("site/shortcodes/leak.html", "{{ .Site.Data.x.key }}");
        },
        ALL,
        "x.yml",
    ),
    (
        "a folder of data",
        |s| {
            link(s, "../../outside", "site/data/sub");
            s.write("site/content/a.md", "{{< leak >}}");
            s.write("site/shortcodes/leak.html", "{{ .Site.Data.sub.data.key }}");
        },
        ALL,
        "site/data/sub",
    ),
    (
        "the templates",
        |s| {
            link(s, "../outside", "site/layouts");
            s.write("site/content/a.md", "{{< leak >}}");
        },
        ALL,
        "site/layouts",
    ),
    (
        "the shortcodes",
        |s| {
            link(s, "../outside", "site/shortcodes");
            s.write("site/content/a.md", "{{< leak >}}");
        },
        ALL,
        "site/shortcodes",
    ),
    (
        "a template",
        |s| {
            link(s, "../../outside/leak.html", "site/shortcodes/leak.html");
            s.write("site/content/a.md", "{{< leak >}}");
        },
        ALL,
        "leak.html",
    ),
    (
        "a theme",
        |s| {
            s.write("site/hugo.yaml", "theme: t\n");
            s.write("outside/layouts/_shortcodes/leak.html", SECRET);
            link(s, "../../outside", "site/themes/t");
            s.write("site/content/a.md", "{{< leak >}}");
        },
        ALL,
        "site/themes/t/layouts",
    ),
    (
        "a mount",
        |s| {
            s.write("site/hugo.yaml", "module:\n  mounts:\n    - {source: ../outside, target: layouts}\n");
            s.write("site/content/a.md", "{{< leak >}}");
        },
        ALL,
        "site/../outside",
    ),
    (
        "a file that a template reads",
        |s| {
            link(s, "../outside/leak.html", "site/text.txt");
            s.write("site/content/a.md", "{{< read >}}");
            s.write("site/shortcodes/read.html", "{{ readFile \"text.txt\" }}");
        },
        ALL,
        "text.txt",
    ),
    ("`static`", |s| link(s, "../outside", "site/static"), &[BUILD], "site/static"),
    (
        "a file of `static`",
        |s| link(s, "../../outside/page.md", "site/static/.x.txt"),
        &[BUILD],
        "site/static/.x.txt",
    ),
];

#[test]
fn what_leads_out_of_a_site_is_named_and_not_read() {
    for (what, plant, commands, named) in WAYS {
        for command in commands {
            let sandbox = site();
            plant(&sandbox);
            let Some(Said { status, text: said, data }) = run(&sandbox, command) else { continue };
            assert!(matches!(status, Some(1 | 2)), "{what}, {command}: {said}");
            assert!(said.contains(named), "{what}, {command}: {said}");
            assert!(!said.contains(SECRET), "{what}, {command}: {said}");
            assert!(!data.contains(SECRET), "{what}, {command}");
            let mut names = sandbox.names();
            // `assets` goes on without the page.
            if command.starts_with("assets") && status == Some(1) {
                names.retain(|name| name != "out");
                assert_nowhere(&sandbox.path("out"), SECRET, what);
            }
            assert_eq!(names, ["alone", "outside", "site"], "{what}, {command}");
        }
    }
}

/// Fails where a file of a folder holds a text.
fn assert_nowhere(folder: &Path, text: &str, what: &str) {
    for entry in folder.read_dir().into_iter().flatten() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(text), "{what}: {}", path.display());
    }
}

#[test]
fn a_link_to_nowhere_is_named() {
    for (place, commands) in [
        ("site/content", &[BUILD, ASSETS][..]),
        ("site/content/x.md", &[BUILD, EXPAND, ASSETS, "expand site/content/x.md"]),
        ("site/static", &[BUILD]),
        ("site/static/x.txt", &[BUILD]),
        ("site/data/x.yml", &[BUILD]),
        ("site/sitevar.yml", &[BUILD, ASSETS]),
    ] {
        for command in commands {
            let sandbox = site();
            link(&sandbox, "no/where", place);
            let Some(Said { status, text: said, .. }) = run(&sandbox, command) else { continue };
            assert!(said.contains(place), "{place}, {command}: {said}");
            // `assets` goes on without the page.
            let goes_on = place == "site/content/x.md" && *command == ASSETS;
            assert_eq!(status, Some(if goes_on { 1 } else { 2 }), "{place}, {command}: {said}");
            let names: &[&str] =
                if goes_on { &["alone", "out", "outside", "site"] } else { &["alone", "outside", "site"] };
            assert_eq!(sandbox.names(), names);
        }
    }
}

#[test]
fn links_inside_of_a_site_are_followed() {
    let sandbox = site();
    fs::rename(sandbox.path("site/content"), sandbox.path("site/pages")).unwrap();
    link(&sandbox, "pages", "site/content");
    link(&sandbox, "a.md", "site/pages/b.md");
    sandbox.write("site/texts/robots.txt", "robots");
    link(&sandbox, "../texts/robots.txt", "site/static/robots.txt");
    for command in [BUILD, "expand site/content -o expanded", "expand site/content/b.md -o page.md"] {
        let Said { status, text: said, .. } = run(&sandbox, command).unwrap();
        assert_eq!(status, Some(0), "{command}: {said}");
    }
    assert_eq!(fs::read_to_string(sandbox.path("out/robots.txt")).unwrap(), "robots");
    assert_eq!(fs::read_to_string(sandbox.path("expanded/b.md")).unwrap(), "A\n");
    assert_eq!(fs::read_to_string(sandbox.path("page.md")).unwrap(), "A\n");
}

#[test]
fn a_site_behind_a_link_is_a_site_and_what_a_shell_hands_over_is_a_page() {
    let sandbox = site();
    link(&sandbox, "site", "linked");
    for command in ["build linked -o out", "expand linked/content/a.md", "expand linked -o expanded"] {
        assert_eq!(run(&sandbox, command).unwrap().status, Some(0), "{command}");
    }
    let sitevar = env!("CARGO_BIN_EXE_sitevar");
    for line in [
        format!("{sitevar} expand <(cat outside/page.md)"),
        format!("{sitevar} expand /dev/stdin < outside/page.md"),
        format!("cat outside/page.md | {sitevar} expand /dev/stdin"),
        format!("cat outside/page.md | {sitevar} expand /proc/self/fd/0"),
        format!("{sitevar} expand /dev/fd/3 3< outside/page.md"),
        format!("mkfifo pipe.md; cat outside/page.md > pipe.md & {sitevar} expand pipe.md"),
    ] {
        let output = Command::new("bash").args(["-c", &line]).current_dir(sandbox.path("")).output();
        let Ok(output) = output else { return eprintln!("skipped: there is no bash") };
        let Said { text: said, data, .. } = Said::of(output).unwrap();
        assert!(data.contains(SECRET), "{line}: {said}");
    }
}

/// Where a pipe is, what else is needed to reach it, and the commands that do.
type Pipe = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const PIPES: [Pipe; 7] = [
    ("site/content/pipe.md", &[], ALL),
    ("site/content/pipe.png", &[], &[BUILD, ASSETS]),
    ("site/static/pipe", &[], &[BUILD]),
    ("site/data/pipe.yml", &[("site/shortcodes/x.html", "{{ .Site.Data.pipe }}")], ALL),
    ("site/shortcodes/x.html", &[], ALL),
    ("site/pipe", &[("site/shortcodes/x.html", "{{ readFile \"pipe\" }}")], ALL),
    ("site/layouts/partials/pipe.html", &[("site/shortcodes/x.html", "{{ partial \"pipe.html\" . }}")], ALL),
];

#[test]
fn a_pipe_never_keeps_a_command_waiting() {
    for (place, files, commands) in PIPES {
        for command in commands {
            let sandbox = site();
            pipe(&sandbox, place);
            sandbox.write("site/content/a.md", "{{< x >}}");
            if place != "site/shortcodes/x.html" && files.is_empty() {
                sandbox.write("site/shortcodes/x.html", "x");
            }
            files.iter().for_each(|(path, text)| sandbox.write(path, text));
            let Some(Said { status, text: said, .. }) = run(&sandbox, command) else { continue };
            assert!(matches!(status, Some(1 | 2)), "{place}, {command}: {said}");
            assert!(said.contains(place.rsplit('/').next().unwrap()), "{place}, {command}: {said}");
        }
    }
}

#[test]
fn a_huge_file_fills_no_memory() {
    for (place, template) in [
        ("site/huge.txt", "{{ readFile \"huge.txt\" }}"),
        ("site/data/huge.yml", "{{ .Site.Data.huge }}"),
        ("site/shortcodes/x.html", ""),
        ("site/sitevar.yml", "x"),
    ] {
        let sandbox = site();
        sandbox.write("site/content/a.md", "{{< x >}}");
        if !template.is_empty() {
            sandbox.write("site/shortcodes/x.html", template);
        }
        sandbox.write(place, "");
        // One byte more than the limit, of which the disk holds none.
        let file = fs::OpenOptions::new().write(true).open(sandbox.path(place)).unwrap();
        file.set_len((64 << 20) + 1).unwrap();
        let Said { status, text: said, .. } = run(&sandbox, EXPAND).unwrap();
        assert!(matches!(status, Some(1 | 2)), "{place}: {said}");
        assert!(said.contains("is larger than 64 MiB"), "{place}: {said}");
    }
}
