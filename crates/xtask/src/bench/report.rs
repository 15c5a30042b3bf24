//! What was measured, as a table for people or as JSON for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::race::Laps;
use crate::widget::sizes::Size;

/// A whole benchmark.
pub(crate) struct Report {
    /// What was measured on.
    pub(crate) pages: String,
    pub(crate) results: Vec<Laps>,
    /// The widget's files; none where it was not built.
    pub(crate) sizes: Vec<Size>,
    pub(crate) goals: Vec<Goal>,
}

/// A promise on speed or memory.
pub(crate) struct Goal {
    promise: &'static str,
    subject: &'static str,
    measure: Measure,
    limit: f64,
}

enum Measure {
    /// Wall time, as a part of another contender's.
    WallOf(&'static str),
    /// Peak memory in MiB.
    Peak,
    /// A file of the widget in kB, compressed.
    Size,
}

impl Goal {
    /// Promises that `subject` takes at most `limit` times the wall time of `other`.
    pub(crate) fn ratio(
        promise: &'static str,
        subject: &'static str,
        other: &'static str,
        limit: f64,
    ) -> Self {
        Self { promise, subject, measure: Measure::WallOf(other), limit }
    }

    /// Promises that `subject` needs at most `limit` MiB.
    pub(crate) fn peak(promise: &'static str, subject: &'static str, limit: f64) -> Self {
        Self { promise, subject, measure: Measure::Peak, limit }
    }

    /// Promises that a file of the widget has at most `limit` kB, compressed.
    pub(crate) fn size(promise: &'static str, role: &'static str, limit: f64) -> Self {
        Self { promise, subject: role, measure: Measure::Size, limit }
    }
}

impl Report {
    /// Writes a table of medians, then the goals.
    pub(crate) fn table(&self) -> String {
        let mut out = format!("{}\n\n", self.pages);
        let _ = writeln!(out, "{:<32}{:>12}{:>12}{:>12}{:>10}", "median of", "wall", "user", "peak", "ratio");
        for laps in &self.results {
            let median = laps.median();
            let ratio = median.wall.as_secs_f64() / self.base().max(f64::MIN_POSITIVE);
            let _ = writeln!(
                out,
                "{:<32}{:>9.0} ms{:>9.0} ms{:>8.1} MiB{:>10.2}",
                laps.name,
                median.wall.as_secs_f64() * 1e3,
                median.user.as_secs_f64() * 1e3,
                mebibytes(median.peak),
                ratio,
            );
        }
        out.push_str("\nratio: wall time as a multiple of the first line's\n\n");
        for size in &self.sizes {
            let (bytes, compressed) = (kilobytes(size.bytes), kilobytes(size.compressed));
            let _ = writeln!(out, "widget: {:<24}{bytes:>9.1} kB{compressed:>9.1} kB compressed", size.role);
        }
        out.push('\n');
        for goal in &self.goals {
            let (word, value) = match self.measured(goal) {
                Some(value) if value <= goal.limit => ("met", format!("{value:.3}")),
                Some(value) => ("MISSED", format!("{value:.3}")),
                None => ("not run", "–".to_owned()),
            };
            let _ = writeln!(out, "{word:<8}{:<48}{value:>9} of {:.3}", goal.promise, goal.limit);
        }
        out
    }

    /// Writes the same as JSON.
    pub(crate) fn json(&self) -> String {
        let results = self.results.iter().map(|laps| {
            let median = laps.median();
            json!({
                "name": laps.name,
                "wall_seconds": median.wall.as_secs_f64(),
                "user_seconds": median.user.as_secs_f64(),
                "peak_bytes": median.peak,
            })
        });
        let goals = self.goals.iter().map(|goal| {
            let measured = self.measured(goal);
            let met = measured.map(|value| value <= goal.limit);
            json!({ "promise": goal.promise, "measured": measured, "limit": goal.limit, "met": met })
        });
        let results: Vec<Value> = results.collect();
        let goals: Vec<Value> = goals.collect();
        let row =
            |size: &Size| json!({ "role": size.role, "bytes": size.bytes, "gzip_bytes": size.compressed });
        let widget: Vec<Value> = self.sizes.iter().map(row).collect();
        format!("{:#}", json!({ "pages": self.pages, "medians": results, "widget": widget, "goals": goals }))
    }

    /// Returns what a goal is about; `None` where one of its contenders did not run.
    fn measured(&self, goal: &Goal) -> Option<f64> {
        if let Measure::Size = goal.measure {
            let size = self.sizes.iter().find(|size| size.role == goal.subject)?;
            return Some(kilobytes(size.compressed));
        }
        let median = |name: &str| self.results.iter().find(|laps| laps.name == name).map(Laps::median);
        let subject = median(goal.subject)?;
        match goal.measure {
            Measure::Peak => Some(mebibytes(subject.peak)),
            Measure::Size => None,
            Measure::WallOf(other) => Some(subject.wall.as_secs_f64() / median(other)?.wall.as_secs_f64()),
        }
    }

    fn base(&self) -> f64 {
        self.results.first().map_or(0.0, |laps| laps.median().wall.as_secs_f64())
    }
}

fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
