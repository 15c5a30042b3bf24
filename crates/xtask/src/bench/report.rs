//! What was measured, as a table for people or as JSON for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::goal::{Goal, Measure};
use super::race::Laps;
use super::timing::{Measured, Timings};
use crate::widget::sizes::Size;

/// A whole benchmark; what was not run is empty.
#[derive(Default)]
pub(crate) struct Report {
    /// What was measured on.
    pub(crate) pages: String,
    pub(crate) results: Vec<Laps>,
    pub(crate) browser: Option<Measured>,
    /// The widget's files; none where it was not built.
    pub(crate) sizes: Vec<Size>,
    pub(crate) goals: Vec<Goal>,
}

impl Report {
    /// Writes tables of medians, then the goals.
    pub(crate) fn table(&self) -> String {
        let mut out = String::new();
        if !self.results.is_empty() {
            self.processes(&mut out);
        }
        if let Some(measured) = &self.browser {
            self.timings(&mut out, measured);
        }
        for size in &self.sizes {
            let (bytes, compressed) = (kilobytes(size.bytes), kilobytes(size.compressed));
            let _ = writeln!(out, "size: {:<26}{bytes:>9.1} kB{compressed:>9.1} kB compressed", size.role);
        }
        out.push('\n');
        for goal in &self.goals {
            let (word, value) = match self.measured(goal) {
                Some(value) if value <= goal.limit => ("met", format!("{value:.3}")),
                Some(value) => ("MISSED", format!("{value:.3}")),
                None => ("not run", "–".to_owned()),
            };
            let _ = writeln!(out, "{word:<8}{:<56}{value:>9} of {:.3}", goal.promise, goal.limit);
        }
        out
    }

    fn processes(&self, out: &mut String) {
        if !self.pages.is_empty() {
            let _ = writeln!(out, "{}\n", self.pages);
        }
        let _ = writeln!(out, "{:<38}{:>12}{:>12}{:>12}{:>10}", "median of", "wall", "user", "peak", "ratio");
        for laps in &self.results {
            let median = laps.median();
            let ratio = median.wall.as_secs_f64() / self.base().max(f64::MIN_POSITIVE);
            let _ = writeln!(
                out,
                "{:<38}{:>9.0} ms{:>9.0} ms{:>8.1} MiB{:>10.2}",
                laps.name,
                median.wall.as_secs_f64() * 1e3,
                median.user.as_secs_f64() * 1e3,
                mebibytes(median.peak),
                ratio,
            );
        }
        out.push_str("\nratio: wall time as a multiple of the first line's\n\n");
    }

    fn timings(&self, out: &mut String, measured: &Measured) {
        let _ = writeln!(out, "{:<38}{:>12}{:>12}{:>22}", measured.browser, "median", "worst", "ratio");
        for row in &measured.rows {
            let ratio = self.ratio(row).map_or(String::new(), |ratio| format!("{ratio:.2}"));
            let (median, worst) = (row.median(), row.worst());
            let unit = row.unit;
            let _ = writeln!(out, "{:<38}{median:>9.1} {unit}{worst:>9.1} {unit}{ratio:>22}", row.name);
        }
        out.push_str("\nratio: median as a multiple of WebCrypto's\n\n");
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
        let timing = |row: &Timings| {
            let (median, worst) = (row.median(), row.worst());
            json!({ "name": row.name, "unit": row.unit, "median": median, "worst": worst, "ratio": self.ratio(row) })
        };
        let browser = self.browser.as_ref().map(|measured| {
            let rows: Vec<Value> = measured.rows.iter().map(timing).collect();
            json!({ "name": measured.browser, "times": rows })
        });
        let size =
            |size: &Size| json!({ "role": size.role, "bytes": size.bytes, "gzip_bytes": size.compressed });
        let all = json!({
            "pages": self.pages,
            "medians": results.collect::<Vec<Value>>(),
            "browser": browser,
            "widget": self.sizes.iter().map(size).collect::<Vec<Value>>(),
            "goals": goals.collect::<Vec<Value>>(),
        });
        format!("{all:#}")
    }

    /// Returns what a goal is about; `None` where one of its contenders did not run.
    fn measured(&self, goal: &Goal) -> Option<f64> {
        match goal.measure {
            Measure::TimeOf(other) => Some(self.time(goal.subject)? / self.time(other)?),
            Measure::Median => self.time(goal.subject),
            Measure::Worst => self.row(goal.subject).map(Timings::worst),
            Measure::Peak => self.laps(goal.subject).map(|laps| mebibytes(laps.median().peak)),
            Measure::Size => Some(kilobytes(self.size(goal.subject)?.compressed)),
            Measure::Share(other) => {
                Some(self.size(goal.subject)?.bytes as f64 / self.size(other)?.bytes as f64)
            }
        }
    }

    /// Returns a row's median as a multiple of another's.
    fn ratio(&self, row: &Timings) -> Option<f64> {
        Some(row.median() / self.time(row.base?)?)
    }

    /// Returns a median time in milliseconds, of a process or of something in a browser.
    fn time(&self, name: &str) -> Option<f64> {
        let process = self.laps(name).map(|laps| laps.median().wall.as_secs_f64() * 1e3);
        process.or_else(|| self.row(name).map(Timings::median))
    }

    fn size(&self, role: &str) -> Option<&Size> {
        self.sizes.iter().find(|size| size.role == role)
    }

    fn laps(&self, name: &str) -> Option<&Laps> {
        self.results.iter().find(|laps| laps.name == name)
    }

    fn row(&self, name: &str) -> Option<&Timings> {
        self.browser.as_ref()?.rows.iter().find(|row| row.name == name)
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
