//! What a page feels of the widget: the script that a key costs, and how long anything blocks the main thread.
//!
//! All of it is read out of Chromium's trace. Script is counted in processor time and from one key to the next, with
//! slices, promises and timers; what the widget leaves for a pause of the reader is counted with the last key, in a row
//! of its own. Blocking is counted by the clock, each run by its longest task; on a shared machine the worst of several
//! runs is often somebody else's, so it is shown and the median is held.

use std::thread;
use std::time::Duration;

use sitevar_browser::tab::{Browser, Tab};
use sitevar_browser::trace::Trace;

use super::stage::Stage;
use super::{Time, slots};
use crate::bench::goal::Goal;

/// The guide of the product's own site.
pub(super) const GUIDE: &str = "/guides/headscale/";

const AT_ONCE: &str = "a key, 1,000 slots: script at once";
const KEY: &str = "a key, 1,000 slots: up to the next key";
const FIRST_KEY: &str = "the first key: up to the next key";
const LAST_KEY: &str = "the last key, and all that waited";
/// The program as plain JavaScript, where there is no WebAssembly.
const PLAIN_KEY: &str = "a key, 100 slots, plain: up to the next key";
const BLOCKED_BY_JOB: &str = "longest task: whole job on a guide";
const SCRIPT_BY_SLOTS: &str = "longest script: 1,000 slots";
/// A page of a thousand slots is long: its longest task is the browser's own first layout, with the widget or without.
const BLOCKED_BY_SLOTS: &str = "longest task: 1,000 slots";

/// The same page as another generator builds it: everything from its load to the open form.
const SCRIPT_BY_PLACING: [&str; 2] =
    ["longest script: 1,000 placed by table", "longest script: 1,000 examples found"];

/// What is typed; each letter makes another domain.
const TYPED: &str = "homelaboratory";

/// From one key to the next, in milliseconds: eighty words of five letters a minute.
const RHYTHM: u64 = 150;

/// After this long everything that was set going has been done: the last timer of the form waits for 700 ms.
const PAUSE: Duration = Duration::from_millis(1200);

/// Opens a page with a thousand slots and types there.
pub(super) fn thousand_slots(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    let trace = browser.trace(tab, |browser, tab| {
        browser.go(tab, &stage.slots.at(slots::PATH));
        open_form(browser, tab);
        type_domain(browser, tab);
    });
    let left = browser.eval(tab, "document.querySelector('main').innerHTML.includes('example.com')");
    assert_eq!(left, false, "a slot kept its example");
    let (at_once, all) = (trace.script_at_once(), trace.script_by_key());
    assert_eq!((at_once.len(), all.len()), (TYPED.len(), TYPED.len()), "the trace holds every key");
    let last = TYPED.len() - 1;
    let mut times = vec![(FIRST_KEY, all[0]), (LAST_KEY, all[last])];
    times.extend(at_once[1..last].iter().map(|&time| (AT_ONCE, time)));
    times.extend(all[1..last].iter().map(|&time| (KEY, time)));
    times.push((SCRIPT_BY_SLOTS, trace.longest_script()));
    times.push((BLOCKED_BY_SLOTS, trace.longest_task()));
    times
}

/// Types on a page with a hundred slots in a browser without WebAssembly.
pub(super) fn plain_key(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    let trace = browser.trace(tab, |browser, tab| {
        browser.go(tab, &stage.slots.at(slots::FEW_PATH));
        open_form(browser, tab);
        type_domain(browser, tab);
    });
    let all = trace.script_by_key();
    assert_eq!(all.len(), TYPED.len(), "the trace holds every key");
    all[1..TYPED.len() - 1].iter().map(|&time| (PLAIN_KEY, time)).collect()
}

/// Opens the form on a page of another generator with a thousand slots, each of which has to be found first.
pub(super) fn placing(stage: &Stage, which: usize, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    let trace = browser.trace(tab, |browser, tab| {
        browser.go(tab, &stage.foreign[which].at(slots::PATH));
        let corner = "document.querySelector('.sitevar-corner')?.shadowRoot";
        browser.wait_until(tab, &format!("{corner}?.querySelector('button[part]')"));
        browser.eval(tab, &format!("{corner}.querySelector('button[part]').click()"));
        browser.wait_until(tab, &format!("{corner}.querySelector('dialog[open]')"));
    });
    let placed = browser.eval(tab, "document.querySelectorAll('main [data-sitevar]').length");
    assert!(placed.as_u64() >= Some(1000), "only {placed} slots were placed");
    vec![(SCRIPT_BY_PLACING[which], trace.longest_script())]
}

/// Opens a guide, types, and makes a secret, as every reader does.
pub(super) fn whole_job(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    let trace: Trace = browser.trace(tab, |browser, tab| {
        browser.go(tab, &stage.site.at(GUIDE));
        open_form(browser, tab);
        type_domain(browser, tab);
        browser.click(tab, ".sitevar-secret > .sitevar-button");
        browser.wait_until(tab, "document.querySelector('.sitevar-result output')");
        thread::sleep(PAUSE);
    });
    vec![(BLOCKED_BY_JOB, trace.longest_task())]
}

/// Opens the form as soon as its button is there.
pub(super) fn open_form(browser: &mut Browser, tab: &Tab) {
    browser.wait_until(tab, "document.querySelector('.sitevar-open')");
    browser.click(tab, ".sitevar-open");
    browser.wait_until(tab, "document.querySelector('.sitevar-dialog[open]')");
}

/// Types a domain in place of what is in the field, with real key events.
fn type_domain(browser: &mut Browser, tab: &Tab) {
    let labels = "[...document.querySelectorAll('.sitevar-dialog label')]";
    let field =
        browser.eval(tab, &format!("{labels}.find((label) => label.textContent === 'Domain').htmlFor"));
    browser.click(tab, &format!("#{}", field.as_str().expect("the form has a field for the domain")));
    browser.eval(tab, "void document.activeElement.select()");
    thread::sleep(PAUSE);
    browser.type_with_rhythm(tab, TYPED, RHYTHM);
    thread::sleep(PAUSE);
}

/// What the product promises of what a page feels of it.
pub(super) fn goals() -> Vec<Goal> {
    vec![
        Goal::median("a key among 1,000 slots costs at most 8 ms of script", KEY, 8.0),
        Goal::median("a key among 100 slots costs plain JavaScript at most 50 ms", PLAIN_KEY, 50.0),
        Goal::median("the whole job blocks a page for at most 50 ms", BLOCKED_BY_JOB, 50.0),
        Goal::worst(
            "placing 1,000 slots by a table never blocks for more than 50 ms",
            SCRIPT_BY_PLACING[0],
            50.0,
        ),
        Goal::worst("finding 1,000 examples never blocks for more than 50 ms", SCRIPT_BY_PLACING[1], 50.0),
        Goal::worst("script among 1,000 slots never blocks for more than 50 ms", SCRIPT_BY_SLOTS, 50.0),
    ]
}
