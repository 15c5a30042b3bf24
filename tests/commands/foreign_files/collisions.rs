//! Something of somebody else stands where a file of ours would go: nothing is changed, and the message names it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::{COMMANDS, Command, site, snapshot, write};
use crate::commands::sandbox::Sandbox;

/// What stands in the way: where, for `build` and for `expand`, and how it comes there.
type Obstacle = (&'static str, [&'static str; 2], fn(&Path));

const OBSTACLES: [Obstacle; 7] = [
    ("a file", ["guides/new/index.html", "guides/new.md"], |place| {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, "mine").unwrap();
    }),
    ("an empty file", ["guides/new/index.md", "guides/new.md"], |place| {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, "").unwrap();
    }),
    ("a link to a file", ["guides/new/index.html", "guides/new.md"], |place| {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink("../../outside/secret.txt", place).unwrap();
    }),
    ("a link to nowhere", ["guides/new/index.html", "guides/new.md"], |place| {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink("nowhere", place).unwrap();
    }),
    ("a folder", ["guides/new/index.html", "guides/new.md"], |place| {
        write(place, "page.md", "mine");
    }),
    ("a pipe", ["guides/new/index.html", "guides/new.md"], |place| {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(place).status().unwrap().success());
    }),
    ("a link where a folder must be", ["other", "other"], |place| {
        symlink("../outside", place).unwrap();
    }),
];

fn folder_commands() -> impl Iterator<Item = (usize, &'static Command)> {
    COMMANDS.iter().filter(|command| command.page.is_some()).enumerate()
}

#[test]
fn what_is_in_the_way_of_a_new_page_is_named_and_nothing_is_changed() {
    for (index, command) in folder_commands() {
        for (what, places, plant) in &OBSTACLES {
            let sandbox = site();
            sandbox.succeed(command.arguments);
            plant(&sandbox.path("out").join(places[index]));
            sandbox.write("site/content/guides/new.md", "New\n");
            sandbox.write("site/content/other/new.md", "New\n");
            let before = snapshot(&sandbox.path(""));
            let output = sandbox.run(command.arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{what}: {said}");
            assert!(said.contains(&format!("`out/{}", places[index])), "{what}: {said}");
            assert_eq!(snapshot(&sandbox.path("")), before, "{what}");
        }
    }
}

#[test]
fn what_took_the_place_of_a_file_of_ours_is_somebody_elses() {
    for (_, command) in folder_commands() {
        let (_, output) = command.page.unwrap();
        let sandbox = site();
        sandbox.succeed(command.arguments);
        let place = sandbox.path("out").join(output);
        fs::remove_file(&place).unwrap();
        symlink("../../outside/secret.txt", &place).unwrap();
        let before = snapshot(&sandbox.path(""));
        let refused = sandbox.run(command.arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&refused.stderr).contains(output));
        assert_eq!(snapshot(&sandbox.path("")), before);
    }
}

#[test]
fn files_and_folders_of_ours_take_each_others_place() {
    for others in [false, true] {
        let sandbox = site();
        let command = ["build", "site", "-o", "out"];
        sandbox.write("site/static/thing", "a file");
        sandbox.write("site/static/folder/thing", "in a folder");
        sandbox.succeed(&command);
        if others {
            sandbox.write("out/CNAME", "docs.example.org\n");
        }
        fs::remove_dir_all(sandbox.path("site/static")).unwrap();
        sandbox.write("site/static/thing/below", "in a folder");
        sandbox.write("site/static/folder", "a file");
        sandbox.succeed(&command);
        assert_eq!(fs::read_to_string(sandbox.path("out/thing/below")).unwrap(), "in a folder");
        assert_eq!(fs::read_to_string(sandbox.path("out/folder")).unwrap(), "a file");
    }
}

#[test]
fn a_record_that_leads_out_of_the_folder_removes_nothing() {
    // The hash is that of `secret`.
    let hash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
    for path in ["../outside/secret.txt", "link/secret.txt", "/etc/hostname", "./../outside/secret.txt"] {
        for (_, command) in folder_commands() {
            let sandbox = site();
            sandbox.write("out/.sitevar-output.sha256", &format!("{hash}  {path}\n"));
            symlink("../outside", sandbox.path("out/link")).unwrap();
            sandbox.run(command.arguments);
            assert_eq!(fs::read_to_string(sandbox.path("outside/secret.txt")).unwrap(), "secret", "{path}");
            assert!(sandbox.path("out/link").is_symlink(), "{path}");
        }
    }
}

#[test]
fn a_record_is_one_that_sha256sum_reads() {
    let sandbox = site();
    sandbox.write("site/content/guides/new\nline.md", "odd");
    sandbox.write("site/content/guides/back\\slash.md", "odd");
    for (_, command) in folder_commands() {
        let _ = fs::remove_dir_all(sandbox.path("out"));
        sandbox.succeed(command.arguments);
        let check = std::process::Command::new("sha256sum")
            .args(["--check", "--strict", "--quiet", ".sitevar-output.sha256"])
            .current_dir(sandbox.path("out"))
            .output();
        let Ok(check) = check else { return eprintln!("skipped: there is no sha256sum") };
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
        // Odd names are read back too: a page that went away is gone.
        fs::remove_file(sandbox.path("site/content/guides/new\nline.md")).unwrap();
        sandbox.write("out/CNAME", "docs.example.org\n");
        sandbox.succeed(command.arguments);
        assert!(sandbox.tree("out").keys().all(|path| !path.to_string_lossy().contains("new\nline")));
        sandbox.write("site/content/guides/new\nline.md", "odd");
    }
}

/// A place that cannot be an output folder, how it comes to be, and words of the refusal.
type Place = (&'static str, fn(&Sandbox), &'static str);

const PLACES: [Place; 4] = [
    (
        "out",
        |sandbox| symlink("no/where", sandbox.path("out")).unwrap(),
        "`out` is a link that leads nowhere",
    ),
    ("out", |sandbox| sandbox.write("out", "mine"), "`out` is a file, but a folder is to be written"),
    ("file/out", |sandbox| sandbox.write("file", "mine"), "file/out`"),
    (LONG, |_| {}, "file name too long"),
];

/// A name that no file system takes.
const LONG: &str = concat!(
    "long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-",
    "long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-",
    "long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name-long-name",
);

#[test]
fn a_place_that_cannot_be_is_named_and_nothing_is_changed() {
    for (_, command) in folder_commands() {
        for (place, plant, words) in PLACES {
            let sandbox = site();
            plant(&sandbox);
            let before = snapshot(&sandbox.path(""));
            let arguments = [&command.arguments[..command.arguments.len() - 1], &[place]].concat();
            let output = sandbox.run(&arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{place}: {said}");
            assert!(said.contains(words), "{place}: {said}");
            assert_eq!(snapshot(&sandbox.path("")), before, "{place}");
        }
    }
}

#[test]
fn a_name_that_is_no_text_is_mirrored_and_goes_with_its_page() {
    use std::os::unix::ffi::OsStrExt;
    let name = Path::new(std::ffi::OsStr::from_bytes(b"caf\xe9.md"));
    let command = ["expand", "site/content", "-o", "out"];
    for others in [false, true] {
        let sandbox = site();
        let page = sandbox.path("site/content").join(name);
        if fs::write(&page, "odd").is_err() {
            return eprintln!("skipped: the file system takes text alone");
        }
        sandbox.succeed(&command);
        assert_eq!(fs::read(sandbox.path("out").join(name)).unwrap(), b"odd");
        if others {
            sandbox.write("out/CNAME", "docs.example.org\n");
        }
        fs::remove_file(&page).unwrap();
        sandbox.succeed(&command);
        assert!(!sandbox.path("out").join(name).exists());
    }
}

#[test]
fn a_file_of_somebody_that_bears_the_name_of_a_record_is_refused() {
    for command in COMMANDS.iter().filter(|command| !command.writes_files() && command.can_run()) {
        for text in ["mine", "0000000000000000000000000000000000000000000000000000000000000000  index.html\n"]
        {
            let sandbox = site();
            sandbox.write("out/.sitevar-output.sha256", text);
            let before = snapshot(&sandbox.path(""));
            let output = sandbox.run(command.arguments);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("`out/.sitevar-output.sha256` is in the way"), "{said}");
            assert_eq!(snapshot(&sandbox.path("")), before);
        }
    }
}

#[test]
fn the_folder_of_another_command_is_not_replaced() {
    let folders = || COMMANDS.iter().filter(|command| !command.writes_files() && command.can_run());
    for first in folders() {
        for second in folders().filter(|second| second.arguments != first.arguments) {
            let sandbox = site();
            assert!(sandbox.run(first.arguments).status.success());
            let before = snapshot(&sandbox.path("out"));
            let refused = sandbox.run(second.arguments);
            let said = String::from_utf8(refused.stderr).unwrap();
            assert_eq!(refused.status.code(), Some(2), "{said}");
            assert!(said.contains(&format!("was written by `sitevar {}`", first.arguments[0])), "{said}");
            assert!(snapshot(&sandbox.path("out")) == before, "{:?}", second.arguments);
            assert!(sandbox.run(first.arguments).status.success());
        }
    }
}
