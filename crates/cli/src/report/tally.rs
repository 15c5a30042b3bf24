//! How many pages of a run can be written, and what becomes of those that cannot.

use std::collections::BTreeSet;
use std::path::Path;

use super::tell::Telling;
use super::{Findings, line, note, plural, printable};
use crate::args::Format;

/// The pages of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tally {
    good: usize,
    bad: usize,
}

impl Tally {
    /// Counts the pages of which none of the findings is an error.
    pub(crate) fn new(pages: usize, findings: &[Findings]) -> Self {
        let bad = findings.iter().filter(|findings| findings.has_errors());
        let bad = bad.map(|findings| findings.source.name()).collect::<BTreeSet<_>>().len();
        Self { good: pages.saturating_sub(bad), bad }
    }

    /// Returns how the findings are told: the first error says how the other pages can be written.
    pub(crate) fn telling(&self, format: Format, keep_going: bool) -> Telling {
        let advice = || format!("`--keep-going` writes the {} without an error", plural(self.good, "page"));
        let advice = (!keep_going && self.good > 0 && self.bad > 0).then(advice);
        Telling { format, advice, counts: keep_going, is_data: false }
    }

    /// Says what was written, and what was left out because it has errors; programs that read the findings know it.
    pub(crate) fn tell_written(&self, output: &Path, format: Format) {
        let (good, bad) = (plural(self.good, "page"), plural(self.bad, "page"));
        if self.bad > 0 {
            note(&format!("{good} written, {bad} with an error left out"));
        } else if format == Format::Human && output != Path::new("-") {
            line(format!("wrote {good} to `{}`", printable(&output.display().to_string())));
        }
    }

    /// Tells whether every page has an error: an output without pages would only replace one with pages.
    pub(crate) fn is_all_bad(&self) -> bool {
        self.good == 0 && self.bad > 0
    }

    /// Says that nothing was written, and why.
    pub(crate) fn tell_unwritten(&self, keep_going: bool) {
        if self.is_all_bad() && keep_going {
            note("nothing was written, because every page has an error");
        } else if self.bad > 0 && self.good > 0 {
            let (bad, all) = (self.bad, plural(self.good + self.bad, "page"));
            let have = if bad == 1 { "has" } else { "have" };
            note(&format!("nothing was written, because {bad} of {all} {have} an error"));
        }
    }
}
