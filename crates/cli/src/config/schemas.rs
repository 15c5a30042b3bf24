//! The files of the schemas that `check` holds blocks against: read once, and only inside the site.

use std::collections::BTreeMap;
use std::path::Path;

use sitevar_check::{SchemaRule, Schemas};
use sitevar_core::{Code, Diagnostic, Source};

use super::FILE_NAME;
use crate::files;
use crate::report::Findings;

/// Reads the schemas that rules name; what is wrong with each is told once.
pub(super) fn read(root: &Path, shown: &Path, rules: &[SchemaRule]) -> (Schemas, Vec<Findings>) {
    let (mut texts, mut findings) = (BTreeMap::new(), Vec::new());
    let mut unread = Vec::new();
    for name in rules.iter().map(|rule| &rule.schema) {
        if texts.contains_key(name) || unread.iter().any(|(known, _)| known == name) {
            continue;
        }
        match read_text(root, name) {
            Ok(text) => drop(texts.insert(name.clone(), text)),
            Err(reason) => unread.push((name.clone(), reason)),
        }
    }
    if !unread.is_empty() {
        findings.push(not_read(root, shown, &unread));
    }
    let (schemas, problems) = Schemas::new(rules.to_vec(), &texts);
    for (name, problem) in problems {
        let text = texts.remove(&name).unwrap_or_default();
        let source = Source::new(shown.join(&name).to_string_lossy(), text);
        findings.push(Findings { source: source.into(), diagnostics: vec![problem] });
    }
    (schemas, findings)
}

fn read_text(root: &Path, name: &str) -> Result<String, String> {
    let bytes = files::read_inside(root, &root.join(name))?.ok_or("is not there")?;
    String::from_utf8(bytes).map_err(|_| "is not UTF-8 text".to_owned())
}

/// Says in `sitevar.yml` which files cannot be read.
fn not_read(root: &Path, shown: &Path, unread: &[(String, String)]) -> Findings {
    let text = std::fs::read_to_string(root.join(FILE_NAME)).unwrap_or_default();
    let problem = |(name, reason): &(String, String)| {
        let start = text.find(name.as_str()).unwrap_or_default();
        let message = format!("the schema `{name}` {reason}");
        Diagnostic::error(Code::BadConfig, message, start..start + name.len())
            .help("name a file below the folder of `sitevar.yml`")
    };
    let diagnostics = unread.iter().map(problem).collect();
    let source = Source::new(shown.join(FILE_NAME).to_string_lossy(), text);
    Findings { source: source.into(), diagnostics }
}
