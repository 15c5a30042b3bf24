//! Numbers and names that the documentation promises, and that no other test needs: each is taken out of its sentence and
//! held against the program.

use std::fs;

use crate::commands::sandbox::Sandbox;

use super::pages::{self, project};

/// Returns the text of a page of the documentation.
fn text_of(path: &str) -> String {
    let (folder, _) = path.rsplit_once('/').unwrap();
    pages::read(folder).into_iter().find(|page| page.path == path).unwrap_or_else(|| panic!("no {path}")).text
}

/// Returns the number that a page has between two texts.
fn number(path: &str, before: &str, after: &str) -> usize {
    let text = text_of(path);
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{path} does not say `{before}`"));
    let number = rest.split(after).next().unwrap();
    number.parse().unwrap_or_else(|error| panic!("{path}: {before}{number}: {error}"))
}

fn source(path: &str) -> String {
    fs::read_to_string(project().join(path)).unwrap()
}

/// Builds a site of two groups with so many pages in all, and returns one of its pages as HTML.
fn built(pages: usize) -> String {
    let sandbox = Sandbox::new(&[("sitevar.yml", "title: Site\n"), ("content/other/one.md", "# One\n")]);
    // The home page and those of the two groups are made.
    for page in 4..pages {
        sandbox.write(&format!("content/group/p{page}.md"), "Text.\n");
    }
    sandbox.succeed(&["build", ".", "-o", "out"]);
    fs::read_to_string(sandbox.path("out/other/one/index.html")).unwrap()
}

#[test]
fn a_small_site_has_all_pages_in_its_list_and_a_larger_one_the_open_group() {
    let most = number("reference/theme.md", "A site of up to ", " pages has all of them in the list");
    for (pages, is_whole) in [(most, true), (most + 1, false)] {
        let html = built(pages);
        assert_eq!(html.contains("href=\"../../group/p4/\""), is_whole, "{pages} pages");
        assert!(html.contains("href=\"../../group/\""), "{pages} pages");
    }
}

#[test]
fn the_text_of_all_pages_is_written_up_to_its_size() {
    let most = number("reference/outputs.md", "its title and address, if that is at most ", " MiB");
    let mebibyte = "A line of text.\n".repeat(1 << 16);
    let sandbox = Sandbox::new(&[("sitevar.yml", "title: Site\nsearch: false\n")]);
    for page in 0..most {
        sandbox.write(&format!("content/p{page}.md"), &mebibyte);
    }
    assert!(has_all_texts(&sandbox));
    sandbox.write("content/p0.md", &format!("{mebibyte}One more.\n"));
    assert!(!has_all_texts(&sandbox));
}

fn has_all_texts(sandbox: &Sandbox) -> bool {
    sandbox.succeed(&["build", ".", "-o", "out"]);
    sandbox.path("out/llms-full.txt").exists()
}

#[test]
fn the_browser_keeps_as_many_labels_of_tabs_as_the_page_says() {
    let most =
        number("reference/theme.md", "The browser keeps the last ", " labels under the name `sitevar-tabs`");
    let script = source("crates/cli/src/build/theme/theme.js");
    assert!(
        script.contains("const TABS = \"sitevar-tabs\"") && script.contains(&format!(".slice(0, {most})"))
    );
}

#[test]
fn every_property_of_the_style_that_is_documented_is_used_and_every_used_one_is_documented() {
    let names = |text: &str| {
        let mut names: Vec<String> = text
            .split("--sitevar-")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '-').next().unwrap().to_owned())
            .collect();
        names.sort();
        names.dedup();
        names
    };
    assert_eq!(names(&text_of("reference/widget.md")), names(&source("crates/widget/style.css")));
}

#[test]
fn what_a_style_of_the_site_reaches_is_there_by_its_name() {
    let text = text_of("reference/widget.md");
    let (_, rest) = text.split_once("A style reaches the button in the corner as `").unwrap();
    let (class, part) = rest.split('`').next().unwrap().split_once("::part(").unwrap();
    let script = source("crates/widget/js/corner.js");
    for name in
        [format!("part: \"{}\"", part.trim_end_matches(')')), class.trim_start_matches('.').to_owned()]
    {
        assert!(script.contains(&name), "{name}");
    }
}

/// What the page on diagnostics shows as JSON is what the command writes of that page.
#[test]
fn diagnostics_as_json_are_the_object_that_is_shown() {
    let page = text_of("reference/diagnostics/_index.md");
    let shown = page.split("--format json\"}\n").nth(1).unwrap().split("```").next().unwrap();
    let shown: serde_json::Value = serde_json::from_str(shown).unwrap();
    let guide = "# Guide\n\n{{< calout >}}\n";
    let sandbox = Sandbox::new(&[("sitevar.yml", "title: Site\n"), ("content/guide.md", guide)]);
    let output = sandbox.run(&["check", "content/guide.md", "--format", "json"]);
    let written = String::from_utf8(output.stdout).unwrap().replace("content/guide.md", "guide.md");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), shown);
}
