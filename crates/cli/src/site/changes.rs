//! When the pages of a site were changed last, as git knows it: a site asks for it with `last_change: true`.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

use crate::report;

/// The date of each page's last change, such as `2026-11-27`, by its path below the content folder.
pub(super) type Changes = HashMap<String, String>;

/// Asks git for all of them; says why there are none.
pub(super) fn of_folder(content: &Path) -> Changes {
    match ask(content) {
        Ok(log) => read(&log),
        Err(why) => {
            report::note(&format!("no page says when it was changed: {why}"));
            Changes::new()
        }
    }
}

/// Returns the log of a folder: after the date of each commit, the files that it changed.
fn ask(content: &Path) -> Result<String, String> {
    let shallow = git(content, &["rev-parse", "--is-shallow-repository"])?;
    if shallow.trim() == "true" {
        // Every file would seem to be as old as the only commit that is there.
        return Err(
            "the history is not complete here; fetch all of it, in GitHub's checkout with `fetch-depth: 0`"
                .into(),
        );
    }
    let log = ["-c", "core.quotePath=false", "log", "--format=:%cs"];
    git(content, &[&log[..], &["--name-only", "--no-renames", "--relative", "--", "."]].concat())
}

/// What keeps a repository from naming programs that git would run: a site may be somebody else's, and git takes also a
/// folder of content for a repository that holds the files of one.
const HARMLESS: [&str; 6] =
    ["-c", "safe.bareRepository=explicit", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false"];

fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new("git");
    command.args(HARMLESS).args(arguments).current_dir(folder);
    // Nothing is fetched: neither what is missing, nor by a protocol that the repository allows.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none").env("GIT_TERMINAL_PROMPT", "0");
    let output = command.output();
    let output = output.map_err(|error| format!("git does not run: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("git says `{}`", said.lines().next().unwrap_or_default()))
}

/// Reads a log, whose latest commit comes first.
fn read(log: &str) -> Changes {
    let mut changes = Changes::new();
    let mut date = "";
    for line in log.lines() {
        match line.strip_prefix(':') {
            Some(new) => date = new,
            // A name with a character that a line cannot hold is in quotes; its page has no date then.
            None if line.is_empty() || line.starts_with('"') => {}
            None => {
                changes.entry(line.to_owned()).or_insert_with(|| date.to_owned());
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_change_of_a_file_counts() {
        let changes = read(":2026-11-27\n\na b.md\nx/ü.md\n\n:2026-01-02\n\na b.md\nold.md\n");
        let expected = [("a b.md", "2026-11-27"), ("x/ü.md", "2026-11-27"), ("old.md", "2026-01-02")];
        assert_eq!(changes, expected.map(|(path, date)| (path.to_owned(), date.to_owned())).into());
    }
}
