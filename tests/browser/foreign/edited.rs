//! Values that are edited where they are, in pages whose styles and keys are not ours.

use serde_json::json;

use super::super::in_each_browser;
use super::super::launch::Wish;
use super::super::tab::key;
use super::{CORNER, Host, Visitor};

const BLOCK: &str = "<h1>Guide</h1><pre><code class=\"language-yaml\">host: example.com\nsecret: insecure_secret\n</code></pre>";

/// The slot of the domain, and that of the secret.
const SLOTS: [&str; 2] = ["pre [data-sitevar=domain]", "pre [data-sitevar=secret]"];

#[test]
fn a_value_is_edited_where_it_is_whatever_the_style_of_the_page() {
    in_each_browser(Wish::default(), |browser| {
        for style in ["", "body { background: #111; color: #eee }", "div, input { display: none !important }"]
        {
            let served = Host { style: style.to_owned(), ..Host::new(BLOCK) }.serve();
            let mut visitor = Visitor::at(browser, &served);
            visitor.live_at("before.lab");
            visitor.until_in("pre", "before.lab");
            visitor.0.eval("(() => { globalThis.heard = []; addEventListener('keydown', ({ key }) => heard.push(key)); })()");
            let tab = visitor.0.tab.clone();
            let field = format!("{CORNER}.querySelector('.sitevar-edit:popover-open')");
            for (typed, pressed, shown) in [
                ("home.lab", key::ESCAPE, "before.lab"),
                ("home.lab", key::ENTER, "home.lab"),
                ("a b", key::ENTER, "home.lab"),
            ] {
                visitor.0.browser.click(&tab, SLOTS[0]);
                visitor.0.until(&format!("{field}?.querySelector('input') === {CORNER}.activeElement"));
                visitor.0.browser.type_text(&tab, typed);
                let now = if typed == "a b" { "example.com" } else { typed };
                visitor.0.until(&format!("document.querySelector('{}').textContent === '{now}'", SLOTS[0]));
                let seen =
                    format!("{field}.getBoundingClientRect().height > 50 && {field}.dataset.sitevarScheme");
                assert_eq!(visitor.0.text(&seen), if style.contains("#111") { "dark" } else { "light" });
                visitor.0.browser.press(&tab, &[pressed]);
                if typed == "a b" {
                    assert_eq!(visitor.0.eval(&format!("{CORNER}.activeElement.ariaInvalid")), "true");
                    visitor.0.browser.press(&tab, &[key::ESCAPE]);
                }
                visitor.0.until(&format!("!{CORNER}.querySelector('.sitevar-edit')"));
                visitor.0.until(&format!("document.querySelector('{}').textContent === '{shown}'", SLOTS[0]));
            }
            assert_eq!(visitor.0.eval("heard"), json!([]));
            assert_eq!(visitor.0.saved(), ["sitevar:domain=home.lab"]);
            visitor.0.browser.click(&tab, SLOTS[1]);
            visitor.0.until(&format!("{CORNER}.querySelector('dialog').open"));
            visitor.0.eval("localStorage.clear()");
            visitor.end(style);
        }
    });
}
