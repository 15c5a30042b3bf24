//! Scenario: the file on a USB stick. It is opened from a disk with the network off, and asks for nothing.

use serde_json::Value;

use super::judge::verifies;
use super::launch::Wish;
use super::reader::Reader;
use super::tab::Browser;
use super::{in_each_engine, site};

/// Returns the requests that were not for the file itself, or for what is inside of it.
fn strange_requests(browser: &mut Browser, address: &str) -> Vec<String> {
    let inside = |asked: &String| {
        asked.split('#').next() == Some(address)
            || ["data:", "blob:", "about:"].iter().any(|scheme| asked.starts_with(scheme))
    };
    browser.requests().into_iter().filter(|asked| !inside(asked)).collect()
}

#[test]
fn the_whole_job_is_done_from_a_disk_and_nothing_is_asked_for() {
    the_job_is_done(&["site/content/guides/headscale.md"], Wish::default());
}

#[test]
fn a_file_without_webassembly_does_the_job_where_there_is_none() {
    the_job_is_done(
        &["--no-wasm", "site/content/guides/headscale.md"],
        Wish { wasm_off: true, ..Wish::default() },
    );
}

fn the_job_is_done(arguments: &[&str], wish: Wish) {
    if !site::has_widget() {
        return;
    }
    let address = site::offline(&format!("offline-{}.html", arguments.len()), arguments);
    in_each_engine(Wish { network_off: true, ..wish }, |browser| {
        let mut reader = Reader::at(browser, &address);
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        reader.type_into("Authelia subdomain", "login");
        reader.press("Generate a secret");
        let (secret, digest) = reader.pair();
        assert!(verifies(&secret, &digest), "{digest}");
        let authelia: Value = serde_yaml::from_str(&reader.code("configuration.yml")).unwrap();
        assert_eq!(authelia["identity_providers"]["oidc"]["clients"][0]["client_secret"], *digest);
        let headscale: Value = serde_yaml::from_str(&reader.code("config.yaml")).unwrap();
        assert_eq!(headscale["oidc"]["client_secret"], *secret);
        assert_eq!(headscale["oidc"]["issuer"], "https://login.home.lab");
        let tab = reader.tab.clone();
        assert!(!browser.traces(&tab).contains(&secret), "the secret is kept or told somewhere");
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
        assert_eq!(strange_requests(browser, &address), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

#[test]
fn one_of_many_guides_is_shown_at_a_time_without_a_script() {
    if !site::has_widget() {
        return;
    }
    let address = site::offline("offline-many.html", &["site/content"]);
    in_each_engine(Wish { network_off: true, scripts_off: true, ..Wish::default() }, |browser| {
        let tab = browser.tab();
        for (fragment, shown) in
            [("", "home"), ("#headscale", "headscale"), ("#variables--formats", "variables")]
        {
            browser.go(&tab, "about:blank");
            browser.go(&tab, &format!("{address}{fragment}"));
            let seen = browser.look(
                &tab,
                "[...document.querySelectorAll('.guide')].filter((guide) => guide.checkVisibility()).map((guide) => guide.id)",
            );
            assert_eq!(seen, serde_json::json!([shown]), "{fragment} in {:?}", browser.engine);
        }
        assert_eq!(strange_requests(browser, &address), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

/// What the form asks for at once, and the files that it ends with.
const ASKED: &str = "[...document.querySelectorAll('.sitevar-dialog label, .sitevar-files .sitevar-name')] \
    .filter((text) => text.checkVisibility()).map((text) => text.textContent).join()";

#[test]
fn the_form_is_about_the_guide_that_is_shown() {
    if !site::has_widget() {
        return;
    }
    let inputs = ["site/content/guides/gitea.md", "site/content/guides/jellyfin.md"];
    let address = site::offline("offline-two.html", &inputs);
    in_each_engine(Wish { network_off: true, ..Wish::default() }, |browser| {
        let mut reader = Reader::at(browser, &format!("{address}#gitea"));
        let asked_at = |reader: &mut Reader<'_>, id: &str, file: &str| {
            reader.eval(&format!("location.hash = '{id}'"));
            reader.until(&format!("document.querySelector('#{id}').checkVisibility()"));
            reader.eval("document.querySelector('.guide:target .sitevar-open').click()");
            reader.until(&format!("{ASKED}.includes('{file}')"));
            let asked = reader.text(ASKED);
            assert!(asked.contains("Domain"), "{asked}");
            asked
        };
        let gitea = asked_at(&mut reader, "gitea", "compose.yml");
        assert!(!gitea.contains("Jellyfin"), "{gitea}");
        reader.press("Generate a secret");
        reader.pair();
        reader.press("Done");
        let jellyfin = asked_at(&mut reader, "jellyfin", "configuration.yml");
        assert!(!jellyfin.contains("Gitea"), "{jellyfin}");
        // What the other guide has is kept, and who leaves is still asked for it.
        let is_asked = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        assert_eq!(reader.eval(is_asked), true);
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}
