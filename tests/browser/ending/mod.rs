//! Scenario: the reader comes to an end. The bar says what is missing, the form lists the files and ticks those that were
//! taken, and a secret is not lost without a word.

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_engine, site};

const GUIDE: &str = "/guides/headscale/";

const SECRET: &str = "document.querySelector('.sitevar-bar [data-sitevar-made]').textContent";
const COMPLETE: &str = "document.querySelector('.sitevar-bar').classList.contains('sitevar-complete')";
const LOST: &str = "document.querySelector('.sitevar-bar .sitevar-lost')";

/// What each file is called, and whether it is ticked.
const FILES: &str = "[...document.querySelectorAll('.sitevar-files li')].map((row) => \
    `${row.querySelector('.sitevar-name').textContent}: ${row.querySelector('.sitevar-mark').ariaLabel}`)";

/// Waits until the list, which is drawn after the form, says this.
fn until_files(reader: &mut Reader<'_>, files: [&str; 2]) {
    reader.until(&format!("JSON.stringify({FILES}) === {}", json!(json!(files).to_string())));
}

/// Asks the page, as the browser does, whether the reader may leave.
const IS_ASKED: &str = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";

fn on_the_guide(scenario: impl Fn(&mut Reader<'_>)) {
    if !site::has_widget() {
        return;
    }
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.open_form();
        scenario(&mut reader);
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

fn make_a_secret(reader: &mut Reader<'_>) {
    reader.press("Generate a secret");
    reader.pair();
}

/// Copies a file with its button in the form.
fn copy(reader: &mut Reader<'_>, title: &str) {
    let button = format!(".sitevar-files [aria-label^='Copy'][aria-label$='{title}']");
    let element = format!("document.querySelector(\"{button}\")");
    // The list is drawn after the form.
    reader.until(&element);
    reader.until_said(&element, "Copied", |reader| {
        reader.browser.click(&reader.tab, &button);
    });
}

#[test]
fn the_bar_shows_the_values_and_what_is_missing() {
    on_the_guide(|reader| {
        assert_eq!(reader.text(SECRET), "not generated yet");
        assert_eq!(reader.eval(COMPLETE), false);
        reader.enter("Domain", "home.lab");
        reader
            .until("document.querySelector('.sitevar-bar [data-sitevar=domain]').textContent === 'home.lab'");
        make_a_secret(reader);
        reader.until(&format!("{SECRET} === 'generated'"));
        assert_eq!(reader.eval(COMPLETE), true);
        reader.enter("Domain", "my home");
        reader.until(&format!("!{COMPLETE}"));
        reader.press("Reset");
        reader.until(&format!("{SECRET} === 'not generated yet'"));
    });
}

/// The button of the bar on the screen: its top, its bottom, and that of the screen.
const BUTTON: &str = "(({ top, bottom }) => [top, bottom, innerHeight])(document.querySelector('.sitevar-bar .sitevar-open').getBoundingClientRect())";

fn is_in_view(reader: &mut Reader<'_>) -> bool {
    let seen = reader.eval(BUTTON);
    let [top, bottom, height] = [0, 1, 2].map(|at| seen[at].as_f64().unwrap());
    top >= 0.0 && bottom <= height
}

#[test]
fn on_a_phone_the_button_stays_in_view_while_an_example_is_left_and_covers_no_heading() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        for (width, height) in [(320, 640), (390, 844)] {
            let mut reader = Reader::at(browser, &served.at(GUIDE));
            let tab = reader.tab.clone();
            reader.browser.resize(&tab, width, height);
            reader.until("document.querySelector('.sitevar-bar .sitevar-open')");
            reader.eval("document.querySelector('main h2:last-of-type').scrollIntoView(), null");
            assert!(is_in_view(&mut reader), "{width}");
            let heading = "document.querySelector('main h2:last-of-type').getBoundingClientRect().top";
            let is_free = format!("{heading} >= ({BUTTON})[1]");
            assert_eq!(reader.eval(&is_free), true, "{width}: {}", reader.eval(heading));
            reader.browser.picture(&tab, &format!("bar-{width}"));
            reader.eval("document.querySelector('.sitevar-bar .sitevar-open').click()");
            reader.until("document.querySelector('.sitevar-dialog[open]')");
            assert!(is_in_view(&mut reader), "{width}: the form is open");
            reader.enter("Domain", "home.lab");
            make_a_secret(&mut reader);
            reader.press("Done");
            reader.until(COMPLETE);
            reader.eval("scrollTo(0, document.body.scrollHeight), null");
            assert!(!is_in_view(&mut reader), "{width}: nothing is missing");
            reader.eval("localStorage.clear()");
            let Reader { browser, tab } = reader;
            browser.close(tab);
        }
    });
}

#[test]
fn a_file_is_copied_where_there_is_no_clipboard_for_scripts() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at_lan(GUIDE));
        reader.open_form();
        copy(&mut reader, "config.yaml");
        until_files(&mut reader, ["configuration.yml: to do", "config.yaml: done"]);
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

#[test]
fn a_button_that_did_not_copy_ticks_nothing() {
    on_the_guide(|reader| {
        reader.press("Done");
        reader.eval("navigator.clipboard.writeText = () => Promise.reject(Error()), Document.prototype.execCommand = () => false, null");
        let button = "figure [aria-label^='Copy'][aria-label$='config.yaml']";
        reader.until_said(
            &format!("document.querySelector(\"{button}\")"),
            "Not copied: select the text",
            |reader| {
                reader.browser.click(&reader.tab, button);
            },
        );
        reader.open_form();
        until_files(reader, ["configuration.yml: to do", "config.yaml: to do"]);
    });
}

#[test]
fn files_are_ticked_until_they_change() {
    on_the_guide(|reader| {
        until_files(reader, ["configuration.yml: to do", "config.yaml: to do"]);
        reader.enter("Domain", "home.lab");
        make_a_secret(reader);
        // The list is drawn again once the values stand on the page, with other buttons.
        reader.until("document.querySelector('.sitevar-files [aria-label=\"Copy: configuration.yml\"]')");
        copy(reader, "configuration.yml");
        until_files(reader, ["configuration.yml: done", "config.yaml: to do"]);
        reader.press("Done");
        // The button beside the code counts as well.
        let button = "figure [aria-label^='Copy'][aria-label$='config.yaml']";
        reader.until_said(&format!("document.querySelector(\"{button}\")"), "Copied", |reader| {
            reader.browser.click(&reader.tab, button);
        });
        reader.open_form();
        until_files(reader, ["configuration.yml: done", "config.yaml: done"]);
        reader.enter("Domain", "other.lab");
        until_files(reader, ["configuration.yml: to do", "config.yaml: to do"]);
    });
}

#[test]
fn who_leaves_before_every_file_has_the_secret_is_asked_once() {
    on_the_guide(|reader| {
        reader.enter("Domain", "home.lab");
        assert_eq!(reader.eval(IS_ASKED), false, "there is no secret to lose");
        make_a_secret(reader);
        reader.until("document.querySelector('.sitevar-files [aria-label=\"Copy: config.yaml\"]')");
        copy(reader, "configuration.yml");
        assert_eq!(reader.eval(IS_ASKED), true);
        assert_eq!(reader.eval(IS_ASKED), false, "once");
        reader.press("Forget this secret");
        reader.until("!document.querySelector('.sitevar-files [aria-label=\"Copy: config.yaml\"]')");
        make_a_secret(reader);
        reader.until("document.querySelector('.sitevar-files [aria-label=\"Copy: config.yaml\"]')");
        for title in ["configuration.yml", "config.yaml"] {
            copy(reader, title);
        }
        assert_eq!(reader.eval(IS_ASKED), false, "everything is taken");
    });
}

#[test]
fn who_comes_back_is_told_that_the_secret_is_gone() {
    on_the_guide(|reader| {
        make_a_secret(reader);
        assert_eq!(reader.eval(LOST), json!(null));
        let kept = reader.eval("Object.entries({ ...localStorage, ...sessionStorage })");
        assert_eq!(kept, json!([["sitevar:made:/guides/headscale/", ""]]), "nothing of the secret");
        reader.reload();
        reader.until(LOST);
        reader.open_form();
        make_a_secret(reader);
        reader.until(&format!("!{LOST}"));
        reader.press("Reset");
        reader.until(&format!("{SECRET} === 'not generated yet'"));
        let flags = "Object.keys(sessionStorage).filter((name) => name.startsWith('sitevar:')).length";
        assert_eq!(reader.eval(flags), 0, "it was given up on purpose");
        reader.reload();
        reader.open_form();
        assert_eq!(reader.eval(LOST), json!(null));
    });
}
