//! Scenario: the whole job with the keyboard alone.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::tab::key;
use super::{in_each_browser, site};

/// More presses of Tab than any page here has stops before the button.
const MANY: usize = 60;

#[test]
fn the_whole_job_needs_no_mouse() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.until("document.querySelector('.sitevar-open')");
        tab_to(&mut reader, "document.activeElement.classList.contains('sitevar-open')");
        press(&mut reader, &[key::ENTER]);
        reader.until("document.querySelector('.sitevar-dialog[open]')");
        // Whoever opens the form can type at once.
        reader.until("document.activeElement.labels?.[0]?.textContent === 'Domain'");
        reader.eval("document.activeElement.select()");
        reader.browser.type_text(&reader.tab, "home.lab");
        tab_to(&mut reader, "document.activeElement.textContent === 'Generate a secret'");
        press(&mut reader, &[key::SPACE]);
        reader.until("document.querySelector('.sitevar-result output')");
        tab_to(&mut reader, "document.activeElement.textContent === 'Forget this secret'");
        press(&mut reader, &[key::ENTER]);
        assert!(reader.code("config.yaml").contains("'insecure_secret'"));
        assert_eq!(reader.text("document.activeElement.textContent"), "Generate a secret");
        press(&mut reader, &[key::ESCAPE]);
        reader.until("!document.querySelector('.sitevar-dialog[open]')");
        assert_eq!(reader.eval("document.activeElement.classList.contains('sitevar-open')"), true);
        assert!(reader.code("config.yaml").contains("auth.home.lab"));
        tab_to(&mut reader, "document.activeElement.textContent.startsWith('Copy')");
        reader.until_said("document.activeElement", "Copied", |reader| press(reader, &[key::ENTER]));
    });
}

fn press(reader: &mut Reader<'_>, keys: &[&str]) {
    reader.browser.press(&reader.tab, keys);
}

/// Presses Tab until the focus is where it is wanted, and can be seen.
fn tab_to(reader: &mut Reader<'_>, there: &str) {
    for _ in 0..MANY {
        if reader.eval(there) == true {
            let ring = "getComputedStyle(document.activeElement).outlineStyle";
            assert_ne!(reader.text(ring), "none", "{there}");
            return;
        }
        press(reader, &[key::TAB]);
    }
    panic!("Tab never came to `{there}`");
}
