//! What a page of the theme is for those who see, hear, print or carry it: axe on all of its parts, paper, a file on a disk.

use serde_json::json;

use super::super::launch::Wish;
use super::super::reader::Reader;
use super::super::{in_each_browser, site};
use super::{IS_DARK, SEEN, open, serve};

#[test]
fn axe_finds_nothing_on_a_page_with_every_part_and_nothing_is_wider_than_the_screen() {
    for dark in [false, true] {
        in_each_browser(Wish { dark, ..Wish::default() }, |browser| {
            let served = serve(&site::of("theme"));
            for width in [320, 768, 1280, 1920] {
                let mut reader = open(browser, width, &served.at("/parts/"));
                let tab = reader.tab.clone();
                look(&mut reader, &format!("dark {dark}, {width} wide"));
                if width < 960 {
                    reader.browser.click(&tab, "button.to-pages");
                    reader.until("document.querySelector('nav.site').checkVisibility()");
                    look(&mut reader, &format!("dark {dark}, {width} wide, with the drawer"));
                }
                browser.close(tab);
            }
        });
    }
}

fn look(reader: &mut Reader<'_>, context: &str) {
    reader.until("document.getAnimations().every((one) => one.playState === 'finished')");
    let tab = reader.tab.clone();
    assert_eq!(reader.browser.axe(&tab), Vec::<String>::new(), "{context}");
    assert_eq!(
        reader.eval("document.documentElement.scrollWidth <= innerWidth"),
        true,
        "{context}: too wide"
    );
    let small = "[...document.querySelectorAll('button, summary, .switch label, .sitevar-tab-name')] \
        .filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect()) \
        .filter(({ width, height }) => width < 24 || height < 24).length";
    assert_eq!(reader.eval(small), 0, "{context}: what is pressed is 24 pixels wide and high");
}

#[test]
fn a_callout_says_its_kind_in_the_language_of_the_page_and_looks_like_an_alert() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 1280, &served.at("/parts/"));
        let words =
            "[...document.querySelectorAll('.markdown-alert-title')].map((title) => title.textContent)";
        assert_eq!(reader.eval(words), json!(["Hinweis", "Wichtig", "Warnung"]));
        let shown = "[...document.querySelectorAll('.sitevar-callout')].map((made) => getComputedStyle(made, '::before').content)";
        assert_eq!(reader.eval(shown), json!(["\"Tipp\"", "\"Vorsicht\""]));
        let looks = "(selector) => { const { backgroundColor, padding, borderInlineStart } = \
                     getComputedStyle(document.querySelector(selector)); return backgroundColor.length > 0 && padding + borderInlineStart.split(' ')[0]; }";
        let same = format!("(({looks})('.markdown-alert') === ({looks})('.sitevar-callout'))");
        assert_eq!(reader.eval(&same), true);
        let signs = "new Set([...document.querySelectorAll('.markdown-alert, .sitevar-callout')].map((made) => getComputedStyle(made, '::after').clipPath)).size";
        assert_eq!(reader.eval(signs), 5, "each kind has a sign of its own");
    });
}

#[test]
fn a_heading_leads_to_itself_and_the_link_is_no_part_of_its_text() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 1280, &served.at("/parts/"));
        reader.eval("document.querySelector('.anchor[href=\"#below\"]').focus()");
        assert_eq!(reader.eval("document.activeElement.textContent"), "");
        assert_eq!(
            reader.eval(
                "document.getElementById(document.activeElement.getAttribute('aria-labelledby')).textContent"
            ),
            "Below"
        );
        assert_eq!(reader.eval("[...document.querySelectorAll('.contents a')].at(-2).textContent"), "Below");
        let ways = "[...document.querySelectorAll('.around a')].map((link) => link.rel + link.textContent.replace(/^.* /, ' '))";
        assert_eq!(reader.eval(ways), json!(["prev Home", "next Other"]));
    });
}

#[test]
fn a_picture_is_that_of_the_chosen_colours() {
    in_each_browser(Wish::default(), |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 1280, &served.at("/parts/"));
        let seen = "[...document.querySelectorAll('article p > img')].filter((img) => img.checkVisibility()).map((img) => img.alt)";
        assert_eq!(reader.eval(seen), json!(["Light"]));
        reader.browser.click(&reader.tab, ".switch [value=dark]");
        assert_eq!(reader.eval(seen), json!(["Dark"]));
    });
}

#[test]
fn on_paper_every_tab_is_there_with_its_name() {
    in_each_browser(Wish { dark: true, ..Wish::default() }, |browser| {
        let served = serve(&site::of("theme"));
        let mut reader = open(browser, 1280, &served.at("/parts/"));
        let Some(paper) = reader.on_paper() else { return };
        for text in ["BareMetal", "metal.example.com", "Debianinmetal.", "Dockerinmetal.", "Vorsicht"] {
            assert!(paper.contains(text), "{text}: {paper}");
        }
        for control in ["Zurück", "AufdieserSeite", "Menü", "Home"] {
            assert!(!paper.contains(control), "{control}: {paper}");
        }
    });
}

#[test]
fn a_file_on_a_disk_has_the_same_switch_tabs_and_pictures() {
    if !site::has_widget() {
        return;
    }
    let inputs = ["tests/browser/theme/site/content/parts.md", "tests/browser/theme/site/content/other.md"];
    let address = site::offline("theme.html", &inputs);
    in_each_browser(Wish { network_off: true, ..Wish::default() }, |browser| {
        let mut reader = open(browser, 1280, &address);
        reader.browser.click(&reader.tab, ".switch [value=dark]");
        assert_eq!(reader.eval(IS_DARK), true);
        let seen = "[...document.querySelectorAll('article p > img')].filter((img) => img.checkVisibility()).map((img) => img.alt)";
        assert_eq!(reader.eval(seen), json!(["Dark"]));
        reader.browser.click(&reader.tab, ".sitevar-tabs > label:nth-of-type(2) input");
        reader.until(&format!("{SEEN}.length === 2"));
        reader.browser.click(&reader.tab, "nav.site a[href='#other']");
        reader.until(&format!("{SEEN}.join() === 'other--tab-0-bare-metal'"));
        assert_eq!(reader.text("document.querySelector('nav.site [aria-current]').textContent"), "Other");
        assert_eq!(reader.browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_file_that_is_opened_at_a_guide_marks_it_and_nothing_below() {
    if !site::has_widget() {
        return;
    }
    let address = site::offline("theme-many.html", &["site/content/guides", "site/content/hosts"]);
    in_each_browser(Wish::default(), |browser| {
        let mut reader = open(browser, 1280, &format!("{address}#headscale"));
        let current =
            "[...document.querySelectorAll('nav.site [aria-current]')].map((link) => link.hash).join()";
        reader.until(&format!("{current} === '#headscale'"));
        // The guides are beside the text, as the pages of a site are.
        let beside = "(([nav, text]) => nav.right <= text.left && nav.top < innerHeight / 2)(\
                      ['nav.site', '#headscale'].map((part) => document.querySelector(part).getBoundingClientRect()))";
        assert_eq!(reader.eval(beside), true);
        // It is below its section, as on a site.
        assert_eq!(
            reader.eval("document.querySelectorAll('nav.site ul ul a[href=\"#headscale\"]').length"),
            1
        );
        let marked = "[...document.querySelectorAll('.contents [aria-current]')] \
                      .filter((link) => link.checkVisibility()).map((link) => link.hash)";
        let asked = "[...document.querySelectorAll('.contents a')].filter((link) => link.checkVisibility()).length > 2";
        reader.until(asked);
        assert_eq!(reader.eval(marked), json!([]), "the reader is at the top");
        reader.browser.click(&reader.tab, "nav.site a[href='#mkdocs']");
        reader.until(&format!("{current} === '#mkdocs'"));
        reader.browser.click(&reader.tab, "nav.site a[href='#headscale']");
        reader.until(&format!("{current} === '#headscale' && {asked}"));
        reader.until(&format!("{marked}.length === 0"));
    });
}
