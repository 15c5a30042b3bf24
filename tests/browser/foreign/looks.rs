//! Styles, keys and switches of a page, and where nothing of ours is wanted.

use serde_json::json;

use super::super::in_each_browser;
use super::super::launch::Wish;
use super::super::missing_files::{Fate, with};
use super::super::site;
use super::{BUTTON, CORNER, Host, PAGE, Visitor};

const BLOCK: &str = "<pre><code class=\"language-yaml\">host: example.com\n</code></pre>";

/// Styles that pages have, each of which would break a form that they reach.
const STYLES: &[(&str, &str)] = &[
    ("small root", "html { font-size: 10px }"),
    ("large root", "html { font-size: 20px }"),
    ("everything is unset", "* { all: unset !important; color: red !important }"),
    ("everything is hidden but code", "div, dialog, button, input, label { display: none !important }"),
    (
        "the parts have a style of their own",
        "button { width: 1px; height: 1px; font-size: 1px } input { position: absolute; left: -99px } label { float: right }",
    ),
    ("turned", "body > * { transform: rotate(90deg); opacity: .1 }"),
];

#[test]
fn no_style_of_a_page_reaches_the_button_and_the_form() {
    in_each_browser(Wish::default(), |browser| {
        let mut measured = Vec::new();
        for (name, style) in [("no style", "")].iter().chain(STYLES) {
            let host = Host { style: format!("html {{ overflow: hidden }} {style}"), ..Host::new(BLOCK) };
            let served = host.serve();
            let mut visitor = Visitor::at(browser, &served);
            let tab = visitor.0.tab.clone();
            visitor.0.browser.resize(&tab, 1000, 700);
            visitor.open();
            visitor.0.until(&format!("{CORNER}.querySelector('dialog').getAnimations().length === 0"));
            let boxes = visitor.0.text(&format!(
                "JSON.stringify(['button[part]', 'dialog', 'dialog h2', 'dialog input', 'dialog label'].map((part) => {{ \
                 const {{ x, y, width, height }} = {CORNER}.querySelector(part).getBoundingClientRect(); \
                 const {{ color, fontSize }} = getComputedStyle({CORNER}.querySelector(part)); \
                 return [part, x, y, width, height, color, fontSize]; }}))"
            ));
            measured.push((*name, boxes));
            visitor.end(name);
        }
        let (_, plain) = &measured[0];
        for (name, boxes) in &measured {
            assert_eq!(boxes, plain, "{name}");
        }
    });
}

#[test]
fn the_form_is_dark_where_the_page_is_dark() {
    in_each_browser(Wish::default(), |browser| {
        let style = "body { background: #fff; color: #000 } [data-theme=dark] body { background: oklch(0.2 0 0); color: #eee }";
        let served = Host { style: style.to_owned(), ..Host::new(BLOCK) }.serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.live_at("home.lab");
        let paper = format!("getComputedStyle({CORNER}.querySelector('dialog')).backgroundColor");
        let light = visitor.0.text(&paper);
        visitor.0.eval("document.documentElement.dataset.theme = 'dark', null");
        visitor.0.until(&format!("{paper} !== '{light}'"));
        // A value has the colour of its line.
        let colours =
            "['.sitevar-yours', 'pre'].map((part) => getComputedStyle(document.querySelector(part)).color)";
        assert_eq!(visitor.0.eval(&format!("new Set({colours}).size")), 1);
        visitor.0.eval("delete document.documentElement.dataset.theme, null");
        visitor.0.until(&format!("{paper} === '{light}'"));
        visitor.end("dark");
    });
}

#[test]
fn keys_that_are_typed_in_the_form_do_not_reach_the_page() {
    in_each_browser(Wish::default(), |browser| {
        let served = Host::new(BLOCK).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.0.eval("(() => { globalThis.heard = []; for (const type of ['keydown', 'keypress', 'keyup']) addEventListener(type, (event) => heard.push(event.key)); })()");
        visitor.open();
        visitor.0.eval(&format!("{CORNER}.querySelector('dialog input').select()"));
        let tab = visitor.0.tab.clone();
        visitor.0.browser.type_text(&tab, "s/?home.lab");
        visitor.0.until(&format!("{CORNER}.querySelector('dialog input').value.includes('home.lab')"));
        assert_eq!(visitor.0.eval("heard"), json!([]));
        visitor.end("keys");
    });
}

#[test]
fn the_button_is_where_the_site_wants_it_or_nowhere() {
    in_each_browser(Wish::default(), |browser| {
        let corner = format!(
            "(() => {{ const box = {BUTTON}.getBoundingClientRect(); \
             return `${{box.top < innerHeight / 2 ? 'top' : 'bottom'}}-${{box.left < innerWidth / 2 ? 'left' : 'right'}}`; }})()"
        );
        for place in ["bottom-right", "bottom-left", "top-left", "top-right"] {
            let tag = format!("data-button=\"{place}\"");
            let style = "::part(button) { letter-spacing: 3px }".replace("::part", ".sitevar-corner::part");
            let served = Host { tag, style, ..Host::new(BLOCK) }.serve();
            let mut visitor = Visitor::at(browser, &served);
            visitor.0.until(BUTTON);
            assert_eq!(visitor.0.text(&corner), place);
            let spacing = format!("getComputedStyle({BUTTON}).letterSpacing");
            assert_eq!(visitor.0.text(&spacing), "3px");
            visitor.end(place);
        }
        let own = format!("<sitevar-preferences></sitevar-preferences>{BLOCK}");
        let off = "data-button=\"off\"".to_owned();
        for host in [Host { tag: off, ..Host::new(BLOCK) }, Host::new(&own)] {
            let served = host.serve();
            let mut visitor = Visitor::at(browser, &served);
            visitor.rest();
            assert_eq!(visitor.0.eval(BUTTON), json!(null));
            if host.body == own {
                visitor.0.eval("document.querySelector('.sitevar-open').click()");
                visitor.0.until(&format!("{CORNER}.querySelector('dialog[open]')"));
                visitor.set("Domain", "home.lab");
                visitor.until_in("pre", "home.lab");
            }
            visitor.0.eval("localStorage.clear()");
            visitor.end("button");
        }
    });
}

#[test]
fn nothing_is_changed_where_the_page_or_its_path_is_off() {
    in_each_browser(Wish::default(), |browser| {
        let mut by_path = Host::new(BLOCK);
        by_path.declared["off"] = json!(["/other/*", "/guide"]);
        // A second tag of the body gives its attributes to the first.
        let by_page = Host::new(&format!("<body data-sitevar-off>{BLOCK}"));
        for (host, what) in [(by_path, "path"), (by_page, "page")] {
            let served = host.serve();
            let mut visitor = Visitor::at(browser, &served);
            visitor.0.eval("localStorage.setItem('sitevar:domain', 'home.lab')");
            visitor.0.reload();
            visitor.rest();
            assert_eq!(visitor.slots(), 0, "{what}");
            assert_eq!(visitor.0.text("document.querySelector('pre').textContent"), "host: example.com\n");
            assert_eq!(visitor.0.eval(BUTTON), json!(null), "{what}");
            visitor.0.eval("localStorage.clear()");
            visitor.end(what);
        }
    });
}

#[test]
fn a_page_without_a_slot_says_so_in_its_form() {
    in_each_browser(Wish::default(), |browser| {
        let served = Host::new("<main><h1>Nothing to see</h1></main>").serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.open();
        visitor.0.until(&format!("{CORNER}.querySelector('.sitevar-nothing')"));
        visitor.close();
        let tab = visitor.0.tab.clone();
        assert_eq!(visitor.0.browser.axe(&tab), Vec::<String>::new(), "{PAGE}");
        visitor.end("no slot");
    });
}

#[test]
fn a_page_keeps_its_examples_when_what_finds_them_does_not_load() {
    if !site::has_widget() {
        return;
    }
    for fate in [Fate::Gone, Fate::OtherBytes] {
        let widget = with("foreign-", ".js", fate);
        in_each_browser(Wish::default(), |browser| {
            let served = Host::new(BLOCK).serve_with(widget.path());
            let mut visitor = Visitor::at(browser, &served);
            visitor.rest();
            assert_eq!(visitor.0.text("document.querySelector('pre').textContent"), "host: example.com\n");
            assert_eq!(visitor.0.eval(BUTTON), json!(null), "{fate:?}");
            let said = visitor.0.browser.said();
            let lines = |text: &str| said.iter().filter(|line| line.text.contains(text)).count();
            assert_eq!((lines("sitevar:"), lines("ncaught")), (1, 0), "{fate:?}: {said:?}");
        });
    }
}
