//! The cases of `cases.md`: a page, what a reader sets, and the Markdown and the HTML that come of it.
//!
//! A case is a heading that states the rule, a block `declare` where it has variables of its own, a block `page`, a
//! block `set` with a `name=value` on each line, and blocks `markdown` and `html` with what comes of it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use sitevar_core::{HtmlOptions, Options, OutputFormat, Source, Values, Variables, expand};

use super::{idn, shipped};
use crate::shortcodes::{Toy, block};

#[test]
fn every_case_gives_its_markdown_and_its_html() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/variables/cases.md");
    let text = std::fs::read_to_string(path).unwrap();
    let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
    assert!(sections.len() > 20, "only {} cases were read", sections.len());
    let wrong: Vec<String> = sections.into_iter().filter_map(complaint).collect();
    assert!(wrong.is_empty(), "{} cases are wrong\n\n{}", wrong.len(), wrong.join("\n"));
}

fn complaint(section: &str) -> Option<String> {
    let block = |kind| block(section, kind);
    let mut variables = shipped();
    if let Some(declared) = block("declare") {
        let declared: Variables = serde_yaml::from_str(declared).unwrap();
        variables.variables.extend(declared.variables);
        variables.derived.extend(declared.derived);
    }
    let pairs = block("set").unwrap_or_default().lines().map(|line| line.split_once('=').unwrap());
    let set: BTreeMap<String, String> = pairs.map(|(name, value)| (name.into(), value.into())).collect();
    let accepted = variables.accept_all(&set, &idn);
    assert_eq!(accepted.problems, [], "{section}");
    let variables = Arc::new(variables);
    let mut found = String::new();
    for (kind, output) in [("markdown", OutputFormat::Markdown), ("html", OutputFormat::Html)] {
        let Some(expected) = block(kind) else { continue };
        let written = write(block("page").unwrap(), &variables, &accepted.values, output);
        if written != expected {
            found += &format!("~~~~ {kind}\n{written}~~~~\n");
        }
    }
    (!found.is_empty()).then(|| format!("## {}\n{found}", section.lines().next().unwrap()))
}

fn write(page: &str, variables: &Arc<Variables>, values: &Values, output: OutputFormat) -> String {
    let options = Options { output, variables: variables.clone(), ..Options::default() };
    let guide = expand(&Source::new("page.md", page), Arc::new(Toy), &options).value;
    match output {
        OutputFormat::Markdown => guide.markdown(values).value,
        OutputFormat::Html => {
            guide.html(values, &HtmlOptions { slots: false, ..HtmlOptions::default() }).body
        }
    }
}
