//! What the field and the values look like: three kinds of values that differ without colour, a field inside of the
//! screen, and nothing that axe finds.

use serde_json::json;

use super::super::launch::Wish;
use super::super::reader::Reader;
use super::super::server::{STRICT, Serving};
use super::super::{in_each_browser, site};
use super::key;
use super::{
    ADDRESS, DOMAIN, LAST, NOTE, OPEN, VALUES, begin, edit, on_the_page, press, press_key, type_text,
    until_closed,
};

/// The lines under the domain, the note and the note in a comment, with the words for those who hear the page.
fn lines(reader: &mut Reader<'_>) -> serde_json::Value {
    reader.settle();
    reader.eval(&format!(
        "[...document.querySelectorAll('{DOMAIN},{NOTE}')].map((slot) => [slot.dataset.sitevar, \
         getComputedStyle(slot).textDecorationStyle, getComputedStyle(slot, '::after').content !== 'none'])"
    ))
}

#[test]
fn an_example_a_value_and_a_refused_one_differ_without_colour_and_the_text_is_the_same() {
    on_the_page("", |reader| {
        let script = |note: &str, comment: &str| format!("const note = '{note}';\n/* {comment} */\n");
        let example = ["note", "dotted"];
        let row = |[name, style]: [&str; 2], is_said: bool| json!([name, style, is_said]);
        let domain = row(["domain", "dotted"], false);
        assert_eq!(
            lines(reader),
            json!([domain, row(example, false), row(example, false), row(example, false)])
        );
        // One place cannot hold it.
        edit(reader, NOTE);
        type_text(reader, "stop */ go");
        press_key(reader, key::ENTER);
        until_closed(reader);
        let yours = row(["note", "solid"], false);
        assert_eq!(lines(reader), json!([domain, yours, yours, row(["note", "wavy"], true)]));
        assert_eq!(reader.code("script.js"), script("stop */ go", "something"));
        // No place can hold what the field refuses, nor what is derived from it.
        edit(reader, DOMAIN);
        type_text(reader, "my home");
        press(reader, "h1");
        until_closed(reader);
        assert_eq!(lines(reader)[0], row(["domain", "wavy"], true));
        assert_eq!(
            reader
                .text(&format!("getComputedStyle(document.querySelector('{ADDRESS}')).textDecorationStyle")),
            "wavy"
        );
        assert!(
            reader.code(VALUES).starts_with("domain: 'example.com'\naddress: 'https://auth.example.com/'\n")
        );
        let words = format!("document.querySelector('{DOMAIN}').dataset.sitevarRefused");
        assert_eq!(reader.text(&words), " (your value cannot be used here)");
        // What is selected and copied has nothing of it.
        let selected = "(() => { const code = document.querySelector('figure.code code'); \
                        getSelection().selectAllChildren(code); return getSelection().toString().trim() === code.textContent.trim(); })()";
        assert_eq!(reader.eval(selected), true);
        reader.eval("getSelection().empty()");
        // What is mended loses its mark.
        edit(reader, DOMAIN);
        type_text(reader, "home.lab");
        press_key(reader, key::ENTER);
        until_closed(reader);
        assert_eq!(lines(reader)[0], row(["domain", "solid"], false));
        reader.eval("localStorage.clear()");
    });
}

/// The smallest screen that guides are read on, one that lies on its side, and a usual one, in CSS pixels.
const SCREENS: [(u32, u32); 3] = [(320, 640), (640, 320), (1280, 900)];

/// How far the field is out of the screen on any side.
const OUTSIDE: &str = "(() => { const { left, top, right, bottom } = document.querySelector('.sitevar-edit').getBoundingClientRect(); \
    return Math.max(-left, -top, right - document.documentElement.clientWidth, bottom - innerHeight); })()";

#[test]
fn the_field_is_on_the_screen_beside_its_value_and_axe_finds_nothing() {
    if !site::has_widget() {
        return;
    }
    for dark in [false, true] {
        in_each_browser(Wish { dark, ..Wish::default() }, |browser| {
            for (width, height) in SCREENS {
                let served =
                    Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("edited"));
                let tab = browser.tab();
                browser.resize(&tab, width, height);
                browser.go(&tab, &served.at("/page/"));
                let mut reader = Reader { browser, tab: tab.clone() };
                begin(&mut reader);
                let context = format!("{:?}, dark {dark}, {width} wide", reader.browser.engine);
                walk(&mut reader, &context);
                let scheme = if dark { "dark" } else { "light" };
                browser.picture(&tab, &format!("edited-{scheme}-{width}"));
                browser.close(tab);
            }
        });
    }
}

/// Edits the first and the last value of a page, with what is accepted and what is refused.
fn walk(reader: &mut Reader<'_>, context: &str) {
    for slot in [LAST, ADDRESS, NOTE, DOMAIN] {
        for text in ["mine", "a\u{202e}b"] {
            edit(reader, slot);
            type_text(reader, text);
            reader.settle();
            // The field is placed before it is painted, and after what is said in it has made it larger.
            reader.eval("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
            let outside = reader.eval(OUTSIDE).as_f64().unwrap();
            assert!(outside <= 0.0, "{context}: {slot}, {text:?}: {outside} px are outside");
            // Where neither side has room for it, it covers the value.
            let covers = format!(
                "(() => {{ const field = {OPEN}.getBoundingClientRect(), value = document.querySelector('{slot}').getBoundingClientRect(); \
                 const room = Math.max(value.top, innerHeight - value.bottom) - 2 * 8; \
                 return field.height < room && field.top < value.bottom && value.top < field.bottom; }})()"
            );
            assert_eq!(reader.eval(&covers), false, "{context}: {slot} is covered");
            let tab = reader.tab.clone();
            assert_eq!(reader.browser.axe(&tab), Vec::<String>::new(), "{context}: {slot}, {text:?}");
            assert_eq!(
                reader.eval("document.documentElement.scrollWidth > document.documentElement.clientWidth"),
                false,
                "{context}: {slot}"
            );
            press_key(reader, key::ESCAPE);
            until_closed(reader);
        }
    }
    edit(reader, NOTE);
    type_text(reader, "stop */ go");
    press_key(reader, key::ENTER);
    edit(reader, DOMAIN);
    type_text(reader, "my home");
    reader.until("document.getAnimations().every((one) => one.playState === 'finished')");
}
