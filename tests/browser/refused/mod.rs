//! Scenario: a value that one place of a page cannot contain. It keeps its example there, the form says where and why, and
//! nothing marks it as the reader's own.

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_engine, site};

/// The slots of a block that are marked as the reader's own.
const MARKED: &str = "[...document.querySelectorAll('figure.code')].map((figure) => \
    [...figure.querySelectorAll('[data-sitevar]')].map((slot) => slot.classList.contains('sitevar-yours')))";

const BUTTONS: &str =
    "[...document.querySelectorAll('.sitevar-tools button:first-child')].map((button) => button.textContent)";

#[test]
fn a_place_that_refuses_a_value_keeps_its_example_and_the_form_says_where_and_why() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("refused"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.open_form();

        // The end of a comment, inside of one.
        reader.type_into("Note", "stop */ go");
        assert_eq!(reader.code("script.js"), "const note = 'stop */ go';\n/* something */\n");
        assert_eq!(reader.code("values.yml"), "note: stop */ go\n");
        let told = reader.told_at("Note");
        assert!(told.contains("script.js, line 2, keeps its example: "), "{told}");
        assert!(!told.contains("values.yml"), "{told}");
        assert_eq!(reader.eval(MARKED), json!([[true, false], [true]]));
        reader.until(&format!("{BUTTONS}.join() === 'Copy with examples,Copy'"));

        // An address that runs code.
        reader.type_into("Note", "javascript:alert(1)");
        assert_eq!(
            reader.code("script.js"),
            "const note = 'javascript:alert(1)';\n/* javascript:alert(1) */\n"
        );
        let told = reader.told_at("Note");
        assert!(told.contains("An address of the reader’s own keeps its example: "), "{told}");
        assert!(!told.contains("script.js"), "{told}");
        assert!(reader.text("document.querySelector('main p a').href").ends_with("/page/something"));

        // What every place holds.
        reader.type_into("Note", "https://home.lab/");
        assert!(!reader.told_at("Note").contains("keeps its example"));
        assert_eq!(reader.text("document.querySelector('main p a').href"), "https://home.lab/");
        assert_eq!(reader.eval(MARKED), json!([[true, true], [true]]));
        reader.until(&format!("{BUTTONS}.join() === 'Copy,Copy'"));

        // What no place holds: the field says so, and every place has its example.
        reader.paste("Note", "a\u{202e}b");
        let field = reader.field("Note");
        assert_eq!(reader.eval(&format!("document.querySelector('{field}').ariaInvalid")), "true");
        let about = format!(
            "document.querySelector('{field}').getAttribute('aria-describedby').split(' ') \
                             .map((id) => document.getElementById(id).textContent).join(' ')"
        );
        assert!(reader.text(&about).contains("changes the direction of the text"));
        assert_eq!(reader.code("values.yml"), "note: something\n");
        reader.until(&format!("{BUTTONS}.join() === 'Copy with examples,Copy with examples'"));
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_saved_value_that_a_place_refuses_is_told_when_the_form_opens() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("refused"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.eval("localStorage.setItem('sitevar:note', 'stop */ go')");
        reader.reload();
        reader.until("document.querySelector('.sitevar-yours')");
        assert_eq!(reader.code("script.js"), "const note = 'stop */ go';\n/* something */\n");
        reader.open_form();
        let told = reader.told_at("Note");
        assert!(told.contains("script.js, line 2, keeps its example: "), "{told}");
    });
}

#[test]
fn a_place_that_cannot_hold_the_secret_is_told_below_it() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("refused"));
        let mut reader = Reader::at(browser, &served.at("/secret/"));
        reader.open_form();
        let told = "document.querySelector('.sitevar-result').textContent";
        reader.own_secret("correct-horse-battery-staple-1234567");
        reader.until(&format!("{told}.includes('now contain')"));
        reader.paste("Your secret", "p@ss'w\"ord$1&<x>%#\\;correct-horse-battery");
        reader.press("Compute its digest");
        reader.press("Replace it");
        reader.until(&format!("{told}.includes('app.ini, line 1, keeps its example')"));
        assert!(!reader.text(told).contains("now contain"));
        assert!(reader.code("app.ini").contains("= insecure_secret"));
        assert!(!reader.code("app.yml").contains("insecure_secret"));

        // Done stops once, and says it too.
        let is_open = "document.querySelector('.sitevar-dialog').open";
        reader.press("Done");
        assert_eq!(reader.eval(is_open), true);
        let status = reader.text("document.querySelector('.sitevar-status').textContent");
        assert!(
            status.contains("app.ini, line 1, keeps its example") && status.contains("Done again"),
            "{status}"
        );
        reader.press("Done");
        assert_eq!(reader.eval(is_open), false);
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

#[test]
fn an_example_beside_a_value_shows_their_quote_and_stays_an_example() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("refused"));
        let mut reader = Reader::at(browser, &served.at("/beside/"));
        reader.open_form();
        reader.enter("Port inside", "22");
        assert_eq!(reader.code("ports.yml"), "ports:\n  - '2222:22'\n");
        assert_eq!(reader.eval(MARKED), json!([[false, true]]));
        reader.enter("Port inside", "80");
        assert_eq!(reader.code("ports.yml"), "ports:\n  - 2222:80\n");
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}
