//! Scenario: a page that renders a guide in the browser, from Markdown with shortcodes.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving, TRUSTED_TYPES};
use super::{in_each_browser, site};

#[test]
fn a_guide_is_rendered_and_holds_the_readers_values() {
    if !site::has_widget() {
        return;
    }
    in_each_browser(Wish::default(), |browser| {
        let instead = [("/page/guide.md", include_bytes!("guide.md").to_vec())].into();
        let served = Serving { headers: vec![STRICT, TRUSTED_TYPES], instead }.serve(&site::of("guide"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.until("document.querySelector('sitevar-guide h2')");
        assert!(reader.code("config.yaml").contains("'https://example.com'"));
        // What only the build knows is named, and the rest is there all the same.
        let told = reader.text("document.querySelector('sitevar-guide .sitevar-missing').textContent");
        assert!(told.contains("only-in-the-build"), "{told}");
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        assert!(reader.code("config.yaml").contains("'https://home.lab'"));
        reader.reload();
        reader
            .until("document.querySelector('sitevar-guide')?.textContent.includes('https://auth.home.lab/')");
        assert!(reader.code("config.yaml").contains("'https://home.lab'"));
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

#[test]
fn a_guide_that_is_not_there_leaves_what_the_page_has_in_its_place() {
    if !site::has_widget() {
        return;
    }
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("guide"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.until("document.querySelector('sitevar-guide .sitevar-missing')");
        let shown = reader.text("document.querySelector('sitevar-guide').textContent");
        assert!(shown.contains("read it as Markdown") && shown.contains("/page/guide.md"), "{shown}");
    });
}
