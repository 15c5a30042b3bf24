//! Scenario: an origin that records every request, and pages in which every attribute that holds an address leads there.
//!
//! The addresses are those of `tests/html/addresses.txt`, each in HTML, SVG and MathML, each with a domain, a secret, its
//! digest and what is made of them; one page is built by us, the other is written by hand. The reader types a domain and
//! makes a secret. No value may arrive, with or without a policy.

use std::path::Path;

use serde_json::{Value, json};

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

const DOMAIN: &str = "typed-by-the-reader.lab";

/// The variables, each with what the page shows for it.
const VARIABLES: [(&str, &str); 5] = [
    ("domain", "example.com"),
    ("portal", "auth.example.com"),
    ("client-secret", "insecure_secret"),
    ("client-digest", "insecure_digest"),
    ("login", "user.insecure_secret"),
];

#[test]
fn no_value_arrives_at_another_origin_and_a_secret_is_in_no_attribute() {
    in_each_browser(Wish::default(), |browser| {
        for headers in [vec![], vec![STRICT]] {
            let has_policy = !headers.is_empty();
            let elsewhere = Serving::default().serve(Path::new(env!("CARGO_TARGET_TMPDIR")));
            let served = Serving { headers, ..Serving::default() }.serve(&site::of("travel"));
            let mut reader = Reader::at(browser, &served.at("/page/"));
            let made = reader.eval(&written_by_hand(&elsewhere.at("")));
            assert!(made.as_u64() > Some(3000), "{made} elements");
            if !has_policy {
                // The control: what a page loads by itself does arrive.
                reader.until(
                    "[...document.querySelectorAll('img')].every((image) => image.complete !== false)",
                );
                assert!(elsewhere.asked().iter().any(|path| path.contains("example.com")));
            }
            reader.open_form();
            reader.type_into("Domain", DOMAIN);
            reader.press("Generate a secret");
            let (secret, digest) = reader.pair();
            reader.press("Done");
            reader.settle();
            asked_once_more(&mut reader, &elsewhere.at("/the-last-one.png"));

            let text = reader.text("document.querySelector('article').textContent");
            for value in [DOMAIN, &secret, &digest] {
                assert!(text.contains(value), "{value} is in the text");
                let sent = elsewhere.asked().into_iter().find(|path| holds(path, value));
                assert_eq!(sent, None, "{value} with a policy: {has_policy}");
            }
            for value in [&secret, &digest] {
                let found = reader.eval(&outside_text(value));
                assert_eq!(found, json!([]), "{:?}", reader.browser.engine);
                assert!(!served.asked().iter().any(|path| holds(path, value)), "{:?}", served.asked());
            }
            let home = |path: &&String| path.starts_with("/own/") && path.contains(DOMAIN);
            assert!(served.asked().iter().any(|path| home(&path)), "what stays at home is filled");
            let link = reader.text("document.querySelector('article a').href");
            assert_eq!(link, format!("https://auth.{DOMAIN}/"), "and so is what the reader presses");
            let tab = reader.tab.clone();
            browser.close(tab);
        }
    });
}

#[test]
fn a_guide_with_a_secret_of_its_own_and_a_base_sends_nothing() {
    in_each_browser(Wish::default(), |browser| {
        let elsewhere = Serving::default().serve(Path::new(env!("CARGO_TARGET_TMPDIR")));
        let guide = include_str!("guide.md").replace("https://elsewhere.example", &elsewhere.at(""));
        let instead = [("/guided/guide.md", guide.into_bytes())].into();
        let served = Serving { instead, ..Serving::default() }.serve(&site::of("travel"));
        let mut reader = Reader::at(browser, &served.at("/guided/"));
        reader.until("document.querySelector('sitevar-guide a')");
        reader.open_form();
        reader.type_into("API key", "typed-key");
        reader.type_into("Domain", DOMAIN);
        reader.press("Done");
        reader.settle();
        assert_eq!(
            reader.text("document.querySelector('article [data-sitevar=api_key]').textContent"),
            "typed-key"
        );
        let shown = reader.text("document.querySelector('sitevar-guide').textContent");
        assert!(shown.contains("guide_key") && !shown.contains("typed-key"), "{shown}");
        assert!(shown.contains("is a secret or is made of one"), "{shown}");
        let links =
            reader.text("[...document.querySelectorAll('sitevar-guide a')].map((a) => a.href).join(' ')");
        assert!(links.contains(&format!("https://{DOMAIN}/")) && !links.contains("typed-key"), "{links}");
        asked_once_more(&mut reader, &elsewhere.at("/the-last-one.png"));
        let sent =
            elsewhere.asked().into_iter().find(|path| path.contains(DOMAIN) || path.contains("typed-key"));
        assert_eq!(sent, None);
    });
}

/// Waits until a last request was answered, or was refused by the page's policy: no other is on its way.
fn asked_once_more(reader: &mut Reader<'_>, address: &str) {
    reader.eval(&format!(
        "(() => {{ const last = new Image(); last.onload = last.onerror = () => (globalThis.wasAsked = true); \
         last.src = {}; }})()",
        json!(address)
    ));
    reader.until("globalThis.wasAsked");
}

/// Returns the script that puts every element with every address into the page.
fn written_by_hand(elsewhere: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/html/addresses.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    // A base in this page would turn all others around: another scenario has it. No name of an attribute begins with `:`.
    let rows =
        rows.filter(|line| !line.starts_with("base ") && !line.contains(':') || line.contains("xlink:"));
    let rows: Vec<Vec<&str>> = rows.map(|line| line.split(' ').collect()).collect();
    format!("{}({}, {}, {})", include_str!("make.js"), json!(rows), json!(VARIABLES), json!(elsewhere))
}

/// Returns what finds a value in an attribute, a field or a title of the page.
fn outside_text(value: &str) -> String {
    format!(
        "((value) => [...document.querySelectorAll('*')].flatMap((element) => [ \
         ...[...element.attributes].filter((a) => a.value.includes(value)).map((a) => element.localName + ' ' + a.name), \
         ...(element.localName !== 'output' && 'value' in element && String(element.value).includes(value) ? [element.localName + ' value'] : []), \
         ...(element.matches('title, style, script, option, textarea, figcaption') && element.textContent.includes(value) \
             ? [element.localName] : []), \
         ]).concat(document.title.includes(value) ? ['title'] : []))({})",
        Value::from(value)
    )
}

/// Tells whether a path that was asked for holds a value, percent-encoded or not.
fn holds(path: &str, value: &str) -> bool {
    let plain = |text: &str| text.replace("%24", "$").replace("%2F", "/").replace("%2f", "/");
    plain(path).contains(&plain(value))
}
