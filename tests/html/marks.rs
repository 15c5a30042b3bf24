//! What stands for a mark: finished HTML, the form, a private-use character of the author's.

use sitevar_core::{HtmlOptions, Values};

use super::{BARE, bare, guide, tree};

#[test]
fn finished_html_alone_in_its_paragraph_replaces_it() {
    let html = bare("{{< template html=\"<div>x</div>\" >}}\n\na {{< template html=\"<i>y</i>\" >}}\n");
    assert_eq!(html, "<div>x</div>\n<p>a <i>y</i></p>\n");
}

#[test]
fn finished_html_is_not_read_as_markdown() {
    assert_eq!(bare("{{< template html=\"*a* `b`\" >}}"), "*a* `b`\n");
}

#[test]
fn the_form_is_a_table_in_an_element_of_its_own() {
    let page = "{{< sitevar-preferences >}}\n\n{{< sitevar name=\"domain\" nojs=\"example.com\" >}}\n";
    let html = guide(page).html(&Values::default(), &HtmlOptions::default()).body;
    assert!(html.starts_with("<sitevar-preferences>\n<table>"), "{html}");
    assert_eq!(tree::texts_of(&html, "td"), ["domain", "example.com"]);
}

#[test]
fn the_form_stands_in_no_paragraph() {
    let slot = "{{< sitevar name=\"domain\" nojs=\"example.com\" >}}";
    for around in
        ["F", "a\nF\nb", "a F b", "a *b* F\n\nc", "- F", "- a\n\n  F", "> F", "<div>F</div>", "<p>F</p>"]
    {
        let page = format!("{}\n\n{slot}\n", around.replace('F', "{{< sitevar-preferences >}}"));
        let html = guide(&page).html(&Values::default(), &HtmlOptions::default()).body;
        let skeleton = tree::skeleton(&html);
        assert_eq!(tree::texts_of(&html, "td"), ["domain", "example.com"], "{around}");
        assert!(!skeleton.contains("<p []><sitevar-preferences"), "{around}: {html}");
        assert!(!html.contains("<p></p>"), "an empty paragraph is left of {around}: {html}");
    }
}

#[test]
fn the_form_shows_values_letter_by_letter() {
    let guide = guide("{{< sitevar-preferences >}}\n\n{{< sitevar name=\"domain\" nojs=\"a\" >}}");
    for value in ["a `b` **c**", "`", "``a", "a|b", "<b>\"&amp;", "[a](b)"] {
        let html = guide.html(&super::everywhere(value), &HtmlOptions::default()).body;
        assert_eq!(tree::texts_of(&html, "td"), ["domain", value]);
        let markdown = guide.markdown(&super::everywhere(value)).value;
        assert_eq!(tree::texts_of(&bare(&markdown), "td"), ["domain", value], "{markdown}");
    }
}

#[test]
fn the_form_of_a_page_without_variables_is_no_table() {
    assert!(!bare("{{< sitevar-preferences >}}").contains("<table>"));
}

#[test]
fn a_private_use_character_of_the_author_stays() {
    assert_eq!(bare("a \u{F0000} `\u{F0001}`"), "<p>a \u{F0000} <code>\u{F0001}</code></p>\n");
    let written = bare("[a](b\u{F0000})");
    assert!(written.contains("href=\"b\u{F0000}\"") || written.contains("%F3%B0%80%80"), "{written}");
}

#[test]
fn a_private_use_character_that_the_author_has_encoded_stays() {
    for page in [
        "[a](b%F3%B0%80%80)",
        "a%f3%b0%80%81b",
        "<https://a.example/%F3%B0%80%80>",
        "https://a.example/%F3%B0%80%80",
    ] {
        let written = bare(&format!("{{{{< sitevar name=\"v\" nojs=\"c\" >}}}} {page}"));
        let encoded = page.find("%f3").map_or("%F3%B0%80%80", |_| "%f3%b0%80%81");
        assert!(written.contains(encoded) && written.contains("c "), "{page}: {written}");
        let html = guide(page).markdown(&Values::default()).value;
        assert_eq!(html, page);
    }
}

#[test]
fn a_block_ends_the_paragraph_that_it_stands_in() {
    let block = "{{< template html=\"<div>x</div>\" >}}";
    for (page, expected) in [
        ("a\nF\nb", "<p>a\n</p>\n<div>x</div>\n<p>b</p>\n"),
        ("F", "<div>x</div>\n"),
        ("F F", "<div>x</div>\n<div>x</div>\n"),
        ("> a F", "<blockquote>\n<p>a</p>\n<div>x</div>\n</blockquote>\n"),
        ("- F", "<ul>\n<li><div>x</div></li>\n</ul>\n"),
    ] {
        assert_eq!(bare(&page.replace('F', block)), expected, "{page}");
    }
    let inline = "{{< template html=\"<b>x</b>\" >}}";
    assert_eq!(bare(&format!("a {inline} c")), "<p>a <b>x</b> c</p>\n");
}

#[test]
fn a_heading_is_named_by_the_text_of_html_in_it() {
    let written = bare("## A {{< template html=\"<b title='c'>B &amp; d</b>\" >}}");
    assert!(written.starts_with("<h2 id=\"a-b--d\">"), "{written}");
}

#[test]
fn headings_are_listed_with_their_html() {
    let page = "# A *b* [c](d)[^1] [e](f) {{< sitevar name=\"domain\" nojs=\"example.com\" >}}\n\n### E\n\n[^1]: g\n";
    let html = guide(page).html(&super::everywhere("home.lab"), &BARE);
    let headings: Vec<_> = html.headings.iter().map(|h| (h.level, h.id.as_str(), h.html.as_str())).collect();
    assert_eq!(headings, [(1, "a-b-c-e-examplecom", "A <em>b</em> c e home.lab"), (3, "e", "E")]);
}

#[test]
fn links_are_listed_and_can_be_rewritten() {
    let rewrite = |url: &str| url.strip_suffix(".md").map(|page| format!("{page}/"));
    let options = HtmlOptions { links: Some(&rewrite), ..BARE };
    let html =
        guide("[a](b.md) ![c](d.png) https://e.example [f]\n\n[f]: g.md").html(&Values::default(), &options);
    let links: Vec<_> = html.links.iter().map(|link| (link.destination.as_str(), link.image)).collect();
    assert_eq!(links, [("b.md", false), ("d.png", true), ("https://e.example", false), ("g.md", false)]);
    assert!(html.body.contains("href=\"b/\"") && html.body.contains("href=\"g/\""), "{}", html.body);
}

#[test]
fn tables_that_the_keyboard_reaches_are_an_option() {
    let page = "| a |\n| --- |\n| {{< sitevar name=\"domain\" nojs=\"example.com\" >}} |\n\n{{< sitevar-preferences >}}\n";
    let options = HtmlOptions { focusable_tables: true, ..BARE };
    let html = guide(page).html(&Values::default(), &options).body;
    assert_eq!(
        html.matches("<table tabindex=\"0\">\n<thead>").count(),
        2,
        "the page's own and the form's: {html}"
    );
    assert!(!bare(page).contains("tabindex"));
}

#[test]
fn names_of_emoji_are_an_option() {
    let emoji = HtmlOptions { emoji: true, ..BARE };
    let html = guide("## Done :tada: `:tada:` :nosuch:").html(&Values::default(), &emoji);
    assert_eq!(html.body, "<h2 id=\"done-tada-tada-nosuch\">Done 🎉 <code>:tada:</code> :nosuch:</h2>\n");
    assert_eq!(bare(":tada:"), "<p>:tada:</p>\n");
}
