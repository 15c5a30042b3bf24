//! Which file a call takes in static Markdown, where the site has a template of a shipped name.

use sitevar_core::Values;

use super::files::{MemorySite, options};

#[test]
fn a_shipped_layout_stands_in_for_the_html_of_the_site() {
    let markdown = expand("callout", "<div>{{ .Inner }}</div>", "{{< callout >}}Text.{{< /callout >}}");
    assert_eq!(markdown.trim(), "> [!NOTE]\n> Text.");
}

#[test]
fn shipped_words_do_not_replace_those_of_the_site() {
    assert_eq!(expand("confkey", "<b>ours</b>", "{{< confkey >}}"), "<b>ours</b>");
    assert_eq!(expand("oidc-common", "ours", "{{% oidc-common %}}"), "ours");
    assert_eq!(expand("callout", "ours{{ .Inner }}", "{{% callout %}}.{{% /callout %}}"), "ours.");
}

#[test]
fn an_escaped_call_in_a_layout_runs_as_in_its_html() {
    let guide = "{{< details \"More\" >}}{{< sitevar name=\"host\" >}} {{</* sitevar name=\"domain\" */>}}{{< /details >}}";
    assert_eq!(expand("details", "<p>{{ .Inner }}</p>", guide), "**More**\n\nauthelia example.com\n");
}

/// Expands a guide in a site with one HTML template of its own.
fn expand(name: &str, template: &str, guide: &str) -> String {
    let mut site = MemorySite::new();
    site.add(format!("layouts/_shortcodes/{name}.html"), template);
    let outcome = site.expand("guide.md", guide, &options());
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    outcome.value.markdown(&Values::default()).value
}
