//! Letters beyond ASCII at every place of a page: what counts bytes must not fall between two of one character.

use std::collections::BTreeMap;

use sitevar_core::{Dialect, HtmlOptions, OutputFormat, Unknown, Variables};

use super::grammar::DIGEST;
use super::rules::{expand_page, marks, problems_stand_in_the_page};

/// Of two, three and four bytes, without a width, not to be seen, and one that ends a line in some languages.
const LETTERS: [&str; 8] = ["ü", "日", "🦉", "e\u{301}", "\u{200B}", "\u{FEFF}", "\0", "\r"];

/// Small pages with everything that is found by its bytes; `S` is a slot.
const PAGES: &[&str] = &[
    "<p>a</p> S\n\n`insecure_secret`",
    "<script>let a = 'b'; <!-- <script> c</script> --></script>S",
    "<style>a{b:c}</style><title>a S</title><textarea>S</textarea>",
    "<a href=\"https://S/x\" title='S'>S</a><img src=S alt=S>",
    "<!-- insecure_secret S --> <pre><code class=\"language-yaml\">a: S</code></pre>",
    "&amp; &#xFC; &#39; &uuml; <b>S</b>",
    "# A *b* `c` {#id .class a=\"b\"}\n\nS\n===\n{.d}",
    "> [!NOTE]\n> a\n> - b\n>   S\n\n1. c\n   - [x] d",
    "| a | S |\n|:-:|---|\n| `b` | c \\| d |\n{.e}",
    "a[^1] b\n\n[^1]: S\n    c\n\nTerm\n: S\n: d",
    "[a](S \"b\") ![c](d 'S') <https://S/> https://S.example.com/?a=b#c a@example.com",
    "[a]: /b (c)\n\n[a] [b][a] ~~c~~ :smile: -- ... 'd' \"e\" (f) << >>",
    "```yaml {title=\"a\" hl_lines=[1,2] .b}\nc: 'S' # insecure_secret\nd: \"S\"\n```",
    "```yaml title=\"compose.yml\"\nservices:\n  a: S\n  b: >-\n    S\n```",
    "```shell\n$ a \"S\" 'S' $(b S) <<EOF\nS\nEOF\n```",
    "```json\n{\"a\": [\"S\", 1]}\n```\n\n~~~ toml\na = 'S'\n~~~",
    "```html\n<a href=\"S\">S</a><!-- S -->\n```\n\n    indented S",
    "{{< inner a=\"b\" c=`d` >}}S{{% inner %}}e{{% /inner %}}{{< /inner >}}",
    "{{% render %}}\n- S\n  {{< leaf >}}\n{{% /render %}}\n{{</* leaf */>}}",
    "---\ntitle: a\nsitevars:\n  variables: {b: {type: text, default: c}}\n---\nS",
    "+++\ntitle = \"a\"\n+++\nS\n\n* * *\n\na  \nb\\\nc",
    "```yaml\nidentity_providers:\n  oidc:\n    clients:\n      - client_secret: 'D'  # The digest of 'insecure_secret'.\n```",
];

#[test]
fn a_letter_beyond_ascii_at_any_place_of_a_page_leaves_it_a_page() {
    let names = ["domain", "client-secret", "client-secret-digest"];
    let set = BTreeMap::from(names.map(|name| (name.to_owned(), "grüße.example".to_owned())));
    let values = Variables::default().resolve(&set);
    for page in PAGES {
        let page = page.replace('S', "{{< sitevar name=\"domain\" >}}").replace('D', DIGEST);
        for (at, _) in page.char_indices() {
            for letter in LETTERS {
                let page = [&page[..at], letter, &page[at..]].concat();
                for output in [OutputFormat::Markdown, OutputFormat::Html] {
                    let expanded = expand_page(&page, (Dialect::Sitevar, output, Unknown::Error));
                    problems_stand_in_the_page(&page, &expanded.diagnostics);
                    let markdown = expanded.value.markdown(&values).value;
                    let html = expanded.value.html(&values, &HtmlOptions::default()).body;
                    assert_eq!(marks(&markdown) + marks(&html), 0, "{page}");
                }
            }
        }
    }
}
