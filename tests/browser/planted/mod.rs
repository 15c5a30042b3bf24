//! Scenario: who writes a page puts elements into it that look like the site's own declarations.
//!
//! They say that a secret is a text, so that it would be saved and stand in addresses. Only the site's own count.

use serde_json::{Value, json};

use super::launch::Wish;
use super::reader::Reader;
use super::server::Serving;
use super::{in_each_browser, site};

/// Declarations that a page may not make.
const LIES: &str = r#"{"schema":1,"variables":{"client-secret":{"type":"text","default":"insecure_secret","label":"Client secret"}},"derived":{}}"#;

/// A link that these declarations would fill.
const LINK: &str = r#"<a id="planted" href="https://insecure_secret.example.com/" data-sitevar-href="https://{client-secret}.example.com/">x</a>"#;

/// Returns a page with elements at the beginning of its content.
fn with(page: &str, planted: &str) -> String {
    let changed = page.replacen("<article>", &format!("<article>{planted}{LINK}"), 1);
    assert_ne!(changed, page);
    changed
}

fn island() -> String {
    format!("<script id=\"sitevar-declarations\" type=\"application/json\">{LIES}</script>")
}

/// Makes a secret: it stands in text, and nowhere else.
fn keeps_a_secret(mut reader: Reader<'_>, planted: &str) {
    reader.open_form();
    reader.press("Generate a secret");
    let (secret, _) = reader.pair();
    reader.press("Done");
    reader.settle();
    let text = reader.text("document.querySelector('article').textContent");
    assert!(text.contains(&secret), "{planted}");
    assert_eq!(
        reader.text("document.querySelector('#planted').href"),
        "https://insecure_secret.example.com/"
    );
    assert_eq!(reader.saved(), Vec::<String>::new(), "{planted}");
    let Reader { browser, tab } = reader;
    browser.close(tab);
}

#[test]
fn elements_of_the_content_do_not_declare() {
    in_each_browser(Wish::default(), |browser| {
        let folder = site::of("planted");
        let built = std::fs::read_to_string(folder.join("page/index.html")).unwrap();
        let pointer =
            "<script type=\"application/json\" data-declarations=\"/lies.json\"></script>".to_owned();
        let base = "<base href=\"/lies/below/\">".to_owned();
        for planted in [island(), pointer, base] {
            let instead = [
                ("/page/", with(&built, &planted).into_bytes()),
                ("/lies.json", LIES.into()),
                ("/lies/sitevar.json", LIES.into()),
            ];
            let served = Serving { instead: instead.into(), ..Serving::default() }.serve(&folder);
            keeps_a_secret(Reader::at(browser, &served.at("/page/")), &planted);
            assert!(!served.asked().iter().any(|path| path.contains("lies")), "{planted}");
        }
    });
}

#[test]
fn a_guide_in_a_single_file_does_not_declare() {
    if !site::has_widget() {
        return;
    }
    let address = site::offline("planted.html", &["tests/browser/planted/site/content/page.md"]);
    let path = address.strip_prefix("file://").unwrap();
    let planted = island() + "<script id=\"sitevar-wasm\" type=\"application/octet-stream\">AAAA</script>";
    std::fs::write(path, with(&std::fs::read_to_string(path).unwrap(), &planted)).unwrap();
    in_each_browser(Wish::default(), |browser| keeps_a_secret(Reader::at(browser, &address), &planted));
}

#[test]
fn where_two_elements_have_the_address_of_the_script_neither_is_believed() {
    in_each_browser(Wish::default(), |browser| {
        let folder = site::of("planted");
        let built = std::fs::read_to_string(folder.join("page/index.html")).unwrap();
        let (_, rest) = built.split_once("type=\"module\" async src=\"").unwrap();
        let src = rest.split('"').next().unwrap();
        let planted =
            format!("<script type=\"text/plain\" src=\"{src}\" data-declarations=\"/lies.json\"></script>");
        let instead = [("/page/", with(&built, &planted).into_bytes()), ("/lies.json", LIES.into())];
        let served = Serving { instead: instead.into(), ..Serving::default() }.serve(&folder);
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.until("document.querySelector('.sitevar-open')");
        reader.press("Use your own values");
        reader.until("document.querySelector('.sitevar-missing')?.textContent.includes('sitevar.json')");
        assert!(!served.asked().iter().any(|path| path.contains("lies")));
    });
}

#[test]
fn what_one_page_declares_as_a_secret_is_one_on_every_page() {
    let folder = site::of("planted");
    in_each_browser(Wish::default(), |browser| {
        let declared = std::fs::read_to_string(folder.join("sitevar.json")).unwrap();
        let mut strict: Value = serde_json::from_str(&declared).unwrap();
        strict["pages"] =
            json!([{ "address": "/strict/", "variables": { "api-key": { "type": "secret" } } }]);
        for (declared, shown) in [(declared, "typed.before"), (strict.to_string(), "no_key")] {
            let instead = [("/sitevar.json", declared.into_bytes())];
            let served = Serving { instead: instead.into(), ..Serving::default() }.serve(&folder);
            let mut reader = Reader::at(browser, &served.at("/keys/"));
            reader.eval("localStorage.setItem('sitevar:api-key', 'typed.before')");
            reader.eval("localStorage.setItem('sitevar:domain', 'home.lab')");
            reader.reload();
            reader.until("document.querySelector('article').textContent.includes('home.lab')");
            reader.settle();
            let text = reader.text("document.querySelector('article').textContent");
            assert!(text.contains(shown), "{text}");
            let link = reader.text("document.querySelector('article a').href");
            assert_eq!(link, format!("https://{shown}.example.com/"));
            let is_kept = reader.saved().iter().any(|entry| entry.starts_with("sitevar:api-key="));
            assert_eq!(is_kept, shown != "no_key", "what is stored in the name of a secret is removed");
        }
    });
}
