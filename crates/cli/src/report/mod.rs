//! Tells what was wrong: diagnostics on standard error, and what the exit status is.
//!
//! Problems of the input are diagnostics, told all at once at the end, in the order of files and lines.
//! What stops the command itself, such as a full disk, is an [`Abort`].

mod human;
mod panic;
mod short;

use std::fmt;
use std::io::Write;
use std::sync::Arc;

use sitevar_core::{Diagnostic, Severity, Source};

use crate::args::Format;
pub(crate) use panic::{Ended, catch, on_deep_stack, silence_panics, stumble};

/// How many diagnostics are shown; the rest is counted.
const SHOWN: usize = 100;

/// What the command has to say about the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Success,
    InputHasErrors,
}

/// What stops the command: a wrong use of it, or files that cannot be read or written.
#[derive(Debug)]
pub(crate) struct Abort {
    message: String,
    help: Option<String>,
    /// Further ones of the same sort, told together.
    more: Vec<Abort>,
}

impl Abort {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, more: Vec::new() }
    }

    /// Makes one of several, so that all of them are told; `None` where there are none.
    pub(crate) fn all(all: impl IntoIterator<Item = Abort>) -> Option<Self> {
        let mut all = all.into_iter();
        let first = all.next()?;
        Some(Self { more: all.collect(), ..first })
    }

    /// Says what to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Creates an abort for a file that the system refuses.
    pub(crate) fn io(what: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {what} `{}`: {}", path.display(), reason(error)))
    }

    pub(crate) fn print(&self) {
        let mut err = anstream::stderr().lock();
        let _ = writeln!(err, "\x1b[1;31merror\x1b[0m\x1b[1m: {}\x1b[0m", printable(&self.message));
        if let Some(help) = &self.help {
            let _ = writeln!(err, "  = help: {}", printable(help));
        }
        drop(err);
        self.more.iter().for_each(Abort::print);
    }
}

/// Says something that does not stop the command, and that no line of a page is the place of.
pub(crate) fn warn(message: &str) {
    say("\x1b[1;33mwarning\x1b[0m", message);
}

/// Says something worth knowing.
pub(crate) fn note(message: &str) {
    say("\x1b[1;32mnote\x1b[0m", message);
}

/// Writes a line to standard error, as long as somebody reads it.
pub(crate) fn line(text: impl fmt::Display) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

fn say(what: &str, message: &str) {
    line(format!("{what}\x1b[1m: {}\x1b[0m", printable(message)));
}

/// Returns the system's words without its error number, as a part of a sentence.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// A file and what was wrong with it.
pub(crate) struct Findings {
    pub(crate) source: Arc<Source>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Pairs a file with one problem.
    pub(crate) fn one(source: Source, diagnostic: Diagnostic) -> Self {
        Self { source: Arc::new(source), diagnostics: vec![diagnostic] }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Prints everything that was found, in the order of files and lines, and says how it ended.
pub(crate) fn print(mut all: Vec<Findings>, format: Format) -> Verdict {
    all.retain(|findings| !findings.diagnostics.is_empty());
    all.sort_by(|a, b| a.source.name().cmp(b.source.name()));
    let total = Count::of(&all);
    // Where there are too many, the errors matter more than the rest.
    let errors_only = total.errors + total.others > SHOWN && total.errors > 0;
    let mut shown = Count::default();
    for findings in &mut all {
        findings.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        for diagnostic in &findings.diagnostics {
            let wanted = !errors_only || diagnostic.severity == Severity::Error;
            if wanted && shown.errors + shown.others < SHOWN {
                shown.add(diagnostic);
                match format {
                    Format::Human => line(human::render(&findings.source, diagnostic) + "\n"),
                    Format::Short => line(short::render(&findings.source, diagnostic)),
                }
            }
        }
    }
    summarise(&total, &shown, all.len(), format);
    if total.errors > 0 { Verdict::InputHasErrors } else { Verdict::Success }
}

fn summarise(total: &Count, shown: &Count, files: usize, format: Format) {
    let hidden = total.errors + total.others - shown.errors - shown.others;
    if format == Format::Short || files == 0 {
        return;
    }
    let files = plural(files, "file");
    if hidden > 0 {
        line(format!("{total} in {files}, {hidden} of them not shown"));
    } else {
        line(format!("{total} in {files}"));
    }
}

/// How many problems of each kind there are.
#[derive(Default)]
struct Count {
    errors: usize,
    others: usize,
}

impl Count {
    fn of(all: &[Findings]) -> Self {
        let mut count = Self::default();
        all.iter().flat_map(|findings| &findings.diagnostics).for_each(|diagnostic| count.add(diagnostic));
        count
    }

    fn add(&mut self, diagnostic: &Diagnostic) {
        if diagnostic.severity == Severity::Error { self.errors += 1 } else { self.others += 1 }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.errors, self.others) {
            (0, others) => f.write_str(&plural(others, "warning")),
            (errors, 0) => f.write_str(&plural(errors, "error")),
            (errors, others) => write!(f, "{} and {}", plural(errors, "error"), plural(others, "warning")),
        }
    }
}

/// Writes a number with its noun.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Replaces control characters, which a page could use to write over the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
