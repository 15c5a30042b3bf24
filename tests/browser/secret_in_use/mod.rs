//! Scenario: a page has a secret already, and a system may have it too. A new one is made only by who says so.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

#[test]
fn a_secret_in_use_is_replaced_only_when_the_reader_says_so() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.open_form();
        reader.press("Generate a secret");
        let first = reader.pair();
        for button in ["Generate a secret", "Compute its digest"] {
            reader.paste("Your secret", "another-secret-of-the-reader");
            reader.press(button);
            let asked = reader.text("document.querySelector('.sitevar-ask:not([hidden])').textContent");
            assert!(asked.contains("A secret is in use"), "{asked}");
            // Who only presses Enter keeps what they have.
            assert_eq!(reader.text("document.activeElement.textContent"), "Keep it");
            assert_eq!(reader.eval("document.querySelector('.sitevar-progress').hidden"), true);
            reader.press("Keep it");
            assert_eq!(reader.eval("document.querySelector('.sitevar-ask').hidden"), true);
            assert_eq!(reader.pair(), first, "{button}");
            assert!(reader.code("config.yaml").contains(&first.0), "{button}");
        }
        reader.press("Compute its digest");
        reader.press("Replace it");
        reader.until(
            "document.querySelector('.sitevar-result output').textContent === 'another-secret-of-the-reader'",
        );
        assert!(reader.code("config.yaml").contains("'another-secret-of-the-reader'"));
        // What was asked is no question any more.
        reader.press("Generate a secret");
        reader.press("Forget this secret");
        assert_eq!(reader.eval("document.querySelector('.sitevar-ask').hidden"), true);
        assert!(reader.code("config.yaml").contains("'insecure_secret'"));
        reader.press("Generate a secret");
        let third = reader.pair();
        assert!(third.0 != first.0 && third.1 != first.1);
        reader.press("Reset");
        assert_eq!(reader.eval("document.querySelector('.sitevar-result').hidden"), true);
        reader.press("Undo");
        assert_eq!(reader.pair(), third);
        assert!(reader.code("config.yaml").contains(&third.0));
    });
}
