//! Scenario: whoever types, pastes, saves by hand or sends from another tab wants to run something, or to break the page.

use serde_json::{Value, json};

use super::launch::Wish;
use super::reader::Reader;
use super::server::{STRICT, Serving};
use super::{in_each_browser, site};

/// What is put in; each would call `hacked()` or break something if it were more than text.
const VALUES: &[&str] = &[
    "<script>hacked()</script>",
    "</script><script>hacked()</script>",
    "<img src=x onerror=hacked()>",
    "<svg onload=hacked()>",
    "<svg><script>hacked()</script></svg>",
    "<iframe srcdoc='<script>parent.hacked()</script>'>",
    "<details open ontoggle=hacked()>",
    "<body onload=hacked()>",
    "<style>@import 'x'</style>",
    "<!-- <script>hacked()</script> -->",
    "<template><script>hacked()</script></template>",
    "<math><mtext><script>hacked()</script>",
    "<a href='javascript:hacked()'>x</a>",
    "<form action='javascript:hacked()'><button>",
    "\"><script>hacked()</script>",
    "'><script>hacked()</script>",
    "' onmouseover='hacked()",
    "\" autofocus onfocus=\"hacked()",
    "javascript:hacked()",
    "JaVaScRiPt:hacked()",
    "java\tscript:hacked()",
    " javascript:hacked()",
    "\u{1}javascript:hacked()",
    "vbscript:hacked()",
    "data:text/html,<script>parent.hacked()</script>",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "https://evil.example/?\"onclick=hacked()",
    "&lt;script&gt;hacked()&lt;/script&gt;",
    "&#60;script&#62;",
    "&amp;&quot;&apos;",
    "{{ hacked() }}",
    "${hacked()}",
    "$(hacked)",
    "`hacked()`",
    "<%= hacked() %>",
    "{{< sitevar name=\"note\" >}}",
    "#{hacked()}",
    "$& $1 $$ $` $'",
    "'",
    "\"",
    "\\",
    "'; hacked(); '",
    "' && hacked && '",
    "]]>",
    "*/ hacked() /*",
    "-->",
    "\u{202e}gpj.exe",
    "a\u{200f}b\u{200e}c",
    "\u{2066}isolated\u{2069}",
    "e\u{301}\u{301}\u{301}",
    "👩\u{200d}👩\u{200d}👧",
    "\u{f0000}\u{f0001}",
    "\u{fdd1}",
    "a\u{0}b",
    "null",
    "true",
    "~",
    ": - # ",
    "__proto__",
    "constructor",
    "%00%0a%3Cscript%3E",
];

/// How long the last one is.
const MEGABYTE: usize = 1 << 20;

#[test]
fn a_hostile_value_is_text_or_refused_whichever_way_it_comes() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("hostile"));
        let other = browser.tab();
        browser.go(&other, &served.at("/page/"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        reader.eval("globalThis.ran = 0, globalThis.hacked = () => { ran += 1; }, null");
        let shape = reader.text(SHAPE);
        reader.open_form();
        let field = reader.field("Note");
        for value in VALUES.iter().map(|value| (*value).to_owned()).chain(["x".repeat(MEGABYTE)]) {
            for way in [Way::Typed, Way::Pasted, Way::OtherTab] {
                reader.press("Reset");
                let text = json!(value);
                match way {
                    Way::Typed => reader.eval(&format!(
                        "(() => {{ const field = document.querySelector('{field}'); field.value = {text}; \
                         field.dispatchEvent(new Event('input')); }})()"
                    )),
                    Way::Pasted => reader.eval(&format!(
                        "(() => {{ const field = document.querySelector('{field}'); field.focus(); field.select(); \
                         document.execCommand('insertText', false, {text}); }})()"
                    )),
                    Way::OtherTab => {
                        reader.browser.eval(&other, &format!("localStorage.setItem('sitevar:note', {text})"))
                    }
                };
                if way == Way::OtherTab {
                    // A second value, of another name, arrives behind the first.
                    reader.browser.eval(&other, "localStorage.setItem('sitevar:domain', 'behind.lab')");
                    let domain = reader.field("Domain");
                    reader.until(&format!("document.querySelector('{domain}').value === 'behind.lab'"));
                }
                let short: String = value.chars().take(60).collect();
                check(&mut reader, &value, &shape, &format!("{way:?} {short:?}"));
            }
        }
        let tab = reader.tab.clone();
        browser.close(tab);
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[test]
fn a_hostile_value_in_storage_is_text_or_left_alone() {
    in_each_browser(Wish::default(), |browser| {
        let served = Serving { headers: vec![STRICT], ..Serving::default() }.serve(&site::of("hostile"));
        let mut reader = Reader::at(browser, &served.at("/page/"));
        let shape = reader.text(SHAPE);
        for value in VALUES {
            reader.eval(&format!("localStorage.setItem('sitevar:note', {})", json!(value)));
            reader.reload();
            reader.until("'sitevarShown' in document.documentElement.dataset");
            reader.eval("globalThis.ran = 0, null");
            check(&mut reader, value, &shape, &format!("saved {value:?}"));
        }
        assert_eq!(browser.errors(), Vec::<String>::new());
    });
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Typed,
    Pasted,
    OtherTab,
}

/// The names of all elements and attributes of the content, which no value may change.
const SHAPE: &str = "[...document.querySelectorAll('main *')].filter((e) => !e.closest('.sitevar-tools')) \
    .map((e) => e.localName + [...e.attributes].map((a) => a.name).filter((name) => !['class', 'data-sitevar-refused'].includes(name))).join()";

fn check(reader: &mut Reader<'_>, value: &str, shape: &str, way: &str) {
    assert_eq!(reader.text(SHAPE), shape, "{way}");
    assert_eq!(reader.eval("globalThis.ran"), 0, "{way}");
    let shown = reader.text("document.querySelector('main p [data-sitevar]').textContent");
    let is_default = shown == "something";
    assert!(is_default || shown == value || shown == value.trim(), "{way}: {shown:?}");
    let scheme = reader.text("document.querySelectorAll('main p a')[1].protocol");
    assert!(["http:", "https:"].contains(&scheme.as_str()), "{way}: {scheme}");
    let host = reader.text("document.querySelectorAll('main p a')[0].host");
    assert_eq!(host, "example.com", "{way}");
    let code = reader.code("values.yml");
    let read: Value = serde_yaml::from_str(&code).unwrap_or_else(|error| panic!("{way}: {error}\n{code}"));
    for key in ["single", "double", "plain"] {
        let there = read[key].as_str().unwrap_or_default();
        assert!(there == "something" || there == shown, "{way}: {key} is {there:?} in\n{code}");
    }
}
