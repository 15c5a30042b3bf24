//! Diagnostics as one JSON object, for scripts: `{"diagnostics": […], "summary": {"errors": 1, "warnings": 0}}`.
//!
//! Lines and columns count from 1, columns in bytes.

use serde_json::{Value, json};
use sitevar_core::{Diagnostic, Severity, Source};

use super::Findings;

/// Returns everything that was found.
pub(super) fn render(all: &[Findings]) -> String {
    let places =
        || all.iter().flat_map(|found| found.diagnostics.iter().map(move |one| (&*found.source, one)));
    let diagnostics: Vec<Value> = places().map(|(source, diagnostic)| row(source, diagnostic)).collect();
    let errors = places().filter(|(_, diagnostic)| diagnostic.severity == Severity::Error).count();
    let summary = json!({ "errors": errors, "warnings": diagnostics.len() - errors });
    json!({ "diagnostics": diagnostics, "summary": summary }).to_string()
}

/// Returns every problem by itself, with the line of its place.
pub(crate) fn problems(findings: &Findings) -> impl Iterator<Item = Value> {
    findings.diagnostics.iter().map(|diagnostic| {
        let mut row = row(&findings.source, diagnostic);
        let line = findings.source.position(diagnostic.span.start).line;
        row["excerpt"] = findings.source.text().lines().nth(line - 1).into();
        row
    })
}

fn row(source: &Source, diagnostic: &Diagnostic) -> Value {
    let position = source.position(diagnostic.span.start);
    json!({
        "code": diagnostic.code.to_string(),
        "severity": diagnostic.severity.to_string(),
        "file": source.name(),
        "line": position.line,
        "column": position.byte_column,
        "message": diagnostic.message,
        "help": diagnostic.help,
    })
}
