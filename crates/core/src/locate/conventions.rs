//! What generators mean by their elements and classes: where code, its language and its title are, and what is no text
//! of a page. The walker of the browser and [`Layout::read_html`](super::Layout::read_html) both follow it.
//!
//! | question | answer |
//! | --- | --- |
//! | block of code | `pre`, with everything in it |
//! | span of code | `code`, `kbd` and `samp` outside of `pre` |
//! | ends a paragraph | the start and the end of every element of [`BLOCK_ELEMENTS`] |
//! | starts a line | the same, and `br`, also in a block of code |
//! | language | of `code` in the `pre`, of the `pre`, then of up to [`ANCESTORS`] elements around it, the first that names one: `data-lang`, `data-language`, a class such as `language-yaml` ([`language_of_class`]) |
//! | title | of the `pre`'s nearest of up to [`ANCESTORS`] elements around it that has one: of its child that is a `figcaption` or has a class of a title ([`is_title`]); in a table of lines of any of its cells; in a `vp-code-group` the label with the number of the block |
//! | left out | what [`is_left_out`] names, with everything in it |

use crate::text::{Find, is_in};

/// Elements that end a paragraph where they start and where they end: their names, with spaces between them.
pub const BLOCK_ELEMENTS: &str = "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section \
    summary table tbody td tfoot th thead tr ul starlight-tabs starlight-tabs-restore sitevar-preferences";

/// Elements that hold no text of a page.
const NO_TEXT: &str = "script style noscript template title button textarea select option datalist svg iframe object \
    audio video canvas nav rp";

/// Classes of numbers before lines, and of lists of contents.
const NO_TEXT_CLASSES: &str = "linenos lineno linenodiv lnt ln line-numbers-rows line-numbers-wrapper hljs-ln-numbers \
    toc toc-tree toc-drawer table-of-contents";

/// How many elements around a block of code may say its language or hold its title.
pub(super) const ANCESTORS: usize = 5;

/// Tells whether an element ends a paragraph.
pub(super) fn is_block(element: &str) -> bool {
    is_in(BLOCK_ELEMENTS, element)
}

/// Tells whether an element outside of a block of code is a span of code.
pub(super) fn is_code_span(element: &str) -> bool {
    is_in("code kbd samp", element)
}

/// Tells whether an element and everything in it is no text of the page.
///
/// `attribute` gives the value of an attribute; `in_code` tells whether the element is in a block of code, where
/// characters may be hidden from screen readers only.
pub(super) fn is_left_out<T: AsRef<str>>(
    element: &str,
    in_code: bool,
    attribute: impl Fn(&str) -> Option<T>,
) -> bool {
    let is = |name: &str, value: &str| {
        attribute(name).is_some_and(|found| found.as_ref().eq_ignore_ascii_case(value))
    };
    let has = |name: &str| attribute(name).is_some();
    let classes = attribute("class");
    let mut classes = classes.iter().flat_map(|classes| classes.as_ref().split_ascii_whitespace());
    is_in(NO_TEXT, element)
        || has("hidden")
        || has("data-sitevar-off")
        || has("data-line-number")
        || has("contenteditable") && !is("contenteditable", "false")
        || is("aria-hidden", "true") && !in_code
        || is("role", "navigation")
        || classes.any(|class| is_in(NO_TEXT_CLASSES, class) || class.starts_with("sitevar-"))
}

/// Returns the language that classes name; a name that stands for any language is none.
pub(super) fn language_of_class(classes: &str) -> Option<&str> {
    const PREFIXES: [&str; 4] = ["language-", "lang-", "highlight-source-", "highlight-"];
    classes.split_ascii_whitespace().find_map(|class| {
        let name = PREFIXES.iter().find_map(|prefix| class.strip_prefix(prefix))?;
        let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "+#.-_".has(c))).unwrap_or(name.len());
        name.get(..end)
    })
}

/// Returns a language as it is known here: generators name one also where the author has named none.
pub(super) fn known_language(name: &str) -> &str {
    if is_in("default none plain plaintext text txt undefined", name) { "" } else { name }
}

/// Tells whether an element is the title of the block of code that is in the element around it.
pub(super) fn is_title(element: &str, classes: &str, parent: &str) -> bool {
    let is_named = |class: &str| {
        is_in("filename code-block-caption caption-text", class) || class.starts_with("codeBlockTitle")
    };
    let in_caption = parent == "figcaption";
    element == "figcaption"
        || classes.split_ascii_whitespace().any(|class| is_named(class) || in_caption && class == "title")
}

/// Tells whether the blocks of code in an element have their titles in its labels, in the same order.
pub(super) fn is_code_group(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| class == "vp-code-group")
}
