//! What a killed run left goes; what only looks like it stays, whoever made it look so, and nothing is done through a link.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::{site, snapshot};
use crate::commands::sandbox::Sandbox;

const COMMAND: [&str; 4] = ["build", "site", "-o", "out"];

const RECORD: &str = ".sitevar-output.sha256";

/// A lock as anybody can write one: without what tells the folder from a copy of it, and with a guess at that.
const LOCKS: [&str; 3] = [
    "a folder in which sitevar makes an output; the next run removes it\nout",
    "a folder in which sitevar makes an output; the next run removes it\n1:1\n2:2\nout",
    "a folder in which sitevar makes an output; the next run removes it\n\n\nout",
];

/// What a stranger makes of a staging folder: a name for it, and how it comes there, with the text of a lock.
type Planted = (&'static str, fn(&Sandbox, &Path, &str));

const PLANTED: [Planted; 8] = [
    ("new is a link", |_, evil, lock| {
        fs::write(evil.join("lock"), lock).unwrap();
        symlink("../home/site", evil.join("new")).unwrap();
    }),
    ("old is a link", |_, evil, lock| {
        fs::write(evil.join("lock"), lock).unwrap();
        symlink("../home/site", evil.join("old")).unwrap();
    }),
    ("new has a file and no record", |_, evil, lock| {
        fs::write(evil.join("lock"), lock).unwrap();
        fs::create_dir(evil.join("new")).unwrap();
        fs::write(evil.join("new/diary.txt"), "Dear diary").unwrap();
    }),
    ("new has a record", |sandbox, evil, lock| {
        fs::write(evil.join("lock"), lock).unwrap();
        copy(sandbox, "home/site", &evil.join("new"));
    }),
    ("old has a record", |sandbox, evil, lock| {
        fs::write(evil.join("lock"), lock).unwrap();
        copy(sandbox, "home/site", &evil.join("old"));
    }),
    ("the lock is a link", |sandbox, evil, lock| {
        sandbox.write("home/lock", lock);
        symlink("../home/lock", evil.join("lock")).unwrap();
        copy(sandbox, "home/site", &evil.join("new"));
    }),
    ("the record is a link", |_, evil, lock| {
        fs::write(evil.join("lock"), lock).unwrap();
        fs::create_dir(evil.join("new")).unwrap();
        fs::write(evil.join("new/index.html"), "precious").unwrap();
        symlink("../../home/site/.sitevar-output.sha256", evil.join("new").join(RECORD)).unwrap();
    }),
    ("the folder is a link", |sandbox, evil, lock| {
        fs::remove_dir(evil).unwrap();
        copy(sandbox, "home/site", &sandbox.path("home/staging/new"));
        sandbox.write("home/staging/lock", lock);
        symlink("home/staging", evil).unwrap();
    }),
];

/// A site, and a folder of somebody that Sitevar once wrote.
fn with_home() -> Sandbox {
    let sandbox = site();
    fs::create_dir(sandbox.path("home")).unwrap();
    sandbox.succeed(&["build", "site", "-o", "home/site"]);
    sandbox
}

fn copy(sandbox: &Sandbox, from: &str, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    let copied = std::process::Command::new("cp").arg("-a").arg(sandbox.path(from)).arg(to).status();
    assert!(copied.unwrap().success());
}

/// Runs the command until the system kills it, and returns the name of the folder that is left.
fn kill(sandbox: &Sandbox, text: &str) -> String {
    sandbox.write("site/content/long.md", &text.repeat(50_000));
    let line = format!("ulimit -f 64; exec {} {}", env!("CARGO_BIN_EXE_sitevar"), COMMAND.join(" "));
    let killed = std::process::Command::new("sh").args(["-c", &line]).current_dir(sandbox.path("")).output();
    assert_eq!(killed.unwrap().status.code(), None, "the system kills it");
    let left = sandbox.names().into_iter().find(|name| name.starts_with(".sitevar-tmp-"));
    left.expect("a killed run leaves its folder")
}

#[test]
fn what_a_stranger_planted_stays_and_nothing_is_done_through_it() {
    for (what, plant) in PLANTED {
        for lock in LOCKS {
            for home in ["", "out/"] {
                let sandbox = with_home();
                if !home.is_empty() {
                    sandbox.succeed(&COMMAND);
                    symlink("../home", sandbox.path("out/home")).unwrap();
                }
                let evil = format!("{home}.sitevar-tmp-evil");
                fs::create_dir(sandbox.path(&evil)).unwrap();
                plant(&sandbox, &sandbox.path(&evil), lock);
                let before = [snapshot(&sandbox.path("home")), snapshot(&sandbox.path(&evil))];
                let said = String::from_utf8(sandbox.succeed(&COMMAND).stderr).unwrap();
                let after = [snapshot(&sandbox.path("home")), snapshot(&sandbox.path(&evil))];
                assert!(before == after, "{what}, {lock:?}: {said}");
                let quiet = what.contains("lock is") || what.contains("folder is");
                assert_eq!(said.contains(&format!("`{evil}` looks like")), !quiet, "{what}: {said}");
            }
        }
    }
}

#[test]
fn a_copy_of_what_a_killed_run_left_stays() {
    let sandbox = site();
    sandbox.succeed(&COMMAND);
    let left = kill(&sandbox, "other\n");
    copy(&sandbox, &left, &sandbox.path(".sitevar-tmp-copied"));
    let before = snapshot(&sandbox.path(".sitevar-tmp-copied"));
    let said = String::from_utf8(sandbox.succeed(&COMMAND).stderr).unwrap();
    assert!(said.contains("`.sitevar-tmp-copied` looks like"), "{said}");
    assert_eq!(snapshot(&sandbox.path(".sitevar-tmp-copied")), before);
    assert_eq!(sandbox.names(), [".sitevar-tmp-copied", "out", "outside", "site"]);
}

#[test]
fn a_link_in_what_a_killed_run_left_is_not_followed() {
    for name in ["new", "old"] {
        let sandbox = with_home();
        sandbox.succeed(&COMMAND);
        let left = kill(&sandbox, "other\n");
        fs::remove_dir_all(sandbox.path(&left).join("new")).unwrap();
        symlink("../home/site", sandbox.path(&left).join(name)).unwrap();
        let before = snapshot(&sandbox.path("home"));
        let said = String::from_utf8(sandbox.succeed(&COMMAND).stderr).unwrap();
        assert!(said.contains(&format!("`{left}/{name}` contains files")), "{said}");
        assert_eq!(snapshot(&sandbox.path("home")), before);
        assert!(sandbox.path(&left).join(name).is_symlink());
    }
}

#[test]
fn what_somebody_edited_or_put_where_it_cannot_go_stays_where_it_is() {
    let sandbox = with_home();
    sandbox.succeed(&COMMAND);
    copy(&sandbox, "out", &sandbox.path("kept"));
    let left = kill(&sandbox, "other\n");
    fs::remove_dir_all(sandbox.path(&left).join("new")).unwrap();
    fs::rename(sandbox.path("kept"), sandbox.path(&left).join("new")).unwrap();
    sandbox.write(&format!("{left}/new/index.html"), "by hand");
    sandbox.write(&format!("{left}/new/home/diary.txt"), "Dear diary");
    symlink("../home", sandbox.path("out/home")).unwrap();
    let before = snapshot(&sandbox.path("home"));
    for _ in 0..2 {
        let said = String::from_utf8(sandbox.succeed(&COMMAND).stderr).unwrap();
        assert!(said.contains(&format!("`{left}/new` contains files")), "{said}");
        let kept = snapshot(&sandbox.path(&left).join("new"));
        let kept: Vec<_> = kept.keys().map(|path| path.to_str().unwrap()).collect();
        assert_eq!(kept, [RECORD, "home", "home/diary.txt", "index.html"]);
        assert_eq!(snapshot(&sandbox.path("home")), before);
    }
}

#[test]
fn leftovers_of_a_killed_run_go_and_what_came_among_them_stays() {
    let sandbox = site();
    sandbox.succeed(&COMMAND);
    copy(&sandbox, "out", &sandbox.path("kept"));
    // Killed after the exchange: the old output is in the folder, with a file that somebody made at the last moment.
    let left = kill(&sandbox, "other\n");
    fs::remove_dir_all(sandbox.path(&left).join("new")).unwrap();
    fs::rename(sandbox.path("kept"), sandbox.path(&left).join("new")).unwrap();
    sandbox.write(&format!("{left}/new/guides/diary.txt"), "Dear diary");
    sandbox.succeed(&COMMAND);
    assert_eq!(fs::read_to_string(sandbox.path("out/guides/diary.txt")).unwrap(), "Dear diary");
    assert_eq!(sandbox.names(), ["out", "outside", "site"]);
    // Killed where folders cannot be exchanged: the old output stood aside.
    let left = kill(&sandbox, "third\n");
    fs::rename(sandbox.path("out"), sandbox.path(&left).join("old")).unwrap();
    sandbox.succeed(&COMMAND);
    assert_eq!(fs::read_to_string(sandbox.path("out/guides/diary.txt")).unwrap(), "Dear diary");
    assert_eq!(sandbox.names(), ["out", "outside", "site"]);
}
