//! Scenario: a reader goes about a site that the theme draws: chooses light or dark, unfolds the pages, follows the contents,
//! presses tabs.

mod looks;

use serde_json::json;

use super::launch::{Engine, Wish};
use super::reader::Reader;
use super::server::{STRICT, Served, Serving};
use super::tab::{Browser, key};
use super::{in_each_browser, in_engines, site};

/// Serves a site under a strict policy.
fn serve(folder: &std::path::Path) -> Served {
    Serving { headers: vec![STRICT], ..Serving::default() }.serve(folder)
}

/// Opens a page in a window of a width.
fn open<'a>(browser: &'a mut Browser, width: u32, address: &str) -> Reader<'a> {
    let tab = browser.tab();
    browser.resize(&tab, width, 800);
    browser.go(&tab, address);
    let mut reader = Reader { browser, tab };
    reader.until("document.documentElement.dataset.theme");
    reader
}

/// Whether the page is dark, as it is painted.
const IS_DARK: &str =
    "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every((part) => part < 64)";

/// Notes before every frame whether the page is dark; nothing is painted before the style is there.
const WATCH: &str = "() => {
    globalThis.frames = [];
    const look = () => {
        const styled = document.querySelector('link[rel=stylesheet]')?.sheet;
        if (styled && document.body) frames.push(IS_DARK);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}";

#[test]
fn the_chosen_colours_are_there_from_the_first_frame_on_every_page() {
    for dark in [false, true] {
        in_each_browser(Wish { dark, ..Wish::default() }, |browser| {
            let served = serve(site::built());
            let mut reader = open(browser, 1280, &served.at("/guides/headscale/"));
            assert_eq!(reader.eval(IS_DARK), dark, "the system's colours, until the reader chooses");
            let other = if dark { "light" } else { "dark" };
            reader.browser.click(&reader.tab, &format!(".switch [value={other}]"));
            assert_eq!(reader.eval(IS_DARK), !dark);
            // The form is drawn by another style, and follows.
            reader.open_form();
            let form = IS_DARK.replace("document.body", "document.querySelector('.sitevar-dialog')");
            assert_eq!(reader.eval(&form), !dark, "{other}: the form");
            let tab = reader.tab.clone();
            browser.before_scripts(&tab, &WATCH.replace("IS_DARK", IS_DARK));
            browser.go(&tab, &served.at("/reference/words/"));
            browser.wait_until(&tab, "frames.length > 2");
            let frames = browser.eval(&tab, "frames");
            assert!(frames.as_array().unwrap().iter().all(|is_dark| *is_dark == !dark), "{other}: {frames}");
            browser.click(&tab, ".switch [value=system]");
            assert_eq!(browser.eval(&tab, IS_DARK), dark, "and the system's again");
            assert_eq!(browser.errors(), Vec::<String>::new());
        });
    }
}

/// The entry of the open page, and whether it is in view.
const CURRENT: &str = "(() => {
    const nav = document.querySelector('nav.site');
    const [box, at] = [nav, nav.querySelector('[aria-current=page]')].map((part) => part.getBoundingClientRect());
    return at.height > 0 && at.top >= box.top && at.bottom <= Math.min(box.bottom, innerHeight);
})()";

#[test]
fn the_sidebar_shows_the_open_page_and_stays_as_the_reader_left_it() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(site::built());
        let mut reader = open(browser, 1280, &served.at("/reference/diagnostics/value-sent-elsewhere/"));
        reader.until(CURRENT);
        let group = "[...document.querySelectorAll('nav.site li')].find((item) => \
                     item.firstElementChild.textContent === 'Shortcodes').querySelector('details')";
        assert_eq!(reader.eval(&format!("{group}.open")), false, "a group that the page is not in is folded");
        reader.eval(&format!("{group}.querySelector('summary').click()"));
        let place = reader.eval("document.querySelector('nav.site').scrollTop");
        let address = served.at("/reference/diagnostics/unreadable-file/");
        reader.browser.go(&reader.tab, &address);
        reader.until(CURRENT);
        assert_eq!(reader.eval(&format!("{group}.open")), true, "the reader unfolded it");
        let own = group.replace("Shortcodes", "Reference");
        assert_eq!(reader.eval(&format!("{own}.open")), true, "the page is in it");
        let moved = reader.eval("document.querySelector('nav.site').scrollTop").as_f64().unwrap();
        assert!((moved - place.as_f64().unwrap()).abs() < 2.0, "{moved} {place}");
        // What the reader did not unfold closes with the page that is in it.
        reader.browser.go(&reader.tab, &served.at("/guides/headscale/"));
        reader.until(CURRENT);
        assert_eq!(reader.eval(&format!("[{own}.open, {group}.open].join()")), "false,true");
    });
}

#[test]
fn on_a_phone_the_pages_are_in_a_drawer_that_needs_no_script() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(site::built());
        let mut reader = open(browser, 320, &served.at("/reference/words/"));
        let is_shown = "document.querySelector('nav.site').checkVisibility()";
        assert_eq!(reader.eval(is_shown), false);
        let opens = "document.querySelector('button.to-pages').getAttribute('popovertarget')";
        assert_eq!(reader.eval(opens), json!("sitevar.pages"), "the browser's own way");
        reader.eval("document.querySelector('button.to-pages').focus()");
        reader.browser.press(&reader.tab, &[key::ENTER]);
        reader.until(is_shown);
        reader.until(CURRENT);
        let wide = "document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(reader.eval(wide), true);
        reader.browser.press(&reader.tab, &[key::ESCAPE]);
        reader.until(&format!("!{is_shown}"));
        assert_eq!(reader.eval("document.activeElement.matches('button.to-pages')"), true);
        reader.browser.click(&reader.tab, "button.to-pages");
        reader.browser.click(&reader.tab, "nav.site .close");
        assert_eq!(reader.eval(is_shown), false);
        reader.browser.resize(&reader.tab, 1280, 800);
        reader.until(is_shown);
    });
}

#[test]
fn the_contents_follow_the_scroll_where_there_is_room_and_are_a_fold_elsewhere() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(site::built());
        let mut reader = open(browser, 1280, &served.at("/guides/headscale/"));
        reader.until("document.querySelector('.contents details').open");
        let marked = "[...document.querySelectorAll('.contents [aria-current]')].map((link) => link.hash)";
        for id in ["#configuration", "#see-also", "#tested-versions"] {
            reader.eval(&format!("document.querySelector('{id}').scrollIntoView()"));
            reader.until(&format!("{marked}.join() === '{id}'"));
        }
        reader.browser.resize(&reader.tab, 768, 800);
        reader.until("!document.querySelector('.contents details').open");
        reader.browser.click(&reader.tab, ".contents summary");
        reader.browser.click(&reader.tab, ".contents a[href='#see-also']");
        reader.until("document.querySelector('#see-also').getBoundingClientRect().bottom < innerHeight");
    });
}

/// What of the texts of tabs can be seen.
const SEEN: &str = "[...document.querySelectorAll('.sitevar-tab')].filter((tab) => tab.checkVisibility()).map((tab) => tab.id)";

#[test]
fn a_tab_is_chosen_by_key_and_by_link_and_remembered_by_its_label() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 1280, &served.at("/parts/"));
        assert_eq!(reader.eval(SEEN), json!(["tab-2-docker"]));
        reader.eval("document.querySelector('.sitevar-tabs input').focus()");
        let pressed = "document.querySelector('.sitevar-tab-name').getBoundingClientRect().top";
        let before = reader.eval(pressed);
        reader.browser.press(&reader.tab, &[key::RIGHT]);
        // The tab that is shown now contains another group of tabs.
        reader.until(&format!("{SEEN}.length === 2"));
        assert_eq!(reader.eval(SEEN), json!(["tab-2-bare-metal", "tab-2-1-1-debian"]));
        assert_eq!(reader.eval(pressed), before, "nothing moves under the reader's eyes");
        let address = served.at("/other/");
        reader.browser.go(&reader.tab, &address);
        reader.until("document.documentElement.dataset.theme");
        reader.until(&format!("{SEEN}.join() === 'tab-0-bare-metal'"));
        let address = served.at("/parts/#tab-2-1-1-docker");
        reader.browser.go(&reader.tab, &address);
        reader.until(&format!("{SEEN}.join() === 'tab-2-bare-metal,tab-2-1-1-docker'"));
        assert_eq!(reader.browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_value_in_a_tab_that_is_not_shown_is_the_readers_own() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 1280, &served.at("/parts/"));
        reader.until("document.querySelector('.sitevar-open')");
        reader.browser.click(&reader.tab, ".sitevar-open");
        reader.until("document.querySelector('.sitevar-dialog[open]')");
        let field = "document.querySelector('.sitevar-dialog input')";
        reader.eval(&format!(
            "(() => {{ const field = {field}; field.value = 'home.lab'; \
             field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')); }})()"
        ));
        reader.settle();
        for (title, host) in [("compose.yml", "app"), ("app.yml", "metal")] {
            assert_eq!(reader.code(title).trim_end(), format!("host: {host}.home.lab"));
        }
    });
}

#[test]
fn without_a_script_tabs_are_pressed_and_there_is_no_switch() {
    in_engines(&[Engine::Chromium], Wish { scripts_off: true, ..Wish::default() }, |browser| {
        let served = serve(&site::of("theme"));
        let tab = browser.tab();
        browser.resize(&tab, 1280, 800);
        browser.go(&tab, &served.at("/parts/"));
        assert_eq!(browser.eval(&tab, "document.querySelector('.switch').checkVisibility()"), false);
        assert_eq!(
            browser.eval(
                &tab,
                "document.querySelector('.contents ul').checkVisibility({ contentVisibilityAuto: true })"
            ),
            true
        );
        // No driver gets an answer from a page without scripts that it presses something in.
        browser.eval(&tab, "document.querySelector('.sitevar-tabs > label:nth-of-type(2) > input').click()");
        assert_eq!(browser.eval(&tab, SEEN), json!(["tab-2-bare-metal", "tab-2-1-1-debian"]));
    });
}

#[test]
fn without_a_script_a_browser_that_can_brings_the_open_page_into_view() {
    in_engines(&[Engine::Chromium], Wish { scripts_off: true, ..Wish::default() }, |browser| {
        let served = serve(site::built());
        let tab = browser.tab();
        browser.resize(&tab, 1280, 800);
        browser.go(&tab, &served.at("/reference/diagnostics/value-sent-elsewhere/"));
        assert_eq!(browser.eval(&tab, CURRENT), true);
        assert_eq!(browser.eval(&tab, "scrollY"), 0, "and leaves the page where it is");
    });
}

#[test]
fn a_link_to_what_is_in_a_tab_opens_it_again_where_the_address_is_the_same() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 1280, &served.at("/parts/"));
        let tabs = "document.querySelectorAll('.sitevar-tabs > label > input')";
        let id =
            reader.text("[...document.querySelectorAll('.sitevar-tab[id], .sitevar-tab [id]')].at(-1).id");
        reader.eval(&format!("void (location.hash = {})", json!(id)));
        let is_seen = format!("document.getElementById({}).checkVisibility()", json!(id));
        reader.until(&is_seen);
        reader.eval(&format!("{tabs}[0].click()"));
        reader.until(&format!("!({is_seen})"));
        reader.eval(&format!(
            "document.body.appendChild(Object.assign(document.createElement('a'), {{ href: '#' + {} }})).click()",
            json!(id)
        ));
        reader.until(&is_seen);
    });
}

#[test]
fn a_heading_with_the_name_of_a_part_of_the_theme_does_not_take_its_place() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 320, &served.at("/other/"));
        assert_eq!(reader.eval("document.querySelector('h2#sitevar-pages') !== null"), true);
        reader.browser.click(&reader.tab, "button.to-pages");
        reader.until("document.querySelector('nav.site').checkVisibility()");
        // The drawer covers what comes after its last link, so it closes there.
        reader.eval("[...document.querySelectorAll('nav.site a')].at(-1).focus()");
        reader.browser.press(&reader.tab, &[key::TAB]);
        reader.until("!document.querySelector('nav.site').checkVisibility()");
    });
}
