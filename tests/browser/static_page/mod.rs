//! Scenario: a reader who only reads. The page is whole, with and without scripts, and nothing complains.

use super::launch::Wish;
use super::server::{STRICT, Serving, TRUSTED_TYPES};
use super::{in_each_browser, site};

const GUIDE: &str = "/guides/headscale/";

#[test]
fn the_page_is_whole_under_a_strict_policy_and_loads_only_the_loader() {
    in_each_browser(Wish::default(), |browser| {
        let headers = vec![STRICT, TRUSTED_TYPES];
        let served = Serving { headers, ..Serving::default() }.serve(site::built());
        let tab = browser.tab();
        browser.go(&tab, &served.at(GUIDE));
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
        let code = browser
            .eval(&tab, "[...document.querySelectorAll('pre')].map((pre) => pre.textContent).join('')");
        assert!(code.as_str().unwrap().contains("auth.example.com"), "{code}");
        // No host of a link is looked up before the reader follows it.
        let lookups = "document.querySelector('meta[http-equiv=x-dns-prefetch-control]').content";
        assert_eq!(browser.eval(&tab, lookups), "off");
        let asked = served.asked();
        let scripts: Vec<_> = asked.iter().filter(|path| path.contains("/sitevar/")).collect();
        assert!(scripts.iter().all(|path| path.starts_with("/sitevar/sitevar-")), "{asked:?}");
        assert!(!asked.iter().any(|path| path.ends_with(".wasm") || path.ends_with(".json")), "{asked:?}");
        assert!(browser.requests().iter().any(|address| address.ends_with(GUIDE)));
    });
}

#[test]
fn the_page_is_whole_without_scripts() {
    in_each_browser(Wish { scripts_off: true, ..Wish::default() }, |browser| {
        let served = Serving::default().serve(site::built());
        let tab = browser.tab();
        browser.go(&tab, &served.at(GUIDE));
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
        assert!(!served.asked().iter().any(|path| path.ends_with(".js")), "{:?}", served.asked());
        assert!(browser.picture(&tab, "static-page").is_file());
    });
}

#[test]
fn a_page_that_wants_no_buttons_at_its_code_gets_none() {
    in_each_browser(Wish::default(), |browser| {
        let page = std::fs::read_to_string(site::built().join("guides/headscale/index.html")).unwrap();
        let off = page.replacen("<html ", "<html data-sitevar-tools=\"off\" ", 1);
        for (page, has_buttons) in [(page, true), (off, false)] {
            let instead = [(GUIDE, page.into_bytes())].into();
            let served =
                Serving { headers: vec![STRICT], instead, ..Serving::default() }.serve(site::built());
            let tab = browser.tab();
            browser.go(&tab, &served.at(GUIDE));
            browser.wait_until(&tab, "document.querySelector('.sitevar-open')");
            let count = browser.eval(&tab, "document.querySelectorAll('.sitevar-tools').length");
            assert_eq!(count != 0, has_buttons, "{count}");
        }
    });
}
