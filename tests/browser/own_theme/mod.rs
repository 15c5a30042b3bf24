//! Scenario: a site brings its own `page.html`, with no class of the theme on its body. The text is readable at every
//! width, and the list of pages is beside it where there is room.

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

/// The edges of the text and of the list of pages.
const EDGES: &str = "['main h1', 'nav.site'].map((part) => document.querySelector(part).getBoundingClientRect()) \
    .flatMap(({ left, right }) => [left, right])";

/// Whether the list is below the text.
const IS_BELOW: &str = "document.querySelector('nav.site').getBoundingClientRect().top \
    >= document.querySelector('main').getBoundingClientRect().bottom - 1";

#[test]
fn a_template_that_knows_no_class_of_the_theme_is_laid_out() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("own_theme"));
        for width in [320, 768, 1280, 1920] {
            let tab = browser.tab();
            browser.resize(&tab, width, 800);
            browser.go(&tab, &served.at("/"));
            let mut reader = Reader { browser, tab };
            let fits = "document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(reader.eval(fits), true, "{width}: too wide");
            let edges: Vec<f64> = serde_json::from_value(reader.eval(EDGES)).unwrap();
            let &[left, right, from, to] = edges.as_slice() else { panic!("{edges:?}") };
            assert!(left >= 8.0 && right <= f64::from(width) - 8.0, "{width}: no margin: {edges:?}");
            let position = reader.text("getComputedStyle(document.querySelector('nav.site')).position");
            assert_ne!(position, "fixed", "{width}: over the text");
            match width < 960 {
                true => assert_eq!(reader.eval(IS_BELOW), json!(true), "{width}: {edges:?}"),
                false => {
                    assert!(from < to && to <= left, "{width}: the pages are left of the text: {edges:?}")
                }
            }
            let Reader { browser, tab } = reader;
            browser.close(tab);
        }
    });
}
