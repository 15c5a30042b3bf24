//! Keeps a browser for as long as somebody holds it, and not a moment longer.
//!
//! A killed program ends nothing: a killed test would leave its browsers running. So a shell is in between. Its standard
//! input ends when whoever started it is gone, whatever became of them; then it kills the browser with all that the
//! browser started, and removes the folder.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::parent_id;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How long a program may take to say that it is there: on a machine with other work, a browser took 20 seconds.
const PATIENCE: Duration = Duration::from_secs(90);

/// Runs a program in a session of its own, so that everything it starts is one group; `$1` is the folder, and `$2` the
/// signal that ends the group.
const KEEPER: &str = r#"
folder=$1
signal=$2
shift 2
setsid "$@" </dev/null 2>&1 &
trap "" INT TERM HUP
exec >/dev/null 2>&1
read -r _
kill "-$signal" "-$!" && wait
rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }
"#;

/// What is to be kept.
pub(crate) struct Program<'a> {
    pub(crate) path: &'a Path,
    pub(crate) arguments: &'a [String],
    /// What a line of it holds when it is there.
    pub(crate) sign: &'a str,
    /// The signal that ends it: `KILL`, or `TERM` for what ends at once and has files elsewhere to remove.
    pub(crate) end: &'a str,
}

/// A program that runs, and a folder that goes away with it.
pub(crate) struct Kept {
    keeper: Child,
    folder: PathBuf,
}

impl Kept {
    /// Starts a program and waits until a line of it holds its sign; returns what follows in that line too.
    ///
    /// # Errors
    ///
    /// Fails with what the program said, where that was never it.
    pub(crate) fn start(folder: PathBuf, program: &Program<'_>) -> Result<(Self, String), String> {
        assert!(is_awaited(), "whoever started this is gone: nobody waits for another browser");
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER, "keeper"]).arg(&folder).arg(program.end);
        command.arg(program.path).args(program.arguments);
        // What a browser leaves lying about goes away with it.
        let home = folder.join("home");
        std::fs::create_dir_all(&home).unwrap();
        command.env("HOME", &home).env("TMPDIR", &home).env("MOZ_CRASHREPORTER_DISABLE", "1");
        let mut keeper = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let said = keeper.stdout.take().unwrap();
        // It is kept from here on, also where it never says what is waited for.
        let kept = Self { keeper, folder };
        let found = wait_for_line(said, program.sign);
        let found = found.map_err(|why| format!("`{}` {why}", program.path.display()))?;
        Ok((kept, found))
    }

    /// Returns the folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Tells whether whoever started this process still waits for it: a killed `cargo test` does not end its tests.
fn is_awaited() -> bool {
    static STARTED_BY: OnceLock<u32> = OnceLock::new();
    *STARTED_BY.get_or_init(parent_id) == parent_id()
}

/// Reads until a line holds `sign`, and returns what follows it; the rest is read and thrown away.
fn wait_for_line(stream: impl Read + Send + 'static, sign: &str) -> Result<String, String> {
    let (send, lines) = mpsc::channel();
    // A program whose output nobody reads stops in the middle of a line.
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    let end = Instant::now() + PATIENCE;
    let mut said = Vec::new();
    loop {
        match lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(line) => match line.split_once(sign) {
                Some((_, rest)) => return Ok(rest.trim().to_owned()),
                None => said.push(line),
            },
            Err(why) => {
                return Err(format!("did not say `{sign}` within {PATIENCE:?} ({why}); it said {said:?}"));
            }
        }
    }
}
