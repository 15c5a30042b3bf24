//! Scenario: pages that other generators built, with one script tag of ours and no slot.
//!
//! 1. [`shapes`]: what generators make of code, and that every slot is found in it.
//! 2. [`changes`]: what their scripts do to a page later.
//! 3. [`copies`]: what is copied, by their buttons and by ours.
//! 4. [`edited`]: values that are edited where they are.
//! 5. [`looks`]: their styles, keys and switches, and where nothing of ours is wanted.

mod changes;
mod copies;
mod edited;
mod looks;
mod shapes;

use std::path::Path;

use serde_json::{Value, json};

use super::reader::Reader;
use super::server::{STRICT, Served, Serving};
use super::site;
use super::tab::Browser;

/// Where the page is that another generator built.
const PAGE: &str = "/docs/guide/index.html";

/// A page with what it is served with.
struct Host {
    /// More attributes of our script tag.
    tag: String,
    body: String,
    declared: Value,
    table: Value,
    style: String,
}

impl Host {
    /// A page without a table: only the declared examples tell what is a slot.
    fn new(body: &str) -> Self {
        Self {
            tag: String::new(),
            body: body.to_owned(),
            declared: declared(),
            table: Value::Null,
            style: String::new(),
        }
    }

    /// The same with a table.
    fn with_table(self, runs: Value, addresses: Value) -> Self {
        let mut declared = self.declared;
        declared["pages"] = json!([
            { "address": "/", "source": "index.md" },
            { "address": "/other/guide/", "source": "other.md", "table": "pages/other.json" },
            { "address": "/guide/", "source": "guide.md", "table": "pages/guide.json" },
        ]);
        Self { declared, table: json!({ "runs": runs, "addresses": addresses }), ..self }
    }

    fn serve(&self) -> Served {
        self.serve_with(site::built())
    }

    /// Serves it with the widget of a folder.
    fn serve_with(&self, widget: &Path) -> Served {
        let files = std::fs::read_dir(widget.join("sitevar")).unwrap();
        let names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        let named = |end: &str| names.iter().find(|name| name.starts_with("sitevar-") && name.ends_with(end));
        let (style, script) = (named(".css").unwrap(), named(".js").unwrap());
        let page = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Host</title>\
             <link rel=stylesheet href=\"/host.css\"><link rel=stylesheet href=\"/sitevar/{style}\">\
             <script type=module async src=\"/sitevar/{script}\" {}></script></head><body>{}</body></html>",
            self.tag, self.body
        );
        let instead = [
            (PAGE, page.into_bytes()),
            ("/host.css", self.style.clone().into_bytes()),
            ("/sitevar/sitevar.json", self.declared.to_string().into_bytes()),
            ("/sitevar/pages/guide.json", self.table.to_string().into_bytes()),
        ];
        Serving { headers: vec![STRICT], instead: instead.into(), ..Serving::default() }.serve(widget)
    }
}

/// What the site declares.
fn declared() -> Value {
    json!({
        "schema": 2,
        "variables": {
            "domain": { "type": "domain", "default": "example.com", "label": "Domain", "examples": ["example.com"] },
            "name": { "type": "text", "default": "My App", "label": "Name", "examples": ["My App"] },
            "secret": { "type": "secret", "label": "Secret", "examples": ["insecure_secret"] },
        },
        "derived": {},
        "off": ["/blog/*"],
        "pages": [],
    })
}

/// The shadow root with the button and the form.
const CORNER: &str = "document.querySelector('.sitevar-corner').shadowRoot";

/// The button in the corner, or nothing.
const BUTTON: &str = "document.querySelector('.sitevar-corner')?.shadowRoot.querySelector('button[part]')";

/// A reader of such a page.
struct Visitor<'a>(Reader<'a>);

impl<'a> Visitor<'a> {
    fn at(browser: &'a mut Browser, served: &Served) -> Self {
        Self(Reader::at(browser, &served.at(PAGE)))
    }

    /// Opens the form with the button in the corner.
    fn open(&mut self) {
        self.0.until(BUTTON);
        self.0.eval(&format!("{BUTTON}.click()"));
        self.0.until(&format!("{CORNER}.querySelector('dialog[open]')"));
    }

    fn close(&mut self) {
        self.0.eval(&format!("{CORNER}.querySelector('dialog').close()"));
    }

    /// Sets a value in the open form.
    fn set(&mut self, label: &str, value: &str) {
        self.0.eval(&format!(
            "(() => {{ const root = {CORNER}; \
             const label = [...root.querySelectorAll('label')].find((label) => label.textContent === {}); \
             const field = root.getElementById(label.htmlFor); field.value = {}; \
             field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); }})()",
            json!(label),
            json!(value)
        ));
    }

    /// Opens the form, sets the domain and closes the form.
    fn live_at(&mut self, domain: &str) {
        self.open();
        self.set("Domain", domain);
        self.close();
        self.0.settle();
    }

    /// Waits until an element's text holds another text.
    fn until_in(&mut self, selector: &str, text: &str) {
        self.0.until(&format!(
            "document.querySelector({})?.textContent.includes({})",
            json!(selector),
            json!(text)
        ));
    }

    fn slots(&mut self) -> i64 {
        self.0.eval("document.querySelectorAll('[data-sitevar]').length").as_i64().unwrap()
    }

    /// Lets the page have rest for longer than it is left alone at most.
    fn rest(&mut self) {
        self.0.eval("new Promise((done) => setTimeout(done, 1500))");
    }

    /// Ends the visit; the page must have said nothing.
    fn end(self, what: &str) {
        let Reader { browser, tab } = self.0;
        browser.close(tab);
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}: {what}", browser.engine);
    }
}
