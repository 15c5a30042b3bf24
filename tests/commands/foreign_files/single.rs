//! A single file is written where there is none, over one that is still as it was written, and over nothing else.

use std::fs;
use std::os::unix::fs::symlink;

use super::{COMMANDS, snapshot};
use crate::commands::sandbox::Sandbox;

/// The file that both commands write.
const COMMANDS_OF_FILES: [&[&str]; 2] = [
    &["expand", "site/content/guides/a.md", "-o", "out/file"],
    &["offline", "site/content/guides/a.md", "-o", "out/file"],
];

fn can_run(command: &[&str]) -> bool {
    COMMANDS.iter().find(|known| known.arguments[0] == command[0]).is_some_and(super::Command::can_run)
}

fn site() -> Sandbox {
    let sandbox = super::site();
    sandbox.write("site/content/empty.md", "");
    sandbox.write("site/data/empty.yml", "");
    fs::create_dir_all(sandbox.path("out")).unwrap();
    sandbox
}

/// What is there before, how it comes there, and words of the refusal; none where the file may be written.
type Before = (&'static str, fn(&Sandbox), &'static str);

const BEFORE: [Before; 18] = [
    ("nothing", |_| {}, ""),
    ("an empty file", |sandbox| sandbox.write("out/file", ""), ""),
    ("somebody's file", |sandbox| sandbox.write("out/file", "mine"), "`out/file` already exists"),
    ("a link to an empty file", |sandbox| link(sandbox, "empty"), ""),
    (
        "a link to somebody's file",
        |sandbox| link(sandbox, "../outside/secret.txt"),
        "`out/file` already exists",
    ),
    ("a link to nowhere", |sandbox| link(sandbox, "nowhere"), "`out/file` is a link that leads nowhere"),
    ("the page, by a link", |sandbox| link(sandbox, "../site/content/guides/a.md"), "written over itself"),
    (
        "the page, by a hard link",
        |sandbox| hard_link(sandbox, "site/content/guides/a.md"),
        "written over itself",
    ),
    ("another page", |sandbox| link(sandbox, "../site/content/guides/b.md"), "is a page of the site"),
    ("an empty page", |sandbox| link(sandbox, "../site/content/empty.md"), "is a page of the site"),
    ("the configuration", |sandbox| link(sandbox, "../site/sitevar.yml"), "is the configuration of the site"),
    ("data", |sandbox| link(sandbox, "../site/data/empty.yml"), "is a template or data of the site"),
    (
        "a record of something else",
        |sandbox| {
            sandbox.write("out/file", "mine");
            sandbox.write("out/.file.sitevar", &format!("{SIGN}{}  file\n", "0".repeat(64)));
        },
        "`out/file` already exists",
    ),
    (
        "a record of another name",
        |sandbox| {
            // The hash is that of `secret`.
            let hash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
            sandbox.write("out/file", "secret");
            sandbox
                .write("out/.file.sitevar", &format!("{SIGN}{hash}  ../outside/secret.txt\n{hash}  other\n"));
        },
        "`out/file` already exists",
    ),
    (
        "a folder in place of the record",
        |sandbox| sandbox.write("out/.file.sitevar/x", "mine"),
        "`out/.file.sitevar`",
    ),
    (
        "somebody's file in place of the record",
        |sandbox| sandbox.write("out/.file.sitevar", "mine"),
        "`out/.file.sitevar` is in the way",
    ),
    (
        "somebody's checksums in place of the record",
        |sandbox| {
            sandbox.write("out/file", "");
            sandbox.write("out/.file.sitevar", &format!("{}  file\n", "0".repeat(64)));
        },
        "`out/.file.sitevar` is in the way",
    ),
    ("an empty record", |sandbox| sandbox.write("out/.file.sitevar", ""), ""),
];

/// What a record begins with.
const SIGN: &str =
    "# Written by sitevar, which replaces and removes the files that are listed here, and no others.\n";

fn link(sandbox: &Sandbox, target: &str) {
    sandbox.write("out/empty", "");
    symlink(target, sandbox.path("out/file")).unwrap();
}

fn hard_link(sandbox: &Sandbox, target: &str) {
    fs::hard_link(sandbox.path(target), sandbox.path("out/file")).unwrap();
}

#[test]
fn a_file_goes_where_nothing_is_lost_and_is_refused_elsewhere() {
    for command in COMMANDS_OF_FILES.into_iter().filter(|command| can_run(command)) {
        for (what, plant, refusal) in BEFORE {
            let sandbox = site();
            plant(&sandbox);
            let before = snapshot(&sandbox.path(""));
            let output = sandbox.run(command);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            if refusal.is_empty() {
                assert_eq!(output.status.code(), Some(0), "{what}: {said}");
                assert!(fs::read(sandbox.path("out/file")).unwrap().len() > 3, "{what}");
            } else {
                assert_eq!(output.status.code(), Some(2), "{what}: {said}");
                assert!(said.contains(refusal), "{what}: {said}");
                assert_eq!(snapshot(&sandbox.path("")), before, "{what}");
            }
        }
    }
}

#[test]
fn a_file_of_ours_is_replaced_until_somebody_edits_it() {
    for command in COMMANDS_OF_FILES.into_iter().filter(|command| can_run(command)) {
        let sandbox = site();
        for text in ["One\n", "Two\n", "Three\n"] {
            sandbox.write("site/content/guides/a.md", text);
            sandbox.succeed(command);
            assert!(fs::read_to_string(sandbox.path("out/file")).unwrap().contains(text.trim_end()));
        }
        fs::write(sandbox.path("out/file"), "by hand").unwrap();
        let before = snapshot(&sandbox.path(""));
        let output = sandbox.run(command);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("`out/file`"));
        assert_eq!(snapshot(&sandbox.path("")), before);
        fs::remove_file(sandbox.path("out/file")).unwrap();
        sandbox.succeed(command);
    }
}

#[test]
fn a_file_whose_run_was_killed_before_it_was_renamed_is_replaced() {
    let sandbox = site();
    sandbox.succeed(COMMANDS_OF_FILES[0]);
    let record = fs::read_to_string(sandbox.path("out/.file.sitevar")).unwrap();
    // The record is written first: it lists what was to come beside what is there.
    let line = format!("{SIGN}{}  file\n", "0".repeat(64));
    fs::write(sandbox.path("out/.file.sitevar"), line + &record).unwrap();
    sandbox.write("site/content/guides/a.md", "Two\n");
    sandbox.succeed(COMMANDS_OF_FILES[0]);
    assert_eq!(fs::read_to_string(sandbox.path("out/file")).unwrap(), "Two\n");
}

#[test]
fn pages_of_one_name_are_not_written_over_each_other() {
    let sandbox = site();
    sandbox.write("site/content/other/a.md", "Other\n");
    let pages = ["expand", "site/content/guides/a.md", "site/content/other/a.md", "-o", "out"];
    let output = sandbox.run(&pages);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("out/a.md"));
    assert_eq!(fs::read_dir(sandbox.path("out")).unwrap().count(), 0);
}

#[test]
fn streams_are_written_to_as_they_are() {
    let sandbox = site();
    sandbox.write("site/content/guides/a.md", "Text\n");
    sandbox.write("log", "first\n");
    let expand = format!("{} expand site/content/guides/a.md", env!("CARGO_BIN_EXE_sitevar"));
    for line in [
        format!("{expand} -o /dev/stdout >> log"),
        format!("{expand} -o /dev/fd/3 3>> log"),
        format!("{expand} -o /dev/null"),
        format!("mkfifo pipe; cat pipe >> log & {expand} -o pipe; wait"),
    ] {
        let output =
            std::process::Command::new("sh").args(["-c", &line]).current_dir(sandbox.path("")).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(fs::read_to_string(sandbox.path("log")).unwrap(), "first\nText\nText\nText\n");
    assert_eq!(sandbox.names(), ["log", "out", "outside", "pipe", "site"]);
}
