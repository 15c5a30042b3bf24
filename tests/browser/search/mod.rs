//! Scenario: a reader searches the pages of a site, or the guides of a file: by key, with typing errors, in any script.

use serde_json::{Value, json};

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Served, Serving, TRUSTED_TYPES};
use super::tab::{Browser, key};
use super::{in_each_browser, in_each_engine, site};

mod corpus;

/// Serves the scenario's site under a strict policy, which refuses WebAssembly too.
fn serve() -> Served {
    let headers = vec![
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
        ),
        TRUSTED_TYPES,
    ];
    Serving { headers, ..Serving::default() }.serve(&site::of("search"))
}

/// Opens a page and its search.
fn search<'a>(browser: &'a mut Browser, address: &str) -> Reader<'a> {
    let mut reader = Reader::at(browser, address);
    reader.until("document.documentElement.dataset.search === ''");
    reader.browser.click(&reader.tab, ".to-search");
    reader.until("document.activeElement.matches('dialog.search[open] input')");
    reader
}

/// What is shown: for each link its address below the site's root and its name, after the title of its page if it is a section.
const SHOWN: &str = "[...document.querySelectorAll('dialog.search ol a')].map((link) => \
    `${link.pathname.split('/').slice(1).join('/')}${decodeURIComponent(link.hash)} ${link.querySelector('b').textContent}`)";

const STATUS: &str = "document.querySelector('dialog.search [role=status]').textContent";

/// Puts a text into the field at once, and returns what is found.
fn found(reader: &mut Reader<'_>, text: &str) -> Vec<String> {
    reader.eval(&format!(
        "(() => {{ const field = document.querySelector('dialog.search input'); \
         document.querySelector('dialog.search [role=status]').textContent = ''; \
         field.value = {}; field.dispatchEvent(new Event('input')); }})()",
        json!(text)
    ));
    reader.until(&format!("!['', 'Loading', 'Wird geladen'].includes({STATUS})"));
    let shown = reader.eval(SHOWN);
    shown.as_array().unwrap().iter().map(|link| link.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_word_is_found_below_its_heading_however_it_is_typed() {
    in_each_engine(Wish::default(), |browser| {
        let served = serve();
        let mut reader = search(browser, &served.at("/"));
        let page = "setup/keys/ Schlüssel".to_owned();
        let bund = "setup/keys/#ein-schlüsselbund-für-straßen Ein Schlüsselbund für Straßen".to_owned();
        let zeichen = "setup/keys/#zeichen--wunder Zeichen & Wunder".to_owned();
        let again = "setup/keys/#zeichen--wunder-1 Zeichen & Wunder".to_owned();
        for (typed, wanted) in [
            // Before the first heading; a page's title; a title and a word of a section.
            ("Vorbemerkung", vec![page.clone()]),
            (
                "anderes pflaume",
                vec!["setup/other/ Anderes".to_owned(), "setup/other/#zwetschge Zwetschge".to_owned()],
            ),
            // Accents, case, the beginning of a word, and a word that markup is in.
            ("SCHLUSSELBUND", vec![page.clone(), bund.clone()]),
            ("straß", vec![page.clone(), bund.clone()]),
            ("wasserfall", vec![page.clone(), bund.clone()]),
            ("birne", vec![page.clone(), bund.clone()]),
            // Two words in one section, and two that only the page has together.
            ("apfel client_secret", vec![page.clone(), bund.clone()]),
            ("birne zitrone", vec![page.clone(), bund.clone(), zeichen.clone()]),
            // Code; scripts without spaces and others; compatible forms.
            ("zitrone pbkdf2", vec![page.clone(), zeichen.clone()]),
            ("密钥", vec![page.clone(), zeichen.clone()]),
            ("file", vec![page.clone(), zeichen.clone()]),
            ("ελληνικα", vec![page.clone(), zeichen.clone()]),
            ("अनुच्छेद", vec![page.clone(), zeichen.clone()]),
            ("istanbul", vec![page.clone(), zeichen.clone()]),
            ("cooperate", vec![page.clone(), zeichen.clone()]),
            ("dvorak", vec![page.clone(), zeichen.clone()]),
            ("lodz", vec![page.clone(), zeichen.clone()]),
            ("パスワード", vec![page.clone(), zeichen.clone()]),
            ("ﾊﾟｽﾜｰﾄﾞ", vec![page.clone(), zeichen.clone()]),
            ("ある", vec![page.clone(), zeichen.clone()]),
            ("る", vec![page.clone(), zeichen.clone()]),
            ("るあ", vec![]),
            ("ที่อยู่", vec![page.clone(), zeichen.clone()]),
            ("ខ្មែរ", vec![page.clone(), zeichen.clone()]),
            ("မြန်မာ", vec![page.clone(), zeichen.clone()]),
            ("محمد", vec![page.clone(), zeichen.clone()]),
            ("שלום", vec![page.clone(), zeichen.clone()]),
            ("strassen", vec![page.clone(), bund.clone()]),
            // The second of two headings that are alike.
            ("dieselbe kirsche", vec![page.clone(), again.clone()]),
            // Typing errors.
            ("wassrfall", vec![page.clone(), bund.clone()]),
            ("shclüsselbnd", vec![page.clone(), bund.clone()]),
            // Not in any page, or only on one that lists leave out.
            ("quitte", vec![]),
            ("rumpelstilz", vec![]),
        ] {
            assert_eq!(found(&mut reader, typed), wanted, "{typed}");
        }
        assert!(reader.text(STATUS).starts_with("Keine Treffer für „rumpelstilz“."));
        // Where no page has all words, those that have some of them are better than none, and that is said.
        assert_eq!(found(&mut reader, "birne rumpelstilz"), [page, bund]);
        assert!(reader.text(STATUS).starts_with("Keine Seite enthält alle diese Wörter."));
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn what_is_around_the_words_is_shown_with_them_marked() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve();
        let mut reader = search(browser, &served.at("/setup/other/"));
        found(&mut reader, "birne");
        reader.until("document.querySelector('dialog.search mark')");
        let shown = reader.text("document.querySelector('dialog.search .excerpt').textContent");
        assert!(shown.starts_with("… ") && shown.ends_with("Zelle Nachbar Apfel Birne"), "{shown}");
        assert_eq!(
            reader
                .eval("[...document.querySelectorAll('dialog.search mark')].map((mark) => mark.textContent)"),
            json!(["Birne"])
        );
        let above = reader.text("document.querySelector('dialog.search small').textContent");
        assert_eq!(above, "Einrichtung", "the page above the page");
    });
}

#[test]
fn everything_is_done_by_key() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve();
        let mut reader = Reader::at(browser, &served.at("/setup/other/"));
        let tab = reader.tab.clone();
        let is_open = "document.querySelector('dialog.search[open]') !== null";
        reader.until("document.documentElement.dataset.search === ''");
        reader.eval("document.querySelector('.to-search').focus()");
        reader.browser.press(&tab, &["/"]);
        reader.until(is_open);
        reader.browser.type_text(&tab, "kirsche");
        reader.until("document.querySelectorAll('dialog.search ol a').length === 3");
        let focus =
            "document.activeElement.querySelector?.('b')?.textContent ?? document.activeElement.localName";
        for (pressed, wanted) in [
            (key::DOWN, "Schlüssel"),
            (key::DOWN, "Zeichen & Wunder"),
            (key::DOWN, "Anderes"),
            (key::DOWN, "Anderes"),
            (key::UP, "Zeichen & Wunder"),
            (key::UP, "Schlüssel"),
            (key::UP, "input"),
        ] {
            reader.browser.press(&tab, &[pressed]);
            assert_eq!(reader.text(focus), wanted);
        }
        // A letter goes on with the word, wherever the reader is.
        reader.browser.press(&tab, &[key::DOWN, key::BACKSPACE]);
        assert_eq!(reader.text("document.querySelector('dialog.search input').value"), "kirsch");
        // What an input method does with a key is its own.
        let composing = "document.querySelector('dialog.search input').dispatchEvent(new KeyboardEvent('keydown', \
                         { key: 'Enter', isComposing: true, bubbles: true }))";
        reader.eval(composing);
        assert_eq!(reader.eval(is_open), true);
        reader.browser.press(&tab, &[key::ESCAPE]);
        reader.until(&format!("!({is_open})"));
        assert_eq!(reader.eval("document.activeElement.matches('.to-search')"), true);
        // In a field of the page a slash is a slash, and the other keys work.
        reader.eval("document.body.append(Object.assign(document.createElement('input'), { id: 'own' }))");
        reader.eval("document.querySelector('#own').focus()");
        reader.browser.press(&tab, &["/"]);
        assert_eq!(reader.text("document.querySelector('#own').value"), "/");
        reader.browser.hold(&tab, &[key::CONTROL], "k");
        reader.until(is_open);
        reader.eval("document.querySelector('dialog.search input').select()");
        reader.browser.type_text(&tab, "zwetschge");
        reader.until("document.querySelectorAll('dialog.search ol a').length === 2");
        reader.browser.press(&tab, &[key::DOWN, key::DOWN, key::ENTER]);
        reader.until(&format!("location.hash === '#zwetschge' && !({is_open})"));
        reader.browser.press(&tab, &["/"]);
        reader.until(is_open);
        reader.eval("document.querySelector('dialog.search input').select()");
        reader.browser.type_text(&tab, "vorbemerkung");
        reader.until("document.querySelectorAll('dialog.search ol a').length === 1");
        reader.browser.press(&tab, &[key::ENTER]);
        browser.wait_through(&tab, "location.pathname === '/setup/keys/'");
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn axe_finds_nothing_in_the_search_and_it_is_not_wider_than_the_screen() {
    for dark in [false, true] {
        in_each_browser(Wish { dark, ..Wish::default() }, |browser| {
            let served = serve();
            for width in [320, 1280] {
                let mut reader = search(browser, &served.at("/setup/other/"));
                let tab = reader.tab.clone();
                reader.browser.resize(&tab, width, 800);
                for text in ["schlüssel", "quitte"] {
                    found(&mut reader, text);
                    assert_eq!(
                        reader.browser.axe(&tab),
                        Vec::<String>::new(),
                        "dark {dark}, {width} wide, {text}"
                    );
                }
                let fits = "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)";
                let all = format!(
                    "[document.documentElement, document.querySelector('dialog.search')].every({fits})"
                );
                assert_eq!(reader.eval(&all), true, "{width} wide");
                browser.close(tab);
            }
        });
    }
}

#[test]
fn enter_opens_what_is_found_also_before_the_words_are_there() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve();
        let mut reader = Reader::at(browser, &served.at("/setup/"));
        let tab = reader.tab.clone();
        open_with_late_words(&mut reader);
        reader.browser.type_text(&tab, "zwetschge");
        reader.until(&format!("{STATUS} === 'Wird geladen'"));
        reader.browser.press(&tab, &[key::ENTER]);
        reader.eval("go()");
        // The title does not say it, so the section does.
        browser.wait_through(&tab, "location.pathname === '/setup/other/' && location.hash === '#zwetschge'");
    });
}

/// Opens the search of a page whose list of words waits for `go()`.
fn open_with_late_words(reader: &mut Reader<'_>) {
    reader.until("document.documentElement.dataset.search === ''");
    reader.eval(
        "void (() => { const now = fetch; globalThis.fetch = async (...asked) => { \
         await new Promise((go) => (globalThis.go = go)); return now(...asked); }; })()",
    );
    reader.browser.click(&reader.tab, ".to-search");
    reader.until("document.activeElement.matches('dialog.search[open] input')");
}

#[test]
fn a_readers_value_is_never_found() {
    in_each_browser(Wish::default(), |browser| {
        let headers = vec![STRICT];
        let served = Serving { headers, ..Serving::default() }.serve(&site::of("search"));
        let mut reader = Reader::at(browser, &served.at("/setup/keys/"));
        reader.open_form();
        reader.enter("Domain", "rosengarten.lab");
        reader.press("Fertig");
        reader.until("document.querySelector('article').textContent.includes('rosengarten')");
        reader.browser.click(&reader.tab, ".to-search");
        reader.until("document.activeElement.matches('dialog.search[open] input')");
        assert_eq!(found(&mut reader, "rosengarten"), [""; 0]);
        assert_eq!(found(&mut reader, "auth.example.com").len(), 2, "the example is");
    });
}

#[test]
fn in_a_file_the_example_is_shown_where_a_readers_value_is() {
    if !site::has_widget() {
        return;
    }
    let folder = "tests/browser/search/site/content";
    let address = site::offline("search-values.html", &["--site", "tests/browser/search/site", folder]);
    in_each_browser(Wish::default(), |browser| {
        let mut reader = Reader::at(browser, &format!("{address}#keys"));
        reader.open_form();
        reader.enter("Domain", "rosengarten.lab");
        reader.press("Fertig");
        reader.until("document.querySelector('#keys article').textContent.includes('rosengarten')");
        // It is there from the beginning, when the file is opened again.
        for again in [false, true] {
            if again {
                let tab = reader.tab.clone();
                reader.browser.go(&tab, "about:blank");
                reader.browser.go(&tab, &format!("{address}#keys"));
                reader.until("document.querySelector('#keys article').textContent.includes('rosengarten')");
            }
            reader.browser.click(&reader.tab, ".to-search");
            reader.until("document.activeElement.matches('dialog.search[open] input')");
            assert_eq!(found(&mut reader, "rosengarten"), [""; 0]);
            found(&mut reader, "vorbemerkung");
            reader.until("document.querySelector('dialog.search mark')");
            let shown = reader.text("document.querySelector('dialog.search .excerpt').textContent");
            assert!(shown.ends_with("https://auth.example.com/."), "{shown}");
        }
    });
}

#[test]
fn a_file_of_guides_is_searched_from_a_disk_and_asks_for_nothing() {
    if !site::has_widget() {
        return;
    }
    let address = site::offline(
        "search.html",
        &["--site", "tests/browser/search/site", "tests/browser/search/site/content"],
    );
    in_each_engine(Wish { network_off: true, ..Wish::default() }, |browser| {
        let mut reader = search(browser, &address);
        assert_eq!(
            found(&mut reader, "kirsche")
                .iter()
                .map(|link| link.rsplit_once('#').unwrap().1.to_owned())
                .collect::<Vec<_>>(),
            ["other Anderes", "keys Schlüssel", "keys--zeichen--wunder-1 Zeichen & Wunder"]
        );
        reader.until("document.querySelectorAll('dialog.search mark').length === 2");
        let excerpt = reader.text("document.querySelectorAll('dialog.search .excerpt')[1].textContent");
        assert_eq!(excerpt, "Noch einmal dieselbe Überschrift, mit Kirsche.");
        reader.eval("document.querySelectorAll('dialog.search ol a')[2].click()");
        reader.until("location.hash === '#keys--zeichen--wunder-1' && document.querySelector('#keys').checkVisibility()");
        assert_eq!(reader.eval("document.querySelector('dialog.search').open"), false);
        let asked = browser.requests();
        assert!(
            asked.iter().all(|asked| asked.split('#').next() == Some(&address) || !asked.starts_with("http")),
            "{asked:?}"
        );
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn what_does_not_load_is_said_and_can_be_tried_again() {
    in_each_browser(Wish::default(), |browser| {
        let serving =
            |path| Serving { headers: vec![], instead: [(path, b"{".to_vec())].into(), ..Serving::default() };
        let served = serving("/sitevar-search.json").serve(&site::of("search"));
        let mut reader = search(browser, &served.at("/"));
        reader.browser.type_text(&reader.tab, "kirsche");
        reader.until(&format!("{STATUS}.startsWith('Die Suche wurde nicht geladen.')"));
        let served = serving("/sitevar-search.js").serve(&site::of("search"));
        let mut reader = Reader::at(browser, &served.at("/"));
        reader.until("document.documentElement.dataset.search === ''");
        reader.browser.click(&reader.tab, ".to-search");
        reader.until(
            "document.querySelector('.to-search').textContent.startsWith('Die Suche wurde nicht geladen.')",
        );
    });
}

#[test]
fn there_is_no_button_where_nothing_can_be_searched() {
    let hidden = "getComputedStyle(document.querySelector('.to-search')).display";
    in_each_browser(Wish { scripts_off: true, ..Wish::default() }, |browser| {
        let served = serve();
        let tab = browser.tab();
        browser.go(&tab, &served.at("/"));
        assert_eq!(browser.look(&tab, hidden), "none", "without scripts");
    });
    in_each_browser(Wish::default(), |browser| {
        let tab = browser.tab();
        browser.go(&tab, &format!("file://{}/index.html", site::of("search").display()));
        assert_eq!(browser.look(&tab, hidden), "none", "on a disk, where a page may load nothing");
        browser.hold(&tab, &[key::CONTROL], "k");
        assert_eq!(browser.look(&tab, "document.querySelector('dialog.search')"), Value::Null);
    });
}
