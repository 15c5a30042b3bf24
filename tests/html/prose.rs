//! The cases of `prose.md`: a value between the author's signs is text, or the default stands.

use super::{everywhere, guide};

/// A page, a value for its slots, and the page with it; `None` where it is refused.
#[derive(Default)]
struct Case {
    rule: String,
    page: String,
    value: String,
    written: Option<String>,
}

#[test]
fn a_value_between_the_authors_signs_is_text_or_refused() {
    let mut wrong = String::new();
    for case in cases() {
        let page = guide(&case.page.replace('V', "{{< sitevar name=\"v\" nojs=\"word\" >}}"));
        let found = page.markdown(&everywhere(case.value.trim_end_matches('\n')));
        let expected = case.written.clone().unwrap_or_else(|| case.page.replace('V', "word"));
        // A value may be refused in one place and stand in another.
        let refused = !found.diagnostics.is_empty();
        if found.value != expected || refused != expected.contains("word") {
            wrong += &format!("{}\n{}\n{:?}\n", case.rule, found.value, found.diagnostics);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn of_many_values_those_that_are_text_stand() {
    let line = |sign: &str| format!("{sign}{{{{< sitevar name=\"v\" nojs=\"word\" >}}}}; a\n\n");
    let page: String = (0..100).map(|at| line(if at % 9 == 0 { "&" } else { "" })).collect();
    let found = guide(&page).markdown(&everywhere("lt"));
    assert_eq!(found.diagnostics.len(), 12);
    assert_eq!((found.value.matches("&word; a").count(), found.value.matches("\nlt; a").count()), (12, 88));
}

/// Reads the cases: a heading, then fences whose info strings say what they hold.
fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = include_str!("prose.md").lines();
    while let Some(line) = lines.next() {
        if let Some(rule) = line.strip_prefix("## ") {
            cases.push(Case { rule: rule.to_owned(), ..Case::default() });
        } else if let Some(what) = line.strip_prefix(FENCE) {
            let text =
                lines.by_ref().take_while(|line| *line != FENCE).map(|line| format!("{line}\n")).collect();
            let case = cases.last_mut().unwrap();
            match what {
                "markdown" => case.page = text,
                "value" => case.value = text,
                _ => case.written = Some(text),
            }
        }
    }
    assert!(cases.len() > 20 && cases.iter().all(|case| !case.value.is_empty()), "the cases are read");
    cases
}

/// Long enough that no case needs it.
const FENCE: &str = "````````";
