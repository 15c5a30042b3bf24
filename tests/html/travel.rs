//! Values never travel: no attribute that loads by itself sends one to another site, and a secret fills text only.
//!
//! `addresses.txt` has every attribute of HTML, SVG, MathML and RDFa that holds an address.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use sitevar_core::{
    AttributePattern, Code, Diagnostic, Guide, HtmlOptions, Options, OutputFormat, Severity, Source, Values,
    Variables, expand,
};

use super::{Toy, tree};

pub(super) const DOMAIN: &str = "sso.home.lab";
pub(super) const SECRET: &str = "s3cr3t-of-the-reader";
const DIGEST: &str = "$pbkdf2-sha512$1$AAECAwQ$of-the-reader";

/// The names of a secret, its digest, what is made of it, and what is made of that.
const SECRETS: [&str; 4] = ["client-secret", "client-digest", "login", "login-url"];

/// A row of `addresses.txt`.
struct Row {
    element: String,
    attribute: String,
    kind: String,
}

impl Row {
    fn page(&self, address: &str) -> String {
        format!("<{} {}=\"{address}\"></{}>", self.element, self.attribute, self.element)
    }
}

#[test]
fn an_address_is_filled_as_its_kind_says() {
    for row in rows() {
        for (address, at_home) in [("https://elsewhere.example/x/V/y", false), ("/x/V/y", true)] {
            let page = row.page(address);
            let is_filled = match row.kind.as_str() {
                "followed" => true,
                "loaded" => at_home,
                _ => false,
            };
            let is_error = !at_home && matches!(row.kind.as_str(), "loaded" | "never");
            for slots in [true, false] {
                let (html, told) = written(&page, "domain", &values(), slots);
                assert_eq!(html.contains(DOMAIN), is_filled, "{page}: {html}");
                assert_eq!(
                    html.contains(" data-sitevar-"),
                    (is_filled && slots) || page.contains(" data-sitevar-")
                );
                let expected = match (is_filled, is_error) {
                    (true, _) => vec![],
                    (_, true) => vec![Code::ValueSentElsewhere],
                    _ => vec![Code::ValueDoesNotFit],
                };
                assert_eq!(codes(&told), expected, "{page}: {told:?}");
            }
            let (_, told) = written(&page, "domain", &Values::default(), true);
            let expected = if is_error { vec![Code::ValueSentElsewhere] } else { vec![] };
            assert_eq!(codes(&told), expected, "without a value, {page}: {told:?}");
        }
    }
}

#[test]
fn the_browser_fills_an_address_as_the_build_does() {
    for row in rows() {
        for (address, at_home) in [("https://elsewhere.example/x/V/y", false), ("/x/V/y", true)] {
            let (pattern, shown) = (address.replace('V', "{v}"), address.replace('V', "example.com"));
            let is_filled = row.kind == "followed" || row.kind == "loaded" && at_home;
            for element in [row.element.clone(), row.element.to_uppercase()] {
                for name in [row.attribute.clone(), row.attribute.to_uppercase()] {
                    let read = AttributePattern::read(&element, &name, &pattern, &shown);
                    assert_eq!(read.is_some(), is_filled, "<{element} {name}={pattern}>");
                }
            }
        }
    }
}

#[test]
fn a_secret_fills_no_attribute() {
    let texts =
        ["title", "aria-label", "alt", "value", "placeholder", "label", "class", "id", "name", "data-x"];
    let elements = ["a", "img", "input", "option", "meta", "x-own", "div"];
    let attribute = |element: &str, attribute: &str| Row {
        element: element.to_owned(),
        attribute: attribute.to_owned(),
        kind: String::new(),
    };
    let all = elements.iter().flat_map(|element| texts.map(|text| attribute(element, text)));
    for row in rows().into_iter().chain(all) {
        for address in ["https://elsewhere.example/x/V/y", "/x/V/y", "V"] {
            let page = row.page(address);
            for name in SECRETS {
                for values in [values(), Values::default()] {
                    let (html, told) = written(&page, name, &values, true);
                    assert!(!holds_a_secret(&html), "{name} in {page}: {html}");
                    assert!(!html.contains(&format!("{{{name}}}")), "{name} in {page}: {html}");
                    assert!(codes(&told).contains(&Code::SecretOutsideText), "{name} in {page}: {told:?}");
                }
                let (pattern, shown) =
                    (address.replace('V', &format!("{{{name}}}")), address.replace('V', "x"));
                let read = AttributePattern::read(&row.element, &row.attribute, &pattern, &shown);
                let filled = read.map(|read| read.fill(&values()));
                assert!(filled.is_none_or(|filled| filled == Ok(shown)), "{name} in {page}");
            }
        }
    }
}

/// Places in a page that are no text, with a slot at each `V`.
const OUTSIDE: &[&str] = &[
    "[a](https://elsewhere.example/V)",
    "[a](/here?V)",
    "[a](x \"V\")",
    "![V](x.png)",
    "![a V b](x.png)",
    "![a](x.png \"V\")",
    "![a](https://elsewhere.example/V.png)",
    "[a]\n\n[a]: https://elsewhere.example/V \"t\"",
    "[a]\n\n[a]: x \"V\"",
    "![a]\n\n[a]: https://elsewhere.example/V",
    "<https://elsewhere.example/V>",
    "see https://elsewhere.example/V now",
    "see https://V.elsewhere.example/ now",
    "see www.elsewhere.example/?V now",
    "write to V@elsewhere.example now",
    "# Title {#on-V}",
    "# Title {title=\"V\"}",
    "text\n{title=\"V\"}",
    "```yaml {title=\"V\"}\na: 1\n```",
    "```yaml {data-x=\"V\"}\na: 1\n```",
    "```V\na: 1\n```",
    "<title>V</title>",
    "<textarea>V</textarea>",
    "<select><option>V</option></select>",
    "<select><optgroup><option>a</option><option><b>V</b></option></optgroup></select>",
    "<datalist><option>V<option>b</datalist>",
    "<figure><figcaption>V</figcaption></figure>",
    "<figure>\n<figcaption>\n\n**V**\n\n</figcaption>\n</figure>",
    "<svg><title>V</title></svg>",
    "<img\nsrc=\"x\"\nalt=\"V\">",
    "> <img\n> src=\"https://elsewhere.example/V\">",
    "<a href='https://elsewhere.example/V'>a</a>",
    "<a href=https://elsewhere.example/V>a</a>",
    "{{< raw >}}<img src=\"https://elsewhere.example/V\">{{< /raw >}}",
    "{{< raw >}}<img src=\"{{< /raw >}}/V{{< raw >}}\">{{< /raw >}}",
    "<a href=\"https://elsewhere.example/?s={{< encoded >}}V{{< /encoded >}}\">a</a>",
];

/// Places that a reader of static Markdown could make an address of, once a value stands there.
const NEARLY_OUTSIDE: &[&str] =
    &["<a@V.example>", "<V@b.example>", "\"https://elsewhere.example/V\"", "[see www.elsewhere.example/V"];

/// Values that are an address, or become one with the text around them.
const ADDRESSES: &[(&str, &str)] = &[
    ("a V b", "https://elsewhere.example/?s3cr3t"),
    ("a V b", "WWW.elsewhere.example/s3cr3t"),
    ("a V b", "s3cr3t@elsewhere.example"),
    ("**V**", "www.elsewhere.example/s3cr3t"),
    ("https:V", "//elsewhere.example/s3cr3t"),
    ("see httpsV", "://elsewhere.example/s3cr3t"),
    ("see wV", "ww.elsewhere.example/s3cr3t"),
    ("Vw.elsewhere.example/", "s3cr3t.ww"),
];

#[test]
fn static_markdown_has_no_secret_that_is_an_address() {
    for (place, secret) in ADDRESSES {
        let (guide, _) = guide(&called(place, "client-secret"), OutputFormat::Markdown);
        let markdown = guide.markdown(&of("client-secret", secret));
        assert!(!markdown.value.contains("s3cr3t"), "{place} with {secret}: {}", markdown.value);
        assert_eq!(codes(&markdown.diagnostics), [Code::ValueDoesNotFit], "{place} with {secret}");
    }
}

#[test]
fn static_markdown_has_no_form_in_an_attribute() {
    let page = "<img alt=\"x\" src=\"https://elsewhere.example/p?{{< sitevar-preferences >}}\">\n\nV\n\n{{< sitevar-preferences >}}\n";
    let (guide, _) = guide(&called(page, "domain"), OutputFormat::Markdown);
    let markdown = guide.markdown(&of("domain", "sso.home.lab")).value;
    assert!(markdown.starts_with("<img alt=\"x\" src=\"https://elsewhere.example/p?\">\n"), "{markdown}");
    assert_eq!(markdown.matches("sso.home.lab").count(), 2, "{markdown}");
}

/// Places that are text.
const TEXT: &[&str] = &[
    "a V b",
    "`V`",
    "**V** and [V](x)",
    "# Title V",
    "```yaml\na: 'V'\n```",
    "| a |\n|---|\n| V |",
    "<p>V</p>",
    "<button>V</button>",
    "<figure><figcaption>a</figcaption><pre>V</pre></figure>",
    "<select><option>a</option></select> V",
];

#[test]
fn a_secret_outside_of_text_is_an_error_at_its_line() {
    for place in OUTSIDE {
        for name in SECRETS {
            let page = format!("first\n\n{}", called(place, name));
            for output in [OutputFormat::Html, OutputFormat::Markdown] {
                for values in [values(), Values::default()] {
                    let (guide, mut told) = guide(&page, output);
                    let html = guide.html(&values, &HtmlOptions::default());
                    let markdown = guide.markdown(&values);
                    told.extend(html.diagnostics);
                    told.extend(markdown.diagnostics);
                    let found: Vec<_> =
                        told.iter().filter(|found| found.code == Code::SecretOutsideText).collect();
                    assert!(!found.is_empty(), "{name} in {place}: {told:?}");
                    let call = |found: &&Diagnostic| page[found.span.start..].starts_with("{{< sitevar");
                    assert!(found.iter().all(call), "{name} in {place}: {told:?}");
                    assert!(found.iter().all(|found| found.severity == Severity::Error));
                    for (element, attribute, text) in tree::attributes(&html.body) {
                        assert!(
                            !holds_a_secret(&text),
                            "{name} in {place}: <{element} {attribute}={text:?}>"
                        );
                    }
                    for title in ["title", "textarea", "option", "figcaption"] {
                        let texts = tree::texts_of(&html.body, title);
                        assert!(
                            !texts.iter().any(|text| holds_a_secret(text)),
                            "{name} in {place}: {texts:?}"
                        );
                    }
                    assert!(!holds_a_secret(&markdown.value), "{name} in {place}: {}", markdown.value);
                }
            }
        }
    }
}

#[test]
fn static_markdown_has_no_secret_in_what_could_become_an_address() {
    for place in NEARLY_OUTSIDE {
        let (guide, mut told) = guide(&called(place, "client-secret"), OutputFormat::Markdown);
        let markdown = guide.markdown(&values());
        assert!(!holds_a_secret(&markdown.value), "{place}: {}", markdown.value);
        told.extend(markdown.diagnostics);
        assert_eq!(told.len(), 1, "{place}: {told:?}");
    }
}

#[test]
fn a_secret_in_text_is_filled_in() {
    for place in TEXT {
        for (name, value) in [("client-secret", SECRET), ("client-digest", DIGEST)] {
            for output in [OutputFormat::Html, OutputFormat::Markdown] {
                let (guide, told) = guide(&called(place, name), output);
                assert_eq!(codes(&told), [], "{place}");
                let html = guide.html(&values(), &HtmlOptions::default());
                assert!(tree::text(&html.body).contains(value), "{name} in {place}: {}", html.body);
                assert!(guide.markdown(&values()).value.contains(value), "{name} in {place}");
                assert_eq!(codes(&html.diagnostics), [], "{place}");
            }
        }
    }
}

#[test]
fn an_example_in_an_address_is_left_alone_and_is_no_error() {
    for place in OUTSIDE.iter().filter(|place| !place.contains("{{<")) {
        for output in [OutputFormat::Html, OutputFormat::Markdown] {
            let page = place.replace('V', "insecure_secret");
            let mut variables = declared();
            let secret = variables.variables.get_mut("client-secret").unwrap();
            secret.examples = vec!["insecure_secret".to_owned()];
            let (guide, mut told) = guide_of(&page, output, variables);
            let html = guide.html(&values(), &HtmlOptions::default());
            told.extend(html.diagnostics);
            assert_eq!(codes(&told), [], "{place}");
            for (element, attribute, text) in tree::attributes(&html.body) {
                assert!(!holds_a_secret(&text), "{place}: <{element} {attribute}={text:?}>");
            }
        }
    }
}

#[test]
fn no_value_leads_an_address_that_loads_by_itself_elsewhere() {
    const PIECES: [&str; 22] = [
        "", "/", "//", "\\", ".", "..", "a", ":", "?", "#", "@", "%2f", " ", "&#9;", "&#10;", "&sol;",
        "&#47", "&#0", "&#x", "&so", "&colon;", "https:",
    ];
    const VALUES: [&str; 12] = [
        "47;elsewhere.example",
        "2felsewhere.example",
        "l;elsewhere.example",
        "elsewhere.example",
        "/elsewhere.example/x",
        "//elsewhere.example/x",
        "\\elsewhere.example",
        "https://elsewhere.example/",
        ":elsewhere",
        "@elsewhere.example",
        "../../..//elsewhere.example",
        ".elsewhere.example:81",
    ];
    let own = url::Url::parse("https://own.example/guides/page/").unwrap();
    let mut filled = 0;
    for first in PIECES {
        for second in PIECES {
            for third in PIECES {
                let page = format!("<img src=\"{first}{second}{third}V\">");
                let (guide, _) = guide(&called(&page, "domain"), OutputFormat::Html);
                let source = |values: &Values| {
                    let html =
                        guide.html(values, &HtmlOptions { slots: false, ..HtmlOptions::default() }).body;
                    tree::attributes(&html).into_iter().find(|(_, name, _)| name == "src").unwrap().2
                };
                let shown = source(&Values::default());
                for value in VALUES {
                    let address = source(&of("domain", value));
                    if address != shown {
                        filled += 1;
                        let origin = own.join(&address).map(|url| url.origin());
                        assert_eq!(origin, Ok(own.origin()), "{page} with {value:?} is {address:?}");
                    }
                }
            }
        }
    }
    assert!(filled > 1000, "{filled} addresses were filled");
}

#[test]
fn a_base_makes_no_relative_address_one_of_this_site() {
    let image = "<img src=\"/x/V.png\">";
    let (_, told) = written(image, "domain", &Values::default(), true);
    assert_eq!(codes(&told), []);
    let (html, told) =
        written(&format!("{image}\n\n<base href=//elsewhere.example>"), "domain", &values(), true);
    assert_eq!((codes(&told), html.contains(DOMAIN)), (vec![Code::ValueSentElsewhere], false), "{html}");
    for base in ["<base href=\"https://elsewhere.example/\">", "<BASE\nhref=//elsewhere.example>"] {
        let (html, told) = written(&format!("{base}\n\n{image}"), "domain", &values(), true);
        assert_eq!(codes(&told), [Code::ValueSentElsewhere], "{base}");
        assert!(!html.contains(DOMAIN), "{html}");
    }
}

#[test]
fn scripts_styles_and_comments_keep_their_examples() {
    for place in [
        "<script>a = 'V'</script>",
        "<style>b::after { content: 'V' }</style>",
        "<!-- V -->",
        "<p style=\"c: V\">",
    ] {
        let (html, told) = written(place, "domain", &values(), true);
        assert!(html.contains("example.com") && !html.contains(DOMAIN), "{html}");
        assert_eq!(codes(&told), [Code::ValueDoesNotFit], "{place}");
        assert_eq!(codes(&written(place, "domain", &Values::default(), true).1), [], "{place}");
    }
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/html/addresses.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Row> = lines
        .map(|line| {
            let [element, attribute, kind] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line} has three words")
            };
            assert!(["followed", "loaded", "never", "inert"].contains(&kind), "{line}");
            Row { element: element.to_owned(), attribute: attribute.to_owned(), kind: kind.to_owned() }
        })
        .collect();
    assert!(rows.len() > 100);
    rows
}

/// Writes calls of a variable for every `V` of a page.
pub(super) fn called(page: &str, name: &str) -> String {
    let nojs = if name == "domain" { "example.com" } else { "example" };
    page.replace('V', &format!("{{{{< sitevar name=\"{name}\" nojs=\"{nojs}\" >}}}}"))
}

/// Expands a page with the variables of these tests.
pub(super) fn guide(page: &str, output: OutputFormat) -> (Guide, Vec<Diagnostic>) {
    guide_of(page, output, declared())
}

fn guide_of(page: &str, output: OutputFormat, variables: Variables) -> (Guide, Vec<Diagnostic>) {
    let options = Options { output, variables: Arc::new(variables), ..Options::default() };
    let outcome = expand(&Source::new("page.md", page), Arc::new(Toy), &options);
    (outcome.value, outcome.diagnostics)
}

/// Writes the HTML of a page in which every `V` is a variable, and returns what is told of it.
fn written(page: &str, name: &str, values: &Values, slots: bool) -> (String, Vec<Diagnostic>) {
    let (guide, told) = guide(&called(page, name), OutputFormat::Html);
    assert_eq!(codes(&told), [], "{page}");
    let html = guide.html(values, &HtmlOptions { slots, ..HtmlOptions::default() });
    (html.body, html.diagnostics)
}

fn codes(told: &[Diagnostic]) -> Vec<Code> {
    told.iter().map(|found| found.code).collect()
}

fn holds_a_secret(text: &str) -> bool {
    [SECRET, DIGEST, "of-the-reader"].iter().any(|secret| text.contains(secret))
}

fn declared() -> Variables {
    serde_json::from_value(serde_json::json!({
        "variables": {
            "domain": { "type": "domain", "default": "example.com" },
            "client-secret": { "type": "secret" },
            "client-digest": { "type": "digest", "of": "client-secret" },
        },
        "derived": { "login": "user:{client-secret}", "login-url": "{login}@{domain}" },
    }))
    .unwrap()
}

/// What a reader set who has set everything.
pub(super) fn values() -> Values {
    set(&[("domain", DOMAIN), ("client-secret", SECRET), ("client-digest", DIGEST)])
}

fn of(name: &str, value: &str) -> Values {
    set(&[(name, value)])
}

fn set(values: &[(&str, &str)]) -> Values {
    let set: BTreeMap<String, String> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    declared().resolve(&set)
}
