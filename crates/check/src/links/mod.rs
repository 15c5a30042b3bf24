//! Links, images and references: what a page can say of them by itself, and what of it other pages need to know.
//!
//! 1. [`anchors`]: what of a page can be led to, whatever generator makes the ids.
//! 2. A link inside of the page, a label without a definition, an id that is there twice, an image without a text.
//! 3. Where the links to other pages lead is for the caller to find out: [`Outgoing`], and [`broken_anchor`].

mod anchors;

use std::collections::BTreeSet;

use sitevar_core::{Code, Diagnostic, OutlineLink, Span, did_you_mean};

use crate::page::Page;
pub use anchors::Anchors;

/// A link or an image of a page that leads out of it.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Where it leads, with the defaults of its slots.
    pub destination: String,
    /// Where it is written.
    pub span: Span,
    /// Whether it is an image.
    pub image: bool,
    /// Whether it is written as HTML.
    pub html: bool,
}

/// Checks what a page says of itself; returns its links to elsewhere.
pub(crate) fn check(page: &Page, anchors: &Anchors, found: &mut Vec<Diagnostic>) -> Vec<Outgoing> {
    check_references(page, anchors, found);
    check_ids(page, found);
    let mut outgoing = Vec::new();
    for link in &page.outline().links {
        check_text(page, link, found);
        let span = page.source_span(&link.range);
        match link.destination.strip_prefix('#') {
            Some(name) => found.extend(broken_anchor(anchors, name, span, None)),
            None => outgoing.push(Outgoing {
                destination: link.destination.clone(),
                span,
                image: link.image,
                html: link.html,
            }),
        }
    }
    outgoing
}

/// Says that a page has nothing of a name that a link leads to; `page` is its file, where it is another one.
pub fn broken_anchor(anchors: &Anchors, name: &str, span: Span, page: Option<&str>) -> Option<Diagnostic> {
    if anchors.may_have(name) {
        return None;
    }
    let whose = page.map_or("the page".to_owned(), |page| format!("`{page}`"));
    let message = format!("{whose} has no heading and no id `{name}`");
    let otherwise = || "write the id of a heading, or give one: `<a id=\"…\"></a>`".to_owned();
    let help = did_you_mean(name, anchors.names(), otherwise);
    Some(Diagnostic::warning(Code::BrokenAnchor, message, span).help(help))
}

/// Looks for labels that nothing defines; what is included may define any.
fn check_references(page: &Page, anchors: &Anchors, found: &mut Vec<Diagnostic>) {
    if anchors.is_open() {
        return;
    }
    for (label, range) in &page.outline().undefined {
        if !is_label(label) || page.follows_word(range) {
            continue;
        }
        let message = format!("nothing defines the label `{label}`, so that readers see the brackets");
        let help =
            format!("write `[{label}]: ` and the address on a line of its own, or the address itself in (…)");
        found
            .push(Diagnostic::warning(Code::UndefinedReference, message, page.source_span(range)).help(help));
    }
}

/// Tells whether a text in brackets is the label of a link rather than an index or an option of a command.
fn is_label(label: &str) -> bool {
    let has_letters = label.chars().filter(|c| c.is_alphabetic()).count() > 1;
    has_letters && !label.contains(['`', '|', '=', '<', '>', '$', '{', '"', '\'', '.', '\n', '^', '*', '/'])
}

/// Looks for ids that the author gave twice.
fn check_ids(page: &Page, found: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (id, range) in &page.outline().ids {
        if id.contains(['{', '$']) || seen.insert(id) {
            continue;
        }
        let message = format!("the id `{id}` is on the page twice, and links lead to the first one only");
        found.push(
            Diagnostic::warning(Code::DuplicateId, message, page.source_span(range))
                .help("give it another id, and correct the links to it"),
        );
    }
}

fn check_text(page: &Page, link: &OutlineLink, found: &mut Vec<Diagnostic>) {
    if !link.image || link.has_text || link.destination.is_empty() {
        return;
    }
    let (message, help) = if link.html {
        (
            "the image has no `alt`, so that nobody hears what it shows",
            "write what it shows in `alt=\"…\"`, or `alt=\"\"` if it is decoration",
        )
    } else {
        ("the image has no text, so that nobody hears what it shows", "write what it shows: `![…](…)`")
    };
    let span = page.source_span(&link.range);
    found.push(Diagnostic::warning(Code::ImageWithoutText, message, span).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitevar_core::Variables;

    fn codes(source: &str) -> Vec<String> {
        let page = Page::new(source, &Variables::default());
        let mut found = Vec::new();
        check(&page, &Anchors::of(&page), &mut found);
        found.into_iter().map(|found| found.code.to_string()).collect()
    }

    #[test]
    fn a_link_inside_of_a_page_leads_to_a_heading_or_an_id() {
        let none: Vec<String> = Vec::new();
        let page = "# What's new?\n\n## Ports & *addresses* {#ports}\n\n<a id=\"here\"></a>\n\n";
        for link in
            ["#whats-new", "#what-s-new", "#ports", "#here", "#top", "#", "#ports--addresses", "#whats-new-1"]
        {
            assert_eq!(codes(&format!("{page}[x]({link})\n")), none, "{link}");
        }
        assert_eq!(codes(&format!("{page}[x](#whats-old)\n")), ["broken-anchor"]);
        for more in ["{{< part >}}", "--8<-- \"part.md\"", "import Part from './part.mdx'", "<Part/>"] {
            assert_eq!(codes(&format!("{page}[x](#whats-old)\n\n{more}\n")), none, "{more}");
        }
        assert_eq!(codes(&format!("{page}[x](#whats-old) `{{{{ x }}}}`\n")), ["broken-anchor"]);
    }

    #[test]
    fn a_letter_beyond_ascii_is_written_in_any_way_and_opens_no_page() {
        let none: Vec<String> = Vec::new();
        let page = "# Für Ärzte\n\n## 安装 Docker\n\n<h2>Über <b>uns</b></h2>\n\n";
        for link in [
            "#fur-arzte",
            "#fuer-aerzte",
            "#fr-rzte",
            "#für-ärzte",
            "#docker",
            "#an-zhuang-docker",
            "#ueber-uns",
            "#uber-uns-1",
        ] {
            assert_eq!(codes(&format!("{page}[x]({link})\n")), none, "{link}");
        }
        for link in ["#whats-old", "#fur-arzt", "#docker-compose", "#unser"] {
            assert_eq!(codes(&format!("{page}[x]({link})\n")), ["broken-anchor"], "{link}");
        }
        assert_eq!(codes("# 安装\n\n[x](#an-zhuang)\n"), none, "it may be written in any letters");
    }

    #[test]
    fn a_label_is_defined() {
        let none: Vec<String> = Vec::new();
        assert_eq!(codes("[the guide][guide]\n"), ["undefined-reference"]);
        for text in
            ["[the guide][guide]\n\n[guide]: x.md\n", "a[row][column]\n", "[a][0]\n", "`[a][guide]`\n"]
        {
            assert_eq!(codes(text), none, "{text}");
        }
    }

    #[test]
    fn an_id_is_given_once_and_an_image_has_a_text() {
        assert_eq!(codes("# A {#x}\n\n# B {#x}\n"), ["duplicate-id"]);
        assert_eq!(codes("![](a.png) ![a](b.png) <img src=\"c.png\">\n"), ["image-without-text"; 2]);
    }
}
