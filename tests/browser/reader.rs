//! A reader of a page: opens the form, types, presses buttons, and reads what stands there.

use serde_json::{Value, json};

use super::judge::text_of_pdf;
use super::tab::{Browser, Tab, key};

/// A reader with a page before them.
pub struct Reader<'a> {
    pub browser: &'a mut Browser,
    pub tab: Tab,
}

impl<'a> Reader<'a> {
    /// Opens an address in a tab of its own.
    pub fn at(browser: &'a mut Browser, address: &str) -> Self {
        let tab = browser.tab();
        browser.go(&tab, address);
        Self { browser, tab }
    }

    /// Evaluates an expression in the page.
    pub fn eval(&mut self, expression: &str) -> Value {
        self.browser.eval(&self.tab, expression)
    }

    /// Waits until an expression is true.
    pub fn until(&mut self, expression: &str) {
        self.browser.wait_until(&self.tab, expression);
    }

    /// Does something, and waits until an element has said a text: it may take it back before anybody looks.
    pub fn until_said(&mut self, element: &str, text: &str, act: impl FnOnce(&mut Self)) {
        let text = json!(text);
        // Another element may take its place meanwhile; and one that speaks may no longer be found by its label.
        self.eval(&format!(
            "void (globalThis.said = new Promise((done) => {{ const first = {element}; \
             new MutationObserver(() => [first, {element}].some((one) => one?.textContent === {text}) && done(true)) \
             .observe(document.documentElement, {{ childList: true, characterData: true, subtree: true }}); \
             setTimeout(done, 60000, false); }}))"
        ));
        act(self);
        assert_eq!(self.eval("said"), true, "{element} did not say {text} within a minute");
    }

    /// Goes to the same address again.
    pub fn reload(&mut self) {
        let address = self.eval("location.href");
        self.browser.go(&self.tab, address.as_str().unwrap());
    }

    /// Opens the form with the mouse.
    pub fn open_form(&mut self) {
        self.until("document.querySelector('.sitevar-open')");
        self.browser.click(&self.tab, ".sitevar-open");
        self.until("document.querySelector('.sitevar-dialog[open]')");
    }

    /// Returns the selector of the field with a label.
    pub fn field(&mut self, label: &str) -> String {
        let find = format!(
            "[...document.querySelectorAll('.sitevar-dialog label')].find((label) => label.textContent === {}).htmlFor",
            json!(label)
        );
        format!("#{}", self.eval(&find).as_str().unwrap())
    }

    /// Types into a field what replaces its text, key by key.
    pub fn type_into(&mut self, label: &str, text: &str) {
        let field = self.field(label);
        self.browser.click(&self.tab, &field);
        self.eval(&format!("document.querySelector('{field}').select()"));
        self.browser.press(&self.tab, &[key::BACKSPACE]);
        self.browser.type_text(&self.tab, text);
    }

    /// Types into a field and goes on with Enter, so that it is kept.
    pub fn enter(&mut self, label: &str, text: &str) {
        self.type_into(label, text);
        self.browser.press(&self.tab, &[key::ENTER]);
    }

    /// Puts a text into a field at once, as a paste does, and goes on.
    pub fn paste(&mut self, label: &str, text: &str) {
        let field = self.field(label);
        self.eval(&format!(
            "(() => {{ const field = document.querySelector('{field}'); field.value = {}; \
             field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); }})()",
            json!(text)
        ));
    }

    /// Has the digest of a secret made that the reader has already, and returns both as they are shown.
    pub fn own_secret(&mut self, secret: &str) -> (String, String) {
        self.paste("Your secret", secret);
        self.press("Compute its digest");
        self.pair()
    }

    /// Returns the secret and the digest that the panel shows, as soon as it does.
    pub fn pair(&mut self) -> (String, String) {
        self.until("document.querySelector('.sitevar-result output')");
        let shown =
            |index| format!("document.querySelectorAll('.sitevar-result output')[{index}].textContent");
        (self.text(&shown(0)), self.text(&shown(1)))
    }

    /// Chooses in a field that offers choices.
    pub fn choose(&mut self, label: &str, value: &str) {
        let field = self.field(label);
        self.eval(&format!(
            "(() => {{ const field = document.querySelector('{field}'); field.value = {}; \
             field.dispatchEvent(new Event('change')); }})()",
            json!(value)
        ));
    }

    /// Returns the text of a field, as soon as values stand everywhere.
    pub fn value_of(&mut self, label: &str) -> String {
        self.settle();
        let field = self.field(label);
        self.text(&format!("document.querySelector('{field}').value"))
    }

    /// Returns everything that stands beside a field: help, problem, note.
    pub fn told_at(&mut self, label: &str) -> String {
        let field = self.field(label);
        self.text(&format!("document.querySelector('{field}').parentElement.textContent"))
    }

    /// Presses the first button with a text.
    pub fn press(&mut self, text: &str) {
        self.eval(&format!(
            "[...document.querySelectorAll('button')].find((button) => button.textContent === {}).click()",
            json!(text)
        ));
    }

    /// Waits until values stand everywhere: a large page is written in many steps, once the reader pauses.
    pub fn settle(&mut self) {
        self.until("!document.documentElement.hasAttribute('data-sitevar-writing')");
    }

    /// Returns the code under a title, as soon as values stand everywhere.
    pub fn code(&mut self, title: &str) -> String {
        self.settle();
        self.text(&format!(
            "[...document.querySelectorAll('figure.code')].find((figure) => \
             figure.firstChild.textContent.startsWith({})).querySelector('code').textContent",
            json!(title)
        ))
    }

    /// Returns a text of the page.
    pub fn text(&mut self, expression: &str) -> String {
        self.eval(expression).as_str().unwrap_or_default().to_owned()
    }

    /// Returns what is saved, as `name=value`, in the order of the names.
    pub fn saved(&mut self) -> Vec<String> {
        let rows =
            self.eval("Object.entries(localStorage).map(([name, value]) => `${name}=${value}`).sort()");
        rows.as_array().unwrap().iter().map(|row| row.as_str().unwrap().to_owned()).collect()
    }

    /// Prints the page, and returns the text on paper without white space; nothing where the browser cannot print.
    pub fn on_paper(&mut self) -> Option<String> {
        let paper = self.browser.print(&self.tab)?;
        Some(text_of_pdf(&paper)?.split_whitespace().collect())
    }
}
