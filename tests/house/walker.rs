//! The text of a page is read by two: core reads finished HTML, and the widget walks the document. Both have lists of
//! elements and classes, which have to be the same.

use std::collections::BTreeSet;

use super::files::root;

/// What the widget leaves out besides: itself, and what attributes say.
const OWN: [&str; 2] = ["sitevar-preferences", ".sitevar-"];

#[test]
fn the_walker_of_the_widget_knows_the_elements_that_core_knows() {
    let core = read("crates/core/src/locate/conventions.rs");
    let widget = read("crates/widget/js/layout.js");
    let of_core = |name: &str| words(&[between(&core, &format!("const {name}: &str = \""), "\";")]);
    assert_eq!(words(&texts(between(&widget, "BLOCKS = words(", ");"))), of_core("BLOCK_ELEMENTS"));
    let languages = between(&core, "fn known_language", "name) {");
    let none = between(&widget, "const NO_LANGUAGE = [", "]");
    assert_eq!(words(&texts(none)), words(&texts(languages)));
    let left_out = texts(between(&widget, "const LEFT_OUT =", ";"));
    let left_out: Vec<&str> = left_out.iter().flat_map(|text| text.split(',')).collect();
    let (mut elements, mut classes) = (BTreeSet::new(), BTreeSet::new());
    for selector in left_out.into_iter().filter(|it| !OWN.iter().any(|own| it.starts_with(own))) {
        match selector.strip_prefix('.') {
            Some(class) => classes.insert(class.to_owned()),
            None => !selector.is_empty() && elements.insert(selector.to_owned()),
        };
    }
    assert_eq!(elements, of_core("NO_TEXT"));
    assert_eq!(classes, of_core("NO_TEXT_CLASSES"));
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no `{start}`"));
    rest.split_once(end).unwrap_or_else(|| panic!("no `{end}` after `{start}`")).0
}

/// Returns what is between double quotes.
fn texts(code: &str) -> Vec<&str> {
    code.split('"').skip(1).step_by(2).collect()
}

fn words(texts: &[&str]) -> BTreeSet<String> {
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    words.filter(|word| *word != "\\").map(str::to_owned).collect()
}
