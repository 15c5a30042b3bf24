//! Scenario: a site's own script listens to the widget. It hears of values, and never of a secret.

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

const LISTEN: &str = "() => {
    globalThis.heard = [];
    for (const name of ['sitevar:ready', 'sitevar:change']) {
        document.addEventListener(name, ({ type, detail }) => heard.push({ type, detail }));
    }
}";

#[test]
fn a_site_hears_of_values_and_never_of_a_secret() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let tab = browser.tab();
        browser.before_scripts(&tab, LISTEN);
        browser.go(&tab, &served.at("/guides/headscale/"));
        let mut reader = Reader { browser, tab };
        assert_eq!(reader.eval("heard"), json!([]), "nothing runs before somebody asks for it");
        reader.open_form();
        let ready = reader.eval("heard.splice(0)");
        assert_eq!(ready[0]["type"], "sitevar:ready");
        assert!(ready[0]["detail"]["names"].as_array().unwrap().contains(&json!("domain")), "{ready}");

        reader.paste("Domain", "Home.Lab");
        let of = |name: &str, value: &str| json!({ "type": "sitevar:change", "detail": { "name": name, "value": value } });
        let both = json!([of("domain", "home.lab"), of("authelia-url", "https://auth.home.lab/")]);
        assert_eq!(reader.eval("heard.splice(0)"), both);
        let examples = json!([of("domain", "example.com"), of("authelia-url", "https://auth.example.com/")]);
        reader.paste("Domain", "two..dots");
        assert_eq!(reader.eval("heard.splice(0)"), examples, "what is refused leaves the example");
        reader.paste("Domain", "three...dots");
        assert_eq!(reader.eval("heard.splice(0)"), json!([]), "nothing else is shown");
        reader.paste("Domain", "home.lab");
        assert_eq!(reader.eval("heard.splice(0)"), both);

        reader.press("Generate a secret");
        reader.pair();
        reader.own_secret("a-secret-that-the-reader-has-already");
        reader.press("Replace it");
        reader.until("document.querySelector('.sitevar-result output').textContent.startsWith('a-secret')");
        reader.press("Forget this secret");
        assert_eq!(reader.eval("heard.splice(0)"), json!([]), "a secret is nobody else's");
        reader.press("Reset");
        assert_eq!(reader.eval("heard.splice(0)"), examples);
    });
}
