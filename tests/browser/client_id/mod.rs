//! Scenario: the id of a client. The guide names it in its list and shows it in two files; who types one, or has a random
//! one made, finds it in all of these places and after a reload, and no other guide is changed.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

const BUTTON: &str = "Generate a random one";

/// The ids that the list, the table and the two files show.
const SHOWN: &str =
    "[...document.querySelectorAll('article [data-sitevar^=client-id-]')].map((slot) => slot.textContent)";

#[test]
fn the_id_that_is_typed_or_made_is_in_every_place_of_its_guide_and_in_no_other() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("client_id"));
        let mut reader = Reader::at(browser, &served.at("/app/"));
        reader.open_form();
        assert_eq!(reader.value_of("Client ID"), "app");
        assert!(reader.told_at("Client ID").contains("different for every client"));
        reader.enter("Client ID", "mine");
        holds(&mut reader, "mine");
        let is_asked = || served.asked().iter().any(|path| path.contains("/secret-"));
        assert!(!is_asked(), "what draws an id is loaded when somebody wants one: {:?}", served.asked());
        let made = draw(&mut reader, "mine");
        assert!(is_asked(), "{:?}", served.asked());
        let is_unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
        assert!(made.len() == 64 && made.chars().all(is_unreserved), "{made}");
        holds(&mut reader, &made);
        let again = draw(&mut reader, &made);
        holds(&mut reader, &again);
        assert_eq!(reader.saved(), [format!("sitevar:client-id-app={again}")]);
        reader.press("Done");
        reader.reload();
        reader.until("document.querySelector('.sitevar-yours')");
        holds(&mut reader, &again);
        let tab = reader.tab.clone();
        reader.browser.go(&tab, &served.at("/other/"));
        reader.open_form();
        assert_eq!(reader.value_of("Client ID"), "other");
        let code = "clients:\n  - client_id: 'other'\n    client_name: 'app'\n";
        assert_eq!(reader.code("configuration.yml"), code);
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

/// Presses the button, and returns the id that is then in the place of another.
fn draw(reader: &mut Reader<'_>, before: &str) -> String {
    reader.press(BUTTON);
    reader.until(&format!(
        "[...document.querySelectorAll('.sitevar-field')].some((field) => field.textContent.includes('{BUTTON}') \
         && field.querySelector('input').value !== '{before}')"
    ));
    reader.value_of("Client ID")
}

/// All places of the guide have the id, and nothing else has.
fn holds(reader: &mut Reader<'_>, id: &str) {
    let start = format!("clients:\n  - client_id: '{id}'\n    client_name: 'app'\n");
    let code = reader.code("configuration.yml");
    assert!(code.starts_with(&start), "{code}");
    let env = reader.code("app.env");
    let (first, second) = env.split_once('\n').unwrap();
    let written = first.strip_prefix("OIDC_CLIENT_ID=").unwrap();
    assert!(written == id || written == format!("'{id}'"), "{env}");
    assert_eq!(second, "OIDC_NAME=app\n");
    let shown = reader.eval(SHOWN);
    let shown: Vec<&str> = shown.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert!(shown.len() >= 4, "{shown:?}");
    assert!(shown.iter().all(|text| text.trim_matches('\'') == id), "{shown:?}");
    assert_eq!(
        reader.eval("document.querySelector('.sitevar-bar [data-sitevar^=client-id-]')"),
        serde_json::Value::Null
    );
}
