//! Scenario: somebody who has never seen such a page does the whole job, by what they can see alone: texts, and what each
//! thing is. Few presses are enough, on a phone, a tablet and a desk.

use serde_json::{Value, json};

use super::judge::verifies;
use super::launch::{Engine, Wish};
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_engine, in_engines, site};

const GUIDE: &str = "/guides/headscale/";

/// The most presses that the job may take; two values are typed.
const PRESSES: usize = 8;

/// A newcomer: knows roles and visible texts, and counts what they do.
struct Newcomer<'a> {
    reader: Reader<'a>,
    presses: usize,
}

/// Finds what is seen as a thing of a kind with a text, within what is open; marks it for the mouse.
///
/// What is seen has a size, is in the window or can be scrolled to, and is not behind the open form.
const FIND: &str = "(selector, text) => {
    const dialog = document.querySelector('dialog[open]');
    const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
    const textOf = (element) => (element.labels?.[0] ?? element).textContent.trim();
    const found = [...(dialog ?? document).querySelectorAll(selector)].find((element) => isSeen(element) && textOf(element) === text);
    document.querySelectorAll('[data-found]').forEach((element) => element.removeAttribute('data-found'));
    found?.setAttribute('data-found', '');
    return Boolean(found);
}";

impl Newcomer<'_> {
    /// Presses a button by its text.
    fn press(&mut self, text: &str) {
        self.find("button", text);
        self.reader.browser.click(&self.reader.tab, "[data-found]");
        self.presses += 1;
    }

    /// Types into the field with a label, which is a press too.
    fn type_into(&mut self, label: &str, text: &str) {
        self.find("input", label);
        self.reader.browser.click(&self.reader.tab, "[data-found]");
        self.presses += 1;
        self.reader.eval("document.querySelector('[data-found]').select()");
        self.reader.browser.type_text(&self.reader.tab, text);
    }

    fn find(&mut self, selector: &str, text: &str) {
        self.reader.until(&format!("({FIND})({}, {})", json!(selector), json!(text)));
    }

    /// Keeps a picture of what is seen.
    fn look(&mut self, step: &str, width: u32) {
        let name = format!("newcomer-{:?}-{width}-{step}", self.reader.browser.engine).to_lowercase();
        self.reader.browser.picture(&self.reader.tab, &name);
    }

    /// Presses the button of a file in the list, once no example is left in it, and returns what then is on the clipboard.
    fn copy(&mut self, file: &str) -> String {
        // A clipboard of the machine is shared by all tests, so what is put on it is heard instead.
        self.reader.eval(
            "Object.getPrototypeOf(navigator.clipboard).writeText = async (text) => { globalThis.copied = text; }, null",
        );
        self.reader.until(&format!(
            "(() => {{ const row = [...document.querySelectorAll('dialog[open] li')].find((row) => row.textContent.includes({})); \
             document.querySelectorAll('[data-found]').forEach((element) => element.removeAttribute('data-found')); \
             const button = [...row?.querySelectorAll('button') ?? []].find((button) => button.textContent === 'Copy'); \
             button?.setAttribute('data-found', ''); return Boolean(button); }})()",
            json!(file)
        ));
        self.reader.eval("globalThis.copied = null");
        self.reader.browser.click(&self.reader.tab, "[data-found]");
        self.presses += 1;
        self.reader.until("globalThis.copied !== null");
        self.reader.text("globalThis.copied")
    }
}

#[test]
fn a_newcomer_does_the_whole_job_with_few_presses() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        for (width, height) in [(320, 640), (768, 1024), (1280, 800)] {
            let tab = browser.tab();
            browser.resize(&tab, width, height);
            browser.go(&tab, &served.at(GUIDE));
            let mut newcomer = Newcomer { reader: Reader { browser, tab }, presses: 0 };
            newcomer.find("button", "Use your own values");
            let is_in_first_screen =
                "document.querySelector('[data-found]').getBoundingClientRect().bottom < innerHeight";
            assert_eq!(newcomer.reader.eval(is_in_first_screen), true, "{width}");
            newcomer.look("1-guide", width);
            newcomer.press("Use your own values");
            newcomer.type_into("Domain", "home.lab");
            newcomer.type_into("Authelia subdomain", "login");
            newcomer.look("2-typed", width);
            newcomer.press("Generate a secret");
            let (secret, digest) = newcomer.reader.pair();
            newcomer.look("3-secret", width);
            let provider: Value = serde_yaml::from_str(&newcomer.copy("configuration.yml")).unwrap();
            let application: Value = serde_yaml::from_str(&newcomer.copy("config.yaml")).unwrap();
            newcomer.look("4-copied", width);
            newcomer.press("Done");
            newcomer.look("5-done", width);
            assert_eq!(provider["identity_providers"]["oidc"]["clients"][0]["client_secret"], *digest);
            assert_eq!(application["oidc"]["client_secret"], *secret);
            assert_eq!(application["oidc"]["issuer"], "https://login.home.lab");
            assert!(verifies(&secret, &digest));
            assert!(newcomer.presses <= PRESSES, "{} presses", newcomer.presses);
            let Newcomer { mut reader, .. } = newcomer;
            reader.eval("localStorage.clear()");
            let tab = reader.tab.clone();
            browser.close(tab);
        }
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

/// Keeps the pictures of the README and the home page, light and dark: those in `site/content` are copies of them.
#[test]
fn the_picture_of_the_readme_shows_the_form_and_a_file_with_the_reader_s_values() {
    for (dark, name) in [(false, "own-values"), (true, "own-values-dark")] {
        in_engines(&[Engine::Chromium], Wish { dark, ..Wish::default() }, |browser| {
            let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
            let tab = browser.tab();
            browser.resize(&tab, 1160, 760);
            browser.go(&tab, &served.at(GUIDE));
            let mut reader = Reader { browser, tab };
            reader.open_form();
            reader.enter("Domain", "home.lab.example.org");
            reader.press("Generate a secret");
            let (_, digest) = reader.pair();
            assert!(reader.code("configuration.yml").contains(&digest));
            reader.eval("document.querySelector('figure.code').scrollIntoView({ block: 'center' }), null");
            reader.eval("document.querySelector('.sitevar-content').scrollTop = 0, null");
            reader.browser.picture(&reader.tab, name);
        });
    }
}
