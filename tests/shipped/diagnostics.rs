//! Every diagnostic code has a page that says what it means, with an example that gives it.

use std::collections::{BTreeMap, BTreeSet};

use sitevar_check::{OfSite, SchemaRule, Schemas, Verifier};
use sitevar_core::{Code, Diagnostic, Source, Values};

use super::files::{MemorySite, options};
use super::pages::{self, Page, fences};

const FOLDER: &str = "reference/diagnostics";

/// Codes that need a whole site or what another generator made of it, a reader's value, more text than a page of documentation should have, or a bug.
const WITHOUT_EXAMPLE: [Code; 13] = [
    Code::UnusedVariable,
    Code::SharedSecret,
    Code::TooManySlots,
    Code::ValueDoesNotFit,
    Code::BrokenLink,
    Code::LostSlot,
    Code::DuplicateAddress,
    Code::NotUtf8,
    Code::PageTooLarge,
    Code::UnreadableFile,
    Code::BadConfig,
    Code::BadSchema,
    Code::InternalError,
];

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{FOLDER}/{code}.md")).collect();
    let pages: BTreeSet<String> = pages::read(FOLDER)
        .into_iter()
        .map(|page| page.path)
        .filter(|path| !path.contains("_index"))
        .collect();
    assert_eq!(pages, codes);
}

#[test]
fn the_description_of_a_page_is_the_meaning_of_its_code() {
    let index = page("_index");
    for code in Code::ALL {
        let line = format!("description: \"{}\"\n", code.meaning());
        assert!(page(code.as_str()).text.contains(&line), "{code}: {line}");
        let row = format!("| [`{code}`]({code}.md) | {} |\n", code.meaning());
        assert!(index.text.contains(&row), "{row}");
    }
}

#[test]
fn the_example_of_a_page_gives_its_code() {
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().filter(|code| !WITHOUT_EXAMPLE.contains(code)) {
        let found = diagnose(&page(code.as_str()));
        if !found.iter().any(|found| found.code == *code) {
            wrong.push(format!("the example of `{code}` gives {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_good_example_of_a_page_does_not_give_its_code() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let page = page(code.as_str());
        for fence in shown(&page).into_iter().filter(|fence| fence.title == "good.md") {
            count += 1;
            if check(&fence.text).iter().any(|found| found.code == *code) {
                wrong.push(format!("the good example of `{code}` gives it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, CHECKED, "every code of `check` has a good example");
}

/// How many codes only `check` gives.
const CHECKED: usize = 21;

fn check(guide: &str) -> Vec<Diagnostic> {
    let (variables, verifier) = (options().variables, Verifier::default());
    let schemas = schemas();
    let site = OfSite { path: "guide.md", variables: &variables, verifier: &verifier, schemas: &schemas };
    sitevar_check::check(&Source::new("guide.md", guide), site)
}

/// Returns the schema that the pages about schemas show.
fn schemas() -> Schemas {
    let fences = shown(&page("not-in-schema"));
    let schema = fences.iter().find(|fence| fence.title == "schemas/server.json").unwrap();
    let texts = BTreeMap::from([(schema.title.clone(), schema.text.clone())]);
    let rule = SchemaRule {
        schema: schema.title.clone(),
        files: vec!["server.yml".to_owned()],
        ..SchemaRule::default()
    };
    let (schemas, problems) = Schemas::new(vec![rule], &texts);
    assert!(problems.is_empty(), "{problems:?}");
    schemas
}

/// Returns the fences of a page as its readers see them.
fn shown(page: &Page) -> Vec<super::pages::Fence> {
    let text =
        MemorySite::new().expand(&page.path, &page.text, &options()).value.markdown(&Values::default()).value;
    fences(&text)
}

fn page(name: &str) -> Page {
    let path = format!("{FOLDER}/{name}.md");
    pages::read(FOLDER).into_iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no {path}"))
}

/// Expands the `guide.md` of a page; its other fenced blocks are files of the site.
fn diagnose(page: &Page) -> Vec<Diagnostic> {
    let mut site = MemorySite::new();
    let mut guide = None;
    for fence in shown(page) {
        if fence.title == "guide.md" {
            guide = Some(fence.text);
        } else {
            site.add(fence.title, fence.text);
        }
    }
    let guide = guide.unwrap_or_else(|| panic!("{} has no guide.md", page.path));
    let mut found = site.expand("guide.md", &guide, &options()).diagnostics;
    found.extend(check(&guide));
    found
}
