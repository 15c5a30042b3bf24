//! Scenario: a site's own script listens to the widget. It hears of values, and never of a secret.

use serde_json::{Value, json};

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

/// What editors and compilers are told of the widget.
const TYPES: &str = include_str!("../../../crates/widget/js/sitevar.d.ts");

/// An event is what the types say: no detail more and none less, each of its type.
fn check_type(event: &Value) {
    let name = event["type"].as_str().unwrap();
    let alias = TYPES.split(&format!("\"{name}\": ")).nth(1).and_then(|rest| rest.split(';').next()).unwrap();
    let declared = TYPES.split(&format!("type {alias} = CustomEvent<{{ ")).nth(1).unwrap();
    let declared = declared.split(" }>").next().unwrap();
    let type_of = |value: &Value| match value {
        Value::Array(_) => "string[]",
        Value::String(_) => "string",
        other => panic!("{other}"),
    };
    let detail = event["detail"].as_object().unwrap();
    let mut told: Vec<_> = detail.iter().map(|(key, value)| format!("{key}: {}", type_of(value))).collect();
    let mut declared: Vec<_> = declared.split("; ").collect();
    told.sort();
    declared.sort_unstable();
    assert_eq!(told, declared, "{name}");
}

#[test]
fn the_elements_are_those_of_the_types() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let tab = browser.tab();
        browser.go(&tab, &served.at("/guides/headscale/"));
        let mut reader = Reader { browser, tab };
        reader.open_form();
        let elements = TYPES.split("HTMLElementTagNameMap {").nth(1).unwrap().split('}').next().unwrap();
        let names: Vec<_> = elements.lines().filter_map(|line| line.split('"').nth(1)).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        for name in names {
            // Neither element has properties or methods for pages to use.
            let own = format!(
                "(() => {{ const made = customElements.get('{name}'); \
                 return made && Object.getOwnPropertyNames(made.prototype).filter((name) => \
                 !['constructor', 'connectedCallback', 'disconnectedCallback'].includes(name)) }})()"
            );
            assert_eq!(reader.eval(&own), json!([]), "{name}");
        }
    });
}

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
        check_type(&ready[0]);

        reader.paste("Domain", "Home.Lab");
        let of = |name: &str, value: &str| json!({ "type": "sitevar:change", "detail": { "name": name, "value": value } });
        check_type(&of("domain", "home.lab"));
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
