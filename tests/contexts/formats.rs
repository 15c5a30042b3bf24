//! Formats in their places: an expression that matches a domain and no other, a name of its components, in every quote.

use regex::Regex;
use serde_json::Value;
use sitevar_core::{Filled, Format, Language, SlotAt, Snippet};

/// A domain of four labels.
const DOMAIN: &str = "home.lab.example.org";

/// Domains that an expression without its backslashes would match too.
const OTHERS: [&str; 4] =
    ["homeXlab.example.org", "home.labXexample.org", "home.lab.exampleXorg", "home-lab.example.org"];

/// Writes a value into a text at `«default»`.
fn write(language: &str, marked: &str, format: Format, value: &str) -> String {
    let (before, rest) = marked.split_once('«').unwrap();
    let (default, after) = rest.split_once('»').unwrap();
    let range = before.len()..before.len() + default.len();
    let slot = SlotAt { range, format: Some(format), ..SlotAt::default() };
    let snippet = Snippet::new(Language::find(language, ""), [before, default, after].concat(), vec![slot]);
    let written = snippet.fill(&[Some(value)]);
    assert!(matches!(written[0], Filled::Text(_)), "{marked}: {written:?}");
    snippet.write(&written)
}

fn yaml(text: &str) -> String {
    let tree: Value = serde_yaml::from_str(text).unwrap();
    tree["key"].as_str().unwrap().to_owned()
}

#[test]
fn an_expression_matches_the_domain_and_no_other_in_every_quote() {
    let quotes = [
        r"key: '^(\d+\-)?priv-img\.«example\.com»$'",
        r#"key: "^(\\d+\\-)?priv-img\\.«example\\.com»$""#,
        r"key: ^(\d+\-)?priv-img\.«example\.com»$",
        "key: >-\n  ^(\\d+\\-)?priv-img\\.«example\\.com»$\n",
    ];
    for marked in quotes {
        let read = yaml(&write("yaml", marked, Format::Regex, DOMAIN));
        let expression = Regex::new(&read).unwrap();
        assert!(expression.is_match(&format!("priv-img.{DOMAIN}")), "{read}");
        assert!(expression.is_match(&format!("7-priv-img.{DOMAIN}")), "{read}");
        assert!(!expression.is_match(&format!("priv-img.{DOMAIN}.evil.com")), "{read}");
        for other in OTHERS {
            assert!(!expression.is_match(&format!("priv-img.{other}")), "{read} matches {other}");
        }
    }
}

#[test]
fn an_address_in_an_expression_keeps_its_backslashes() {
    let read = yaml(&write("yaml", r#"key: "^https://«example\\.com»/x$""#, Format::Regex, DOMAIN));
    let expression = Regex::new(&read).unwrap();
    assert!(expression.is_match(&format!("https://{DOMAIN}/x")), "{read}");
    assert!(!expression.is_match(&format!("https://{}/x", OTHERS[0])), "{read}");
}

#[test]
fn a_name_has_the_components_of_the_domain_in_every_quote() {
    let quotes = [
        "key: 'OU=x,«DC=example,DC=com»'",
        "key: \"OU=x,«DC=example,DC=com»\"",
        "key: OU=x,«DC=example,DC=com»",
    ];
    for marked in quotes {
        let read = yaml(&write("yaml", marked, Format::Dn, DOMAIN));
        assert_eq!(read, "OU=x,DC=home,DC=lab,DC=example,DC=org");
    }
}

#[test]
fn a_digest_survives_where_dollar_signs_mean_something() {
    let digest = "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5q/.x";
    let doubled = digest.replace('$', "$$");
    let cases = [
        ("yaml", "compose.yml", "a: '«x»'", format!("a: '{doubled}'")),
        ("yaml", "compose.yml", "a: «x»", format!("a: {doubled}")),
        ("bash", "", "a \"«x»\"", format!("a \"{}\"", digest.replace('$', "\\$"))),
        ("bash", "", "a '«x»'", format!("a '{digest}'")),
        ("shell", ".env", "A=«x»", format!("A='{digest}'")),
        ("shell", ".env", "A='«x»'", format!("A='{digest}'")),
        ("yaml", "", "a: «x»", format!("a: {digest}")),
        ("yaml", "", r#"a: '{"b": "«x»"}'"#, format!(r#"a: '{{"b": "{digest}"}}'"#)),
        ("yaml", "", r#"a: "{\"b\": \"«x»\"}""#, format!(r#"a: "{{\"b\": \"{digest}\"}}""#)),
    ];
    for (language, title, marked, expected) in cases {
        let start = marked.find('«').unwrap();
        let slot = SlotAt { range: start..start + 1, ..SlotAt::default() };
        let text = marked.replace(['«', '»'], "");
        let snippet = Snippet::new(Language::find(language, title), text, vec![slot]);
        assert_eq!(snippet.write(&snippet.fill(&[Some(digest)])), expected);
    }
}
