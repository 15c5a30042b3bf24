//! A reader of a page that a host built.

use std::time::Duration;

use serde_json::{Value, json};
use sitevar_browser::tab::{Browser, Tab, key};

/// What a reader does, inside of the page.
const PAGE: &str = include_str!("page.js");

/// A reader with a page before them.
pub(super) struct Reader<'a> {
    pub(super) browser: &'a mut Browser,
    pub(super) tab: Tab,
}

impl<'a> Reader<'a> {
    /// Opens an address in a tab of its own.
    pub(super) fn at(browser: &'a mut Browser, address: &str) -> Self {
        let tab = browser.tab();
        browser.resize(&tab, 1300, 1000);
        browser.go(&tab, address);
        Self { browser, tab }
    }

    /// Calls a function of `page.js`.
    pub(super) fn call(&mut self, call: &str) -> Value {
        self.browser.eval(&self.tab, &format!("({PAGE}).{call}"))
    }

    /// Returns a list of texts.
    pub(super) fn texts(&mut self, call: &str) -> Vec<String> {
        let list = self.call(call);
        list.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    /// Types a value into a field, key by key; tells whether the form has it.
    pub(super) fn type_into(&mut self, label: &str, value: &str) -> bool {
        if self.call(&format!("focus({})", json!(label))) != true {
            return false;
        }
        self.browser.press(&self.tab, &[key::BACKSPACE]);
        self.browser.type_text(&self.tab, value);
        self.browser.press(&self.tab, &[key::TAB]);
        true
    }

    /// Presses a button that was found in the page and returns what is on the clipboard then; `None` without a button.
    pub(super) fn copied(&mut self, find: &str) -> Option<String> {
        if self.call(find) != true {
            return None;
        }
        self.hover();
        self.browser.click(&self.tab, "[data-driven]");
        self.pause(400);
        self.call("field()");
        self.browser.hold(&self.tab, &[key::CONTROL], "v");
        self.call("pasted()").as_str().map(|text| text.replace("\r\n", "\n"))
    }

    /// Moves the mouse to the marked button: some hosts show theirs only then.
    fn hover(&mut self) {
        let middle = self.call("middle()");
        let there = json!({ "type": "pointerMove", "x": middle[0], "y": middle[1], "origin": "viewport" });
        let mouse = json!([{ "type": "pointer", "id": "mouse", "actions": [there] }]);
        self.browser.command(&self.tab, "input.performActions", json!({ "actions": mouse }));
        self.pause(400);
    }

    /// Leaves the page alone for a while.
    pub(super) fn pause(&mut self, millis: u64) {
        std::thread::sleep(Duration::from_millis(millis));
    }
}
