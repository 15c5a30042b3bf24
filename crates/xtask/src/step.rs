//! One command, run for a person who watches.
//!
//! Each step is announced by a line before its own output, so that a log can be read from the top.

use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Says what comes next.
pub(crate) fn announce(what: &str) {
    // What a chore is asked for goes to standard output, such as the JSON of `bench`.
    eprintln!("── {what}");
}

/// Runs a command with its output shown.
///
/// # Errors
///
/// Fails where the command cannot be started or says that it failed.
pub(crate) fn run(what: &str, command: &mut Command) -> Result<(), String> {
    announce(&format!("{what}: {}", line(command)));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what} failed ({status}): `{}`", line(command))),
        Err(error) => Err(cannot_start(command, &error)),
    }
}

/// Runs a command without showing its output, and stops it when it takes too long: a download may hang for ever.
///
/// # Errors
///
/// Fails where the command cannot be started, says that it failed, or is stopped; the message is its last line.
pub(crate) fn run_quietly(command: &mut Command, limit: Duration) -> Result<(), String> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let start = Instant::now();
    while child.try_wait().is_ok_and(|status| status.is_none()) {
        if start.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("no answer within {} seconds", limit.as_secs()));
        }
        thread::sleep(Duration::from_millis(50));
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(last_line(&output)) }
}

/// Returns a command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("cannot start `{}`: {error}", command.get_program().to_string_lossy())
}

fn last_line(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it failed without a word").trim().to_owned()
}
