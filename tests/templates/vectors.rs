//! The shared cases with Hugo's answers, run through the templates.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use sitevar_core::{Dialect, Guide};
use sitevar_core::{HtmlOptions, Options, Outcome, OutputFormat, Severity, Source, Values, expand};
use sitevar_templates::Site;

use super::memory::{Memory, expand_exact};

#[derive(Deserialize)]
struct Vectors {
    templates: std::collections::BTreeMap<String, String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    category: String,
    name: String,
    input: String,
    html: Option<String>,
    expanded: Option<String>,
    error: Option<String>,
}

/// Templates that the error cases use and the file does not list; their messages tell what they hold.
const UNLISTED: [(&str, &str); 2] =
    [("terr.html", "{{ .NoSuchField }}"), ("tef.html", "{{ errorf \"boom %s\" .Position }}")];

/// Cases where we know better than Hugo on purpose: it loses the position of nested calls.
const TRUE_POSITIONS: [(&str, &str); 1] = [("error inside nested", "8:1")];

#[test]
fn every_shared_case_expands_as_in_hugo() {
    let Some(vectors) = read() else { return };
    let site = site(&vectors);
    let mut wrong = Vec::new();
    for case in &vectors.cases {
        let outcome = expand_exact(&site, &page(case));
        let problem = match (&case.expanded, &case.error) {
            (Some(expected), _) => compare(&outcome, expected),
            (_, Some(error)) => compare_error(case, &outcome, &page(case), error),
            _ => Some("the case expects nothing".to_owned()),
        };
        wrong.extend(problem.map(|problem| format!("{}/{}: {problem}", case.category, case.name)));
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), vectors.cases.len(), wrong.join("\n"));
}

#[test]
fn every_shared_case_has_the_html_of_hugo() {
    let Some(vectors) = read() else { return };
    let site = site(&vectors);
    let mut wrong = Vec::new();
    for case in vectors.cases.iter().filter(|case| !needs_the_page(case)) {
        let Some(expected) = &case.html else { continue };
        let source = Arc::new(Source::new("content/p.md", page(case)));
        let options =
            Options { dialect: Dialect::HugoExact, output: OutputFormat::Html, ..Options::default() };
        let outcome = expand(&source, site.library("p.md", source.clone()), &options);
        let html = outcome.value.html(&Values::default(), &HtmlOptions::default()).body;
        if shape(&html) != shape(expected) {
            wrong.push(format!("{}/{}:\n    ours {html:?}\n    hugo {expected:?}", case.category, case.name));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

fn read() -> Option<Vectors> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/hugo-shortcodes.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            eprintln!("skipped: {} is not there", path.display());
            None
        }
    }
}

fn site(vectors: &Vectors) -> Arc<Site> {
    let mut memory = Memory::new([]);
    let listed = vectors.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    for (name, text) in listed.chain(UNLISTED) {
        memory.0.insert(format!("layouts/_shortcodes/{name}"), text.to_owned());
    }
    memory.site()
}

/// Returns the page of a case. Some are about the page itself, and say with a word what stands there.
fn page(case: &Case) -> String {
    match (case.category.as_str(), case.name.as_str()) {
        ("page", "title") => format!("---\ntitle: T139\n---\n{}", case.input),
        ("frontmatter", _) => "---\ntitle: '{{< leaf >}}'\n---\n{{< title >}}".to_owned(),
        ("bom", _) => "\u{feff}---\ntitle: t\n---\n{{< leaf >}}".to_owned(),
        _ => format!("---\ntitle: t\n---\n{}", case.input),
    }
}

/// The table of contents is put in when the page is finished; Hugo's placeholders leak into one heading.
fn needs_the_page(case: &Case) -> bool {
    matches!(case.name.as_str(), "toc placeholder" | "heading id when alone")
}

fn compare(outcome: &Outcome<Guide>, expected: &str) -> Option<String> {
    let text = outcome.value.markdown(&Values::default()).value;
    if outcome.has_errors() {
        return Some(format!("{:?}", outcome.diagnostics));
    }
    (text != expected).then(|| format!("\n    ours {text:?}\n    hugo {expected:?}"))
}

/// Compares line and byte column, and the text of `errorf`, which is the template's own.
fn compare_error(case: &Case, outcome: &Outcome<Guide>, page: &str, error: &str) -> Option<String> {
    let first = outcome.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    let Some(first) = first else { return Some("there is no error".to_owned()) };
    let place = Source::new("content/p.md", page).position(first.span.start);
    let place = format!("{}:{}", place.line, place.byte_column);
    let by_design = TRUE_POSITIONS.iter().find(|(name, _)| *name == case.name);
    let wanted = by_design.map_or_else(|| position(error), |(_, place)| (*place).to_owned());
    if place != wanted {
        return Some(format!("ours at {place}, Hugo's at {wanted}: {}", first.message));
    }
    let said = error.strip_prefix("ERROR ").and_then(|rest| rest.lines().next());
    let said = said.filter(|_| by_design.is_none());
    (said.is_some_and(|said| said != first.message)).then(|| format!("ours says `{}`", first.message))
}

/// Returns the last `content/p.md:line:column` of Hugo's message.
fn position(error: &str) -> String {
    let at = error.rfind("content/p.md:").unwrap() + "content/p.md:".len();
    error[at..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ':')
        .collect::<String>()
        .trim_end_matches(':')
        .to_owned()
}

/// Folds white space between and beside tags, which Goldmark and pulldown-cmark lay out differently.
fn shape(html: &str) -> String {
    let words = html.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace("> <", "><").replace(" <", "<").replace("> ", ">")
}
