//! A test that is killed ends nothing itself; its browsers end all the same, and leave nothing on the disk.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::launch::{Engine, Wish};
use super::tab::Browser;

/// What stands before the folder of a browser that is held.
const HELD: &str = "held in ";

/// How long the end of a browser may take.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn the_browsers_of_a_killed_test_end_and_leave_nothing() {
    for engine in ["Chromium", "Firefox", "WebKit"] {
        let program = std::env::current_exe().unwrap();
        let mut test = Command::new(program)
            .args(["browser::kept::holds_a_browser", "--exact", "--ignored", "--nocapture"])
            .env("SITEVAR_HELD", engine)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(test.stdout.take().unwrap()).lines().map_while(Result::ok);
        let held =
            lines.filter_map(|line| line.split_once(HELD).map(|(_, folder)| PathBuf::from(folder))).next();
        test.kill().unwrap();
        test.wait().unwrap();
        let Some(folder) = held else {
            eprintln!("skipped: {engine} is not on this machine; `cargo xtask test` installs it");
            continue;
        };
        let begun = Instant::now();
        while folder.exists() || !processes_of(&folder).is_empty() {
            let left = processes_of(&folder);
            assert!(begun.elapsed() < PATIENCE, "{engine} left {folder:?} and {left:?}");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

/// Is killed by the test above; ends by itself where somebody else runs it.
#[test]
#[ignore = "holds a browser for another test"]
#[allow(clippy::print_stdout, reason = "that test reads it")]
fn holds_a_browser() {
    let engine = match std::env::var("SITEVAR_HELD").as_deref() {
        Ok("Firefox") => Engine::Firefox,
        Ok("WebKit") => Engine::WebKit,
        _ => Engine::Chromium,
    };
    if let Some(browser) = Browser::start(engine, Wish::default()) {
        println!("{HELD}{}", browser.downloads().parent().unwrap().display());
        std::thread::sleep(PATIENCE);
    }
}

/// Returns the command lines of the processes that name a folder, in them or as their home, where the system tells them.
fn processes_of(folder: &Path) -> Vec<String> {
    let name = folder.display().to_string();
    let names_it = |file: PathBuf| {
        let text = std::fs::read(file).unwrap_or_default();
        String::from_utf8_lossy(&text).contains(&name)
    };
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten().map(|process| process.path());
    let found = processes.filter(|path| names_it(path.join("cmdline")) || names_it(path.join("environ")));
    found.filter_map(|path| std::fs::read_to_string(path.join("cmdline")).ok()).collect()
}
