//! What a page says, heading by heading, read out of its HTML.

use std::collections::HashSet;
use std::sync::LazyLock;

use sitevar_core::{BLOCK_ELEMENTS, HtmlTag, HtmlToken, HtmlTokens, decode_references};

/// What is between one heading and the next; before the first heading, it has no anchor and no heading.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::build) struct Section {
    /// The id of its heading.
    pub(in crate::build) anchor: String,
    pub(in crate::build) heading: String,
    pub(in crate::build) text: String,
}

/// Returns the elements that end a word where they start and where they end.
pub(super) fn word_ends() -> impl Iterator<Item = &'static str> {
    BLOCK_ELEMENTS.split_ascii_whitespace().chain(["br"])
}

static WORD_ENDS: LazyLock<HashSet<&str>> = LazyLock::new(|| word_ends().collect());

/// What is for pressing, or no text of the page; the form's own bar repeats values.
const SILENT: [&str; 6] = ["button", "select", "sitevar-preferences", "svg", "template", "textarea"];

/// Returns the sections of a page, the one before its first heading first.
///
/// Where somebody's own values were set for the build, what is in the places of readers' values is left out.
pub(in crate::build) fn sections(html: &str, has_own_values: bool) -> Vec<Section> {
    let mut reader = Reader { has_own_values, ..Reader::default() };
    reader.sections.push(Section::default());
    reader.read(own_title(html));
    reader.read(content(html));
    for section in &mut reader.sections {
        section.heading = one_line(&section.heading);
    }
    reader.sections
}

/// Returns the title that an author wrote into a page, which is before its `article`; that of a template has no id.
fn own_title(html: &str) -> &str {
    let before = html.split_once("<article").map_or("", |(before, _)| before);
    before
        .find("<h1 id=")
        .and_then(|start| before.get(start..))
        .and_then(|title| title.split_inclusive("</h1>").next())
        .unwrap_or_default()
}

/// Returns the part of a page that is its own: what is in its `article`, or in its `main`.
fn content(html: &str) -> &str {
    let within = |name: &str| {
        let start = html.find(&format!("<{name}"))?;
        html.get(start..html.rfind(&format!("</{name}>"))?)
    };
    within("article").or_else(|| within("main")).unwrap_or(html)
}

#[derive(Default)]
struct Reader {
    has_own_values: bool,
    sections: Vec<Section>,
    is_heading: bool,
    has_heading: bool,
    /// For each span that is open, whether it holds a reader's value.
    open: Vec<bool>,
    /// How many elements are open that say nothing of the page.
    silent: usize,
}

impl Reader {
    fn read(&mut self, html: &str) {
        for token in HtmlTokens::new(html) {
            match token {
                HtmlToken::StartTag(tag) => self.start(&tag),
                HtmlToken::EndTag(tag) => self.end(&tag),
                HtmlToken::Text(range) => self.text(&decode_references(html.get(range).unwrap_or_default())),
                HtmlToken::RawText(_) | HtmlToken::Comment(_) => {}
            }
        }
    }

    fn start(&mut self, tag: &HtmlTag<'_>) {
        self.between(tag);
        if is_heading(tag.name) {
            // The page's own title is the page's, and so is the text below it.
            let is_first = !std::mem::replace(&mut self.has_heading, true);
            let is_title = tag.is("h1") && is_first;
            let anchor = tag.attribute("id").filter(|id| !id.is_empty());
            // A heading without an id cannot be led to; it is text.
            self.is_heading = is_title || anchor.is_some();
            if let Some(anchor) = anchor.filter(|_| !is_title) {
                self.sections.push(Section { anchor: anchor.into_owned(), ..Section::default() });
            }
        }
        if tag.is("span") {
            let is_slot = tag.attribute("data-sitevar").is_some();
            // Something is there, whatever it is.
            if is_slot && self.has_own_values {
                self.text("…");
            }
            self.open.push(is_slot);
        }
        // An attribute with a reader's value in it has its pattern beside it.
        if tag.is("img") && tag.attribute("data-sitevar-alt").is_none() {
            self.text(&tag.attribute("alt").unwrap_or_default());
        }
        self.silent += usize::from(is_silent(tag));
    }

    fn end(&mut self, tag: &HtmlTag<'_>) {
        self.between(tag);
        if is_heading(tag.name) {
            self.is_heading = false;
        }
        if tag.is("span") {
            self.open.pop();
        }
        self.silent = self.silent.saturating_sub(usize::from(is_silent(tag)));
    }

    /// Ends a word, unless the element is within a line.
    fn between(&mut self, tag: &HtmlTag<'_>) {
        if WORD_ENDS.contains(tag.name.to_ascii_lowercase().as_str()) {
            self.text(" ");
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 || self.has_own_values && self.open.contains(&true) {
            return;
        }
        let Some(section) = self.sections.last_mut() else { return };
        let part = if self.is_heading { &mut section.heading } else { &mut section.text };
        part.push_str(text);
    }
}

fn is_silent(tag: &HtmlTag<'_>) -> bool {
    SILENT.iter().any(|name| tag.is(name))
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(html: &str, has_own_values: bool) -> Vec<(String, String, String)> {
        let told = sections(html, has_own_values).into_iter();
        told.map(|section| (section.anchor, section.heading, one_line(&section.text))).collect()
    }

    fn section(anchor: &str, heading: &str, text: &str) -> (String, String, String) {
        (anchor.to_owned(), heading.to_owned(), text.to_owned())
    }

    #[test]
    fn a_page_is_what_is_between_its_headings() {
        let html = "<nav>Pages</nav><article><h1 id=\"top\">Title</h1><p>One<b>two</b>&amp;</p>\
            <h2 id=\"a\">A <code>b</code></h2><table><tr><td>x</td><td>y</td></tr></table><script>no</script>\
            <h3>Unnamed</h3><p>z</p>\
            <img alt=\"A picture\"><button>Press</button></article><footer>Foot</footer>";
        assert_eq!(
            told(html, false),
            [section("", "Title", "Onetwo&"), section("a", "A b", "x y Unnamed z A picture")]
        );
    }

    #[test]
    fn a_theme_without_an_article_is_read_too() {
        assert_eq!(told("<body><main>One</main>two</body>", false), [section("", "", "One")]);
        assert_eq!(told("One", false), [section("", "", "One")]);
    }

    #[test]
    fn of_headings_of_the_first_level_only_the_first_may_be_the_title() {
        let html = "<article><h1 id=\"a\">A</h1>one<h1 id=\"b\">B</h1>two</article>";
        assert_eq!(told(html, false), [section("", "A", "one"), section("b", "B", "two")]);
        let html = "<article><h2 id=\"a\">A</h2>one<h1 id=\"b\">B</h1>two</article>";
        let expected = [section("", "", ""), section("a", "A", "one"), section("b", "B", "two")];
        assert_eq!(told(html, false), expected);
    }

    #[test]
    fn a_title_of_the_author_may_be_before_the_article() {
        let html = "<main><h1 id=\"a\">A</h1><nav>Contents</nav><article>one</article></main>";
        assert_eq!(told(html, false), [section("", "A", "one")]);
    }

    #[test]
    fn values_that_were_set_are_left_out() {
        let html = "<article>at <span data-sitevar=\"domain\"><span class=\"s\">home</span>.lab</span>/<span>x</span></article>";
        assert_eq!(told(html, false), [section("", "", "at home.lab/x")]);
        assert_eq!(told(html, true), [section("", "", "at …/x")]);
    }
}
