//! Scenario: something that the widget needs is not there. The page stays the whole static guide, and says what is missing.

use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

const GUIDE: &str = "/guides/headscale/";

/// The strict policy, and no workers.
const WITHOUT_WORKERS: (&str, &str) = ("Content-Security-Policy", "worker-src 'none'");

#[test]
fn broken_declarations_are_named() {
    for broken in ["{\"schema\": 1, \"vari", "", "[]", "{\"variables\": 7}"] {
        let instead = [("/sitevar.json", broken.as_bytes().to_vec())].into();
        told(Serving { headers: vec![STRICT], instead, ..Serving::default() }, "sitevar.json");
    }
}

/// Presses the button, and expects a word in what the page then says, and the guide as it was.
fn told(serving: Serving, word: &str) {
    in_each_browser(Wish::default(), |browser| {
        let served = serving.clone().serve(site::built());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.until("document.querySelector('.sitevar-open')");
        let before = reader.text("document.querySelector('main article').textContent");
        reader.press("Use your own values");
        reader.until("document.querySelector('.sitevar-missing')");
        let told = reader.text("document.querySelector('.sitevar-missing').textContent");
        assert!(told.contains(word), "{told}");
        let after = reader.text("document.querySelector('main article').textContent");
        assert_eq!(after.replace(&told, ""), before);
        assert!(reader.code("config.yaml").contains("auth.example.com"));
    });
}

#[test]
fn without_storage_everything_works_until_the_page_is_closed() {
    in_each_browser(Wish { storage_off: true, ..Wish::default() }, |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        let denied =
            "(() => { try { return String(localStorage); } catch (error) { return error.name; } })()";
        assert_eq!(reader.text(denied), "SecurityError");
        nothing_is_kept(&mut reader);
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

/// Fills what a page may keep, until nothing more goes in.
const FILL: &str = "(() => { for (let size = 1 << 22; size > 0; ) { \
    try { localStorage.setItem(`full-${localStorage.length}`, 'x'.repeat(size)); } catch { size >>= 1; } } })()";

#[test]
fn with_full_storage_everything_works_until_the_page_is_closed() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.eval(FILL);
        nothing_is_kept(&mut reader);
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

fn nothing_is_kept(reader: &mut Reader<'_>) {
    reader.open_form();
    reader.enter("Domain", "home.lab");
    assert!(reader.code("config.yaml").contains("auth.home.lab"));
    let told = reader.text("document.querySelector('.sitevar-dialog').textContent");
    assert!(told.contains("keeps nothing"), "{told}");
    reader.press("Reset");
    reader.until(
        "![...document.querySelectorAll('figure.code')].some((code) => code.textContent.includes('home.lab'))",
    );
    assert!(reader.code("config.yaml").contains("auth.example.com"));
}

/// Counts the keys that WebCrypto derives.
const COUNT_KEYS: &str = "(() => { globalThis.derived = 0; const { prototype } = globalThis.SubtleCrypto ?? { prototype: {} }; \
    const { deriveBits } = prototype; \
    prototype.deriveBits = function (...given) { globalThis.derived += 1; return deriveBits.apply(this, given); }; })()";

#[test]
fn without_workers_the_digest_is_made_on_the_page() {
    in_each_browser(Wish::default(), |browser| {
        let headers = vec![STRICT, WITHOUT_WORKERS];
        let served = Serving { headers, ..Serving::default() }.serve(site::built());
        // WebCrypto derives the keys beside the page, after one that tells how long that takes; it has no SHA-224, and
        // does not exist outside of a secure context.
        let cases = [
            (served.at(GUIDE), "pbkdf2-sha512", 3),
            (served.at(GUIDE), "pbkdf2-sha1", 3),
            (served.at(GUIDE), "pbkdf2-sha224", 0),
            (served.at_lan(GUIDE), "pbkdf2-sha512", 0),
        ];
        for (address, algorithm, derived) in cases {
            let mut reader = Reader::at(browser, &address);
            reader.eval(COUNT_KEYS);
            reader.open_form();
            reader.choose("Algorithm", algorithm);
            reader.paste("Iterations", "100000");
            reader.press("Generate a secret");
            if derived == 0 {
                reader.until(
                    "document.querySelector('.sitevar-progress').textContent.includes('will not respond')",
                );
                let told = reader.text("document.querySelector('.sitevar-status').textContent");
                assert!(told.contains("The page will not respond until then."), "{told}");
            }
            let (secret, digest) = reader.pair();
            assert!(verifies(&secret, &digest), "{digest}");
            assert!(reader.code("config.yaml").contains(&secret));
            assert_eq!(reader.eval("globalThis.derived"), derived, "{address} {algorithm}");
            let tab = reader.tab.clone();
            browser.close(tab);
        }
    });
}

#[test]
fn before_the_page_is_blocked_the_digest_can_be_cancelled() {
    in_each_browser(Wish::default(), |browser| {
        let headers = vec![STRICT, WITHOUT_WORKERS];
        let served = Serving { headers, ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at_lan(GUIDE));
        reader.open_form();
        reader.paste("Iterations", "10000000");
        reader.press("Generate a secret");
        reader.until("document.querySelector('.sitevar-progress').textContent.includes('will not respond')");
        reader.press("Cancel");
        reader.until("document.querySelector('.sitevar-progress').hidden");
        let told = reader.text("document.querySelector('.sitevar-secret [role=alert]').textContent");
        assert_eq!(told, "Cancelled. Nothing was changed.");
        assert!(reader.code("config.yaml").contains("'insecure_secret'"));
    });
}

#[test]
fn the_script_may_stand_in_the_page_twice() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        reader.eval("import(document.querySelector('script[type=module]').src + '?again').then(() => null)");
        // One in the bar and one in the form's own place.
        assert_eq!(reader.eval("document.querySelectorAll('.sitevar-open').length"), 2);
        assert_eq!(reader.eval("document.querySelectorAll('.sitevar-dialog').length"), 1);
        let tools = "document.querySelectorAll('.sitevar-tools').length === document.querySelectorAll('pre > code').length";
        assert_eq!(reader.eval(tools), true);
        reader.press("Reset");
        assert!(reader.code("config.yaml").contains("auth.example.com"));
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}
