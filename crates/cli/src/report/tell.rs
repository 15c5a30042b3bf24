//! Prints what was found: every problem in full while there are few, and otherwise every kind of problem once.
//!
//! 1. The short format and that of GitHub are one line for each problem, whatever their number, and JSON
//!    and SARIF one object for all.
//! 2. For people, a kind with many places is drawn at its first one, with the next few places below it.
//! 3. At the end is a list of the kinds by their number of places, so that what matters most is the last thing to read.

use std::collections::BTreeSet;
use std::fmt;

use sitevar_core::{Diagnostic, Severity, Source};

use super::kinds::{self, Kind};
use super::style::{ERROR, WARNING};
use super::{Findings, Verdict, github, human, json, name, plural, printable, sarif, short};
use crate::args::Format;

/// A kind with more places than this is told once.
const FEW: usize = 3;

/// How many kinds are drawn with their line; the others are in the list at the end.
const DRAWN: usize = 30;

/// How many further places of a kind are named.
const NAMED: usize = 3;

/// How findings are told.
pub(crate) struct Telling {
    pub(crate) format: Format,
    /// What could be done besides mending the first error.
    pub(crate) advice: Option<String>,
    /// The kinds are counted even where all of them are told in full.
    pub(crate) counts: bool,
    /// What is found is what the command was asked for: what programs read goes to standard output.
    pub(crate) is_data: bool,
}

impl From<Format> for Telling {
    fn from(format: Format) -> Self {
        Self { format, advice: None, counts: false, is_data: false }
    }
}

impl Telling {
    fn line(&self, text: String) {
        if self.is_data { super::data(text) } else { super::line(text) }
    }
}

/// Prints everything that was found, and says how it ended.
pub(crate) fn print(mut all: Vec<Findings>, telling: impl Into<Telling>) -> Verdict {
    let telling = telling.into();
    all.retain(|findings| !findings.diagnostics.is_empty());
    all.sort_by(|a, b| a.source.name().cmp(b.source.name()));
    all.iter_mut().for_each(|findings| findings.diagnostics.sort_by_key(|diagnostic| diagnostic.span));
    let total = Count::of(&all);
    match telling.format {
        Format::Short => one_line_each(&mut all, telling, short::render),
        Format::Github => one_line_each(&mut all, telling, github::render),
        Format::Json => telling.line(json::render(&all)),
        Format::Sarif => telling.line(sarif::render(&all)),
        Format::Human if !all.is_empty() => for_people(&mut all, &total, telling),
        Format::Human => {}
    }
    if total.errors > 0 { Verdict::InputHasErrors } else { Verdict::Success }
}

fn one_line_each(all: &mut [Findings], mut telling: Telling, render: fn(&Source, &Diagnostic) -> String) {
    let first = all.iter_mut().flat_map(|findings| &mut findings.diagnostics).find(|found| is_error(found));
    advise(first, telling.advice.take());
    for findings in all {
        for diagnostic in &findings.diagnostics {
            telling.line(render(&findings.source, diagnostic));
        }
    }
}

fn for_people(all: &mut [Findings], total: &Count, telling: Telling) {
    let kinds = kinds::of(all);
    let files: BTreeSet<&str> = all.iter().map(|findings| findings.source.name()).collect();
    let files = files.len();
    let few = kinds.iter().all(|kind| kind.places.len() <= FEW) && kinds.len() <= DRAWN;
    // One kind that is drawn in its own words needs no list.
    let alone = matches!(&kinds[..], [only] if only.is_told_by_its_first());
    let counted = (!alone && !few) || telling.counts;
    let list = if counted { list(&kinds) } else { String::new() };
    if few {
        in_order(all, telling.advice);
    } else {
        by_kind(&kinds, telling.advice);
    }
    eprint_list(&list);
    let more = if few { "" } else { "; `--format short` names every place" };
    super::line(format!("{total} in {}{more}", plural(files, "file")));
}

/// Draws every problem, in the order of files and lines.
fn in_order(all: &mut [Findings], advice: Option<String>) {
    let first = all.iter_mut().flat_map(|findings| &mut findings.diagnostics).find(|found| is_error(found));
    advise(first, advice);
    for findings in all {
        for diagnostic in &findings.diagnostics {
            super::line(format!("{}\n", human::render(&findings.source, diagnostic, None)));
        }
    }
}

/// Draws the first place of every kind, with the next few places.
fn by_kind(kinds: &[Kind<'_>], mut advice: Option<String>) {
    for kind in kinds.iter().skip(kinds.len().saturating_sub(DRAWN)) {
        let Some(((source, first), others)) = kind.places.split_first() else { continue };
        let mut first = (*first).clone();
        if is_error(&first) {
            advise(Some(&mut first), advice.take());
        }
        super::line(format!("{}\n", human::render(source, &first, further(kind, others.len()))));
    }
}

/// Says where else a kind is.
fn further(kind: &Kind<'_>, others: usize) -> Option<String> {
    let named = kind.places.iter().skip(1).take(NAMED).map(at);
    let mut text = format!("also at {}", named.collect::<Vec<_>>().join(", "));
    if others > NAMED {
        let files = plural(kind.files(), "file");
        text.push_str(&format!(
            " and {} more; {} in {files}",
            others - NAMED,
            plural(kind.places.len(), "place")
        ));
    }
    (others > 0).then_some(text)
}

fn at((source, diagnostic): &(&sitevar_core::Source, &Diagnostic)) -> String {
    let position = source.position(diagnostic.span.start);
    format!("{}:{}:{}", name(source), position.line, position.column)
}

/// Lists all kinds with the number of their places.
fn list(kinds: &[Kind<'_>]) -> String {
    let undrawn = kinds.len().saturating_sub(DRAWN);
    let line = |(index, kind): (usize, &Kind<'_>)| {
        let first = kind.places.first().filter(|_| index < undrawn);
        let first = first.map(|place| format!(", first at {}", at(place))).unwrap_or_default();
        let (severity, code, message) = (kind.severity, kind.code, kind.message.replace('\n', " "));
        let style = if severity == Severity::Error { ERROR } else { WARNING };
        let (places, files) = (kind.places.len(), kind.files());
        let message = printable(&message);
        format!("{places:>8} {files:>7}  {style}{severity}[{code}]{style:#}: {message}{first}\n")
    };
    let lines: String = kinds.iter().enumerate().map(line).collect();
    format!("  places   files  what\n{lines}\n")
}

fn eprint_list(list: &str) {
    if !list.is_empty() {
        anstream::eprint!("{list}");
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// Adds an advice to the help of a diagnostic.
fn advise(diagnostic: Option<&mut Diagnostic>, advice: Option<String>) {
    let (Some(diagnostic), Some(advice)) = (diagnostic, advice) else { return };
    diagnostic.help = Some(match diagnostic.help.take() {
        Some(help) => format!("{help}\n{advice}"),
        None => advice,
    });
}

/// How many problems of each severity there are.
#[derive(Default)]
struct Count {
    errors: usize,
    others: usize,
}

impl Count {
    fn of(all: &[Findings]) -> Self {
        let mut count = Self::default();
        for diagnostic in all.iter().flat_map(|findings| &findings.diagnostics) {
            if is_error(diagnostic) { count.errors += 1 } else { count.others += 1 }
        }
        count
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
