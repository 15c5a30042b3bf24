//! Scenario: a page that renders a guide in the browser, from Markdown with shortcodes.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving, TRUSTED_TYPES};
use super::{in_each_browser, site};

#[test]
fn a_guide_is_rendered_and_holds_the_readers_values() {
    in_each_browser(Wish::default(), |browser| {
        let instead = [("/page/guide.md", include_bytes!("guide.md").to_vec())].into();
        let served = Serving { headers: vec![STRICT, TRUSTED_TYPES], instead, ..Serving::default() }
            .serve(&site::of("guide"));
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
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("guide"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.until("document.querySelector('sitevar-guide .sitevar-missing')");
        let shown = reader.text("document.querySelector('sitevar-guide').textContent");
        assert!(shown.contains("read it as Markdown") && shown.contains("/page/guide.md"), "{shown}");
    });
}

#[test]
fn what_a_guide_declares_itself_gets_no_field_because_it_may_be_a_secret() {
    in_each_browser(Wish::default(), |browser| {
        let instead = [("/page/guide.md", include_bytes!("own.md").to_vec())].into();
        let served =
            Serving { headers: vec![STRICT], instead, ..Serving::default() }.serve(&site::of("guide"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.open_form();
        let told = reader.text("document.querySelector('sitevar-guide .sitevar-missing').textContent");
        assert!(told.contains("declares values of its own"), "{told}");
        let form = reader.text("document.querySelector('.sitevar-dialog').textContent");
        assert!(form.contains("Domain") && !form.contains("signing_key"), "{form}");
        reader.type_into("Domain", "home.lab");
        assert_eq!(reader.code("keys.yaml").trim(), "issuer: 'https://home.lab'\nkey: 'insecure'");
    });
}

#[test]
fn a_guide_that_comes_late_brings_its_names_into_the_form() {
    in_each_browser(Wish::default(), |browser| {
        let instead =
            [("/page/guide.md", include_bytes!("guide.md").to_vec()), ("/page/late.md", LATE.into())];
        let served = Serving { headers: vec![STRICT], instead: instead.into(), ..Serving::default() }
            .serve(&site::of("guide"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        reader.eval("document.querySelector('.sitevar-dialog').close()");
        reader.eval(ADD);
        reader.until("document.querySelector('#late').textContent.includes('1234')");
        reader.open_form();
        reader.type_into("Late port", "4321");
        reader.until("document.querySelector('#late').textContent.includes('4321')");
        assert_eq!(reader.eval("document.querySelectorAll('.sitevar-dialog').length"), 1);
        assert!(reader.code("config.yaml").contains("'https://home.lab'"));
    });
}

#[test]
fn a_guide_that_comes_after_the_script_of_a_page_without_one_says_so() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.open_form();
        reader.eval(ADD);
        reader.until("document.querySelector('#late .sitevar-missing')");
        let told = reader.text("document.querySelector('#late .sitevar-missing').textContent");
        assert!(told.contains("after the page had loaded its script"), "{told}");
    });
}

/// A guide that would block the page, and what is said in its place.
const TOO_MUCH: [(&str, usize, &str); 6] = [
    (">", 3_000_000, "more than 200,000 characters"),
    (">", 150_000, "more than 500 quotes"),
    ("- ", 50_000, "more than 500 quotes"),
    ("<b>", 20_000, "10,000 elements"),
    ("- a\n", 20_000, "10,000 elements"),
    ("a\n\n", 20_000, "10,000 elements"),
];

#[test]
fn a_guide_that_would_block_the_page_is_refused_with_the_reason() {
    in_each_browser(Wish::default(), |browser| {
        for (piece, count, said) in TOO_MUCH {
            let text = format!("{}a\n", piece.repeat(count));
            let instead = [("/page/guide.md", text.into_bytes())].into();
            let served =
                Serving { headers: vec![STRICT], instead, ..Serving::default() }.serve(&site::of("guide"));
            let mut reader = Reader::at(browser, &served.at("/page/"));
            reader.until("document.querySelector('sitevar-guide .sitevar-missing')");
            let told = reader.text("document.querySelector('sitevar-guide .sitevar-missing').textContent");
            assert!(told.contains(said), "{piece}: {told}");
            assert_eq!(
                reader.eval("document.querySelectorAll('sitevar-guide blockquote').length"),
                0,
                "{piece}"
            );
            let tab = reader.tab.clone();
            browser.close(tab);
        }
    });
}

/// Puts a guide into a page that is there already.
const ADD: &str = "(() => { const late = document.createElement('sitevar-guide'); late.id = 'late'; \
                   late.setAttribute('src', 'late.md'); document.body.append(late); return true; })()";

const LATE: &str = "Port {{< sitevar name=\"late_port\" nojs=\"1234\" >}}.\n";
