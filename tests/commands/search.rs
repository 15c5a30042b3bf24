//! The list of words that a build writes for the search: what is in it, and what never is.

use serde_json::Value;

use super::sandbox::Sandbox;

const PAGE: (&str, &str) = (
    "site/content/guide.md",
    "---\ntitle: Guide\n---\nThe server is https://{{< sitevar name=\"domain\" nojs=\"example.com\" >}}/.\n\n## First part\n\nWater <script>nothing</script>\n",
);
const HIDDEN: (&str, &str) = ("site/content/hidden.md", "---\ntitle: Hidden\nnoindex: true\n---\nStone\n");

/// Builds a site, and returns its list of words.
fn list(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let output = sandbox.run(&[&["build", "site", "-o", "out"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(sandbox.path("out/sitevar-search.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The words of a list, each of which is stored by what it shares with the one before.
fn words(list: &Value) -> Vec<String> {
    let mut last = String::new();
    let digit = |c: char| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".find(c).unwrap();
    let whole = |word: &str| {
        let mut letters = word.chars();
        let shared = digit(letters.next().unwrap());
        last = last.chars().take(shared).chain(letters).collect();
        last.clone()
    };
    list["words"].as_str().unwrap().split(' ').map(whole).collect()
}

#[test]
fn the_words_of_all_pages_are_listed_but_of_those_that_lists_leave_out() {
    let sandbox = Sandbox::new(&[PAGE, HIDDEN]);
    let list = list(&sandbox, &[]);
    assert_eq!(words(&list), ["com", "example", "https", "is", "server", "the", "water"]);
    assert_eq!(list["pages"], serde_json::json!([["A", "Home", []], ["Aguide/", "Guide", [0]]]));
    assert_eq!(list["headings"], serde_json::json!(["First part"]));
}

#[test]
fn what_was_set_for_a_build_or_a_file_is_not_in_the_list() {
    let sandbox = Sandbox::new(&[PAGE, HIDDEN]);
    let list = list(&sandbox, &["--set", "domain=rosegarden.lab"]);
    assert_eq!(words(&list), ["https", "is", "server", "the", "water"]);
    let html = std::fs::read_to_string(sandbox.path("out/guide/index.html")).unwrap();
    assert!(html.contains("rosegarden.lab"), "the page has it");
}

#[test]
fn wherever_a_value_is_on_a_page_it_is_not_in_the_list() {
    const SLOT: &str = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
    let page = format!(
        "# Title {SLOT}\n\nText {SLOT}\n\n## Heading {SLOT}\n\n![Alt {SLOT}](a.png \"{SLOT}\") [link](https://{SLOT}/) \
         `code {SLOT}` <kbd title=\"{SLOT}\">{SLOT}</kbd>\n\n| a | {SLOT} |\n| - | - |\n| b | {SLOT} |\n\n\
         ```yaml {{title=\"{SLOT}.yml\"}}\na: '{SLOT}' # {SLOT}\n```\n\n<svg><text>{SLOT}</text></svg>\n\n<textarea>{SLOT}</textarea>\n"
    );
    let sandbox = Sandbox::new(&[("site/content/guide.md", &page)]);
    let example = words(&list(&sandbox, &[]));
    assert!(example.contains(&"example".to_owned()) && example.contains(&"code".to_owned()), "{example:?}");
    // The form's own bar is no text of the page.
    assert!(!example.contains(&"domain".to_owned()), "{example:?}");
    let found = list(&sandbox, &["--set", "domain=rosegarden.lab"]);
    let html = std::fs::read_to_string(sandbox.path("out/guide/index.html")).unwrap();
    assert!(html.matches("rosegarden").count() > 12, "{html}");
    assert!(!found.to_string().contains("rosegarden"), "{found}");
    assert!(!words(&found).iter().any(|word| word.contains("rosegarden") || word == "lab"), "{found}");
}

#[test]
fn a_page_that_did_not_change_stays_in_the_list() {
    let sandbox = Sandbox::new(&[PAGE]);
    let first = list(&sandbox, &[]);
    assert_eq!(list(&sandbox, &[]), first);
    sandbox.write("site/content/other.md", "Sand");
    let second = list(&sandbox, &[]);
    assert!(words(&second).contains(&"sand".to_owned()) && words(&second).contains(&"water".to_owned()));
}

#[test]
fn a_site_can_do_without_and_has_no_button_then() {
    let sandbox = Sandbox::new(&[PAGE, ("site/sitevar.yml", "search: false\n")]);
    assert!(sandbox.run(&["build", "site", "-o", "out"]).status.success());
    let html = std::fs::read_to_string(sandbox.path("out/guide/index.html")).unwrap();
    assert!(!html.contains("to-search"), "{html}");
    for file in ["out/sitevar-search.json", "out/sitevar-search.js"] {
        assert!(!sandbox.path(file).exists(), "{file}");
    }
    sandbox.write("site/sitevar.yml", "search: perhaps\n");
    let output = sandbox.run(&["build", "site", "-o", "out", "--format", "short"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("sitevar.yml:1:9"), "{said}");
}

#[test]
fn a_file_of_the_site_does_not_take_the_place_of_the_list() {
    let sandbox = Sandbox::new(&[PAGE, ("site/static/sitevar-search.json", "mine")]);
    let list = list(&sandbox, &[]);
    assert!(words(&list).contains(&"water".to_owned()));
}

#[test]
fn a_name_with_signs_of_addresses_is_written_as_an_address() {
    let sandbox = Sandbox::new(&[
        ("site/sitevar.yml", "base_url: https://docs.example.org/\n"),
        ("site/content/lang/c#.md", "---\ntitle: C sharp\n---\n[Half](50%25%20off.md) [Other](given.md)\n"),
        ("site/content/lang/50% off.md", "---\ntitle: Half\n---\n[C](c%23.md)\n"),
        ("site/content/lang/given.md", "---\ntitle: Given\nurl: /lang/x y%20z/\n---\nText\n"),
    ]);
    let list = list(&sandbox, &[]);
    let text = list["pages"].to_string();
    assert!(text.contains("c%23/") && text.contains("50%25-off/") && text.contains("x%20y%20z/"), "{text}");
    let read = |path: &str| std::fs::read_to_string(sandbox.path("out").join(path)).unwrap();
    let page = read("lang/c#/index.html");
    assert!(page.contains("href=\"../50%25-off/\">Half"), "{page}");
    assert!(page.contains("href=\"../x%20y%20z/\">Other"), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://docs.example.org/lang/c%23/\">"), "{page}");
    assert!(read("lang/50%-off/index.html").contains("href=\"../c%23/\">C<"));
    assert!(read("lang/x y z/index.html").contains("Text"));
    assert!(read("sitemap.xml").contains("https://docs.example.org/lang/50%25-off/"));
}
