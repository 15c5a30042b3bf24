//! Scenario: axe-core looks at a guide, light and dark, on a phone and on a desk, with the form closed and open, before a
//! secret and after; and nothing is wider than the screen.

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::Serving;
use super::{in_each_browser, site};

/// The smallest screen that guides are read on, and a usual one, in CSS pixels.
const SCREENS: [(u32, u32); 2] = [(320, 640), (1280, 900)];

#[test]
fn axe_finds_nothing_in_any_state_of_a_guide() {
    if !site::has_widget() {
        return;
    }
    for dark in [false, true] {
        in_each_browser(Wish { dark, ..Wish::default() }, |browser| {
            for (width, height) in SCREENS {
                let served = Serving::default().serve(site::built());
                let tab = browser.tab();
                browser.resize(&tab, width, height);
                browser.go(&tab, &served.at("/guides/headscale/"));
                let context = format!("{:?}, dark {dark}, {width} wide", browser.engine);
                walk(&mut Reader { browser, tab: tab.clone() }, &context);
                browser.close(tab);
            }
        });
    }
}

/// Goes through the states of a guide.
fn walk(reader: &mut Reader<'_>, context: &str) {
    reader.until("document.querySelector('.sitevar-open')");
    look(reader, context, "as it was loaded");
    reader.open_form();
    look(reader, context, "with the form open");
    reader.type_into("Domain", "two..dots");
    look(reader, context, "with a value that is refused");
    reader.type_into("Domain", "home.lab");
    reader.press("Generate a secret");
    reader.pair();
    reader.eval(
        "document.querySelectorAll('.sitevar-dialog details').forEach((details) => (details.open = true))",
    );
    look(reader, context, "with a secret and all options");
    reader.press("Generate a secret");
    look(reader, context, "with a question");
    reader.press("Keep it");
    reader.press("Done");
    look(reader, context, "with the form closed again");
}

fn look(reader: &mut Reader<'_>, context: &str, state: &str) {
    // While something fades in, its colours are not its own.
    reader.until("document.getAnimations().every((one) => one.playState === 'finished')");
    let tab = reader.tab.clone();
    assert_eq!(reader.browser.axe(&tab), Vec::<String>::new(), "{context}: {state}");
    let wide = "[document.documentElement, document.querySelector('.sitevar-dialog[open] .sitevar-content')] \
                .filter((part) => part && part.scrollWidth > part.clientWidth).map((part) => part.className || 'page')";
    assert_eq!(reader.eval(wide), json!([]), "{context}: {state}: wider than the screen");
    let high = "[...document.querySelectorAll('button')].filter((button) => button.checkVisibility() && \
                button.offsetHeight > button.offsetWidth).map((button) => button.textContent)";
    assert_eq!(reader.eval(high), json!([]), "{context}: {state}: letters below each other");
}
