//! What generators make of the same code: tokens in elements, lines in elements, numbers beside lines.

use serde_json::json;

use super::super::in_each_browser;
use super::super::launch::Wish;
use super::{Host, Visitor};

/// The source of the block, in which a slot is a part of a word.
const SOURCE: &str = "server: auth.example.com\n\nport: 9091\n";

/// What frames a block, with the text of its language in the way of a host.
const FRAMES: &[(&str, &str, &str)] = &[
    ("plain", "<pre><code class=\"language-yaml\">", "</code></pre>"),
    (
        "MkDocs",
        "<div class=\"language-yaml highlight\"><span class=\"filename\">a.yml</span><pre><span></span><code>",
        "</code></pre></div>",
    ),
    (
        "Docusaurus",
        "<div class=\"language-yaml codeBlockContainer_x\"><div class=\"codeBlockTitle_x\">a.yml</div><div><pre class=\"prism-code language-yaml\"><code>",
        "</code></pre></div></div>",
    ),
    (
        "VitePress",
        "<div class=\"language-yaml vp-adaptive-theme\"><span class=\"lang\">yaml</span><pre class=\"shiki\"><code>",
        "</code></pre></div>",
    ),
    (
        "Starlight",
        "<div class=\"expressive-code\"><figure class=\"frame\"><figcaption class=\"header\"><span class=\"title\">a.yml</span></figcaption><pre data-language=\"yaml\"><code>",
        "</code></pre></figure></div>",
    ),
    (
        "Sphinx",
        "<div class=\"highlight-yaml notranslate\"><div class=\"highlight\"><pre><span></span>",
        "</pre></div></div>",
    ),
    (
        "Hugo",
        "<div class=\"highlight\"><table class=\"lntable\"><tr><td class=\"lntd\"><pre><code><span class=\"lnt\">1\n</span></code></pre></td><td class=\"lntd\"><pre><code class=\"language-yaml\" data-lang=\"yaml\">",
        "</code></pre></td></tr></table></div>",
    ),
    ("GitHub", "<div class=\"highlight highlight-source-yaml\"><pre>", "</pre></div>"),
];

/// How a highlighter writes one line of tokens.
struct Lines {
    name: &'static str,
    write: fn(&[&str]) -> String,
}

/// Writes the tokens of a line, each in an element.
fn tokens(line: &[&str]) -> String {
    line.iter().map(|token| format!("<span class=\"t\">{token}</span>")).collect()
}

const LINES: &[Lines] = &[
    Lines { name: "text", write: |line| format!("{}\n", line.concat()) },
    Lines { name: "tokens", write: |line| format!("{}\n", tokens(line)) },
    Lines {
        name: "span and newline",
        write: |line| format!("<span class=\"line\">{}</span>\n", tokens(line)),
    },
    Lines {
        name: "span and br",
        write: |line| format!("<span class=\"token-line\">{}<br></span>", tokens(line)),
    },
    Lines {
        name: "div",
        write: |line| {
            let inside = if line.is_empty() { "\n".to_owned() } else { tokens(line) };
            format!("<div class=\"ec-line\"><div class=\"code\">{inside}</div></div>")
        },
    },
    Lines { name: "number", write: |line| format!("<span class=\"linenos\">7 </span>{}\n", tokens(line)) },
];

/// Cuts the lines of the source into tokens, each name into its labels.
fn code(lines: &Lines) -> String {
    let line: &[&str] = &["server", ":", " ", "auth", ".", "example", ".", "com"];
    [line, &[], &["port", ":", " ", "9091"]].iter().map(|line| (lines.write)(line)).collect()
}

#[test]
fn every_slot_is_found_in_what_generators_make_of_code() {
    in_each_browser(Wish::default(), |browser| {
        let run =
            json!({ "kind": "block", "language": "yaml", "text": SOURCE, "slots": [[13, 11, "domain"]] });
        for with_table in [true, false] {
            // All shapes in one page, each in an element that knows its number.
            let mut body = String::new();
            let mut names = Vec::new();
            for (frame, before, after) in FRAMES {
                for lines in LINES {
                    body += &format!("<section>{before}{}{after}</section>", code(lines));
                    names.push(format!("{frame}, {}, table: {with_table}", lines.name));
                }
            }
            let runs: Vec<_> = names.iter().map(|_| run.clone()).collect();
            let host = Host::new(&body);
            let host = if with_table { host.with_table(json!(runs), json!([])) } else { host };
            let served = host.serve();
            let mut visitor = Visitor::at(browser, &served);
            let before = visitor.0.eval("document.querySelector('body').textContent");
            visitor.live_at("home.lab");
            for (number, name) in names.iter().enumerate() {
                let text = visitor.0.text(&format!(
                    "[...document.querySelectorAll('section')[{number}].querySelectorAll('pre')].at(-1).textContent"
                ));
                assert!(text.contains("server: auth.home.lab"), "{name}: {text}");
                assert!(!text.contains("example"), "{name}: {text}");
            }
            assert_eq!(visitor.slots(), i64::try_from(names.len()).unwrap());
            // Without values the page is as it was.
            visitor.live_at("");
            let tools = "document.querySelectorAll('.sitevar-tools').forEach((tools) => tools.remove())";
            visitor.0.eval(&format!("{tools}, null"));
            assert_eq!(visitor.0.eval("document.querySelector('body').textContent"), before);
            visitor.end("shapes");
        }
    });
}

#[test]
fn words_and_attributes_of_a_table_are_placed_and_the_rest_is_left_alone() {
    in_each_browser(Wish::default(), |browser| {
        let body = "<nav>example.com</nav><main><h1>At example.com</h1><p>Open <code>https://auth.example.com/</code> \
                    at <em>ex</em>ample.com now.</p><p><a href=\"https://example.com/\">there</a></p>\
                    <textarea>At example.com</textarea><div contenteditable=true>At example.com</div>\
                    <div data-sitevar-off><p>At example.com</p></div><iframe></iframe></main>";
        let runs = json!([
            { "kind": "prose", "text": "At example.com", "slots": [[3, 11, "domain"]] },
            { "kind": "prose", "text": "Open https://auth.example.com/ at example.com now.",
              "slots": [[18, 11, "domain"], [34, 11, "domain"]] },
        ]);
        let addresses = json!([["a", "href", "https://{domain}/", "https://example.com/"]]);
        let served = Host::new(body).with_table(runs, addresses).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.live_at("home.lab");
        assert_eq!(visitor.0.text("document.querySelector('h1').textContent"), "At home.lab");
        assert_eq!(
            visitor.0.text("document.querySelector('p').textContent"),
            "Open https://auth.home.lab/ at home.lab now."
        );
        assert_eq!(visitor.0.text("document.querySelector('a').href"), "https://home.lab/");
        let left = "['nav', 'textarea', '[contenteditable]', '[data-sitevar-off]'] \
                    .every((part) => document.querySelector(part).textContent.includes('example.com'))";
        assert_eq!(visitor.0.eval(left), true);
        visitor.end("words");
    });
}

#[test]
fn code_whose_language_nobody_knows_takes_only_what_harms_none() {
    in_each_browser(Wish::default(), |browser| {
        let served = Host::new("<pre><code>title = My App\nhost = example.com\n</code></pre>").serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.open();
        visitor.set("Domain", "home.lab");
        visitor.set("Name", "$(id) \"x\"");
        visitor.until_in("pre", "host = home.lab");
        visitor.until_in("pre", "title = My App");
        visitor.0.until(&format!(
            "{}.querySelector('dialog').textContent.includes('the page does not say which language this is')",
            super::CORNER
        ));
        visitor.set("Name", "Our-App");
        visitor.until_in("pre", "title = Our-App");
        visitor.end("unknown language");
    });
}

#[test]
fn all_of_two_thousand_slots_are_placed() {
    in_each_browser(Wish::default(), |browser| {
        let block = "<pre><code class=\"language-yaml\"><span>host</span>: <span>example</span><span>.com</span>\n</code></pre>";
        let served = Host::new(&format!("<p id=first>.</p>{}", block.repeat(2000))).serve();
        let mut visitor = Visitor::at(browser, &served);
        visitor.open();
        assert_eq!(visitor.slots(), 2000);
        visitor.end("many slots");
    });
}
