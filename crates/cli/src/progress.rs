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
        Self::counting(pages as u64, "pages")
    }

    /// Creates a bar for so many of something else.
    pub(crate) fn counting(total: u64, noun: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {noun}")) {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now(), shown: AtomicBool::new(false) }
    }

    /// Counts a finished page.
    pub(crate) fn tick(&self) {
        self.bar.inc(1);
        self.show();
    }

    /// Tells how many are finished in all.
    pub(crate) fn reach(&self, position: u64) {
        self.bar.set_position(position);
        self.show();
    }

    fn show(&self) {
        if self.started.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            // indicatif draws nothing where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

/// Shows that something is going on whose steps cannot be counted.
pub(crate) struct Waiting {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Begins to wait; nothing is drawn before it takes long, and nothing at all where there is no terminal.
    pub(crate) fn new(what: &'static str) -> Self {
        let (done, is_done) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            if is_done.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let spinner = ProgressBar::new_spinner().with_message(what);
            while is_done.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                spinner.tick();
            }
            spinner.finish_and_clear();
        });
        Self { done: Some(done), thread: Some(thread) }
    }
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
