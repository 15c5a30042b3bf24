//! Scenario: the whole job. A reader types a domain, presses one button, and copies two configurations that work.

use serde_json::Value;

use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Served, Serving, TRUSTED_TYPES};
use super::tab::Browser;
use super::{in_each_engine, site};

const GUIDE: &str = "/guides/headscale/";

#[test]
fn two_configurations_hold_the_readers_values_and_the_digest_fits_the_secret() {
    in_each_engine(Wish::default(), |browser| {
        let headers = vec![STRICT, TRUSTED_TYPES];
        let served = Serving { headers, ..Serving::default() }.serve(site::built());
        // A secure context, and what a home network has: there neither the clipboard nor WebCrypto exist.
        for address in [served.at(GUIDE), served.at_lan(GUIDE)] {
            job(browser, &served, &address);
            assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
        }
        // Who has WebAssembly never loads what is for those who have none.
        assert!(!served.asked().iter().any(|path| path.contains("/plain")), "{:?}", served.asked());
    });
}

/// Does the whole job on a page.
pub fn job(browser: &mut Browser, served: &Served, address: &str) {
    eprintln!("{:?}: {address}", browser.engine);
    let mut reader = Reader::at(browser, address);
    reader.open_form();
    reader.type_into("Domain", "home.lab");
    reader.type_into("Authelia subdomain", "login");
    // The worker is the widget's last file.
    reader.press("Generate a secret");
    reader.until("document.querySelector('.sitevar-result output')");
    let asked = served.asked().len();
    reader.press("Generate a secret");
    reader.press("Replace it");
    let first = reader.text("document.querySelector('.sitevar-result output').textContent");
    reader.until(&format!("document.querySelector('.sitevar-result output').textContent !== '{first}'"));
    let (secret, digest) = reader.pair();
    assert_eq!(secret.len(), 72);

    let authelia: Value = serde_yaml::from_str(&reader.code("configuration.yml")).unwrap();
    let client = &authelia["identity_providers"]["oidc"]["clients"][0];
    assert_eq!(client["client_secret"], *digest);
    assert_eq!(client["redirect_uris"][0], "https://headscale.home.lab/oidc/callback");
    let headscale: Value = serde_yaml::from_str(&reader.code("config.yaml")).unwrap();
    assert_eq!(headscale["oidc"]["client_secret"], *secret);
    assert_eq!(headscale["oidc"]["issuer"], "https://login.home.lab");
    assert!(!reader.code("configuration.yml").contains(&secret), "the secret stands beside its digest");
    assert!(verifies(&secret, &digest));

    reader.press("Done");
    let tab = reader.tab.clone();
    let button = "figure .sitevar-tools button";
    reader.until_said(&format!("document.querySelector('{button}')"), "Copied", |reader| {
        reader.browser.click(&reader.tab, button);
    });
    // No example is left in the block, and its button says so.
    reader.until("document.querySelector('figure .sitevar-tools button').textContent === 'Copy'");

    assert_eq!(served.asked().len(), asked, "{:?}", served.asked());
    let traces = browser.traces(&tab);
    assert!(!traces.contains(&secret) && !traces.contains(&first), "{traces}");
    browser.close(tab);
}

#[test]
fn a_secret_is_gone_when_the_reader_leaves_and_comes_back() {
    // A clock by which every place takes longer than a turn: the page goes away while it still writes.
    const SLOW: &str = "(() => { let now = 0; performance.now = () => (now += 5); })()";
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at(GUIDE));
        reader.eval(SLOW);
        reader.open_form();
        reader.press("Generate a secret");
        reader.until("document.querySelector('.sitevar-result output')");
        let secret = reader.text("document.querySelector('.sitevar-result output').textContent");
        let tab = reader.tab.clone();
        browser.go(&tab, &served.at("/"));
        browser.back(&tab);
        browser.wait_through(
            &tab,
            "location.pathname.includes('headscale') && document.querySelector('.sitevar-open')",
        );
        let mut reader = Reader { browser, tab };
        let page = reader.text("document.documentElement.outerHTML");
        assert!(!page.contains(&secret));
        assert!(reader.code("config.yaml").contains("'insecure_secret'"));
    });
}
