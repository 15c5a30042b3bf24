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
