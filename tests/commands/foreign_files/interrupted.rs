//! Runs that are killed while they put their files among those of others, runs at the same time, and what looks like
//! the leftovers of a killed run but is not.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::{COMMANDS, site, snapshot, texts, write};

const RECORD: &str = ".sitevar-output.sha256";

/// A run is killed after so many of its files took their places; the next run must come out as if it had not been.
#[test]
fn the_next_run_finishes_what_a_killed_one_began() {
    for command in COMMANDS.iter().filter(|command| command.page.is_some()) {
        let sandbox = site();
        write(&sandbox.path("out"), "CNAME", "docs.example.org\n");
        sandbox.succeed(command.arguments);
        let old = snapshot(&sandbox.path("out"));
        sandbox.write("site/content/guides/a.md", "Changed\n");
        sandbox.write("site/content/guides/new.md", "New\n");
        fs::remove_file(sandbox.path(command.page.unwrap().0)).unwrap();
        sandbox.succeed(command.arguments);
        let new = snapshot(&sandbox.path("out"));
        let (old, new) = (texts(&old), texts(&new));
        let record = Path::new(RECORD);
        let both = [old[record], b"# unfinished\n", new[record]].concat();
        let changes: Vec<_> = new.iter().filter(|(path, bytes)| old.get(*path) != Some(bytes)).collect();
        for done in 0..=changes.len() {
            fs::remove_dir_all(sandbox.path("out")).unwrap();
            for (path, bytes) in old.iter().chain(changes.iter().take(done).copied()) {
                let bytes = if *path == record { &both } else { *bytes };
                let place = sandbox.path("out").join(path);
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                fs::write(place, bytes).unwrap();
            }
            sandbox.succeed(command.arguments);
            let after = snapshot(&sandbox.path("out"));
            let after = texts(&after);
            assert!(after.keys().eq(new.keys()), "after {done} files: {:?}", after.keys());
            let wrong: Vec<_> = new.iter().filter(|(path, bytes)| after[*path] != **bytes).collect();
            assert!(wrong.is_empty(), "after {done} files: {wrong:?}");
        }
    }
}

#[test]
fn a_file_that_somebody_made_after_a_kill_is_not_taken_for_one_of_ours() {
    let command = ["expand", "site/content", "-o", "out"];
    let sandbox = site();
    sandbox.succeed(&command);
    let path = sandbox.path("out").join(RECORD);
    let record = fs::read_to_string(&path).unwrap();
    // A killed run meant to write `guides/new.md`, and did not come to it.
    let line = format!("# unfinished\n{}  guides/new.md\n", "0".repeat(64));
    fs::write(&path, record + &line).unwrap();
    sandbox.write("out/guides/new.md", "mine");
    sandbox.write("site/content/guides/new.md", "New\n");
    let refused = sandbox.run(&command);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("out/guides/new.md"));
    assert_eq!(fs::read_to_string(sandbox.path("out/guides/new.md")).unwrap(), "mine");
}

#[test]
fn runs_at_the_same_time_lose_nothing() {
    for command in COMMANDS.iter().filter(|command| command.page.is_some()) {
        for others in [false, true] {
            let sandbox = site();
            if others {
                write(&sandbox.path("out"), ".git/HEAD", "ref\n");
                write(&sandbox.path("out"), "CNAME", "docs.example.org\n");
            }
            for _ in 0..4 {
                let run = || {
                    sandbox.command(command.arguments).stderr(std::process::Stdio::piped()).spawn().unwrap()
                };
                let runs: Vec<_> = (0..4).map(|_| run()).collect();
                for run in runs {
                    let output = run.wait_with_output().unwrap();
                    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                }
            }
            let clean = site();
            clean.succeed(command.arguments);
            let after = snapshot(&sandbox.path("out"));
            let expected = snapshot(&clean.path("out"));
            let mut after = texts(&after);
            for name in [".git/HEAD", "CNAME"] {
                assert_eq!(after.remove(Path::new(name)).is_some(), others);
            }
            assert!(after == texts(&expected));
            assert_eq!(sandbox.names(), ["out", "outside", "site"]);
        }
    }
}

#[test]
fn what_only_looks_like_the_leftovers_of_a_killed_run_is_not_touched() {
    let command = ["build", "site", "-o", "out"];
    let sandbox = site();
    for name in ["out.sitevar-tmp-12345", ".sitevar-tmp-12345", "out/.sitevar-tmp-abcdef"] {
        sandbox.write(&format!("{name}/new/diary.txt"), "Dear diary");
        sandbox.write(&format!("{name}/lock"), "something else");
    }
    let mark = "a folder in which sitevar makes an output; the next run removes it\nout";
    sandbox.write("kept/new/diary.txt", "Dear diary");
    sandbox.write("kept/lock", mark);
    symlink("kept", sandbox.path(".sitevar-tmp-link")).unwrap();
    let before = snapshot(&sandbox.path(""));
    sandbox.succeed(&command);
    let after = snapshot(&sandbox.path(""));
    for (path, thing) in before {
        assert_eq!(after.get(&path), Some(&thing), "{}", path.display());
    }
}
