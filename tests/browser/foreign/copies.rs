//! What is copied from a page of another generator: by its own button, by the keyboard, by ours.

use serde_json::json;

use super::super::in_each_browser;
use super::super::launch::Wish;
use super::{CORNER, Host, Visitor};

/// The source of the block, which ends with a line.
const SOURCE: &str = "host: auth.example.com\n\nport: 9091\n";
const FILLED: &str = "host: auth.home.lab\n\nport: 9091";

/// Lines as elements, whose text has no line breaks.
const LINES: &str = "<pre><code class=\"language-yaml\"><span class=\"line\">host: <b>auth.</b><b>example.com</b><br></span><span class=\"line\"><br></span><span class=\"line\">port: 9091<br></span></code></pre>";

/// What a host's button puts on the clipboard, and how.
const BUTTONS: &[(&str, &str)] = &[
    ("its own source", "navigator.clipboard.writeText(SOURCE)"),
    ("its own source without the last line break", "navigator.clipboard.writeText(SOURCE.trimEnd())"),
    (
        "an attribute with another sign for line breaks",
        "navigator.clipboard.writeText(SOURCE.trimEnd().replaceAll('\\n', '\\x7f'))",
    ),
    ("the text of the page", "navigator.clipboard.writeText(document.querySelector('code').textContent)"),
    (
        "an item",
        "navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob([SOURCE], { type: 'text/plain' }) })])",
    ),
    (
        "a field that is selected",
        "(() => { const field = document.createElement('textarea'); field.value = SOURCE; document.body.append(field); field.select(); document.execCommand('copy'); field.remove(); })()",
    ),
    (
        "the data of the event",
        "(() => { const put = (event) => { event.clipboardData.setData('text/plain', SOURCE); event.preventDefault(); }; document.addEventListener('copy', put); document.execCommand('copy'); document.removeEventListener('copy', put); })()",
    ),
];

fn table() -> serde_json::Value {
    json!([{ "kind": "block", "language": "yaml", "title": "a.yml", "text": SOURCE, "slots": [[11, 11, "domain"]] }])
}

/// Pastes into a field, and returns what comes.
fn pasted(visitor: &mut Visitor<'_>) -> String {
    visitor.0.eval(
        "document.body.append(globalThis.field = document.createElement('textarea')), field.focus(), null",
    );
    let tab = visitor.0.tab.clone();
    visitor.0.browser.hold(&tab, &[super::super::tab::key::CONTROL], "v");
    visitor.0.until("field.value");
    let text = visitor.0.text("field.value");
    visitor.0.eval("field.remove(), null");
    text
}

#[test]
fn a_button_of_the_page_copies_what_the_reader_sees() {
    in_each_browser(Wish::default(), |browser| {
        let body = format!("<div class=\"frame\"><button id=copy>Copy</button>{LINES}</div>");
        let served = Host::new(&body).with_table(table(), json!([])).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.live_at("home.lab");
        visitor.until_in("pre", "auth.home.lab");
        visitor.rest();
        // The page has one; another one of ours would be in the way.
        assert_eq!(visitor.0.eval("document.querySelectorAll('.sitevar-tools').length"), 0);
        for (name, copy) in BUTTONS {
            let copy = copy.replace("SOURCE", &json!(SOURCE).to_string());
            visitor.0.eval(&format!("document.querySelector('#copy').onclick = () => {copy}, null"));
            let tab = visitor.0.tab.clone();
            visitor.0.browser.click(&tab, "#copy");
            let text = pasted(&mut visitor);
            assert_eq!(text.trim_end(), FILLED, "{name}");
        }
        // What is no block of the page is nobody's business.
        visitor.0.eval("document.querySelector('#copy').onclick = () => { globalThis.written = navigator.clipboard.writeText('example.com'); }, null");
        let tab = visitor.0.tab.clone();
        visitor.0.browser.click(&tab, "#copy");
        // The clipboard takes its time.
        visitor.0.eval("written.then(() => null)");
        assert_eq!(pasted(&mut visitor), "example.com");
        visitor.end("host's button");
    });
}

#[test]
fn where_a_page_has_no_button_ours_copies_the_source() {
    in_each_browser(Wish::default(), |browser| {
        let served = Host::new(LINES).with_table(table(), json!([])).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.rest();
        assert_eq!(
            visitor.0.eval("document.querySelectorAll('.sitevar-tools').length"),
            0,
            "nobody has asked yet"
        );
        visitor.live_at("home.lab");
        visitor.0.until("document.querySelector('.sitevar-tools')");
        let button = "document.querySelector('.sitevar-tools button')";
        visitor.0.until(&format!("{button}.ariaLabel === 'Copy: a.yml'"));
        visitor.0.until_said(button, "Copied", |reader| {
            reader.browser.click(&reader.tab, ".sitevar-tools button");
        });
        assert_eq!(pasted(&mut visitor), FILLED);
        // The page brings one later.
        visitor.0.eval("document.querySelector('pre').append(Object.assign(document.createElement('button'), { className: 'copy' })), null");
        visitor.0.until("!document.querySelector('.sitevar-tools')");
        visitor.end("our button");
    });
}

#[test]
fn a_secret_is_in_no_attribute() {
    in_each_browser(Wish::default(), |browser| {
        let body = "<pre data-code=\"client_secret: insecure_secret\"><code class=\"language-yaml\">client_secret: insecure_secret\n</code></pre>\
                    <p><a href=\"https://example.com/?insecure_secret\">x</a></p>";
        let runs = json!([{ "kind": "block", "language": "yaml", "text": "client_secret: insecure_secret\n", "slots": [[15, 15, "secret"]] }]);
        let addresses =
            json!([["a", "href", "https://example.com/?{secret}", "https://example.com/?insecure_secret"]]);
        let served = Host::new(body).with_table(runs, addresses).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.open();
        visitor.0.eval(&format!("[...{CORNER}.querySelectorAll('button')].find((button) => button.textContent === 'Generate a secret').click()"));
        visitor.0.until(&format!("{CORNER}.querySelector('.sitevar-result output')"));
        let secret = visitor.0.text(&format!("{CORNER}.querySelector('.sitevar-result output').textContent"));
        visitor.until_in("pre", &secret);
        let attributes = visitor.0.text("[...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]).map((one) => one.value).join(' ')");
        assert!(!attributes.contains(&secret), "{attributes}");
        visitor.end("secret");
    });
}
