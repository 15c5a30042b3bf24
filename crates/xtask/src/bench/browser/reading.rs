//! What a reader feels before they type anything: how soon a guide is there on a slow line, what it loads and whether it
//! moves; and how soon a search answers.

use std::thread;
use std::time::Duration;

use serde_json::Value;
use sitevar_browser::tab::{Browser, Tab};

use super::Time;
use super::stage::Stage;
use super::typing::GUIDE;
use crate::bench::goal::Goal;
use crate::bench::timing::Timings;

/// A cheap phone on a poor line: a quarter of the speed, 1.6 Mbit/s, 150 ms for a round trip.
const LARGEST: &str = "slow: a guide\u{2019}s largest paint";
/// The sum of the shifts.
const SHIFTED: &str = "slow: a guide\u{2019}s shifts";
const LOADED: &str = "what a guide loads";
/// The rows that are no times, and their units.
const UNITS: [(&str, &str); 2] = [(SHIFTED, "\u{2030}"), (LOADED, "kB")];
const SEARCHED: &str = "from a key to what it finds, 533 pages";

/// Notes paints and shifts from the beginning of a page on.
const WATCH: &str = "() => {
    globalThis.seen = { paint: 0, shifts: 0 };
    const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('largest-contentful-paint', ({ startTime }) => (seen.paint = startTime));
    watch('layout-shift', ({ value }) => (seen.shifts += value));
}";

/// What was loaded, compressed; the answer's own head is not counted.
const SIZE: &str = "['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type)) \
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)";

/// Opens a guide on a slow line, and waits until nothing more comes.
pub(super) fn first_load(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    browser.before_scripts(tab, WATCH);
    browser.slow_down(tab);
    browser.resize(tab, 412, 915);
    browser.go(tab, &stage.site.at(GUIDE));
    browser.wait_until(tab, "document.querySelector('.sitevar-open') && seen.paint");
    thread::sleep(Duration::from_secs(1));
    let number = |value: Value| value.as_f64().unwrap_or(f64::INFINITY);
    let mut look = |expression| number(browser.eval(tab, expression));
    let (paint, shifts, size) = (look("seen.paint"), look("seen.shifts"), look(SIZE));
    vec![(LARGEST, paint), (SHIFTED, shifts * 1e3), (LOADED, size / 1e3)]
}

/// What is typed, letter by letter; each changes what is found.
const WORDS: &str = "client secret";

/// Notes for each key how long it takes until what it finds is in the page, drawn.
const KEYS: &str = "void (() => {
    globalThis.took = [];
    const field = document.querySelector('dialog.search input');
    const list = document.querySelector('dialog.search ol');
    let begun = 0;
    field.addEventListener('input', () => (begun = performance.now()), { capture: true });
    new MutationObserver(() => {
        const at = begun;
        if (at) requestAnimationFrame(() => setTimeout(() => took.push(performance.now() - at)));
        begun = 0;
    }).observe(list, { childList: true });
})()";

/// Opens the search of hundreds of pages, and types.
pub(super) fn search(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    browser.go(tab, &stage.pages.at("/"));
    browser.click(tab, ".to-search");
    browser.wait_until(tab, "document.activeElement.matches('dialog.search[open] input')");
    browser.eval(tab, KEYS);
    for letter in WORDS.chars() {
        let before = browser.eval(tab, "took.length");
        browser.type_text(tab, &letter.to_string());
        browser.wait_until(tab, &format!("took.length > {before}"));
    }
    let took = browser.eval(tab, "took");
    let took = took.as_array().map(|all| all.iter().filter_map(Value::as_f64).collect::<Vec<_>>());
    // The first key waits for the list of words too.
    took.unwrap_or_default().into_iter().map(|millis| (SEARCHED, millis)).collect()
}

/// Gives the rows that are no times their units.
pub(super) fn name_units(rows: &mut [Timings]) {
    for row in rows {
        row.unit = UNITS.iter().find(|(name, _)| *name == row.name).map_or(row.unit, |(_, unit)| unit);
    }
}

/// What the product promises of it.
pub(super) fn goals() -> Vec<Goal> {
    vec![
        Goal::median("a guide loads at most 40 kB compressed", LOADED, 40.0),
        Goal::median("a guide is there within a second on a slow line", LARGEST, 1000.0),
        Goal::median("a guide shifts less than 0.01 on a slow line", SHIFTED, 10.0),
        Goal::median("a search answers within 100 ms of a key", SEARCHED, 100.0),
    ]
}
