//! The page that shows how to add a language quotes what is there.

use super::case::root;

#[test]
fn the_page_on_adding_a_language_quotes_the_table_and_the_test_file() {
    let page = std::fs::read_to_string(root().join("site/content/how-to/add-a-language.md")).unwrap();
    let mut quotes = 0;
    let mut parts = page.split("{title=\"");
    parts.next();
    for part in parts {
        let (path, rest) = part.split_once("\"}\n").unwrap();
        let fence = if path.ends_with(".md") { "\n````\n" } else { "\n```\n" };
        let quoted = rest.split(fence).next().unwrap();
        let file = std::fs::read_to_string(root().join(path)).unwrap();
        assert!(file.contains(quoted), "{path} no longer holds:\n{quoted}");
        quotes += 1;
    }
    assert_eq!(quotes, 5);
}
