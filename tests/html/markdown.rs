//! A value is text in the Markdown, too: its HTML is the HTML that the page has with this value.

use sitevar_core::HtmlOptions;

use super::{BARE, bare, everywhere, guide};

/// Pages in which every `V` is a slot.
const PLACES: &[&str] = &[
    "a V b",
    "V",
    "aVb VV",
    // A sign before a value must not make markup of it.
    "a <V> b",
    "a \\V b",
    "[a]V",
    "a &V; b",
    "**V** *V* ~~V~~ _V_",
    "# V\n\n## a V",
    "a\nV\nb",
    "- V\n- a V\n\n1. V",
    "> V\n> a V",
    "`V` and `a V b`",
    "| a | `b` |\n|---|---|\n| V | `V` |\n| a V | `a V` |",
    "[a V b](https://x/)",
    "[a](https://V/V?a=V#V)",
    "![V](i.png)",
    "[a][b]\n\n[b]: https://x/V",
    "<b title=\"V\">V</b> V",
    "<div>\nV\n</div>\n\nV",
    "a[^1]\n\n[^1]: b V",
    "```yaml\na: 'V' # V\nb: V\n```",
    "- a\n\n  ```yaml\n  a: |\n    V\n  b: \"V\"\n  ```",
    "> ```bash\n> a 'V' \"V\" V\n> ```",
    "    indented V",
    "```\nV\n```",
    "[a][b]\n\n[b]: https://x/ \"V\"",
    "![a](i.png 'V')",
    "<https://V/>",
    "a <V>b",
    "> [!V]\n> a",
    "a[^V] [V] [V]: x",
    "- [V] a",
    "<b title=\"V\">\nV</b>\n{{< raw >}}<i title='V'>V</i>{{< /raw >}}",
];

const VALUES: &[&str] = &[
    "sso.home-lab.org",
    "a *b* _c_ __d__ ~~e~~ ~f~",
    "a_b_c _ * ` ~",
    "`code` ``",
    "<b>x</b> <!-- y --> &amp; &#x41; &",
    "[a](b) ![c](d) [e] [^1]",
    "# a",
    "- a",
    "+ a",
    "> a",
    "1. a",
    "12) a",
    "===",
    "---",
    "***",
    "| a | b |",
    "a\\b \\* \\",
    "\"quoted\" it's -- --- ... << >> :tada: (c)",
    "{#id .class} {a} }",
    "it's",
    " a ",
    "x\ny",
    "x\n\n```\ny",
    "~~~",
    "",
    "$a $$b$$",
    "| - |",
    "##",
    "NOTE",
    "lt",
    "img src=x onerror=alert(1)",
    "a\n\n[x](javascript:alert(1))",
    "```",
    "a  ",
    "$pbkdf2-sha512$310000$a/b.c$D.e",
];

#[test]
fn a_value_is_the_same_text_in_the_markdown_as_in_the_html() {
    let mut wrong = Vec::new();
    for place in PLACES {
        let page = place.replace('V', "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}");
        for value in VALUES {
            let guide = guide(&page);
            let values = everywhere(value);
            let html = guide.html(&values, &HtmlOptions { ..BARE });
            let markdown = guide.markdown(&values);
            let again = bare(&markdown.value);
            // Prose on one line cannot contain what HTML can: then both say so.
            let refused = markdown.diagnostics.len() > html.diagnostics.len();
            // Ids are made of defaults. Nothing at all makes no paragraph and no title, and spaces beside it are at an end.
            let letters = |html: &str| {
                html.replace(char::is_whitespace, "").replace("<p></p>", "").replace("title=\"\"", "")
            };
            let same = without_ids(&again) == without_ids(&html.body)
                || value.is_empty() && letters(&without_ids(&again)) == letters(&without_ids(&html.body));
            if !refused && !same {
                wrong.push(format!(
                    "{place:?} with {value:?}\n{}\nas html: {}\nagain:   {again}",
                    markdown.value, html.body
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n\n"));
}

/// Takes the ids of headings off.
fn without_ids(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(" id=\"") {
        out.push_str(&rest[..at]);
        rest = rest[at + 5..].split_once('"').map_or("", |(_, rest)| rest);
    }
    out + rest
}
