//! Scenario: code that was coloured when the page was built takes a reader's values, and is copied as the text that it is.

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_engine, site};

/// The two blocks with `it's` and `a: "b"` in them, as their languages write these.
const FILLED: [(&str, &str); 2] = [
    (
        "a.yml",
        "# it's is a note\nplain: it's\nsingle: 'it''s a: \"b\"' # a: \"b\"\nboth: 'it''s-a: \"b\"'\n\n\
         list: [\"it's\", '<b>&amp;</b>']\n",
    ),
    ("b.sh", "echo \"$HOME\" 'it'\\''s' && cat a:\\ \\\"b\\\" # 'a: \"b\"'\n"),
];

#[test]
fn values_are_written_into_coloured_code_and_taken_back() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("coloured"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        let examples = FILLED.map(|(title, _)| reader.code(title));
        assert!(examples[0].contains("both: one-two\n\nlist: [\"one\", '<b>&amp;</b>']\n"), "{examples:?}");
        let classes = "JSON.stringify([...document.querySelectorAll('code span:not([data-sitevar])')].map((span) => span.className))";
        let before = reader.text(classes);
        assert!(before.contains("hl-line hl-mark") && before.contains("hl-s"), "{before}");
        reader.open_form();
        reader.type_into("Name", "it's");
        reader.type_into("Word", "a: \"b\"");
        for (title, expected) in FILLED {
            assert_eq!(reader.code(title), expected, "{:?}", reader.browser.engine);
        }
        assert_eq!(reader.text(classes), before, "the parts stay while values change");
        reader.type_into("Name", "one");
        reader.type_into("Word", "two");
        assert_eq!(FILLED.map(|(title, _)| reader.code(title)), examples);
        assert_eq!(reader.browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn numbers_of_lines_are_not_selected_and_marks_go_across_all_of_the_code() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("coloured"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        let code = reader.code("a.yml");
        let selected = reader.text(
            "(() => { const all = getSelection(); all.selectAllChildren(document.querySelector('code')); return all.toString(); })()",
        );
        assert_eq!(selected.trim_end(), code.trim_end(), "{:?}", reader.browser.engine);
        let widths = reader.eval(
            "(() => { const { left, right } = document.querySelector('pre').getBoundingClientRect(); \
             return [...document.querySelectorAll('.hl-mark')].map((line) => { const box = line.getBoundingClientRect(); \
             return Math.abs(box.left - left) < 2 && box.right > right - 2 && box.height > 10; }); })()",
        );
        assert_eq!(widths, json!([true, true, true]), "{:?}", reader.browser.engine);
    });
}
