//! Tells what was wrong: diagnostics on standard error, and what the exit status is.
//!
//! Problems of the input are diagnostics, told all at once at the end by [`tell`]; many of one of the [`kinds`] are
//! told once. What stops the command itself, such as a full disk, is an [`Abort`].

mod github;
mod human;
mod json;
mod kinds;
mod panic;
mod sarif;
mod short;
mod style;
mod tally;
mod tell;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use clap::builder::styling::Style;
use sitevar_core::{Code, Diagnostic, Severity, Source};

pub(crate) use json::problems;
pub(crate) use panic::{Ended, catch, fail_point, on_deep_stack, silence_panics};
use style::{BOLD, ERROR, NOTE, WARNING};
pub(crate) use tally::Tally;
pub(crate) use tell::{Telling, print};

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
    pub(crate) fn io(what: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {what} `{}`: {}", path.display(), reason(error)))
    }

    /// Makes a problem of the input of it, for a run that goes on without the file.
    pub(crate) fn at_file(&self, file: &Path) -> Findings {
        let mut diagnostic = Diagnostic::error(Code::UnreadableFile, self.message.clone(), 0..0);
        diagnostic.help.clone_from(&self.help);
        Findings::one(Source::new(file.to_string_lossy(), ""), diagnostic)
    }

    /// Returns it and further ones as problems, as [`problems`] returns those of the input.
    pub(crate) fn problems(&self) -> Vec<serde_json::Value> {
        let own = serde_json::json!({ "severity": "error", "message": self.message, "help": self.help });
        std::iter::once(own).chain(self.more.iter().flat_map(Abort::problems)).collect()
    }

    pub(crate) fn print(&self) {
        let mut err = anstream::stderr().lock();
        let _ = writeln!(err, "{}", headed(ERROR, "error", &self.message));
        if let Some(help) = &self.help {
            let _ = writeln!(err, "  = help: {}", printable(help));
        }
        drop(err);
        self.more.iter().for_each(Abort::print);
    }
}

impl std::fmt::Display for Abort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// Says something that does not stop the command, and that no line of a page is the place of.
pub(crate) fn warn(message: &str) {
    line(headed(WARNING, "warning", message));
}

/// Says something worth knowing.
pub(crate) fn note(message: &str) {
    line(headed(NOTE, "note", message));
}

/// Writes a line to standard error, as long as somebody reads it.
pub(crate) fn line(text: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Writes a line of data to standard output, as long as somebody reads it.
fn data(text: impl std::fmt::Display) {
    let _ = writeln!(anstream::stdout().lock(), "{text}");
}

fn headed(style: Style, head: &str, message: &str) -> String {
    format!("{style}{head}{style:#}{BOLD}: {}{BOLD:#}", printable(message))
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
#[derive(Clone)]
pub(crate) struct Findings {
    pub(crate) source: Arc<Source>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Pairs a file with one problem.
    pub(crate) fn one(source: impl Into<Arc<Source>>, diagnostic: Diagnostic) -> Self {
        Self { source: source.into(), diagnostics: vec![diagnostic] }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Writes a number with its noun.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Returns the name of a source in one line.
fn name(source: &Source) -> String {
    in_one_line(source.name())
}

/// Returns the name of a file in one line, whatever it is made of: signs that a reader does not see, or that turn a line
/// around, are written as numbers.
pub(crate) fn in_one_line(name: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let sign = |c: char| if is_hidden(c) { c.escape_default().to_string() } else { c.to_string() };
    name.chars().map(sign).collect()
}

/// Replaces control characters, which a page could use to write over the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
