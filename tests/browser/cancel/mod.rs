//! Scenario: a digest takes too long, and the reader presses Cancel. Nothing of it is left, and the next one is made.
//! Before that they are told how long it takes.

use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::same_bytes::modules;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

/// As many as a browser computes at most: no machine is done before somebody presses Cancel.
const MANY: &str = "10000000";

const PAGE: &str = "document.querySelector('main').outerHTML";

#[test]
fn cancel_stops_a_digest_and_nothing_of_its_secret_stays() {
    if !site::has_widget() {
        return;
    }
    // Beside the page, and on the page itself where a policy allows no worker.
    for headers in [vec![STRICT], vec![STRICT, ("Content-Security-Policy", "worker-src 'none'")]] {
        in_each_browser(Wish::default(), |browser| {
            let served = Serving { headers: headers.clone(), ..Serving::default() }.serve(site::built());
            let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
            reader.open_form();
            reader.paste("Iterations", MANY);
            let before = reader.text(PAGE);
            for button in ["Generate a secret", "Compute its digest"] {
                reader.paste("Your secret", "a-secret-that-the-reader-has-already");
                reader.press(button);
                reader.until("document.querySelector('.sitevar-progress progress').value > 0");
                let tab = reader.tab.clone();
                reader.browser.click(&tab, ".sitevar-progress button");
                reader.until("document.querySelector('.sitevar-progress').hidden");
                let told = reader.text("document.querySelector('.sitevar-secret [role=alert]').textContent");
                assert_eq!(told, "Cancelled. Nothing was changed.", "{button}");
                assert_eq!(reader.text("document.activeElement.textContent"), "Generate a secret");
                assert_eq!(
                    reader.eval("document.querySelector('.sitevar-result output')"),
                    serde_json::Value::Null
                );
                assert_eq!(reader.text(PAGE), before, "{button}");
                let all = reader.text("document.documentElement.outerHTML");
                assert!(!all.contains("a-secret-that"), "{button}");
            }
            // Nothing is asked: no secret is in use.
            reader.paste("Iterations", "100000");
            reader.press("Generate a secret");
            let (secret, digest) = reader.pair();
            assert!(digest.starts_with("$pbkdf2-sha512$100000$") && verifies(&secret, &digest), "{digest}");
            assert!(reader.code("config.yaml").contains(&secret));
            let tab = reader.tab.clone();
            assert!(!browser.traces(&tab).contains("a-secret-that"));
        });
    }
}

/// Estimates a long derivation by its own clock: the program is slow at first, while the browser compiles it.
const ESTIMATE: &str = "(async () => {
    const { sample } = await import('/job.js');
    let [clock, taken] = [0, 0];
    performance.now = () => clock;
    const pair = { sample: () => {
        taken += 1;
        clock += taken < 30 ? 4 : 1;
        return 10000;
    } };
    return sample(pair);
})()";

#[test]
fn the_estimate_of_a_long_digest_is_that_of_a_program_that_is_warm() {
    let Some(folder) = modules("secret") else { return };
    in_each_browser(Wish::default(), |browser| {
        let served = Serving::default().serve(folder.path());
        let mut reader = Reader::at(browser, &served.at("/"));
        assert_eq!(reader.eval(ESTIMATE), 10000.0);
    });
}
