//! Patterns of attributes: any text is one or none, and where it is one, the page's own values give what the page shows.

use std::collections::BTreeMap;
use std::time::Duration;

use bolero::TypeGenerator;
use sitevar_core::{AttributePattern, Values, Variables};

use super::grammar::PIECES;
use super::pages::text;
use super::seconds;

/// A pattern, what the page shows, and what a reader set.
#[derive(Debug, TypeGenerator)]
struct Input {
    element: u8,
    name: u8,
    /// Each is a literal text, or with an odd number a placeholder with what the page shows for it.
    parts: Vec<(u16, u16)>,
    /// What the page shows, where it is not what the parts say.
    other: Option<Vec<u16>>,
    set: Vec<(u16, u16)>,
}

const ELEMENTS: [&str; 10] = ["a", "A", "img", "form", "iframe", "input", "abbr", "é", "script", "link"];

const NAMES: [&str; 10] =
    ["href", "HREF", "src", "alt", "title", "value", "action", "data-ü", "style", "srcset"];

/// Placeholders, most of them right.
const PLACEHOLDERS: [&str; 18] = [
    "{domain}",
    "{host}",
    "{ü}",
    "{sub+.}",
    "{domain:url}",
    "{domain:dn:url}",
    "{domain:url:url:url}",
    "{domain+ü}",
    "{a\\:b}",
    "{日本:slug}",
    "{}",
    "{domain",
    "{domain:}",
    "{domain:ü}",
    "{domain+",
    "}",
    "\\{",
    "\\",
];

#[test]
fn any_text_is_a_pattern_that_gives_what_the_page_shows_or_none() {
    bolero::check!().with_test_time(Duration::from_secs(seconds())).with_type::<Input>().for_each(holds);
}

fn holds(input: &Input) {
    let (mut pattern, mut shown) = (String::new(), String::new());
    for (kind, number) in input.parts.iter().take(12) {
        let literal = text(&[*number], PIECES);
        if kind % 2 == 1 {
            pattern += PLACEHOLDERS[usize::from(kind / 2) % PLACEHOLDERS.len()];
        } else {
            pattern += &literal;
        }
        shown += &literal;
    }
    let shown = input.other.as_ref().map_or(shown, |other| text(&other[..other.len().min(20)], PIECES));
    let element = ELEMENTS[usize::from(input.element) % ELEMENTS.len()];
    let name = NAMES[usize::from(input.name) % NAMES.len()];
    let Some(read) = AttributePattern::read(element, name, &pattern, &shown) else { return };
    let names: Vec<String> = read.variables().map(str::to_owned).collect();
    if let Ok(filled) = read.fill(&Values::default()) {
        assert_eq!(filled, shown, "{pattern:?}");
    }
    let numbers = input.set.iter().zip(names.iter());
    let set: BTreeMap<String, String> =
        numbers.map(|((one, other), name)| (name.clone(), text(&[*one, *other], PIECES))).collect();
    let _ = read.fill(&Variables::default().resolve(&set));
}
