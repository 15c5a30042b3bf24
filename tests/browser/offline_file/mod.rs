//! Scenario: the file on a USB stick. It is opened from a disk with the network off, and asks for nothing.

use std::path::{Path, PathBuf};

use super::launch::Wish;
use super::tab::Browser;
use super::{in_each_browser, site};

/// Makes a file of the product's own guides and returns its address.
fn file(name: &str, inputs: &[&str]) -> String {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let arguments = [&["offline"], inputs, &["-o", path.to_str().unwrap()]].concat();
    site::sitevar(&arguments);
    format!("file://{}", path.display())
}

/// Returns the requests that were not for the file itself, or for what is inside of it.
fn strange_requests(browser: &mut Browser, address: &str) -> Vec<String> {
    let inside = |asked: &String| {
        asked.split('#').next() == Some(address)
            || ["data:", "blob:", "about:"].iter().any(|scheme| asked.starts_with(scheme))
    };
    browser.requests().into_iter().filter(|asked| !inside(asked)).collect()
}

#[test]
fn a_guide_from_a_disk_has_its_form_and_asks_for_nothing() {
    if !site::has_widget() {
        return;
    }
    let address = file("offline-one.html", &["site/content/guides/headscale.md"]);
    in_each_browser(Wish { network_off: true, ..Wish::default() }, |browser| {
        let tab = browser.tab();
        browser.go(&tab, &address);
        browser.wait_until(&tab, "document.querySelector('sitevar-preferences button')");
        browser.click(&tab, "sitevar-preferences button");
        browser.wait_until(&tab, "document.querySelector('dialog[open]')");
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
        assert_eq!(strange_requests(browser, &address), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

#[test]
fn one_of_many_guides_is_shown_at_a_time_without_a_script() {
    if !site::has_widget() {
        return;
    }
    let address = file("offline-many.html", &["site/content"]);
    in_each_browser(Wish { network_off: true, scripts_off: true, ..Wish::default() }, |browser| {
        let tab = browser.tab();
        for (fragment, shown) in
            [("", "home"), ("#headscale", "headscale"), ("#variables--formats", "variables")]
        {
            browser.go(&tab, "about:blank");
            browser.go(&tab, &format!("{address}{fragment}"));
            let seen = browser.look(
                &tab,
                "[...document.querySelectorAll('.guide')].filter((guide) => guide.checkVisibility()).map((guide) => guide.id)",
            );
            assert_eq!(seen, serde_json::json!([shown]), "{fragment} in {:?}", browser.engine);
        }
        assert_eq!(strange_requests(browser, &address), Vec::<String>::new(), "{:?}", browser.engine);
    });
}
