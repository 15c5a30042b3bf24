//! Scenario: an author writes with the page open beside the editor. What changes is shown where they were and with their
//! values; what is wrong is shown over the page, until it is mended.

use serde_json::json;

use super::in_each_engine;
use super::launch::Wish;
use super::reader::Reader;
use crate::commands::sandbox::Sandbox;
use crate::commands::serve::Server;

const PATH: &str = "content/guide.md";

/// What is shown over the page.
const OVERLAY: &str = "[...document.querySelectorAll('body > div')].map(({ shadowRoot }) => shadowRoot?.textContent ?? '').join('')";

/// A page that is much longer than the screen.
fn page(text: &str) -> String {
    let value = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
    let long = "A paragraph.\n\n".repeat(200);
    format!(
        "---\ntitle: Guide\n---\n\n{{{{< sitevar-preferences >}}}}\n\n{long}## Here\n\n`{value}`\n\n{text}\n\n{long}"
    )
}

#[test]
fn an_author_sees_every_change_and_what_is_wrong() {
    in_each_engine(Wish::default(), |browser| {
        let sandbox = Sandbox::of_page("title: Served\n", "---\ntitle: Other\n---\n");
        sandbox.write(PATH, &page("First"));
        let mut server = Server::start(&sandbox, &["--port", "0"]);
        let mut reader = Reader::at(browser, &format!("{}guide/", server.address));
        reader.open_form();
        reader.enter("Domain", "home.lab");
        reader.press("Done");
        reader.until("document.querySelector('article code').textContent === 'home.lab'");
        reader.eval("document.querySelector('#here').scrollIntoView()");
        let top = "Math.round(document.querySelector('#here').getBoundingClientRect().top)";
        let before = reader.eval(top);
        // An edit.
        sandbox.write(PATH, &page("Second"));
        reader
            .browser
            .wait_through(&reader.tab, "document.querySelector('article').textContent.includes('Second')");
        reader.until("document.querySelector('article code').textContent === 'home.lab'");
        reader.until(&format!("{top} === {before}"));
        // A change of another page does not load this one again.
        reader.eval("void (globalThis.mine = true)");
        sandbox.write("content/page.md", "---\ntitle: Other\n---\n\n{{< nothing >}}\n");
        reader.until(&format!("{OVERLAY}.includes('content/page.md:5:1')"));
        assert_eq!(reader.eval("globalThis.mine"), true);
        assert_eq!(reader.browser.axe(&reader.tab.clone()), Vec::<String>::new());
        // An error in this page: it stays as it was, and says where the error is and what to do.
        sandbox.write(PATH, &page("Third {{< nobody >}}"));
        let line = page("Third").lines().position(|line| line == "Third").unwrap() + 1;
        reader.until(&format!("{OVERLAY}.includes('{PATH}:{line}:7')"));
        for told in
            ["error[unknown-shortcode]", "Third {{< nobody >}}", "What to do: add `shortcodes/nobody.md`"]
        {
            assert_eq!(reader.eval(&format!("{OVERLAY}.includes({})", json!(told))), true, "{told}");
        }
        assert_eq!(reader.eval("globalThis.mine"), true);
        // It is closed until something else is wrong. The other pages are looked at after this one.
        reader.until(&format!("{OVERLAY}.startsWith('2 errors')"));
        reader.eval(
            "[...document.querySelectorAll('body > div')].at(-1).shadowRoot.querySelector('button').click()",
        );
        assert_eq!(reader.eval(OVERLAY), "");
        sandbox.write("sitevar.yml", "title: [\n");
        reader.until(&format!("{OVERLAY}.includes('sitevar.yml')"));
        // Mended.
        sandbox.write("sitevar.yml", "title: Served\n");
        sandbox.write("content/page.md", "---\ntitle: Other\n---\n");
        sandbox.write(PATH, &page("Third"));
        reader
            .browser
            .wait_through(&reader.tab, "document.querySelector('article').textContent.includes('Third')");
        reader.until(&format!("{OVERLAY} === ''"));
        // A page whose front matter cannot be read stays as it was too.
        reader.eval("void (globalThis.mine = true)");
        sandbox.write(PATH, "---\ntitle: [x\n---\n");
        reader.until(&format!("{OVERLAY}.includes('error[bad-front-matter]')"));
        assert_eq!(reader.eval("globalThis.mine && document.querySelector('h1').textContent"), "Guide");
        sandbox.write(PATH, &page("Third"));
        reader.until(&format!("{OVERLAY} === ''"));
        // A page that is gone says so, and comes back.
        std::fs::rename(sandbox.path(PATH), sandbox.path("content/later.md")).unwrap();
        reader
            .browser
            .wait_through(&reader.tab, "document.querySelector('h1').textContent === 'Page not found'");
        std::fs::rename(sandbox.path("content/later.md"), sandbox.path(PATH)).unwrap();
        reader.browser.wait_through(&reader.tab, "document.querySelector('h1').textContent === 'Guide'");
        server.stop();
        reader.until(&format!("{OVERLAY}.includes('does not answer')"));
    });
}
