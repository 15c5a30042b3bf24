//! Scenario: nothing moves under the reader's eyes. The bar, the form and what they bring shift the page by less than 0.01,
//! as Chromium counts it, also where it would forgive a shift because somebody has just pressed a key, and on a slow line,
//! where the beginning of a page is painted before its end has come.

use super::launch::{Engine, Wish};
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_engines, site};

/// Notes all shifts, from the beginning of the page on.
const WATCH: &str = "() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
}";

/// How much the page has shifted in all; entries come after the frame that they are about.
const SHIFTED: &str = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => \
    done(shifts.reduce((sum, { value }) => sum + value, 0)), 100)))";

/// What has shifted, when, and by how much.
const WHAT: &str = "JSON.stringify(shifts.map(({ value, startTime, sources }) => [value, startTime, \
    ...sources.map(({ node, previousRect, currentRect }) => [node?.outerHTML?.slice(0, 80) ?? node?.textContent?.slice(0, 40), \
        previousRect.y, previousRect.height, currentRect.y, currentRect.height])]))";

const MOST: f64 = 0.01;

#[test]
fn with_the_bar_and_the_form_the_page_shifts_less_than_a_hundredth() {
    in_engines(&[Engine::Chromium], Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        for (width, height) in [(320, 640), (768, 1024), (1280, 800)] {
            let tab = browser.tab();
            browser.resize(&tab, width, height);
            browser.before_scripts(&tab, WATCH);
            browser.slow_down(&tab);
            browser.go(&tab, &served.at("/guides/headscale/"));
            let mut reader = Reader { browser, tab };
            let is_steady = |reader: &mut Reader<'_>, step: &str| {
                let shifted = reader.eval(SHIFTED).as_f64().unwrap();
                assert!(shifted < MOST, "{width}, {step}: {shifted}: {}", reader.text(WHAT));
            };
            reader.until("document.querySelector('.sitevar-open')");
            is_steady(&mut reader, "loaded");
            reader.open_form();
            is_steady(&mut reader, "the form is open");
            reader.press("Done");
            is_steady(&mut reader, "the form is closed");
            let Reader { browser, tab } = reader;
            browser.close(tab);
        }
    });
}
