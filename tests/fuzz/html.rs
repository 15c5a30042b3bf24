//! The HTML writer: any page has HTML, and a reader's value never becomes an element or an attribute.

use std::collections::BTreeMap;

use html5gum::Token;
use sitevar_core::{Dialect, Guide, HtmlOptions, OutputFormat, Unknown, Values, Variables};

use super::rules::{WAYS, expand_page, marks, tokens};
use super::{feed, worst};

#[test]
fn any_page_has_html_without_a_mark_in_it() {
    feed(no_mark_is_left);
}

#[test]
fn the_worst_pages_have_html_without_a_mark_in_it() {
    for (name, page) in worst::pages() {
        eprintln!("{name}");
        no_mark_is_left(&page);
    }
}

#[test]
fn a_hostile_value_adds_no_element_and_no_attribute() {
    feed(|page| {
        let guide = expand_page(page, (Dialect::Sitevar, OutputFormat::Html, Unknown::Error)).value;
        for slots in [true, false] {
            let expected = tags(&html(&guide, &Values::default(), slots));
            for value in HOSTILE {
                let names = ["domain", "host", "client-secret", "client-secret-digest"];
                let set = BTreeMap::from(names.map(|name| (name.to_owned(), (*value).to_owned())));
                let values = Variables::default().resolve(&set);
                assert_eq!(tags(&html(&guide, &values, slots)), expected, "with the value {value:?}");
            }
        }
    });
}

/// Values that mean something in every place of a page.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onclick='alert(1)' x='",
    "\" onclick=\"alert(1)\" x=\"",
    "--><b>",
    "</code></pre><b>",
    "</script></style></textarea></title><b>",
    "a b=c",
    "&lt;b&gt;",
    "](x) **b** `c` | d\n\n# e\n\n<b>",
];

fn html(guide: &Guide, values: &Values, slots: bool) -> String {
    guide.html(values, &HtmlOptions { slots, ..HtmlOptions::default() }).body
}

/// Returns the tags of a text as a browser reads them, each with the names of its attributes.
fn tags(html: &str) -> Vec<String> {
    let tag = |token| match token {
        Token::StartTag(tag) => {
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            let attributes = tag.attributes.keys().map(|name| String::from_utf8_lossy(name).into_owned());
            Some(attributes.fold(name, |tag, attribute| tag + " " + &attribute))
        }
        Token::EndTag(tag) => Some(format!("/{}", String::from_utf8_lossy(&tag.name))),
        Token::Comment(_) => Some("comment".to_owned()),
        _ => None,
    };
    tokens(html).filter_map(tag).collect()
}

fn no_mark_is_left(page: &str) {
    for way in WAYS {
        let guide = expand_page(page, way).value;
        for slots in [true, false] {
            let written = guide.html(&Values::default(), &HtmlOptions { slots, ..HtmlOptions::default() });
            let headings = written.headings.iter().map(|heading| heading.html.as_str());
            let left: usize = headings.chain([written.body.as_str()]).map(marks).sum();
            assert!(left == 0 || marks(page) > 0, "{left} marks are left");
        }
    }
}
