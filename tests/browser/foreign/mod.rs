//! Scenario: a page that another generator made of our static Markdown, with its own highlighting and without slots.

use serde_json::Value;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

#[test]
fn a_page_without_slots_gets_them_where_sitevar_json_says() {
    in_each_browser(Wish::default(), |browser| {
        let instead = [("/guides/headscale/", page().into_bytes())].into();
        let served = Serving { headers: vec![STRICT], instead }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        assert_eq!(reader.eval("document.querySelectorAll('[data-sitevar]').length"), 0);
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        reader.type_into("Authelia subdomain", "");
        reader.press("Make a secret");
        let (secret, digest) = reader.pair();
        let mut read = |id: &str| -> Value {
            serde_yaml::from_str(&reader.text(&format!("document.querySelector('#{id} code').textContent")))
                .unwrap()
        };
        let (first, second) = (read("first"), read("second"));
        let client = &first["identity_providers"]["oidc"]["clients"][0];
        assert_eq!(client["client_secret"], *digest);
        assert_eq!(client["redirect_uris"][0], "https://headscale.home.lab/oidc/callback");
        assert_eq!(second["oidc"]["client_secret"], *secret);
        assert_eq!(second["oidc"]["issuer"], "https://home.lab");
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}

/// Writes the page as somebody else's generator would: a block of its own first, every word of the second in a `span`.
fn page() -> String {
    let markdown = std::fs::read_to_string(site::built().join("guides/headscale/index.md")).unwrap();
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let blocks: Vec<String> = markdown
        .split("```yaml")
        .skip(1)
        .map(|block| escape(block.split_once('\n').unwrap().1.split("```").next().unwrap()))
        .collect();
    let [first, second] = blocks.as_slice() else { panic!("the guide has two blocks of YAML") };
    let words: Vec<String> =
        second.split(' ').map(|word| format!("<span class=\"w\">{word}</span>")).collect();
    let built = std::fs::read_to_string(site::built().join("guides/headscale/index.html")).unwrap();
    let tags = |from: &str| -> String {
        let lines = built.lines().filter(|line| line.contains(from) && !line.contains("canonical"));
        lines.collect::<Vec<_>>().join("\n")
    };
    format!(
        "<!doctype html><title>x</title>{}<sitevar-preferences></sitevar-preferences>\
         <pre>a theme's own</pre><pre id=first><code class=language-yaml>{first}</code></pre>\
         <pre id=second><code class=language-yaml>{}</code></pre>",
        tags("<script type=\"module\""),
        words.join(" ")
    )
}
