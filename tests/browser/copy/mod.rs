//! Scenario: a reader copies a block and pastes it somewhere else. What arrives is what stands there, with their values.

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::tab::key;
use super::{in_each_engine, site};

#[test]
fn what_is_pasted_is_what_stands_in_the_block() {
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let path = "/guides/headscale/";
        // Where there is a clipboard for scripts, and where there is none.
        for address in [served.at(path), served.at_lan(path)] {
            let mut reader = Reader::at(browser, &address);
            reader.open_form();
            reader.type_into("Domain", "home.lab");
            reader.press("Generate a secret");
            let (secret, digest) = reader.pair();
            for (label, text) in [("Secret", &secret), ("Digest", &digest)] {
                assert_eq!(
                    pasted(&mut reader, &format!(".sitevar-result [aria-label='Copy: {label}']")),
                    *text
                );
            }
            reader.press("Done");
            for title in ["configuration.yml", "config.yaml"] {
                let code = reader.code(title);
                assert!(code.contains("home.lab"), "{code}");
                let text = pasted(&mut reader, &format!("figure [aria-label$='{title}']"));
                // A terminal would run a last line that ends; a file gets its end from the editor.
                assert_eq!(Some(text.as_str()), code.strip_suffix('\n'), "{address}");
            }
            let tab = reader.tab.clone();
            assert_eq!(browser.errors(), Vec::<String>::new());
            browser.close(tab);
        }
    });
}

#[test]
fn who_closes_the_form_finds_their_values_everywhere_at_once() {
    // A clock by which every place takes longer than a turn, so that all but one of them wait for a pause.
    const SLOW: &str = "(() => { let now = 0; performance.now = () => (now += 5); })()";
    in_each_engine(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(site::built());
        let mut reader = Reader::at(browser, &served.at("/guides/headscale/"));
        reader.eval(SLOW);
        reader.open_form();
        reader.paste("Domain", "home.lab");
        assert_eq!(reader.eval("document.documentElement.dataset.sitevarWriting"), "");
        let left = reader.eval(
            "new Promise((done) => { const dialog = document.querySelector('.sitevar-dialog'); \
             dialog.addEventListener('close', () => done([...document.querySelectorAll('main [data-sitevar=domain]')] \
             .filter((slot) => slot.textContent !== 'home.lab').length)); dialog.close(); })",
        );
        assert_eq!(left, 0, "{:?}", reader.browser.engine);
    });
}

/// Presses a button with the mouse, waits until it says that it has copied, and pastes into a field.
fn pasted(reader: &mut Reader<'_>, button: &str) -> String {
    reader.until_said(&format!("document.querySelector(\"{button}\")"), "Copied", |reader| {
        reader.browser.click(&reader.tab, button);
    });
    // A dialog lets nothing outside of it have the focus.
    reader.eval(
        "(document.querySelector('.sitevar-dialog[open]') ?? document.body).append(globalThis.field = document.createElement('textarea')), \
         field.focus()",
    );
    reader.browser.hold(&reader.tab, &[key::CONTROL], "v");
    reader.until("field.value");
    let text = reader.text("field.value");
    reader.eval("field.remove()");
    text
}
