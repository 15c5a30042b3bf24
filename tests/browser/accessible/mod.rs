//! Scenario: axe-core looks at a guide, light and dark, with the form closed and open, before a secret and after.

use super::launch::Wish;
use super::reader::Reader;
use super::server::Serving;
use super::{in_each_browser, site};

#[test]
fn axe_finds_nothing_in_any_state_of_a_guide() {
    if !site::has_widget() {
        return;
    }
    for dark in [false, true] {
        in_each_browser(Wish { dark, ..Wish::default() }, |browser| {
            let engine = browser.engine;
            let served = Serving::default().serve(site::built());
            let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
            reader.until("document.querySelector('.sitevar-open')");
            let look = |reader: &mut Reader<'_>, state: &str| {
                // While something fades in, its colours are not its own.
                reader.until("document.getAnimations().every((one) => one.playState === 'finished')");
                let tab = reader.tab.clone();
                assert_eq!(
                    reader.browser.axe(&tab),
                    Vec::<String>::new(),
                    "{engine:?}, dark {dark}: {state}"
                );
            };
            look(&mut reader, "as it was loaded");
            reader.open_form();
            look(&mut reader, "with the form open");
            reader.type_into("Domain", "two..dots");
            look(&mut reader, "with a value that is refused");
            reader.type_into("Domain", "home.lab");
            reader.press("Make a secret");
            reader.until("document.querySelector('.sitevar-result output')");
            look(&mut reader, "with a secret");
            reader.press("Done");
            look(&mut reader, "with the form closed again");
        });
    }
}
