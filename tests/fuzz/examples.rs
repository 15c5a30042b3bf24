//! Examples of secrets: wherever they stand, the page is whole, and a comment never holds a reader's secret.

use std::collections::BTreeMap;
use std::time::Duration;

use bolero::ValueGenerator;
use html5gum::Token;
use sitevar_core::{Dialect, HtmlOptions, OutputFormat, Unknown, Values, Variables};

use super::grammar::DIGEST;
use super::pages::{Page, text};
use super::rules::{expand_page, marks, tokens};
use super::seconds;

/// What is beside examples: tags, references, code with its comments, and letters beyond ASCII.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "", "insecure_secret", "insecure_secret", "`insecure_secret`", "'insecure_secret'", "\"insecure_secret\"", DIGEST, DIGEST, "$plaintext$insecure_secret",
    "insecure&#95;secret", "&#39;insecure_secret&#39;", "insecure<b>_secret</b>", "**insecure_secret**", "[insecure_secret](insecure_secret)",
    " ", "\n", "\n\n", "\n    ", "- ", "> ", "ü", "é", "日本", "🦉", "e\u{301}", "\u{202E}", "\u{200B}", "\0", "\u{F0000}", "\r", "_", "$", "'", "\"", "`", "#", "//",
    "  # The digest of 'insecure_secret'.", "  # insecure_secret", "// insecure_secret", "/* insecure_secret */", "-- insecure_secret", "REM insecure_secret",
    "\n```\n", "\n```yaml\n", "\n```shell\n", "\n```ü {title=\"é\"}\n", "\n```js\n", "\n```html\n", "\n```ini\n", "\n```\n\n",
    "client_secret: ", "client_secret: '", "identity_providers:\n  oidc:\n    clients:\n      - ", "clients:\n- ", "authentication_backend:\n  ", "key: ", "\n  ",
    "<p>", "</p>", "<b>ü", "<i>", "<!--", "-->", "<!-- insecure_secret -->", "<script>", "</script>", "<style>", "</style>", "<a title='", "\">", "<é", "&", "&amp;", "&#xFC;", "&é;",
    "<pre>", "</pre>", "<pre><code class=\"language-yaml\">", "</code></pre>", "<figure><figcaption>ü", "</figcaption>", "</figure>", "<code>",
    "{{< inner >}}", "{{< /inner >}}", "{{% inner %}}", "{{% /inner %}}", "{{< render >}}", "{{< /render >}}",
    "{{< sitevar name=\"client-secret\" >}}", "{{< sitevar name=\"client-secret-digest\" >}}", "{{< sitevar name=\"domain\" >}}", "{{< shout \"<b>insecure_secret\" >}}",
];

#[test]
fn examples_anywhere_leave_the_page_whole_and_no_secret_in_a_comment() {
    let numbers = bolero::produce::<Vec<u16>>().with().len(0..40usize);
    bolero::check!()
        .with_test_time(Duration::from_secs(seconds()))
        .with_generator(numbers.map_gen(|numbers| Page(text(&numbers, PIECES))))
        .for_each(|page| holds(&page.0));
}

#[test]
fn what_is_around_finished_html_is_no_digest() {
    let digest = DIGEST.trim_matches('\'');
    for piece in ["{{< inner >}}x{{< /inner >}}", "{{< sitevar name=\"domain\" >}}"] {
        for page in [
            format!("```yaml\n'insecure_secret' {digest}{piece}key: x # insecure_secret\n```\n"),
            format!("```yaml\na: {digest}{piece} # The digest of 'insecure_secret'.\n```\n"),
            format!("```yaml\na: $a$b$c{piece}d # The digest of 'insecure_secret'.\n```\n"),
            format!("```text\n<client{piece}id>\n```\n"),
        ] {
            holds(&page);
        }
    }
}

const SECRET: &str = "1234567890123456789012345678901ü";

fn holds(page: &str) {
    let set = BTreeMap::from([("client-secret".to_owned(), SECRET.to_owned())]);
    let set = Variables::default().resolve(&set);
    for output in [OutputFormat::Markdown, OutputFormat::Html] {
        let guide = expand_page(page, (Dialect::Sitevar, output, Unknown::Error)).value;
        for values in [&Values::default(), &set] {
            let markdown = guide.markdown(values).value;
            let html = guide.html(values, &HtmlOptions::default()).body;
            let left = marks(&markdown) + marks(&html);
            assert!(left == 0 || marks(page) > 0, "{left} marks are left");
            for token in tokens(&html) {
                let Token::Comment(comment) = token else { continue };
                assert!(!String::from_utf8_lossy(&comment).contains(SECRET), "{html}");
            }
        }
        // A slot whose example is written with references shows the characters themselves.
        if output == OutputFormat::Markdown && !page.contains("{{") && !page.contains("&#") {
            let same = guide.markdown(&Values::default()).value;
            assert_eq!(same, page);
        }
    }
}
