//! A progress bar on a terminal, for work that takes more than half a second.

use std::sync::atomic::{AtomicBool, Ordering};
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

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
