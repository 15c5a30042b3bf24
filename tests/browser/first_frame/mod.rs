//! Scenario: a reader with saved values comes back, and no frame that is painted shows an example in their place.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::tab::Browser;
use super::{in_each_browser, site};

/// Notes before every frame what the first values in words and in code show; nothing is painted before the style is there.
const WATCH: &str = "() => {
    globalThis.frames = [];
    const look = () => {
        const styled = [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet);
        for (const part of styled ? ['li', 'pre'] : []) {
            const slot = document.querySelector(`main ${part} [data-sitevar=domain]`);
            if (!slot) continue;
            const hidden = getComputedStyle(slot).color === 'rgba(0, 0, 0, 0)';
            const shown = hidden ? 'hidden' : slot.textContent;
            if (frames.at(-1) !== shown) frames.push(shown);
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}";

/// How often the page is loaded: whether the first frame or the script comes first is a race.
const LOADS: usize = 8;

#[test]
fn no_frame_shows_an_example_to_a_reader_with_saved_values() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        watch(browser, &served.at("/guides/headscale/"));
        watch(browser, &site::offline("first-frame.html", &["site/content/guides/headscale.md"]));
    });
}

fn watch(browser: &mut Browser, address: &str) {
    let mut reader = Reader::at(browser, address);
    reader.eval("localStorage.setItem('sitevar:domain', 'home.lab')");
    let tab = reader.tab.clone();
    browser.before_scripts(&tab, WATCH);
    for _ in 0..LOADS {
        browser.go(&tab, address);
        browser.wait_until(&tab, "frames.at(-1) === 'home.lab'");
        let frames = browser.eval(&tab, "frames");
        let seen = |text: &str| frames.as_array().unwrap().iter().any(|shown| shown == text);
        assert!(!seen("example.com"), "{:?} at {address}: {frames}", browser.engine);
    }
    browser.close(tab);
}

#[test]
fn a_reader_without_saved_values_does_not_wait_for_anything_but_the_loader() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.until("document.querySelector('.sitevar-open')");
        let slot = "document.querySelector('main pre [data-sitevar=domain]')";
        assert_eq!(reader.eval(&format!("{slot}.getAnimations().length")), 0);
        assert_ne!(reader.text(&format!("getComputedStyle({slot}).color")), "rgba(0, 0, 0, 0)");
    });
}
