//! Scenario: a site that the real Hugo renders, with our shortcode files and the files that `sitevar assets` wrote.

use std::path::Path;
use std::process::Command;

use super::launch::Wish;
use super::reader::Reader;
use super::server::Serving;
use super::{in_each_browser, site};
use crate::commands::sandbox::Sandbox;
use crate::shortcodes::hugo;

/// The page of every kind: what the documentation tells a Hugo site to have in its head.
const LAYOUT: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title>\
                      <link rel=\"icon\" href=\"data:,\">{{ os.ReadFile \"static/sitevar/snippet.html\" | safeHTML }}</head>\
                      <body><main>{{ .Content }}</main></body></html>";

const PAGE: &str = "---\ntitle: One\n---\n\n{{< sitevar-preferences >}}\n\nAt {{< sitevar name=\"domain\" nojs=\"example.com\" >}}.\n\n\
                    ```yaml\nserver: 'https://{{< sitevar name=\"subdomain-authelia\" nojs=\"auth\" >}}.{{< sitevar \
                    name=\"domain\" nojs=\"example.com\" >}}/'\n```\n";

/// Renders the site below an address such as `/docs/`; `None` where there is no Hugo.
fn render() -> Option<Sandbox> {
    let hugo = hugo::find()?;
    let sandbox = Sandbox::new(&[
        ("hugo.toml", "baseURL = \"https://docs.example.org/\"\ntitle = \"Test\"\n"),
        ("layouts/all.html", LAYOUT),
        ("content/guides/one.md", PAGE),
    ]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shortcodes");
    for name in ["sitevar.html", "sitevar-preferences.html"] {
        sandbox.write(
            &format!("layouts/_shortcodes/{name}"),
            &std::fs::read_to_string(root.join(name)).unwrap(),
        );
    }
    sandbox.succeed(&["assets", "-o", "static/sitevar"]);
    let output = Command::new(hugo).args(["--quiet", "-s"]).arg(sandbox.path("")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    Some(sandbox)
}

#[test]
fn a_page_that_hugo_renders_takes_the_readers_values() {
    if !site::has_widget() {
        return;
    }
    let Some(sandbox) = render() else { return };
    in_each_browser(Wish::default(), |browser| {
        let served = Serving::default().serve(&sandbox.path("public"));
        let mut reader = Reader::at(browser, &served.at("/guides/one/"));
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        reader.type_into("Authelia subdomain", "login");
        reader.until(
            "document.querySelector('main p:not(sitevar-preferences *)').textContent === 'At home.lab.'",
        );
        let code = reader.text("document.querySelector('pre code').textContent");
        assert_eq!(code.trim(), "server: 'https://login.home.lab/'");
        assert_eq!(browser.errors(), Vec::<String>::new(), "{:?}", browser.engine);
    });
}
