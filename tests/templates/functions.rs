//! Functions, members and escaping, held against what Hugo printed for the same template.
//!
//! `functions.json` holds one template per case, as the shortcode of a small site, and Hugo 0.168's answer to it.
//! Where Hugo fails, ours fails too; the messages are our own.

use serde::Deserialize;
use sitevar_core::Values;

use super::memory::{Memory, expand_exact};

#[derive(Deserialize)]
struct Case {
    template: String,
    /// What Hugo prints; absent where it fails.
    prints: Option<String>,
}

/// The page that every template is called from.
const PAGE: &str =
    "---\ntitle: T & x\nfooBar: fb\nnested: {Deep: 2}\ndate: 2024-01-02\n---\n{{< s \"arg\" >}}";

/// The other files of the site.
const FILES: [(&str, &str); 11] = [
    ("layouts/_partials/p.html", "P={{ .x }}"),
    ("layouts/_partials/ret.html", "ignored {{ return mul . 2 }}"),
    ("data/d.yaml", "int: 5\nneg: -3\nfloat: 1.5\nlist: [1, a]\nKey: K\n"),
    ("data/j.json", "{\"n\": 5, \"big\": 31000000}"),
    ("i18n/en.toml", "[hello]\nother = \"Hello <b>\"\n"),
    ("assets/a.txt", "asset"),
    ("content/other.md", "---\ntitle: Other\n---\n"),
    ("content/sec/_index.md", "---\ntitle: Sec\n---\n"),
    ("content/sec/inner.md", "---\ntitle: Inner\n---\n"),
    // No list has these.
    ("content/sec/hidden.md", "---\ntitle: Hidden\nbuild: {list: never}\n---\n"),
    ("content/sec/near.md", "---\ntitle: Near\nbuild: {list: local}\n---\n"),
];

#[test]
fn every_template_prints_what_hugo_prints() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("functions.json")).unwrap();
    let wrong: Vec<String> = cases.iter().filter_map(problem).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn problem(case: &Case) -> Option<String> {
    let mut memory = Memory::new(FILES);
    memory.0.insert("content/p.md".to_owned(), PAGE.to_owned());
    memory.0.insert("layouts/_shortcodes/s.html".to_owned(), case.template.clone());
    let outcome = expand_exact(&memory.site(), PAGE);
    let text = outcome.value.markdown(&Values::default()).value;
    match &case.prints {
        Some(_) if outcome.has_errors() => {
            Some(format!("{}\n    fails: {}", case.template, outcome.diagnostics[0].message))
        }
        Some(expected) if *expected != text => {
            Some(format!("{}\n    ours {text:?}\n    hugo {expected:?}", case.template))
        }
        None if !outcome.has_errors() => {
            Some(format!("{}\n    ours {text:?}\n    hugo fails", case.template))
        }
        _ => None,
    }
}
