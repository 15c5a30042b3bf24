//! Scenario: a reader presses a value in the page and edits it there; and the page tells examples, the reader's own
//! values and refused ones apart.
//!
//! 1. Here: keys, presses and where the focus goes.
//! 2. [`looks`]: what the field and the values look like, and what axe and a small screen make of it.

mod looks;

use serde_json::{Value, json};

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::tab::{Browser, key};
use super::{in_each_browser, site};

/// The values that a scenario presses.
const DOMAIN: &str = "figure.code [data-sitevar=domain]";
const ADDRESS: &str = "figure.code [data-sitevar=authelia-url]";
const NOTE: &str = "figure.code [data-sitevar=note]";

/// The last value of the page, which the field of another one does not cover.
const LAST: &str = "figure.code code .hl-c [data-sitevar=note]";

/// The field that a press opens.
const OPEN: &str = "document.querySelector('.sitevar-edit:popover-open')";

const VALUES: &str = "values.yml";

/// Runs a scenario on its page, with what storage has for the domain before.
fn on_the_page(before: &str, scenario: impl Fn(&mut Reader<'_>)) {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("edited"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        if !before.is_empty() {
            reader.eval(&format!("localStorage.setItem('sitevar:domain', '{before}')"));
            reader.reload();
        }
        begin(&mut reader);
        scenario(&mut reader);
        let tab = reader.tab.clone();
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
        browser.close(tab);
    });
}

/// Waits until the page hears presses.
fn begin(reader: &mut Reader<'_>) {
    reader.until("document.documentElement.hasAttribute('data-sitevar-shown')");
}

/// Presses something in the page.
fn press(reader: &mut Reader<'_>, selector: &str) {
    reader.browser.click(&reader.tab, selector);
}

/// Presses a value, and waits for its field.
fn edit(reader: &mut Reader<'_>, slot: &str) {
    press(reader, slot);
    reader.until(&format!("{OPEN}?.contains(document.activeElement)"));
}

fn type_text(reader: &mut Reader<'_>, text: &str) {
    reader.browser.type_text(&reader.tab, text);
}

fn press_key(reader: &mut Reader<'_>, pressed: &str) {
    reader.browser.press(&reader.tab, &[pressed]);
}

fn until_closed(reader: &mut Reader<'_>) {
    reader.until("!document.querySelector('.sitevar-edit')");
}

fn labels(reader: &mut Reader<'_>) -> Value {
    reader.eval(&format!("[...{OPEN}.querySelectorAll('label')].map((label) => label.textContent)"))
}

#[test]
fn a_value_is_typed_where_it_is_and_the_page_follows() {
    on_the_page("", |reader| {
        edit(reader, DOMAIN);
        assert_eq!(labels(reader), json!(["Domain"]));
        // What is typed takes the place of what is there.
        for (typed, shown) in [("h", "h"), ("ome.", "home"), ("l", "home.l"), ("ab", "home.lab")] {
            type_text(reader, typed);
            let code = reader.code(VALUES);
            assert!(code.contains(&format!("domain: '{shown}'\n")), "{typed}: {code}");
        }
        assert!(reader.code(VALUES).contains("address: 'https://auth.home.lab/'\n"));
        assert_eq!(reader.text("document.querySelector('p code').textContent"), "https://home.lab/");
        assert_eq!(reader.saved(), Vec::<String>::new(), "nothing is stored while the reader types");
        press_key(reader, key::ENTER);
        until_closed(reader);
        assert_eq!(reader.saved(), ["sitevar:domain=home.lab"]);
        reader.until("document.querySelector('figure.code .sitevar-tools button').textContent === 'Copy with examples'");
    });
}

#[test]
fn escape_takes_back_what_was_typed() {
    for before in ["", "before.lab"] {
        on_the_page(before, |reader| {
            let code = reader.code(VALUES);
            let saved = reader.saved();
            for typed in ["home.lab", "my home", "example.com"] {
                edit(reader, DOMAIN);
                type_text(reader, typed);
                assert_ne!((reader.code(VALUES), typed), (code.clone(), "home.lab"));
                press_key(reader, key::ESCAPE);
                until_closed(reader);
                assert_eq!((reader.code(VALUES), reader.saved()), (code.clone(), saved.clone()), "{typed}");
                assert_eq!(reader.eval("document.querySelector('[data-sitevar-refused]')"), json!(null));
            }
            // What was kept once is there to be taken back to.
            edit(reader, DOMAIN);
            type_text(reader, "kept.lab");
            press_key(reader, key::ENTER);
            until_closed(reader);
            edit(reader, DOMAIN);
            type_text(reader, "other.lab");
            press_key(reader, key::ESCAPE);
            until_closed(reader);
            assert_eq!(reader.saved(), ["sitevar:domain=kept.lab"]);
            assert!(reader.code(VALUES).contains("domain: 'kept.lab'\n"));
        });
    }
}

#[test]
fn what_is_refused_says_why_and_the_page_shows_the_example() {
    on_the_page("before.lab", |reader| {
        edit(reader, DOMAIN);
        type_text(reader, "my home");
        let code = reader.code(VALUES);
        assert!(code.contains("domain: 'example.com'\naddress: 'https://auth.example.com/'\n"), "{code}");
        assert_eq!(reader.eval("document.activeElement.ariaInvalid"), "true");
        let about = "document.activeElement.getAttribute('aria-describedby').split(' ') \
                     .map((id) => document.getElementById(id).textContent).join('')";
        let told = reader.text(about);
        assert!(!told.is_empty());
        // It is said first, and left as it is with the next press.
        press_key(reader, key::ENTER);
        assert_eq!(reader.text("document.activeElement.value"), "my home");
        let said = reader.text(&format!("{OPEN}.querySelector('[role=status]').textContent"));
        assert!(said.starts_with("Domain: ") && said.len() > "Domain: ".len(), "{said}");
        press_key(reader, key::ENTER);
        until_closed(reader);
        assert_eq!((reader.code(VALUES), reader.saved()), (code, vec![]));
        edit(reader, DOMAIN);
        assert_eq!(reader.text("document.activeElement.value"), "my home");
        assert_eq!(reader.text(about), told);
    });
}

#[test]
fn a_press_elsewhere_keeps_what_is_accepted() {
    on_the_page("", |reader| {
        edit(reader, DOMAIN);
        type_text(reader, "home.lab");
        press(reader, "h1");
        until_closed(reader);
        assert_eq!(reader.saved(), ["sitevar:domain=home.lab"]);
        // Also a press on another value, which is edited then: there is one field at a time.
        edit(reader, DOMAIN);
        type_text(reader, "other.lab");
        edit(reader, LAST);
        reader.until("document.querySelectorAll('.sitevar-edit').length === 1");
        assert_eq!(labels(reader), json!(["Note"]));
        assert_eq!(reader.saved(), ["sitevar:domain=other.lab"]);
        // And one on a button of the page does what the button is for.
        reader.eval("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }, null");
        type_text(reader, "mine");
        press(reader, "figure.code .sitevar-tools button");
        reader.until("globalThis.copied?.includes('note: mine')");
        until_closed(reader);
    });
}

#[test]
fn a_press_is_for_what_can_be_set_there() {
    on_the_page("", |reader| {
        edit(reader, ADDRESS);
        assert_eq!(labels(reader), json!(["Domain", "Authelia subdomain"]));
        type_text(reader, "home.lab");
        // From field to field, and from the last one to what is after the value.
        press_key(reader, key::TAB);
        reader.eval("document.activeElement.select()");
        type_text(reader, "login");
        assert!(reader.code(VALUES).contains("address: 'https://login.home.lab/'\n"));
        press_key(reader, key::ESCAPE);
        until_closed(reader);
        assert!(reader.code(VALUES).contains("address: 'https://auth.example.com/'\n"));
        assert_eq!(reader.saved(), Vec::<String>::new());

        press(reader, "figure.code [data-sitevar=size]");
        reader.until(&format!("{OPEN}.querySelector('select') === document.activeElement"));
        reader.eval(
            "(() => { const field = document.activeElement; field.value = 'large'; field.dispatchEvent(new Event('change')); })()",
        );
        press_key(reader, key::TAB);
        until_closed(reader);
        assert_eq!(reader.saved(), ["sitevar:size=large"]);

        // A link leads on.
        press(reader, "p a [data-sitevar]");
        reader.until("location.hash === '#values'");
        // A secret is made in the form.
        press(reader, "figure.code [data-sitevar*=secret]");
        reader.until("document.querySelector('dialog.sitevar-dialog').open");
        assert_eq!(reader.eval("document.querySelectorAll('.sitevar-edit').length"), 0);
        reader.press("Done");

        // What the page says is not ours to change does nothing, and what nobody declared neither.
        reader.eval(
            "(() => { const made = document.createElement('span'); made.dataset.sitevar = 'nothing'; \
             made.textContent = 'nothing'; document.querySelector('h1').append(made); })()",
        );
        press(reader, "h1 [data-sitevar]");
        reader.eval("new Promise((done) => setTimeout(done, 200))");
        assert_eq!(reader.eval("document.querySelectorAll('.sitevar-edit').length"), 0);
    });
}

#[test]
fn a_finger_opens_the_field_too() {
    on_the_page("", |reader| {
        let at = reader.eval(&format!(
            "(() => {{ const slot = document.querySelector('{DOMAIN}'); slot.scrollIntoView({{ block: 'center' }}); \
             const {{ left, top, width, height }} = slot.getBoundingClientRect(); \
             return [left + width / 2, top + height / 2].map(Math.round); }})()"
        ));
        let actions = json!([
            { "type": "pointerMove", "x": at[0], "y": at[1] },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let finger = json!([{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions,
        }]);
        reader.browser.command(&reader.tab, "input.performActions", json!({ "actions": finger }));
        reader.until(&format!("{OPEN}?.contains(document.activeElement)"));
    });
}

#[test]
fn who_selects_text_over_a_value_edits_nothing() {
    on_the_page("before.lab", |reader| {
        reader.until(&format!("document.querySelector('{DOMAIN}').textContent === 'before.lab'"));
        drag(reader, DOMAIN);
        reader.eval("new Promise((done) => setTimeout(done, 200))");
        assert_eq!(reader.eval(OPEN), json!(null));
        let selected = reader.text("getSelection().toString()");
        assert!(selected.len() > 3 && "before.lab".contains(&selected), "{selected}");
        edit(reader, DOMAIN);
    });
}

/// Drags the mouse from the beginning of an element nearly to its end.
fn drag(reader: &mut Reader<'_>, selector: &str) {
    let ends = reader.eval(&format!(
        "(() => {{ const slot = document.querySelector('{selector}'); slot.scrollIntoView({{ block: 'center' }}); \
         const {{ left, right, top, bottom }} = slot.getBoundingClientRect(); \
         return [left + 1, right - 4, (top + bottom) / 2].map(Math.round); }})()"
    ));
    let to = |x: &Value, duration: u32| json!({ "type": "pointerMove", "x": x, "y": ends[2], "duration": duration });
    let actions = json!([
        to(&ends[0], 0),
        { "type": "pointerDown", "button": 0 },
        to(&ends[1], 200),
        { "type": "pointerUp", "button": 0 },
    ]);
    let mouse = json!([{ "type": "pointer", "id": "mouse", "actions": actions }]);
    reader.browser.command(&reader.tab, "input.performActions", json!({ "actions": mouse }));
}

#[test]
fn a_page_has_no_more_stops_than_before_and_the_next_one_is_after_the_value() {
    on_the_page("", |reader| {
        let stops = "[...document.querySelectorAll('*')].filter((one) => one.tabIndex >= 0).map((one) => one.outerHTML)";
        let before = reader.eval(stops);
        edit(reader, NOTE);
        type_text(reader, "mine");
        press_key(reader, key::ENTER);
        until_closed(reader);
        press_key(reader, key::TAB);
        // The buttons of the next block are after the note of the first one.
        reader.until("document.activeElement.matches('.sitevar-tools button')");
        let is_after = format!(
            "Boolean(document.querySelector('{NOTE}').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
        );
        assert_eq!(reader.eval(&is_after), true);
        assert_eq!(reader.eval("document.querySelectorAll('[data-sitevar][tabindex]').length"), 0);
        // Also where Tab itself closes the field.
        edit(reader, NOTE);
        press_key(reader, key::TAB);
        until_closed(reader);
        assert_eq!(reader.eval(&is_after), true);
        edit(reader, NOTE);
        type_text(reader, "something");
        press_key(reader, key::ENTER);
        until_closed(reader);
        reader.eval("document.activeElement.blur()");
        reader.until("document.querySelector('figure.code .sitevar-tools button').textContent === 'Copy with examples'");
        assert_eq!(reader.eval(stops), before);
    });
}

#[test]
fn a_value_of_an_offline_file_is_edited_where_it_is() {
    in_each_browser(Wish { network_off: true, ..Wish::default() }, |browser: &mut Browser| {
        let address = site::offline("edited.html", &["tests/browser/edited/site/content"]);
        let mut reader = Reader::at(browser, &address);
        begin(&mut reader);
        edit(&mut reader, DOMAIN);
        type_text(&mut reader, "home.lab");
        press_key(&mut reader, key::ENTER);
        until_closed(&mut reader);
        assert!(reader.code(VALUES).contains("domain: 'home.lab'\n"));
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}
