//! Measures the widget in a real Chromium: its digests beside WebCrypto's and hash-wasm's, and what a page feels of it.
//!
//! 1. [`stage`]: the sites are built and the peers are fetched.
//! 2. [`digests`]: a reader opens a guide and at once makes a secret, then another; the peers do the same digest.
//! 3. [`typing`]: a reader types on a page with a thousand slots ([`slots`]), and does the whole job on a guide.
//! 4. [`reading`]: a reader on a slow line opens a guide, and searches hundreds of pages.
//! 5. [`writing`]: an author edits a page that is served.
//!
//! Each lap has fresh browsers with empty profiles, so that nothing is compiled or cached yet.

mod digests;
mod reading;
mod slots;
mod stage;
mod typing;
mod writing;

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use sitevar_browser::launch::{Engine, Wish};
use sitevar_browser::tab::{Browser, Tab};

use super::goal::Goal;
use super::timing::{Measured, Timings};
use crate::step;
use stage::Stage;

/// What is measured once in each lap: a row of the report, and a time in milliseconds.
type Time = (&'static str, f64);

/// Measures in `runs` laps after one that warms the machine up; nothing where Chromium or the widget is missing.
///
/// # Errors
///
/// Fails where the site cannot be built or the browser breaks.
pub(super) fn measure(sitevar: &Path, pages: &Path, runs: usize) -> Result<Option<Measured>, String> {
    let Some(version) = caught(|| Some(start(Wish::default())?.version()))? else {
        step::announce(
            "not run in a browser: Chromium is not on this machine; `cargo xtask test` installs it",
        );
        return Ok(None);
    };
    let Some(stage) = Stage::set(sitevar, pages)? else {
        step::announce("not run in a browser: the command was built without the widget");
        return Ok(None);
    };
    let mut rows: Vec<Timings> = Vec::new();
    for run in 0..=runs {
        step::announce(&match run {
            0 => "Chromium, warming up".to_owned(),
            _ => format!("Chromium, run {run} of {runs}"),
        });
        let times = caught(|| lap(&stage))?;
        if run > 0 {
            times.into_iter().for_each(|(name, millis)| Timings::add(&mut rows, name, millis));
        }
    }
    digests::compare(&mut rows);
    reading::name_units(&mut rows);
    Ok(Some(Measured { browser: format!("Chromium {version}"), rows }))
}

/// What the product promises of itself in a browser.
pub(super) fn goals() -> Vec<Goal> {
    let mut goals = digests::goals();
    goals.extend(typing::goals());
    goals.extend(reading::goals());
    goals.extend(writing::goals());
    goals
}

fn lap(stage: &Stage) -> Vec<Time> {
    let mut times = in_fresh_page(|browser, tab| digests::lap(stage, browser, tab));
    times.extend(in_fresh_page(|browser, tab| digests::cold_peer(stage, browser, tab)));
    times.extend(in_fresh_page(|browser, tab| typing::whole_job(stage, browser, tab)));
    times.extend(in_fresh_page(|browser, tab| typing::thousand_slots(stage, browser, tab)));
    times.extend(in_fresh_page(|browser, tab| reading::first_load(stage, browser, tab)));
    times.extend(in_fresh_page(|browser, tab| reading::search(stage, browser, tab)));
    times.extend(in_fresh_page(|browser, tab| writing::edits(stage, browser, tab)));
    let wasm_off = Wish { wasm_off: true, ..Wish::default() };
    times.extend(in_fresh_page_of(wasm_off, |browser, tab| typing::plain_key(stage, browser, tab)));
    for which in 0..stage.foreign.len() {
        times.extend(in_fresh_page(|browser, tab| typing::placing(stage, which, browser, tab)));
    }
    times
}

fn in_fresh_page(act: impl FnOnce(&mut Browser, &Tab) -> Vec<Time>) -> Vec<Time> {
    in_fresh_page_of(Wish::default(), act)
}

fn in_fresh_page_of(wish: Wish, act: impl FnOnce(&mut Browser, &Tab) -> Vec<Time>) -> Vec<Time> {
    let mut browser = start(wish).expect("Chromium was there before");
    let tab = browser.tab();
    act(&mut browser, &tab)
}

fn start(wish: Wish) -> Option<Browser> {
    Browser::start(Engine::Chromium, wish)
}

/// Returns why a browser broke, where what drives it panics: the person who runs a chore wants a reason, no backtrace.
fn caught<T>(act: impl FnOnce() -> T) -> Result<T, String> {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = panic::catch_unwind(AssertUnwindSafe(act));
    panic::set_hook(loud);
    done.map_err(|why| {
        let text = why.downcast_ref::<String>().map(String::as_str).or(why.downcast_ref::<&str>().copied());
        format!("the browser broke: {}", text.unwrap_or("for no known reason"))
    })
}
