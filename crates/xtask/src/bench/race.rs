//! Runs whole processes in turns and measures each: wall time, user time and peak memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::step;

/// One contender of the race.
pub(crate) struct Entrant {
    pub(crate) name: &'static str,
    /// Emptied before each run.
    out: PathBuf,
    command: Command,
    /// The run that counts is the second one, after this page was edited.
    edited: Option<PathBuf>,
    /// It may say with its status that something is wrong with the pages.
    finds: bool,
}

/// What one run took.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) wall: Duration,
    pub(crate) user: Duration,
    /// In bytes.
    pub(crate) peak: u64,
}

/// What all runs of one contender took.
pub(crate) struct Laps {
    pub(crate) name: &'static str,
    samples: Vec<Sample>,
}

impl Entrant {
    pub(crate) fn new(name: &'static str, out: PathBuf, command: impl FnOnce(&Path) -> Command) -> Self {
        let command = command(&out);
        Self { name, out, command, edited: None, finds: false }
    }

    /// Measures a second run instead of the first.
    pub(crate) fn again_after_editing(mut self, page: PathBuf) -> Self {
        self.edited = Some(page);
        self
    }

    /// Takes a run that finds something wrong with the pages for a good one.
    pub(crate) fn that_finds(mut self) -> Self {
        self.finds = true;
        self
    }

    fn run(&mut self) -> Result<Sample, String> {
        empty(&self.out)?;
        let Some(page) = self.edited.clone() else { return run(&mut self.command, self.finds) };
        let text = read(&page)?;
        run_once(&mut self.command)?;
        write(&page, &format!("{text}\nOne more sentence.\n"))?;
        let sample = run_once(&mut self.command);
        write(&page, &text)?;
        sample
    }
}

/// Lets the contenders take turns, `runs` times after one turn that warms up.
///
/// # Errors
///
/// Fails where a contender does.
pub(crate) fn race(mut entrants: Vec<Entrant>, runs: usize) -> Result<Vec<Laps>, String> {
    let mut laps: Vec<Laps> =
        entrants.iter().map(|entrant| Laps { name: entrant.name, samples: Vec::new() }).collect();
    for run in 0..=runs {
        eprintln!("── {}", if run == 0 { "warming up".to_owned() } else { format!("run {run} of {runs}") });
        for (entrant, laps) in entrants.iter_mut().zip(&mut laps) {
            let sample = entrant.run()?;
            if run > 0 {
                laps.samples.push(sample);
            }
        }
    }
    Ok(laps)
}

/// Runs a command once.
///
/// The peak is the kernel's number for the whole process. It is never below what this program itself needed
/// when it started the other one, so this program keeps little in memory.
///
/// # Errors
///
/// Fails where the command does, with the end of what it said.
pub(crate) fn run_once(command: &mut Command) -> Result<Sample, String> {
    run(command, false)
}

fn run(command: &mut Command, finds: bool) -> Result<Sample, String> {
    let log = crate::project::target().join("bench/log.txt");
    let file = fs::File::create(&log).map_err(|error| format!("`{}`: {error}", log.display()))?;
    let copy = file.try_clone().map_err(|error| error.to_string())?;
    command.stdin(Stdio::null()).stdout(file).stderr(copy);
    let start = Instant::now();
    let mut child =
        command.spawn().map_err(|error| format!("cannot start `{}`: {error}", step::line(command)))?;
    let used = child.wait4().map_err(|error| error.to_string())?;
    let wall = start.elapsed();
    if used.status.success() || (finds && used.status.code() == Some(1)) {
        return Ok(Sample { wall, user: used.rusage.utime, peak: used.rusage.maxrss });
    }
    let said = read(&log).unwrap_or_default();
    let end: Vec<&str> = said.lines().rev().take(8).collect();
    let end: Vec<&str> = end.into_iter().rev().collect();
    Err(format!("`{}` failed ({}):\n{}", step::line(command), used.status, end.join("\n")))
}

impl Laps {
    /// Takes over what was measured elsewhere.
    pub(crate) fn new(name: &'static str, samples: Vec<Sample>) -> Self {
        Self { name, samples }
    }

    /// Returns the median of each measure by itself.
    pub(crate) fn median(&self) -> Sample {
        Sample {
            wall: middle(self.samples.iter().map(|sample| sample.wall)),
            user: middle(self.samples.iter().map(|sample| sample.user)),
            peak: middle(self.samples.iter().map(|sample| sample.peak)),
        }
    }
}

fn middle<T: Ord + Copy + Default>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Makes sure that a folder is not there.
pub(crate) fn empty(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(format!("cannot empty `{}`: {error}", folder.display())),
        _ => Ok(()),
    }
}

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))
}

/// Writes a text file, and the folders above it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}
