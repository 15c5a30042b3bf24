//! What somebody else has in an output folder is there after every run, the same bytes at the same place, or the
//! command refused before it changed anything and said which file it is about.
//!
//! Everything is a table: what others put there, the commands, and the moments at which they run.

mod collisions;
mod interrupted;
mod leftovers;
mod single;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

use super::sandbox::{Sandbox, told};

/// A command that writes to `out`, with a page that it writes and that can go away.
pub struct Command {
    arguments: &'static [&'static str],
    /// The page, and what is written for it.
    page: Option<(&'static str, &'static str)>,
    /// One of our own folders in the output, or the output itself.
    own_folder: &'static str,
}

pub const COMMANDS: [Command; 5] = [
    Command {
        arguments: &["build", "site", "-o", "out"],
        page: Some(("site/content/guides/b.md", "guides/b/index.html")),
        own_folder: "guides",
    },
    Command {
        arguments: &["expand", "site/content", "-o", "out"],
        page: Some(("site/content/guides/b.md", "guides/b.md")),
        own_folder: "guides",
    },
    Command { arguments: &["expand", "site/content/guides/a.md", "-o", "out"], page: None, own_folder: "" },
    Command { arguments: &["assets", "site", "-o", "out"], page: None, own_folder: "" },
    Command {
        arguments: &["offline", "site/content/guides", "-o", "out/guides.html"],
        page: None,
        own_folder: "",
    },
];

impl Command {
    /// Tells whether it writes single files, and takes the folder as it is.
    fn writes_files(&self) -> bool {
        self.page.is_none() && self.arguments[0] != "assets"
    }

    /// Tells whether the command under test has what it needs; one without the widget says so.
    fn can_run(&self) -> bool {
        let sandbox = site();
        fs::create_dir_all(sandbox.path("out")).unwrap();
        let said = String::from_utf8(sandbox.run(self.arguments).stderr).unwrap();
        let has_widget =
            !matches!(self.arguments[0], "assets" | "offline") || !said.contains("without the widget");
        if !has_widget {
            eprintln!("skipped: this build has no widget; `cargo xtask test` builds it");
        }
        has_widget
    }
}

/// What others have in a folder: a name for it, whether a first run may begin beside it, and how it comes there.
type Foreign = (&'static str, bool, fn(&Path, &str));

pub const FOREIGN: [Foreign; 10] = [
    (".git", true, |out, _| {
        write(out, ".git/HEAD", "ref: refs/heads/gh-pages\n");
        write(out, ".git/objects/ab/cdef", "object");
    }),
    (".nojekyll", true, |out, _| write(out, ".nojekyll", "")),
    ("CNAME", true, |out, _| write(out, "CNAME", "docs.example.org\n")),
    ("diary.txt", false, |out, own| write(out, &format!("{own}/diary.txt"), "Dear diary")),
    ("notes", false, |out, _| {
        write(out, "notes/index.md", "# Notes\n");
        write(out, "notes/deep/er/page.md", "A page\n");
    }),
    ("link-out", false, |out, _| symlink("../outside", out.join("link-out")).unwrap()),
    ("link-file", false, |out, own| symlink("/etc/hostname", out.join(own).join("link-file")).unwrap()),
    ("nowhere", false, |out, _| symlink("no/where", out.join("nowhere")).unwrap()),
    ("empty", false, |out, own| fs::create_dir_all(out.join(own).join("empty/below")).unwrap()),
    ("pipe", false, |out, _| {
        let made = std::process::Command::new("mkfifo").arg(out.join("pipe")).status().unwrap();
        assert!(made.success());
    }),
];

pub fn write(out: &Path, below: &str, text: &str) {
    let path = out.join(below.trim_start_matches('/'));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Everything below a folder: what it is, its inode, and its bytes or where it leads.
pub type Snapshot = BTreeMap<PathBuf, (&'static str, u64, Vec<u8>)>;

pub fn snapshot(folder: &Path) -> Snapshot {
    let mut found = Snapshot::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap) {
        let kind = entry.file_type();
        let path = entry.path();
        let (what, bytes) = if kind.is_dir() {
            ("folder", Vec::new())
        } else if kind.is_file() {
            ("file", fs::read(path).unwrap())
        } else if kind.is_symlink() {
            ("link", fs::read_link(path).unwrap().into_os_string().into_encoded_bytes())
        } else {
            ("special", Vec::new())
        };
        let inode = path.symlink_metadata().unwrap().ino();
        found.insert(path.strip_prefix(folder).unwrap().to_owned(), (what, inode, bytes));
    }
    found
}

/// Returns what is in one snapshot and not in another, by its path.
pub fn added(after: &Snapshot, before: &Snapshot) -> Snapshot {
    after
        .iter()
        .filter(|(path, _)| !before.contains_key(*path))
        .map(|(path, what)| (path.clone(), what.clone()))
        .collect()
}

fn assert_kept(foreign: &Snapshot, now: &Snapshot, what: &str) {
    for (path, thing) in foreign {
        assert_eq!(now.get(path), Some(thing), "{what}: {}", path.display());
    }
}

/// Returns what is there but for inodes and folders, without our records: what a build from scratch gives too.
pub fn texts(snapshot: &Snapshot) -> BTreeMap<&Path, &[u8]> {
    let files = snapshot.iter().filter(|(_, (what, ..))| *what != "folder");
    files.map(|(path, (_, _, bytes))| (path.as_path(), bytes.as_slice())).collect()
}

/// A site of a few pages, one of them longer than what a killed run may write, and something outside of it.
pub fn site() -> Sandbox {
    let long = "text\n".repeat(50_000);
    Sandbox::new(&[
        ("outside/secret.txt", "secret"),
        ("site/sitevar.yml", "title: Test\n"),
        ("site/content/_index.md", "Home\n"),
        ("site/content/guides/a.md", "A {{< sitevar name=\"domain\" >}}\n"),
        ("site/content/guides/b.md", "B\n"),
        ("site/content/long.md", &long),
    ])
}

/// Runs a command for each thing that others have; `moment` gets the sandbox, with the thing's name and snapshot.
fn for_each(needs_page: bool, moment: impl Fn(&Command, &Sandbox, &Foreign, &dyn Fn() -> Snapshot)) {
    for command in COMMANDS.iter().filter(|command| !needs_page || command.page.is_some()) {
        if !command.can_run() {
            continue;
        }
        for foreign in &FOREIGN {
            let sandbox = site();
            fs::create_dir_all(sandbox.path("out")).unwrap();
            let plant = || {
                let before = snapshot(&sandbox.path("out"));
                foreign.2(&sandbox.path("out"), command.own_folder);
                added(&snapshot(&sandbox.path("out")), &before)
            };
            moment(command, &sandbox, foreign, &plant);
            assert_eq!(fs::read_to_string(sandbox.path("outside/secret.txt")).unwrap(), "secret");
            assert_eq!(sandbox.names(), ["out", "outside", "site"], "{:?} {}", command.arguments, foreign.0);
        }
    }
}

#[test]
fn a_first_run_begins_beside_what_hosts_need_and_refuses_everything_else() {
    for_each(false, |command, sandbox, (name, may_begin, _), plant| {
        let _ = fs::create_dir_all(sandbox.path("out").join(command.own_folder));
        let planted = plant();
        let before = snapshot(&sandbox.path("out"));
        let output = sandbox.run(command.arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let after = snapshot(&sandbox.path("out"));
        assert_kept(&planted, &after, name);
        if command.writes_files() || (*may_begin && command.own_folder.is_empty()) {
            assert_eq!(output.status.code(), Some(0), "{name}: {said}");
        } else {
            assert_eq!(output.status.code(), Some(2), "{name}: {said}");
            assert_eq!(after, before, "{name}");
            let mut top = before.keys().filter(|path| path.components().count() == 1);
            let named = |path: &PathBuf| {
                said.contains(&format!(
                    "`out` holds `{}`, and no record there says that sitevar wrote it",
                    path.display()
                ))
            };
            assert!(top.any(named), "{name}: {said}");
        }
    });
}

#[test]
fn a_first_run_begins_beside_a_repository() {
    for command in COMMANDS.iter().filter(|command| command.can_run()) {
        let sandbox = site();
        write(&sandbox.path("out"), ".git/HEAD", "ref\n");
        write(&sandbox.path("out"), "CNAME", "docs.example.org\n");
        let before = snapshot(&sandbox.path("out"));
        let folder = fs::metadata(sandbox.path("out")).unwrap().ino();
        sandbox.succeed(command.arguments);
        assert_kept(&before, &snapshot(&sandbox.path("out")), command.arguments[0]);
        assert_eq!(fs::metadata(sandbox.path("out")).unwrap().ino(), folder, "the folder itself stays too");
    }
}

#[test]
fn a_second_run_leaves_it_in_place() {
    for_each(false, |command, sandbox, (name, ..), plant| {
        sandbox.succeed(command.arguments);
        let ours = snapshot(&sandbox.path("out"));
        let planted = plant();
        sandbox.write("site/content/guides/a.md", "Changed\n");
        sandbox.succeed(command.arguments);
        let after = snapshot(&sandbox.path("out"));
        assert_kept(&planted, &after, name);
        // The command still does its work: what is there but for the foreign is what a clean run writes.
        let clean = site();
        clean.write("site/content/guides/a.md", "Changed\n");
        fs::create_dir_all(clean.path("out")).unwrap();
        clean.succeed(command.arguments);
        let expected = snapshot(&clean.path("out"));
        let own = added(&after, &planted);
        if command.writes_files() {
            assert!(texts(&own).keys().eq(texts(&ours).keys()), "{name}");
        } else {
            assert!(texts(&own) == texts(&expected), "{:?} {name}", command.arguments);
        }
    });
}

#[test]
fn a_run_after_a_page_went_away_removes_its_output_alone() {
    for_each(true, |command, sandbox, (name, ..), plant| {
        let (page, output) = command.page.unwrap();
        sandbox.succeed(command.arguments);
        let planted = plant();
        fs::remove_file(sandbox.path(page)).unwrap();
        sandbox.succeed(command.arguments);
        assert_kept(&planted, &snapshot(&sandbox.path("out")), name);
        assert!(!sandbox.path("out").join(output).exists(), "{name}");
    });
}

#[test]
fn a_run_that_fails_changes_nothing_at_all() {
    for_each(false, |command, sandbox, (name, ..), plant| {
        sandbox.succeed(command.arguments);
        plant();
        let before = snapshot(&sandbox.path("out"));
        // `assets` goes on where a page has an error, but not without the configuration.
        match command.page {
            Some(_) => sandbox.write("site/content/guides/a.md", "{{< nothing >}}\n"),
            None => sandbox.write("site/sitevar.yml", "nothing: known\n"),
        }
        let output = sandbox.run(command.arguments);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert_eq!(snapshot(&sandbox.path("out")), before, "{name}");
    });
}

#[test]
fn a_run_that_is_killed_changes_nothing_and_the_next_one_finishes() {
    for_each(true, |command, sandbox, (name, ..), plant| {
        sandbox.succeed(command.arguments);
        let planted = plant();
        let before = snapshot(&sandbox.path("out"));
        sandbox.write("site/content/long.md", &"other\n".repeat(50_000));
        let line =
            format!("ulimit -f 64; exec {} {}", env!("CARGO_BIN_EXE_sitevar"), command.arguments.join(" "));
        let killed = std::process::Command::new("sh")
            .args(["-c", &line])
            .current_dir(sandbox.path(""))
            .output()
            .unwrap();
        assert_eq!(killed.status.code(), None, "the system kills it");
        assert_eq!(snapshot(&sandbox.path("out")), before, "{name}");
        sandbox.succeed(command.arguments);
        assert_kept(&planted, &snapshot(&sandbox.path("out")), name);
    });
}

#[test]
fn an_edited_output_is_written_anew_and_stays_where_its_page_went_away() {
    for command in COMMANDS.iter().filter(|command| command.page.is_some()) {
        for others in [false, true] {
            let sandbox = site();
            let (page, output) = command.page.unwrap();
            sandbox.succeed(command.arguments);
            if others {
                sandbox.write("out/CNAME", "docs.example.org\n");
            }
            let edited = sandbox.path("out").join(output);
            let ours = fs::read(&edited).unwrap();
            fs::write(&edited, "by hand").unwrap();
            sandbox.succeed(command.arguments);
            assert!(fs::read(&edited).unwrap() == ours, "generated files are generated");
            fs::write(&edited, "by hand").unwrap();
            fs::remove_file(sandbox.path(page)).unwrap();
            for _ in 0..2 {
                let before = snapshot(&sandbox.path("out"));
                let told = told(&sandbox.succeed(command.arguments));
                assert_eq!(fs::read(&edited).unwrap(), b"by hand");
                let below = Path::new(output);
                assert_eq!(snapshot(&sandbox.path("out"))[below].1, before[below].1);
                assert!(told.is_empty() || told.contains(output), "{told}");
            }
            // It is somebody's file now, so the page cannot come back over it.
            sandbox.write(page, "B\n");
            let refused = sandbox.run(command.arguments);
            assert_eq!(refused.status.code(), Some(2));
            assert!(String::from_utf8_lossy(&refused.stderr).contains(output));
            assert_eq!(fs::read(&edited).unwrap(), b"by hand");
        }
    }
}
