//! Scenario: what a reader is told. How many places changed, which snippets still hold examples, what derived values are,
//! what a Reset took away; and two secrets of one page do not get into each other's way.

use serde_json::json;

use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

const STATUS: &str = "document.querySelector('.sitevar-status').textContent";

const BUTTONS: &str =
    "[...document.querySelectorAll('.sitevar-tools button:first-child')].map((button) => button.textContent)";

/// Opens the page with its form in each browser.
fn with_form(scenario: impl Fn(&mut Reader<'_>)) {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("announced"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.open_form();
        scenario(&mut reader);
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn the_live_region_says_in_how_many_places_a_value_changed() {
    with_form(|reader| {
        assert_eq!(reader.text("document.querySelector('.sitevar-status').role"), "status");
        reader.type_into("Domain", "home.lab");
        // The link's address is a place too, and what is made of the domain changes with it.
        let slots = reader
            .eval("document.querySelectorAll('[data-sitevar=domain], [data-sitevar=authelia-url]').length");
        let places = slots.as_u64().unwrap() + 1;
        assert!(places >= 5, "{places}");
        reader.until(&format!("{STATUS} === 'Domain: changed in {places} places.'"));
        reader.type_into("Authelia port", "443");
        reader.until(&format!("{STATUS} === 'Authelia port: changed in 3 places.'"));
        reader.type_into("Domain", "two..dots");
        reader.until(&format!("{STATUS}.startsWith('Domain: ') && !{STATUS}.includes('changed')"));
        reader.press("Reset");
        reader.until(&format!("{STATUS} === 'All values are back to the examples.'"));
    });
}

#[test]
fn derived_values_are_shown_in_the_form_and_on_the_page() {
    with_form(|reader| {
        let derived = "document.querySelector('.sitevar-derived').textContent";
        assert!(reader.text(derived).contains("https://auth.example.com/"));
        reader.type_into("Domain", "home.lab");
        reader.type_into("Authelia subdomain", "");
        assert!(reader.text(derived).contains("https://home.lab/"), "{}", reader.text(derived));
        let on_page = "document.querySelector('main [data-sitevar=authelia-url]').textContent";
        assert_eq!(reader.text(on_page), "https://home.lab/");
    });
}

#[test]
fn a_block_that_still_holds_an_example_says_so_on_its_button() {
    with_form(|reader| {
        let example = "Copy with examples";
        // A port works as it is, and so does a host; a domain and a secret are the reader's own to set.
        reader.until(&format!("{BUTTONS}[0] === 'Copy'"));
        assert_eq!(reader.eval(BUTTONS), json!(["Copy", example, example, example]));
        reader.type_into("Domain", "home.lab");
        reader.until(&format!("{BUTTONS}[1] === 'Copy'"));
        assert_eq!(reader.eval(BUTTONS), json!(["Copy", "Copy", example, example]));
        let named = "document.querySelectorAll('.sitevar-tools button:first-child')[2].ariaLabel";
        assert_eq!(reader.text(named), "Copy with examples: application.yml");
        reader.press("Reset");
        reader.until(&format!("{BUTTONS}[1] === 'Copy with examples'"));
    });
}

#[test]
fn two_secrets_of_one_page_are_made_at_once_and_each_has_its_own_digest() {
    with_form(|reader| {
        let panels = "document.querySelectorAll('.sitevar-secret')";
        reader.eval(&format!(
            "{panels}.forEach((panel) => [...panel.querySelectorAll('button')].find((button) => button.textContent === 'Generate a secret').click())"
        ));
        reader
            .until(&format!("[...{panels}].every((panel) => panel.querySelector('.sitevar-result output'))"));
        let mut shown = |panel: usize, row: usize| {
            reader.text(&format!(
                "{panels}[{panel}].querySelectorAll('.sitevar-result output')[{row}].textContent"
            ))
        };
        let [user, job] = [0, 1].map(|panel| [shown(panel, 0), shown(panel, 1)]);
        assert!(user[0].len() == 72 && user[1].starts_with("$pbkdf2-sha512$310000$"), "{user:?}");
        assert!(job[0].len() == 40 && job[1].starts_with("$pbkdf2-sha256$200000$"), "{job:?}");
        assert!(verifies(&user[0], &user[1]) && verifies(&job[0], &job[1]));
        assert_eq!(reader.code("application.yml"), format!("user: '{}'\njob: '{}'\n", user[0], job[0]));
        assert_eq!(reader.code("authelia.yml"), format!("user: '{}'\njob: '{}'\n", user[1], job[1]));

        // Forgetting one leaves the other.
        reader.eval(&format!(
            "[...{panels}[0].querySelectorAll('button')].find((button) => button.textContent === 'Forget this secret').click()"
        ));
        assert_eq!(reader.code("application.yml"), format!("user: 'changeme'\njob: '{}'\n", job[0]));
    });
}

#[test]
fn a_reset_takes_secrets_too_and_undo_brings_everything_back_until_something_else_is_set() {
    with_form(|reader| {
        reader.type_into("Domain", "home.lab");
        reader.press("Generate a secret");
        let (secret, _) = reader.pair();
        reader.press("Reset");
        assert!(reader.code("application.yml").contains("user: 'changeme'"));
        assert_eq!(reader.eval("document.querySelector('.sitevar-result output')"), json!(null));
        reader.press("Undo");
        assert!(reader.code("application.yml").contains(&secret));
        assert_eq!(reader.code("domains.yml"), "domain: 'home.lab'\nport: 9091\n");
        assert_eq!(reader.text(STATUS), "Your values are back.");
        reader.press("Reset");
        let undo = "[...document.querySelectorAll('.sitevar-dialog footer button')].find((button) => button.textContent === 'Undo').hidden";
        assert_eq!(reader.eval(undo), false);
        reader.type_into("Domain", "other.lab");
        assert_eq!(reader.eval(undo), true);
        let traces = reader.text("document.documentElement.outerHTML");
        assert!(!traces.contains(&secret));
    });
}
