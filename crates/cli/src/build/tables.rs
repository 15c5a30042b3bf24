//! The tables: for every page of another generator one file with the texts and addresses that hold readers' values.
//!
//! ```json
//! {"runs": [{"kind": "block", "language": "yaml", "text": "host: example.com\n", "slots": [[6, 11, "domain"]]}],
//!  "addresses": [["a", "href", "https://{domain}/", "https://example.com/"]]}
//! ```
//!
//! A run is `prose`, a `span` or a `block` of code; `form` marks one in the table that replaces the form. A slot is `[start, length, variable, format, instead, after]`, in
//! UTF-16 units as JavaScript counts, and an address is `[element, attribute, pattern, shown]`. What is empty is left
//! out, at the end of a slot, too.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sitevar_core::{AddressRow, PageTable, PassageKind, Run, RunSlot};

use crate::report::Abort;

/// The folder of the tables, beside `sitevar.json`.
pub(super) const FOLDER: &str = "pages";

/// A table as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableFile {
    /// Its name below the folder of `sitevar.json`, which changes with its content.
    pub(crate) name: String,
    pub(crate) text: String,
}

#[derive(Serialize)]
struct Rows<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    runs: Vec<RunRow<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<[&'a str; 4]>,
}

#[derive(Serialize)]
struct RunRow<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    text: &'a str,
    slots: Vec<Vec<Value>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    form: bool,
}

/// Writes a table; an empty one has no file.
pub(super) fn file(table: &PageTable) -> Result<Option<TableFile>, Abort> {
    if table.runs.is_empty() && table.addresses.is_empty() {
        return Ok(None);
    }
    let rows = Rows {
        runs: table.runs.iter().map(run).collect(),
        addresses: table.addresses.iter().map(address).collect(),
    };
    let text = serde_json::to_string(&rows)
        .map_err(|error| Abort::new(format!("cannot write the table of a page: {error}")))?;
    let digest = Sha256::digest(text.as_bytes());
    let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(Some(TableFile { name: format!("{FOLDER}/{hash}.json"), text }))
}

fn run(run: &Run) -> RunRow<'_> {
    let (kind, language, title) = match &run.kind {
        PassageKind::Prose => ("prose", "", ""),
        PassageKind::CodeSpan => ("span", "", ""),
        PassageKind::CodeBlock { language, title } => ("block", language.as_str(), title.as_str()),
    };
    RunRow {
        kind,
        language,
        title,
        text: &run.text,
        slots: run.slots.iter().map(|row| slot(run, row)).collect(),
        form: run.in_form,
    }
}

fn slot(run: &Run, slot: &RunSlot) -> Vec<Value> {
    let units = |range| run.text.get(range).map_or(0, |text: &str| text.encode_utf16().count());
    let mut texts = vec![&slot.variable, &slot.format, &slot.instead, &slot.after];
    while texts.last().is_some_and(|text| text.is_empty()) {
        texts.pop();
    }
    let numbers = [units(0..slot.range.start), units(slot.range.clone())].map(Value::from);
    numbers.into_iter().chain(texts.into_iter().map(|text| Value::from(text.as_str()))).collect()
}

fn address(row: &AddressRow) -> [&str; 4] {
    [&row.element, &row.attribute, &row.pattern, &row.shown]
}
