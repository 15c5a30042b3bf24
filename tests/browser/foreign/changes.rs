//! What scripts of other generators do to a page after it is loaded.

use serde_json::json;

use super::super::in_each_browser;
use super::super::launch::Wish;
use super::{CORNER, Host, Visitor};

const BLOCK: &str = "<pre><code class=\"language-yaml\">host: <span>auth</span><span>.example</span><span>.com</span>\n</code></pre>";

/// A kind of change: an expression that makes it, with `BLOCK` for the HTML of a block.
struct Change {
    name: &'static str,
    make: &'static str,
}

const CHANGES: &[Change] = &[
    Change { name: "the content is replaced", make: "document.querySelector('main').innerHTML = BLOCK" },
    Change {
        name: "the body is replaced by a copy of itself",
        make: "document.documentElement.replaceChild(document.body.cloneNode(true), document.body)",
    },
    Change {
        name: "a copy that was kept comes back",
        make: "(() => { const kept = document.querySelector('main').cloneNode(true); document.querySelector('main').innerHTML = ''; setTimeout(() => document.querySelector('main').replaceWith(kept), 50); })()",
    },
    Change {
        name: "another page comes before its address",
        make: "(() => { document.querySelector('main').innerHTML = BLOCK; history.pushState(null, '', '/docs/next/'); document.title = 'Next'; })()",
    },
    Change {
        name: "another page comes after its address",
        make: "(() => { history.pushState(null, '', '/docs/next/'); setTimeout(() => document.querySelector('main').innerHTML = BLOCK, 100); })()",
    },
    Change {
        name: "elements of slots are taken out",
        make: "document.querySelectorAll('main [data-sitevar]').forEach((slot) => slot.remove()), document.querySelector('main').innerHTML = BLOCK",
    },
    Change {
        name: "a part is hidden and shown again",
        make: "(() => { const main = document.querySelector('main'); main.hidden = true; setTimeout(() => main.hidden = false, 50); })()",
    },
    Change {
        name: "it is replaced five times in a row",
        make: "(async () => { for (let turn = 0; turn < 5; turn += 1) { document.querySelector('main').innerHTML = BLOCK; await new Promise((done) => setTimeout(done, 30)); } })()",
    },
];

#[test]
fn values_stand_again_in_whatever_a_page_changes() {
    in_each_browser(Wish::default(), |browser| {
        for change in CHANGES {
            let served = Host::new(&format!("<main>{BLOCK}</main>")).serve();
            let mut visitor = Visitor::at(browser, &served);
            visitor.live_at("home.lab");
            visitor.0.eval(&format!("({}), null", change.make.replace("BLOCK", &json!(BLOCK).to_string())));
            visitor.rest();
            let text = visitor.0.text("document.querySelector('main pre').textContent");
            assert_eq!(text, "host: auth.home.lab\n", "{}", change.name);
            // They are slots, not only a text.
            visitor.live_at("second.lab");
            visitor.until_in("main pre", "auth.second.lab");
            assert_eq!(visitor.slots(), 1, "{}", change.name);
            visitor.0.eval("localStorage.clear()");
            visitor.end(change.name);
        }
    });
}

#[test]
fn a_text_that_its_framework_changes_or_takes_out_leaves_no_half_slot() {
    in_each_browser(Wish::default(), |browser| {
        let body = "<p><code id=one>https://a.example.com/one</code></p><pre id=two><code class=language-yaml><span>h: ex</span><span>ample.com/two</span></code></pre>";
        let served = Host::new(body).serve();
        let mut visitor = Visitor::at(browser, &served);
        // A framework keeps the text nodes that it has made.
        visitor.0.eval("globalThis.one = document.querySelector('#one').firstChild, globalThis.two = document.querySelector('#two span').firstChild, null");
        visitor.live_at("home.lab");
        visitor.until_in("#one", "https://a.home.lab/one");
        visitor.until_in("#two", "h: home.lab/two");
        visitor.0.eval("one.data = 'https://b.example.com/new', two.data = 'h: no-ex', null");
        visitor.until_in("#one", "https://b.home.lab/new");
        visitor.rest();
        assert_eq!(visitor.0.text("document.querySelector('#one').textContent"), "https://b.home.lab/new");
        assert_eq!(visitor.0.text("document.querySelector('#two').textContent"), "h: no-example.com/two");
        visitor.0.eval("one.remove(), null");
        visitor.0.until("document.querySelector('#one').textContent === ''");
        visitor.end("text nodes");
    });
}

#[test]
fn nothing_is_changed_before_the_page_is_loaded_and_no_request_is_made_without_an_example() {
    in_each_browser(Wish::default(), |browser| {
        let host =
            Host { tag: "data-find=\"example\\.com\"".to_owned(), ..Host::new("<main>nothing</main>") };
        let served = host.serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.rest();
        let asked: Vec<_> = served.asked().into_iter().filter(|path| path.starts_with("/sitevar/")).collect();
        assert!(asked.iter().all(|path| path.starts_with("/sitevar/sitevar-")), "{asked:?}");
        assert_eq!(visitor.0.eval("document.querySelector('.sitevar-corner')"), json!(null));
        // Content that comes later may hold one.
        visitor.0.eval(&format!("document.querySelector('main').innerHTML = {}, null", json!(BLOCK)));
        visitor.live_at("home.lab");
        visitor.until_in("pre", "auth.home.lab");
        visitor.end("late content");
    });
}

#[test]
fn what_a_reader_is_typing_is_kept_while_the_page_changes_all_the_time() {
    in_each_browser(Wish::default(), |browser| {
        let served = Host::new(&format!("<main>{BLOCK}</main>")).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.0.eval(&format!(
            "globalThis.changes = 0, setInterval(() => {{ changes += 1; document.querySelector('main').innerHTML = {}; }}, 200), null",
            json!(BLOCK)
        ));
        visitor.open();
        visitor.0.eval(&format!("{CORNER}.querySelector('dialog input').select()"));
        let tab = visitor.0.tab.clone();
        visitor.0.browser.type_with_rhythm(&tab, "home.lab", 150);
        assert_eq!(visitor.0.text(&format!("{CORNER}.querySelector('dialog input').value")), "home.lab");
        // The value is there in every frame that is painted; on a busy machine, a frame may come between a change and the
        // placing, or between two slices of that.
        let seen = "new Promise((done) => { const before = changes; const seen = []; const look = () => { \
                    seen.push(document.querySelector('pre').textContent); \
                    if (seen.length < 60) return requestAnimationFrame(look); \
                    done([seen.filter((text) => !text.includes('home.lab')).length, changes - before]); }; \
                    requestAnimationFrame(look); })";
        let seen = visitor.0.eval(seen);
        let [without, changes] = [0, 1].map(|index| seen[index].as_u64().unwrap());
        assert!(without <= changes, "{without} of 60 frames show the example, at {changes} changes");
        assert!(changes > 0 && without < 30, "{seen}");
        visitor.end("typing");
    });
}

#[test]
fn the_row_of_a_page_is_the_one_with_most_of_its_steps() {
    in_each_browser(Wish::default(), |browser| {
        let run = json!([{ "kind": "block", "language": "yaml", "text": "host: auth.example.com\n", "slots": [[11, 11, "domain"]] }]);
        let served = Host::new(&format!("<main>{BLOCK}</main>")).with_table(run, json!([])).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.live_at("home.lab");
        visitor.until_in("pre", "auth.home.lab");
        for path in [
            "/docs/guide",
            "/docs/guide/index.html",
            "/docs/guide.html",
            "/guide/",
            "/docs/gu%69de/",
            "/a/b/guide",
        ] {
            visitor.0.eval("history.pushState(null, '', '/docs/none/'), document.title = 'x', null");
            visitor.rest();
            visitor
                .0
                .eval(&format!("history.pushState(null, '', '{path}'), document.title = '{path}', null"));
            visitor.until_in("pre", "auth.home.lab");
            visitor.0.until("document.querySelector('pre [data-sitevar]')");
        }
        assert_eq!(served.asked().iter().filter(|path| path.ends_with("/pages/guide.json")).count(), 1);
        visitor.end("rows");
    });
}
