//! mdBook's protocol, without mdBook: a book goes in as JSON and comes out with its chapters expanded.

use serde_json::{Value, json};

use super::sandbox::{Said, Sandbox};
use super::streams::with_input;

const PAGE: &str = "---\ntitle: Own\nsitevars:\n  realm: {default: staff}\n---\n\
                    # Own\n\n{{< sitevar name=\"realm\" >}} at {{< sitevar name=\"domain\" >}}\n";

fn chapter(path: Option<&str>, content: &str, inside: Value) -> Value {
    json!({ "Chapter": {
        "name": "Own", "content": content, "number": [1], "sub_items": inside,
        "path": path, "source_path": path, "parent_names": [],
    } })
}

/// Hands a book over; `None` where the command was built without the widget.
fn expand(list: &str, items: Value, renderer: &str, sandbox: &Sandbox) -> Option<Said> {
    let context = json!({
        "root": sandbox.path(""), "config": { "book": { "src": "text" } },
        "renderer": renderer, "mdbook_version": "0.5.1",
    });
    let input = json!([context, { list: items, "__non_exhaustive": null }]).to_string();
    Said::of(with_input(sandbox, &["mdbook", "--format", "short"], input.as_bytes()))
}

fn book() -> Sandbox {
    let config = "content: text\nvariables:\n  domain: {type: domain, default: example.com}\n";
    Sandbox::new(&[("sitevar.yml", config), ("book.toml", ""), ("text/a.md", PAGE), ("text/x/b.md", PAGE)])
}

#[test]
fn every_chapter_is_expanded_and_nothing_else_changes() {
    // The list has this name since mdBook 0.5, and had the other before.
    for list in ["items", "sections"] {
        let items = |first: &str, second: &str| {
            let inside = json!([chapter(Some("x/b.md"), second, json!([])), chapter(None, "", json!([]))]);
            json!([{ "PartTitle": "Part" }, "Separator", chapter(Some("a.md"), first, inside)])
        };
        let Some(said) = expand(list, items(PAGE, PAGE), "markdown", &book()) else { return };
        assert_eq!(said.status, Some(0), "{}", said.text);
        let expanded = "# Own\n\nstaff at example.com\n";
        let expected = json!({ list: items(expanded, expanded), "__non_exhaustive": null });
        assert_eq!(serde_json::from_str::<Value>(&said.data).unwrap(), expected);
    }
}

#[test]
fn a_book_for_browsers_gets_the_form_and_its_files() {
    let sandbox = book();
    let items = json!([chapter(Some("a.md"), PAGE, json!([]))]);
    let mut last = None;
    for _ in 0..2 {
        let Some(said) = expand("items", items.clone(), "html", &sandbox) else { return };
        assert_eq!(said.status, Some(0), "{}", said.text);
        let book: Value = serde_json::from_str(&said.data).unwrap();
        let text = book["items"][0]["Chapter"]["content"].as_str().unwrap();
        assert!(text.starts_with("# Own\n\nstaff at example.com\n\n<script>"), "{text}");
        let files = sandbox.tree("text/sitevar");
        let named = files.keys().filter(|file| text.contains(file.to_str().unwrap())).count();
        assert_eq!(named, 2, "the style and the script: {text}");
        // What did not change is not written again, or `mdbook serve` would never come to an end.
        let written =
            std::fs::metadata(sandbox.path("text/sitevar/sitevar.json")).unwrap().modified().unwrap();
        assert!(last.is_none_or(|last| last == written));
        last = Some(written);
    }
}

#[test]
fn a_bad_chapter_stops_the_book_at_its_line() {
    let bad = "# Own\n\n{{< nothing >}}\n";
    let items = json!([chapter(Some("a.md"), PAGE, json!([chapter(Some("x/b.md"), bad, json!([]))]))]);
    let said = expand("items", items, "markdown", &book()).unwrap();
    assert_eq!(said.status, Some(1));
    assert!(said.text.starts_with("text/x/b.md:3:"), "{}", said.text);
    assert_eq!(said.data, "");
}

#[test]
fn every_renderer_is_supported() {
    for renderer in ["html", "markdown", "pdf"] {
        book().succeed(&["mdbook", "supports", renderer]);
    }
}

#[test]
fn what_is_no_book_is_refused_with_what_to_write() {
    for input in ["", "{}", "[]", "[1, 2]", "[{}, {}]", "[{\"root\": \".\"}, {\"items\": 3}]"] {
        let output = with_input(&book(), &["mdbook"], input.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{input}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("[preprocessor.sitevar]"), "{input}");
    }
}
