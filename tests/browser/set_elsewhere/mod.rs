//! Scenario: a reader sets a value elsewhere, on the next page or in another tab. The page shows it when they come back,
//! whether or not anything was set on it before.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Served, Serving};
use super::{in_each_browser, site};

const SINCE: &str = "[...document.querySelectorAll('figure.code')].some((code) => code.textContent.includes('https://auth.since.lab/'))";

fn with_page(scenario: impl Fn(&mut Reader<'_>, &Served)) {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("lessons"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.until("document.querySelector('.sitevar-open')");
        scenario(&mut reader, &served);
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

/// Goes on to another page, does something there, and comes back as the browser's own button does.
fn and_back(reader: &mut Reader<'_>, served: &Served, there: &str) {
    let tab = reader.tab.clone();
    reader.browser.go(&tab, &served.at("/"));
    reader.browser.eval(&tab, there);
    reader.browser.back(&tab);
    reader.browser.wait_through(&tab, "location.pathname === '/page/' && document.readyState === 'complete'");
}

#[test]
fn a_page_that_the_reader_comes_back_to_shows_what_was_set_since() {
    with_page(|reader, served| {
        and_back(reader, served, "localStorage.setItem('sitevar:domain', 'since.lab')");
        reader.until(SINCE);
    });
}

#[test]
fn a_page_with_values_follows_what_was_set_and_reset_since() {
    with_page(|reader, served| {
        reader.open_form();
        reader.type_into("Domain", "before.lab");
        reader.press("Done");
        and_back(reader, served, "localStorage.setItem('sitevar:domain', 'since.lab')");
        reader.until(SINCE);
        reader.open_form();
        assert_eq!(reader.value_of("Domain"), "since.lab");
        reader.press("Done");
        and_back(reader, served, "localStorage.clear()");
        reader.until(&format!("!{SINCE}"));
        assert!(reader.code("values.yml").contains("https://auth.example.com/"));
    });
}

#[test]
fn a_page_without_values_hears_of_the_first_one_from_another_tab() {
    with_page(|reader, served| {
        let before = served.asked().len();
        let other = reader.browser.tab();
        reader.browser.go(&other, &served.at("/page/"));
        assert!(!served.asked()[before..].iter().any(|path| path.ends_with(".wasm")), "nobody needs it yet");
        reader.browser.eval(&other, "localStorage.setItem('sitevar:domain', 'since.lab')");
        reader.until(SINCE);
        reader.browser.close(other);
    });
}
