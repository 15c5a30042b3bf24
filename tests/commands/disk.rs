//! Whatever goes wrong, the old output is there byte for byte, and the next run cleans up.

use std::fs;

use super::sandbox::Sandbox;

/// A site of a few pages, one of them longer than what the killed runs may write.
fn site() -> Sandbox {
    let long = "text\n".repeat(50_000);
    Sandbox::new(&[
        ("site/sitevar.yml", "title: Test\n"),
        ("site/content/_index.md", "Home\n"),
        ("site/content/a.md", "A\n"),
        ("site/content/long.md", &long),
    ])
}

/// The two commands that write a folder.
const COMMANDS: [&[&str]; 2] = [&["build", "site", "-o", "out"], &["expand", "site/content", "-o", "out"]];

#[test]
fn an_error_in_a_page_leaves_the_old_output() {
    for command in COMMANDS {
        let sandbox = site();
        sandbox.succeed(command);
        let before = sandbox.tree("out");
        sandbox.write("site/content/a.md", "B {{< nothing >}}\n");
        assert_eq!(sandbox.run(command).status.code(), Some(1));
        assert_eq!(sandbox.tree("out"), before);
        assert_eq!(sandbox.names(), ["out", "site"]);
    }
}

#[test]
fn a_page_that_goes_away_goes_from_the_output() {
    for command in COMMANDS {
        let sandbox = site();
        sandbox.succeed(command);
        fs::remove_file(sandbox.path("site/content/a.md")).unwrap();
        sandbox.succeed(command);
        assert!(sandbox.tree("out").keys().all(|path| !path.starts_with("a") && path.as_os_str() != "a.md"));
    }
}

#[test]
fn an_error_in_a_page_leaves_the_old_file() {
    let sandbox = Sandbox::new(&[("page.md", "{{< nothing >}}"), ("out.md", "old")]);
    assert_eq!(sandbox.run(&["expand", "page.md", "-o", "out.md"]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(sandbox.path("out.md")).unwrap(), "old");
}

/// Runs the command in a shell that lets no file grow beyond 64 kB: like a full disk, or like a kill.
#[cfg(unix)]
fn run_limited(sandbox: &Sandbox, command: &[&str], signal: &str) -> std::process::Output {
    let line = format!("{signal} ulimit -f 64; exec {} {}", env!("CARGO_BIN_EXE_sitevar"), command.join(" "));
    std::process::Command::new("sh").args(["-c", &line]).current_dir(sandbox.path("")).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_output() {
    for command in COMMANDS {
        let sandbox = site();
        sandbox.succeed(command);
        let before = sandbox.tree("out");
        sandbox.write("site/content/long.md", &"other\n".repeat(50_000));
        // With the signal ignored, the write fails as it does on a full disk.
        let output = run_limited(&sandbox, command, "trap '' XFSZ;");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("error: cannot write `"));
        assert_eq!(sandbox.tree("out"), before);
        assert_eq!(sandbox.names(), ["out", "site"]);
    }
}

#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_old_output_and_the_next_one_cleans_up() {
    for command in COMMANDS {
        let sandbox = site();
        sandbox.succeed(command);
        let before = sandbox.tree("out");
        sandbox.write("site/content/long.md", &"other\n".repeat(50_000));
        assert_eq!(run_limited(&sandbox, command, "").status.code(), None, "the system kills it");
        assert_eq!(sandbox.tree("out"), before);
        assert_eq!(sandbox.names().len(), 3, "{:?}", sandbox.names());
        sandbox.succeed(command);
        assert_ne!(sandbox.tree("out"), before);
        assert_eq!(sandbox.names(), ["out", "site"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error_of_its_own() {
    let sandbox = Sandbox::new(&[("page.md", "text")]);
    let output = sandbox.run(&["expand", "page.md", "-o", "/dev/full"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: cannot write `/dev/full`: no space left on device\n"
    );
}

#[test]
fn a_page_that_is_too_large_is_not_read() {
    let sandbox = Sandbox::new(&[("site/sitevar.yml", ""), ("site/content/a.md", "A")]);
    let file = fs::File::create(sandbox.path("site/content/huge.md")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let output = sandbox.run(&["expand", "site/content", "-o", "out", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("huge.md:1:1: error[page-too-large]: "));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_to_nowhere_and_in_circles_are_refused() {
    use std::os::unix::fs::symlink;
    for (target, words) in [
        ("../../secret.md", "is a link that leads out of the site"),
        ("nowhere.md", "cannot read"),
        (".", "is a link to a folder that contains it"),
    ] {
        let sandbox =
            Sandbox::new(&[("secret.md", "secret"), ("site/sitevar.yml", ""), ("site/content/a.md", "A")]);
        symlink(target, sandbox.path("site/content/link.md")).unwrap();
        for command in COMMANDS {
            let output = sandbox.run(command);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains(words) && said.contains("link.md"), "{said}");
            assert_eq!(sandbox.names(), ["secret.md", "site"]);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_site_is_followed() {
    let sandbox = site();
    std::os::unix::fs::symlink("a.md", sandbox.path("site/content/b.md")).unwrap();
    sandbox.succeed(&["expand", "site/content", "-o", "out"]);
    assert_eq!(fs::read_to_string(sandbox.path("out/b.md")).unwrap(), "A\n");
}

#[cfg(target_os = "linux")]
#[test]
fn file_names_of_any_characters_are_mirrored() {
    let sandbox = site();
    for name in ["a b", "ü", "#1", "a%20b", "&amp;<x>", "\"q\"", "new\nline"] {
        sandbox.write(&format!("site/content/{name}.md"), "odd");
    }
    for command in COMMANDS {
        let _ = fs::remove_dir_all(sandbox.path("out"));
        sandbox.succeed(command);
        let written = sandbox.tree("out").values().filter(|text| text == &b"odd").count();
        assert_eq!(written, 7, "{:?}", sandbox.tree("out").keys());
    }
}
