//! One digest in a page: 310,000 iterations of PBKDF2 with SHA-512, a secret of 72 bytes, a salt of 16.
//!
//! 1. A page of a browser that was just started: the reader opens the form and presses "Generate a secret" at once (cold).
//! 2. The reader presses it again (warm).
//! 3. WebCrypto and hash-wasm make the digest of the same secret, and must come to the same bytes.
//! 4. In another new browser WebCrypto makes one where the reader would have pressed: a browser that starts has more to
//!    do, and this is what the cold digest is held against.
//!
//! The widget makes each digest twice, because the second verifies the first. The worker tells of its progress, and the
//! first time that it tells of a half or more, the first digest is done: so this counts from the reader's press to one
//! whole digest, the start of the worker and its known answers included. Making and verifying is a row of its own.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use sitevar_browser::tab::{Browser, Tab};

use super::Time;
use super::stage::Stage;
use super::typing::{GUIDE, open_form};
use crate::bench::goal::Goal;
use crate::bench::timing::Timings;

const WEBCRYPTO: &str = "WebCrypto, warm";
const WEBCRYPTO_COLD: &str = "WebCrypto, cold";
const COLD: &str = "widget, cold: press to one digest";
const WARM: &str = "widget, warm: press to one digest";
const WHOLE: &str = "widget, warm: made and verified";
const HASH_WASM: &str = "hash-wasm, warm, in a worker";

const PROBE: &str = include_str!("probe.js");
const PEERS: &str = include_str!("peers.js");
const COLD_PEER: &str = include_str!("cold_peer.js");

/// The button that makes a secret, and the one that says yes to a new one.
const MAKE: &str = ".sitevar-secret > .sitevar-button";
const REPLACE: &str = ".sitevar-ask button";

/// Lets a reader and the peers make digests once.
pub(super) fn lap(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    browser.before_scripts(tab, PROBE);
    browser.go(tab, &stage.site.at(GUIDE));
    open_form(browser, tab);
    let (cold, _) = press(browser, tab, &[MAKE]);
    let (warm, whole) = press(browser, tab, &[MAKE, REPLACE]);
    let told = browser.eval(tab, &format!("({PEERS})({})", stage.has_hash_wasm));
    let kind = [&told["algorithm"], &told["iterations"], &told["bytes"], &told["salt"]];
    assert_eq!(format!("{kind:?}"), KIND, "the page made another kind of digest");
    let mut times = vec![(WEBCRYPTO, millis(&told["webCrypto"])), (COLD, cold), (WARM, warm), (WHOLE, whole)];
    times.extend(told["hashWasm"].as_f64().map(|took| (HASH_WASM, took)));
    times
}

/// Lets WebCrypto make a digest in a page that was just opened.
pub(super) fn cold_peer(stage: &Stage, browser: &mut Browser, tab: &Tab) -> Vec<Time> {
    browser.go(tab, &stage.site.at(GUIDE));
    open_form(browser, tab);
    vec![(WEBCRYPTO_COLD, millis(&browser.eval(tab, &format!("({COLD_PEER})()"))))]
}

/// What is compared: algorithm, iterations, bytes of the secret and of the salt.
const KIND: &str = r#"[String("pbkdf2-sha512"), Number(310000), Number(72), Number(16)]"#;

/// A worker that does not answer for so long is broken.
const PATIENCE: Duration = Duration::from_secs(120);

/// Presses buttons, and returns how long after the last press one digest was made, and both were.
fn press(browser: &mut Browser, tab: &Tab, buttons: &[&str]) -> (f64, f64) {
    browser.eval(tab, "void (sitevarNotes.length = 0)");
    for button in buttons {
        browser.click(tab, button);
    }
    // Looking at the page takes it time that the digest could want, so this looks seldom.
    let answered = "sitevarNotes.some((note) => note.done === 1)";
    let begun = Instant::now();
    while browser.eval(tab, answered) != true {
        assert!(begun.elapsed() < PATIENCE, "the widget's worker never answered");
        thread::sleep(Duration::from_millis(200));
    }
    let after = |what: &str| {
        format!("sitevarNotes.find((note) => {what}).at - sitevarNotes.findLast((note) => note.press).at")
    };
    let both = format!("[{}, {}]", after("note.done >= 0.5"), after("note.done === 1"));
    let took = browser.eval(tab, &both);
    (millis(&took[0]), millis(&took[1]))
}

fn millis(value: &Value) -> f64 {
    value.as_f64().expect("a time in milliseconds")
}

/// Sets everything in relation to WebCrypto.
pub(super) fn compare(rows: &mut [Timings]) {
    for row in rows
        .iter_mut()
        .filter(|row| [WEBCRYPTO, WEBCRYPTO_COLD, COLD, WARM, WHOLE, HASH_WASM].contains(&row.name))
    {
        row.base = Some(WEBCRYPTO);
    }
}

/// What the product promises of its digests in a browser.
pub(super) fn goals() -> Vec<Goal> {
    vec![
        Goal::ratio("a cold digest takes at most 1.25 × WebCrypto's time", COLD, WEBCRYPTO_COLD, 1.25),
        Goal::ratio("a warm one takes at most 1.1 × WebCrypto's time", WARM, WEBCRYPTO, 1.1),
        Goal::ratio("a warm one takes at most a quarter of hash-wasm's", WARM, HASH_WASM, 0.25),
    ]
}
