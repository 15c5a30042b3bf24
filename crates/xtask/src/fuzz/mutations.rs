//! Mutants of real files for every command: none may panic, hang, end otherwise than with 0, 1 or 2, or fail silently.
//!
//! 1. The pages of the corpus and of the documentation, the settings and the templates that ship are the originals.
//! 2. Each round is a folder of mutants; every command that reads it runs once. Where so much is wrong that the command
//!    does not tell all of it, its pages are run again, one at a time.
//! 3. What is found is written to `target/mutations` with its input.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use fastrand::Rng;

use super::finding::{self, Ended};
use super::rounds::{self, Kind, Originals, PAGES};
use crate::project::{build_sitevar, root, target};
use crate::step::announce;

/// How many diagnostics the command tells at most.
const TOLD: usize = 100;

/// Where mutants of the pages of a real site come from, where it is there.
const CORPUS: &str = "../shared/corpus/authelia/content";

/// How often a command ran, and how it ended.
#[derive(Default)]
struct Count {
    runs: usize,
    mutants: usize,
    ended: BTreeMap<Option<i32>, usize>,
    slowest: Duration,
}

/// All that is known of a run of this chore.
struct Chore {
    program: PathBuf,
    originals: Originals,
    findings: PathBuf,
    found: AtomicUsize,
    counts: Mutex<BTreeMap<String, Count>>,
}

/// Makes so many mutants of pages, and others beside them.
///
/// # Errors
///
/// Fails where something was found, or where files cannot be written.
pub(super) fn run(command: Option<PathBuf>, mutants: usize, seed: u64) -> Result<(), String> {
    let chore = Chore {
        program: command
            .map_or_else(build_sitevar, |path| path.canonicalize().map_err(|error| error.to_string()))?,
        originals: originals(),
        findings: target().join("mutations"),
        found: AtomicUsize::new(0),
        counts: Mutex::default(),
    };
    announce(&format!("{} pages to change, from seed {seed}", chore.originals.pages.len()));
    let (made, round, start) = (AtomicUsize::new(0), AtomicU64::new(seed << 32), Instant::now());
    let work = || -> Result<(), String> {
        while made.load(Ordering::Relaxed) < mutants {
            let mut rng = Rng::with_seed(round.fetch_add(1, Ordering::Relaxed));
            let kind = Kind::any(&mut rng);
            chore.round(kind, &mut rng)?;
            if kind == Kind::Pages {
                made.fetch_add(PAGES, Ordering::Relaxed);
            }
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running
            .into_iter()
            .try_for_each(|thread| thread.join().map_err(|_| "a thread panicked".to_owned())?)
    })?;
    chore.tell(start.elapsed());
    match chore.found.into_inner() {
        0 => Ok(()),
        found => Err(format!("{found} findings, in `{}`", chore.findings.display())),
    }
}

impl Chore {
    fn round(&self, kind: Kind, rng: &mut Rng) -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let commands =
            rounds::write(kind, &self.originals, folder.path(), rng).map_err(|error| error.to_string())?;
        for command in commands {
            let many =
                kind == Kind::Pages && !command.iter().any(|word| word == "single.md" || word == "init");
            let ended = self.once(kind, &command, folder.path(), if many { PAGES } else { 1 })?;
            if many && ended.said.lines().count() >= TOLD {
                self.one_at_a_time(&command, folder.path())?;
            }
        }
        Ok(())
    }

    /// Runs a command again on each page of a folder alone.
    fn one_at_a_time(&self, command: &[String], folder: &Path) -> Result<(), String> {
        let (pages, aside) = (folder.join("site/content"), folder.join("aside"));
        let failed = |error: std::io::Error| error.to_string();
        fs::rename(&pages, &aside).map_err(failed)?;
        for entry in fs::read_dir(&aside).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            fs::create_dir_all(&pages).map_err(failed)?;
            fs::copy(entry.path(), pages.join(entry.file_name())).map_err(failed)?;
            self.once(Kind::Pages, command, folder, 0)?;
            fs::remove_dir_all(&pages).map_err(failed)?;
        }
        fs::rename(&aside, &pages).map_err(failed)
    }

    fn once(&self, kind: Kind, command: &[String], folder: &Path, mutants: usize) -> Result<Ended, String> {
        let ended = finding::run(&self.program, command, folder, &folder.join("stdin"))?;
        let name = command.first().map_or("", String::as_str);
        if let Some(fault) = ended.fault(name) {
            let number = self.found.fetch_add(1, Ordering::Relaxed);
            let name = format!("{number:04}-{fault}-{name}");
            let to = finding::keep(folder, command, &ended, &self.findings.join(name))?;
            announce(&format!("found {}", to.display()));
        }
        let name = match command.iter().any(|word| word == "single.md") {
            true => "expand one".to_owned(),
            false => command.first().cloned().unwrap_or_default(),
        };
        if let Ok(mut counts) = self.counts.lock() {
            let count = counts.entry(format!("{name:<11} {kind:?}")).or_default();
            count.runs += 1;
            count.mutants += mutants;
            *count.ended.entry(ended.status).or_default() += 1;
            count.slowest = count.slowest.max(ended.time);
        }
        Ok(ended)
    }

    fn tell(&self, time: Duration) {
        let Ok(counts) = self.counts.lock() else { return };
        announce(&format!("{} findings in {} s", self.found.load(Ordering::Relaxed), time.as_secs()));
        for (name, count) in counts.iter() {
            let ended: Vec<String> = count
                .ended
                .iter()
                .map(|(status, times)| match status {
                    Some(status) => format!("{times} × {status}"),
                    None => format!("{times} × killed"),
                })
                .collect();
            let slowest = count.slowest.as_secs_f64();
            println!(
                "{name:<22} {:>8} runs {:>8} mutants, {}, slowest {slowest:.2} s",
                count.runs,
                count.mutants,
                ended.join(", ")
            );
        }
    }
}

fn originals() -> Originals {
    let root = root();
    let mut pages = files(&root.join("site/content"), "md");
    pages.extend(files(&root.join(CORPUS), "md"));
    let mut settings = files(&root.join("site"), "yml");
    settings.extend(files(&root.join("crates/cli/src"), "yml"));
    settings.extend(files(&root.join("tests"), "yml"));
    Originals { pages, settings, templates: files(&root.join("shortcodes"), "html") }
}

/// Returns the files below a folder whose names end so, in the order of their names.
fn files(folder: &Path, extension: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|end| end == extension) {
            found.extend(fs::read(&path));
        }
    }
    found
}
