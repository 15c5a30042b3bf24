//! A reader's value is text and never markup, wherever the author put the slot.

use sitevar_core::HtmlOptions;

use super::{BARE, everywhere, guide, tree};

/// Pages with a slot where a value could do harm: one for each state of the HTML standard's tokenizer, and then some.
const PLACES: &[&str] = &[
    // Text.
    "prose V, *V*, `V`, **V**V",
    "# V",
    "```yaml\na: 'V'\n```",
    "| a | b |\n|---|---|\n| V | `V` |",
    "<p>V</p>",
    "<V>",
    "<div>a<V b</div>",
    "<title>V</title>",
    "<textarea>V</textarea>",
    "<select><option>V</option></select>",
    "<svg><text>V</text><title>V</title><style>V</style></svg> V",
    "<svg><title><b title='V' lang=V>V</b></title></svg> V",
    "<table><tr><td>V</td></tr></table>",
    "<!-- a --> V",
    // Attributes.
    "[V](https://V/ \"V\") ![V](https://V/i.png \"V\")",
    "[a](V) [b](V:x) [c](java V) [d](?a=V#V) [e](mailto:a@V)",
    "https://V.example.com/V",
    "<a href=\"V\" title=\"V\">V</a>",
    "<a href='V' title='V \"q\"'>V</a>",
    "<a href=V title=V>V</a>",
    "<a title=a\"V>V</a>",
    "<a href= V >V</a> <a href=V/>V</a> <input value=V>",
    "<img src=\"V\" alt=\"a V\" srcset=\"V 2x\" onerror=\"f('V')\">",
    "<a href=\"jaVascript:x\">V</a>",
    "<a href=\"V&colon;alert(1)\">a</a> <a href=\"&#106;avascriptV\">b</a> <a href=\" V\">c</a>",
    "<form action=\"V\"><button formaction=\"V\" onclick=\"a='V'\" style=\"color: V\">V</button></form>",
    "<iframe srcdoc=\"V\" src=\"https://V/\"></iframe>",
    "<div data-x='{\"a\": \"V\"}' x-data=\"V\" @click=\"V\" :href=\"V\">V</div>",
    "<a b=\"{domain} \\ &#123;V&rbrace;\" {c}=\"V\">V</a>",
    // Where nothing is an escape.
    "<script>a = 'V'; // V\n/* V */ b = V</script> V",
    "<script><!-- <script> V </script> V --></script> V",
    "<script></V ></script> V",
    "<script>é <!-- ß <script ü> ö V </script é> V --> ü V</script> V",
    "<style>a { b: V } /* V */</style> V",
    "<!-- V --> V",
    "<!--V--> V",
    "<!-V> V",
    "</V> V",
    "<?V?> V",
    "<!doctype V> V",
    "<xV y>V</xV>",
    "<a V>V</a> <a V=\"x\">V</a> <a b=\"c\"V d>V</a> <br/V>",
    "<noscript>V</noscript><iframe>V</iframe><xmp>V</xmp> V",
    // Put in by templates.
    "{{< raw >}}<a href=\"V\">V</a>{{< /raw >}}",
    "{{< raw >}}<p title='{{< /raw >}}V{{< raw >}}'>V</p>{{< /raw >}}",
    "<a href=\"https://a/?b={{< encoded >}}V{{< /encoded >}}\">V</a>",
];

/// What somebody could type, or be made to paste.
const VALUES: &[&str] = &[
    "",
    "sso.home.lab",
    "https://auth.home.lab:8443/x",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><img src=x onerror=alert(1)>",
    "\" onclick=\"alert(1)",
    "' onclick='alert(1)",
    "x onclick=alert(1)",
    "javascript:alert(1)",
    "JavaScript:alert(1)//",
    "java\tscript:alert(1)",
    "javascript",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "script",
    "/script",
    "</script><script>alert(1)</script>",
    "</style></title></textarea></xmp></iframe><b>",
    "-->",
    "--!>",
    ">",
    "-",
    "->",
    "</p><p>",
    "*/alert(1)/*",
    "');alert(1);('",
    "`${alert(1)}`",
    "expression(alert(1))",
    "red;background:url(javascript:alert(1))",
    "a=b",
    "&lt;b&gt; &amp; &quot;",
    "{domain} \\ } {",
    "**b** `c` | d\n\n# e\n\n<b>",
    "\u{F0000}\u{F0001}",
    "%F3%B0%80%80",
    "a\0b\r\nc",
];

#[test]
fn a_value_changes_no_element_and_no_attribute() {
    each(|place, html| {
        assert_eq!(tree::skeleton(&html(EXAMPLE)), tree::skeleton(&html("sso.home.lab")), "{place}");
        for value in VALUES.iter().skip(1) {
            assert_eq!(
                tree::skeleton(&html(value)),
                tree::skeleton(&html(EXAMPLE)),
                "{place} with {value:?}"
            );
        }
    });
}

#[test]
fn no_value_makes_an_address_that_runs_code() {
    each(|place, html| {
        let written = tree::attributes(&html(EXAMPLE));
        for value in VALUES {
            for (before, (element, name, url)) in written.iter().zip(tree::attributes(&html(value))) {
                let is_url = ["href", "src", "action", "formaction", "srcset"].contains(&name.as_str());
                // What the author wrote with the default in it is the author's business.
                if is_url && before.2 != url {
                    let plain: String =
                        url.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                    let plain = plain.to_ascii_lowercase();
                    let runs =
                        ["javascript:", "data:", "vbscript:"].iter().any(|scheme| plain.starts_with(scheme));
                    assert!(!runs, "{place} with {value:?}: <{element} {name}={url:?}>");
                }
            }
        }
    });
}

#[test]
fn code_of_the_page_gets_only_plain_values() {
    each(|place, html| {
        for value in VALUES {
            let html = html(value);
            let mut code = tree::texts_of(&html, "script");
            code.extend(tree::texts_of(&html, "style"));
            let is_code = |name: &str| {
                name.starts_with("on") || ["style", "srcdoc", "x-data", "@click"].contains(&name)
            };
            code.extend(
                tree::attributes(&html)
                    .into_iter()
                    .filter(|(_, name, _)| is_code(name))
                    .map(|(_, _, code)| code),
            );
            for code in code {
                assert!(!code.contains("alert"), "{place} with {value:?}: {code}");
            }
        }
    });
}

#[test]
fn text_shows_the_value_letter_by_letter() {
    for place in
        ["a V b", "`V`", "<p>V</p>", "<title>V</title>", "<select><option>V</option></select>", "```\nV\n```"]
    {
        let html = |value: &str| filled(place, value, true);
        let expected = tree::text(&html(EXAMPLE));
        for value in VALUES.iter().filter(|value| !value.contains(['\0', '\r'])) {
            assert_eq!(tree::text(&html(value)), expected.replace(EXAMPLE, value), "{place}");
        }
    }
}

#[test]
fn an_attribute_shows_the_value_letter_by_letter() {
    for place in ["<b title=\"a V\">x</b>", "<b title='a V'>x</b>", "<b title=V>x</b>", "![a](b \"a V\")"] {
        let title = |value: &str| {
            let mut found = tree::attributes(&filled(place, value, false));
            found.retain(|(_, name, _)| name == "title");
            found.remove(0).2
        };
        let expected = title(EXAMPLE);
        for value in VALUES.iter().filter(|value| !value.contains(['\0', '\r'])) {
            assert_eq!(title(value), expected.replace(EXAMPLE, value), "{place}");
        }
    }
}

#[test]
fn every_slot_in_text_names_its_variable() {
    let html = filled("a V, [V](x), `V`", "sso.home.lab", true);
    assert_eq!(html.matches("<span data-sitevar=\"domain\">sso.home.lab</span>").count(), 3);
    let regex = guide("{{< sitevar name=\"domain\" nojs=\"a\" format=\"regex\" >}}");
    let html = regex.html(&everywhere("a.example"), &HtmlOptions::default()).body;
    assert_eq!(
        html,
        "<p><span data-sitevar=\"domain\" data-sitevar-format=\"regex\">a\\.example</span></p>\n"
    );
}

#[test]
fn an_attribute_has_its_pattern_beside_it() {
    let cases = [
        ("[a](https://V/x)", "<a href=\"https://example.com/x\" data-sitevar-href=\"https://{domain}/x\">"),
        ("<a title='V {x} \\'>", "<a title='example.com {x} \\' data-sitevar-title='{domain} \\{x\\} \\\\'>"),
        ("<a title=V>", "<a title=\"example.com\" data-sitevar-title=\"{domain}\">"),
        (
            "<a title=\"&#123;&lcub;&#x7D V\">",
            "<a title=\"&#123;&lcub;&#x7D example.com\" data-sitevar-title=\"\\{\\{\\} {domain}\">",
        ),
        ("<a onclick=\"f('V')\">", "<a onclick=\"f('example.com')\">"),
        ("<script src=\"https://V/x.js\">", "<script src=\"https://example.com/x.js\">"),
        (
            "<a href=\"/?u={{< encoded >}}V{{< /encoded >}}\">",
            "<a href=\"/?u=example.com\" data-sitevar-href=\"/?u={domain:url}\">",
        ),
    ];
    for (page, expected) in cases {
        let html = filled(page, EXAMPLE, true);
        assert!(html.contains(expected), "{page} is {html}");
    }
}

#[test]
fn an_address_is_encoded_as_its_template_asked() {
    let html = |page: &str| filled(page, "a b/ü?", false);
    assert!(html("[a](https://x/V)").contains("\"https://x/a%20b/%C3%BC%3F\""));
    let encoded = "<a href=\"/?u={{< encoded >}}V{{< /encoded >}}\">x</a>";
    assert!(html(encoded).contains("\"/?u=a%20b%2F%C3%BC%3F\""));
}

/// What the slots of the places show before anybody types.
const EXAMPLE: &str = "example.com";

/// Runs a test on every place, as the page with slots and as the page without.
fn each(test: impl Fn(&str, &dyn Fn(&str) -> String)) {
    for place in PLACES {
        for slots in [true, false] {
            test(place, &|value| filled(place, value, slots));
        }
    }
}

/// Writes a page in which every `V` is a slot.
fn filled(page: &str, value: &str, slots: bool) -> String {
    let call = format!("{{{{< sitevar name=\"domain\" nojs=\"{EXAMPLE}\" >}}}}");
    guide(&page.replace('V', &call)).html(&everywhere(value), &HtmlOptions { slots, ..BARE }).body
}
