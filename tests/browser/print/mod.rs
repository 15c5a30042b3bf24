//! Scenario: a reader prints a guide. On paper are their values, and nothing that could be pressed.

use serde_json::json;

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

/// What is on the screen and has no use on paper, without white space: paper breaks lines elsewhere.
const CONTROLS: [&str; 7] = [
    "Useyourownvalues",
    "Copy",
    "Download",
    "Makeasecret",
    "Forgetthissecret",
    "Showallvalues",
    "Theystayinthisbrowser",
];

#[test]
fn on_paper_are_the_readers_values_and_no_controls() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        let Some(before) = reader.on_paper() else { return };
        assert!(before.contains("https://headscale.example.com/oidc/callback"), "{before}");
        reader.open_form();
        reader.type_into("Domain", "home.lab");
        reader.press("Generate a secret");
        let (secret, digest) = reader.pair();
        reader.settle();
        for state in ["with the form open", "with the form closed"] {
            let paper = reader.on_paper().unwrap();
            for value in ["https://headscale.home.lab/oidc/callback", "https://auth.home.lab'", &secret] {
                assert!(paper.contains(value), "{state}: {value} is not in {paper}");
            }
            assert!(paper.contains(&digest[..40]) && !paper.contains("example.com"), "{state}: {paper}");
            // The guide's own words name the button.
            let paper = paper.replace("Useyourownvaluesonthispage", "");
            for control in CONTROLS {
                assert!(!paper.contains(control), "{state}: {control} is in {paper}");
            }
            reader.press("Done");
        }
        assert_eq!(reader.eval("document.querySelector('.sitevar-dialog[open]')"), json!(null));
    });
}
