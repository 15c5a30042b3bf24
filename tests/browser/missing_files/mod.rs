//! Scenario: a file of the widget is missing, or its bytes are not those that were built. The page stays the whole static
//! guide, the form says what is missing, and the console hears of it once.

use std::path::Path;

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

const GUIDE: &str = "/guides/headscale/";

/// What may happen to a file on its way to a server.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fate {
    Gone,
    OtherBytes,
}

/// The files that the form needs, by the ends of their names, and what the page says without them.
const NEEDED: [(&str, &str, &str); 3] = [
    ("words-en-", ".json", "The words of this form did not load"),
    ("sitevar-", ".wasm", "The WebAssembly of this page did not load"),
    ("app-", ".js", "The script did not load"),
];

#[test]
fn a_missing_or_changed_file_is_told_once_and_the_guide_is_whole() {
    if !site::has_widget() {
        return;
    }
    for (start, end, said) in NEEDED {
        for fate in [Fate::Gone, Fate::OtherBytes] {
            let folder = with(start, end, fate);
            in_each_browser(Wish::default(), |browser| {
                let context = format!("{start}…{end} {fate:?} in {:?}", browser.engine);
                let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(folder.path());
                let mut reader = Reader::at(browser, &served.at(GUIDE));
                reader.until("document.querySelector('.sitevar-open')");
                let before = reader.text("document.querySelector('main article').textContent");
                reader.press("Use your own values");
                reader.until("document.querySelector('.sitevar-missing')");
                let told = reader.text("document.querySelector('.sitevar-missing').textContent");
                assert!(told.contains(said), "{context}: {told}");
                assert_eq!(reader.text("document.querySelector('.sitevar-missing').role"), "alert");
                let after = reader.text("document.querySelector('main article').textContent");
                assert_eq!(after.replace(&told, ""), before, "{context}");
                assert_eq!(
                    reader.eval("document.querySelector('.sitevar-dialog')"),
                    json!(null),
                    "{context}"
                );
                let warnings: Vec<_> =
                    browser.said().into_iter().filter(|line| line.text.contains("sitevar:")).collect();
                assert!(warnings.len() == 1 && warnings[0].text.contains(said), "{context}: {warnings:?}");
            });
        }
    }
}

#[test]
fn a_reader_with_saved_values_sees_the_examples_when_they_cannot_be_shown() {
    if !site::has_widget() {
        return;
    }
    let folder = with("sitevar-", ".wasm", Fate::Gone);
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(folder.path());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.eval("localStorage.setItem('sitevar:domain', 'home.lab')");
        reader.reload();
        reader.until("'sitevarShown' in document.documentElement.dataset");
        assert!(reader.code("config.yaml").contains("https://auth.example.com"));
        let colour = "getComputedStyle(document.querySelector('main pre [data-sitevar]')).color";
        assert_ne!(reader.text(colour), "rgba(0, 0, 0, 0)");
        assert_eq!(reader.saved(), ["sitevar:domain=home.lab"], "what is saved is for a better day");
    });
}

#[test]
fn without_the_loader_the_examples_are_there_too() {
    if !site::has_widget() {
        return;
    }
    let folder = with("sitevar-", ".js", Fate::OtherBytes);
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(folder.path());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.until("document.getAnimations().every((one) => one.playState === 'finished')");
        let colour = "getComputedStyle(document.querySelector('main pre [data-sitevar]')).color";
        assert_ne!(reader.text(colour), "rgba(0, 0, 0, 0)");
        assert!(
            reader
                .text("document.querySelector('main article').textContent")
                .contains("https://auth.example.com")
        );
    });
}

#[test]
fn without_the_worker_a_digest_is_made_on_the_page() {
    if !site::has_widget() {
        return;
    }
    let folder = with("worker-", ".js", Fate::Gone);
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(folder.path());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.open_form();
        reader.press("Generate a secret");
        let (secret, digest) = reader.pair();
        assert!(super::judge::verifies(&secret, &digest));
        assert!(reader.code("config.yaml").contains(&secret));
    });
}

#[test]
fn a_worker_with_other_bytes_does_no_work() {
    if !site::has_widget() {
        return;
    }
    let changed = with("worker-", ".js", Fate::OtherBytes);
    in_each_browser(Wish::default(), |browser| {
        for (folder, workers) in [(site::built(), 1), (changed.path(), 0)] {
            let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(folder);
            let mut reader = Reader::at(browser, &served.at(GUIDE));
            reader.eval(COUNT_WORKERS);
            reader.open_form();
            reader.press("Generate a secret");
            let (secret, digest) = reader.pair();
            assert!(super::judge::verifies(&secret, &digest));
            assert_eq!(reader.eval("globalThis.workers"), workers, "{:?}", reader.browser.engine);
            let tab = reader.tab.clone();
            browser.close(tab);
        }
    });
}

#[test]
fn without_the_program_of_secrets_everything_else_works_and_it_is_tried_again() {
    if !site::has_widget() {
        return;
    }
    // Where workers are not allowed, the page starts the program itself, from a script that it loads for that.
    let on_the_page = ("Content-Security-Policy", "worker-src 'none'");
    for (end, headers) in [(".wasm", vec![STRICT]), (".js", vec![STRICT, on_the_page])] {
        in_each_browser(Wish::default(), |browser| {
            let folder = with("secret-", end, Fate::OtherBytes);
            let served = Serving { headers: headers.clone(), ..Serving::default() }.serve(folder.path());
            let mut reader = Reader::at(browser, &served.at(GUIDE));
            reader.open_form();
            reader.press("Generate a secret");
            reader.until(
                "document.querySelector('.sitevar-secret [role=alert]').textContent\
                 .startsWith('The WebAssembly that makes secrets did not load')",
            );
            assert!(reader.code("config.yaml").contains("'insecure_secret'"));
            reader.enter("Domain", "home.lab");
            assert!(reader.code("config.yaml").contains("https://auth.home.lab"));
            mend(folder.path(), end);
            reader.press("Generate a secret");
            let (secret, digest) = reader.pair();
            assert!(super::judge::verifies(&secret, &digest));
            let told = reader.text("document.querySelector('.sitevar-secret [role=alert]').textContent");
            assert_eq!(told, "");
        });
    }
}

/// Puts the file of secrets with this end there as it was built.
fn mend(folder: &Path, end: &str) {
    for entry in std::fs::read_dir(site::built().join("sitevar")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with("secret-") && name.ends_with(end) {
            std::fs::copy(entry.path(), folder.join("sitevar").join(name)).unwrap();
        }
    }
}

/// Counts the workers that a page starts.
const COUNT_WORKERS: &str = "globalThis.workers = 0, globalThis.Worker = class extends Worker { \
                             constructor(address) { super(address); globalThis.workers += 1; } }, null";

/// Copies the built site, and lets something happen to one file of its widget.
pub(super) fn with(start: &str, end: &str, fate: Fate) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let mut changed = 0;
    for entry in walkdir::WalkDir::new(site::built()).into_iter().map(Result::unwrap) {
        let below = entry.path().strip_prefix(site::built()).unwrap();
        let name = entry.file_name().to_str().unwrap();
        // Between the two is a hash.
        let is_named = |name: &str| {
            let hash = name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            hash.is_some_and(|hash| !hash.contains('-'))
        };
        let is_it = below.parent() == Some(Path::new("sitevar")) && is_named(name);
        changed += usize::from(is_it);
        match fate {
            _ if entry.file_type().is_dir() => std::fs::create_dir_all(copy.path().join(below)).unwrap(),
            Fate::Gone if is_it => {}
            Fate::OtherBytes if is_it => {
                let bytes = [std::fs::read(entry.path()).unwrap(), vec![b' ']].concat();
                std::fs::write(copy.path().join(below), bytes).unwrap();
            }
            _ => drop(std::fs::copy(entry.path(), copy.path().join(below)).unwrap()),
        }
    }
    assert_eq!(changed, 1, "one file is {start}…{end}");
    copy
}
