//! Our own cases, in the shape of published guides.

use serde::Deserialize;

use super::case::Case;

#[derive(Debug, Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[test]
fn every_case_has_its_slots_and_reads_as_it_should() {
    let file: File = serde_json::from_str(include_str!("cases.json")).unwrap();
    let mut failures = Vec::new();
    for case in &file.cases {
        let problems = case.problems();
        failures.extend(problems.into_iter().map(|problem| format!("{}: {problem}\n{}", case.id, case.text)));
    }
    assert!(failures.is_empty(), "{} problems:\n\n{}", failures.len(), failures.join("\n\n"));
}
