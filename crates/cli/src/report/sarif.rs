//! Everything that was found as one log of SARIF 2.1.0, which code scanning and editors read.
//!
//! Lines and columns count from 1, columns in characters, as `columnKind` says. A file below the working folder is named
//! from there, as in every other format; another one has its whole address.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sitevar_core::{Code, Diagnostic, Severity, Source, Span};

use super::{Findings, printable};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a path has besides letters and digits, as it is in an address (RFC 3986, `pchar`).
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns everything that was found.
pub(super) fn render(all: &[Findings]) -> String {
    let places = all.iter().flat_map(|found| found.diagnostics.iter().map(move |one| (&*found.source, one)));
    let results: Vec<Value> = places.map(|(source, diagnostic)| result(source, diagnostic)).collect();
    let driver = json!({
        "name": "sitevar",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
    });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }).to_string()
}

fn rule(code: Code) -> Value {
    let meaning = code.meaning();
    let help =
        format!("{meaning} What to do about it is in the documentation: reference/diagnostics/{code}.");
    json!({ "id": code.as_str(), "shortDescription": { "text": meaning }, "help": { "text": help } })
}

fn result(source: &Source, diagnostic: &Diagnostic) -> Value {
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let labels = diagnostic.labels.iter().enumerate();
    let related = labels.map(|(index, label)| {
        let mut location = location(source, label.span);
        location["id"] = (index + 1).into();
        location["message"] = json!({ "text": printable(&label.message) });
        location
    });
    json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": printable(&format!("{}{help}", diagnostic.message)) },
        "locations": [location(source, diagnostic.span)],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(source: &Source, span: Span) -> Value {
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    let region = json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    });
    json!({ "physicalLocation": { "artifactLocation": file(source.name()), "region": region } })
}

/// Names a file; `%SRCROOT%` is the folder that the command was run in.
fn file(name: &str) -> Value {
    let path = name.replace(std::path::MAIN_SEPARATOR, "/");
    let address = utf8_percent_encode(path.trim_start_matches("./"), KEPT).to_string();
    if Path::new(name).is_absolute() {
        return json!({ "uri": format!("file://{address}") });
    }
    json!({ "uri": address, "uriBaseId": "%SRCROOT%" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_in_characters_and_a_file_as_an_address() {
        let source = Source::new("a b/é.md", "x\n😀é z\n");
        let found = Diagnostic::error(Code::BadSnippet, "wrong", 8..10).label(0..1, "opened here");
        let result = result(&source, &found);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C3%A9.md");
        let region = json!({ "startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5 });
        assert_eq!(place["region"], region);
        let index = Code::ALL.iter().position(|code| *code == Code::BadSnippet);
        assert_eq!(result["ruleIndex"], json!(index));
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "opened here");
        assert_eq!(file("/x/a.md"), json!({ "uri": "file:///x/a.md" }));
    }
}
