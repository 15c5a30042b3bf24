//! How much work the templates of one page may be: steps, memory and, as a last resort, time.
//!
//! A template is a program, and one that doubles a text sixty times or a partial that runs itself twice would never end.
//! Every call of a function and every round of a loop is a step (`rewrite` puts the count into loops and definitions), and
//! every text or list that is made counts with its size.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sitevar_core::{Code, Failure};

/// The limits of one page, with the pages that it includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls of functions, members and partials, and rounds of loops.
    pub steps: u64,
    /// Everything that templates make, in MiB.
    pub memory: u64,
    /// Time that passes, in seconds.
    pub seconds: u64,
    /// All data files of the site together, as they are written, in MiB.
    pub data: u64,
}

impl Default for Limits {
    /// The real pages that were measured need a hundredth of this at most.
    ///
    /// A list of numbers takes sixty times as much memory as its text, so 16 MiB of data are below 1 GiB.
    fn default() -> Self {
        Self { steps: 10_000_000, memory: 256, seconds: 60, data: 16 }
    }
}

/// What is left of the limits of a page.
pub(crate) struct Budget {
    limits: Limits,
    steps: AtomicU64,
    bytes: AtomicU64,
    started: Instant,
    spent: AtomicBool,
}

/// How many steps there are between two looks at the clock.
const STRIDE: u64 = 256;

/// The most bytes of one text, or of one list or map with everything in it.
pub(crate) const LARGEST: usize = 64 << 20;

/// The most items that a text is split into.
pub(crate) const MOST_ITEMS: usize = 1_000_000;

impl Budget {
    pub(crate) fn new(limits: Limits) -> Self {
        let (steps, bytes, spent) = (AtomicU64::new(0), AtomicU64::new(0), AtomicBool::new(false));
        Self { limits, steps, bytes, started: Instant::now(), spent }
    }

    /// Tells whether a limit was reached; the author was told when it was.
    pub(crate) fn is_spent(&self) -> bool {
        self.spent.load(Ordering::Relaxed)
    }

    /// Counts steps.
    ///
    /// # Errors
    ///
    /// Fails where the page has no more of them, or no more time.
    pub(crate) fn step(&self, steps: u64) -> Result<(), Failure> {
        let before = self.steps.fetch_add(steps, Ordering::Relaxed);
        let now = before.saturating_add(steps);
        if now > self.limits.steps {
            return Err(self.spend("steps", self.limits.steps, "template_steps"));
        }
        if before / STRIDE != now / STRIDE
            && self.started.elapsed() > Duration::from_secs(self.limits.seconds)
        {
            return Err(self.spend("seconds", self.limits.seconds, "template_seconds"));
        }
        Ok(())
    }

    /// Counts what was made.
    ///
    /// # Errors
    ///
    /// Fails where the page may make no more.
    pub(crate) fn make(&self, bytes: usize) -> Result<(), Failure> {
        let before = self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        if before.saturating_add(bytes as u64) > self.limits.memory.saturating_mul(1 << 20) {
            return Err(self.spend("MiB", self.limits.memory, "template_memory"));
        }
        Ok(())
    }

    fn spend(&self, unit: &str, limit: u64, key: &str) -> Failure {
        self.spent.store(true, Ordering::Relaxed);
        Failure::new(Code::TooMuchWork, format!("the templates of this page need more than {limit} {unit}"))
            .help(format!(
                "look for a loop without an end, or raise `{key}` under `limits:` in `sitevar.yml`"
            ))
    }
}

/// The text that a template writes, counted as it grows.
pub(crate) struct Counted<'a> {
    pub(crate) text: String,
    /// Why the text ends before the template does.
    pub(crate) failure: Option<Failure>,
    budget: &'a Budget,
}

impl<'a> Counted<'a> {
    pub(crate) fn new(budget: &'a Budget) -> Self {
        Self { text: String::new(), failure: None, budget }
    }
}

impl fmt::Write for Counted<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if let Err(failure) = self.budget.make(text.len()) {
            self.failure = Some(failure);
            return Err(fmt::Error);
        }
        self.text.push_str(text);
        Ok(())
    }
}
