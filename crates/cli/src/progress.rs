//! Progress on a terminal, for work that takes more than half a second: a bar, or a sign of life where nothing is counted.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a command may take before it shows that it works.
const PATIENCE: Duration = Duration::from_millis(500);

/// Counts what is finished; safe to use from several threads.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// Creates a bar for so many pages, not yet drawn.
    pub(crate) fn new(pages: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} pages") {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), shown: AtomicBool::new(false) }
    }

    /// Counts a finished page.
    pub(crate) fn tick(&self) {
        self.bar.inc(1);
        if self.started.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            // indicatif draws nothing where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

/// Shows that something is going on whose steps cannot be counted: how far it should be, or a sign of life.
pub(crate) struct Waiting {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Begins to wait for as long as expected, where that is known; nothing is drawn before it takes long, and nothing
    /// at all where there is no terminal.
    pub(crate) fn new(what: &'static str, expected: Option<Duration>) -> Self {
        let (done, is_done) = mpsc::channel();
        let started = Instant::now();
        let thread = std::thread::spawn(move || {
            if is_done.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = expected.map_or_else(ProgressBar::new_spinner, lasting).with_message(what);
            while is_done.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                match expected {
                    Some(expected) => bar.set_position(millis(started.elapsed().min(expected))),
                    None => bar.tick(),
                }
            }
            bar.finish_and_clear();
        });
        Self { done: Some(done), thread: Some(thread) }
    }
}

/// Creates a bar for a time.
fn lasting(expected: Duration) -> ProgressBar {
    let bar = ProgressBar::new(millis(expected));
    let seconds = expected.as_secs_f64().ceil();
    match ProgressStyle::with_template(&format!("{{bar:30}} {{msg}}, about {seconds} s")) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// How often a sign of life moves.
const TICK: Duration = Duration::from_millis(100);

impl Drop for Waiting {
    fn drop(&mut self) {
        drop(self.done.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
