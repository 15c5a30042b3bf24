//! What a reader sees of HTML.

use super::reference::decode_references;
use super::tokens::{HtmlTag, HtmlToken, HtmlTokens};
use crate::text::Cut;

/// Returns the text of HTML: without tags, comments, scripts and styles, its character references decoded.
pub(crate) fn plain_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for token in HtmlTokens::new(html) {
        if let HtmlToken::Text(range) = token {
            out.push_str(&decode_references(html.between(range)));
        }
    }
    out
}

/// Returns the language that a `code` element names: in `data-lang`, as Hugo writes it, or in a class.
pub(crate) fn code_language(code: &HtmlTag<'_>) -> String {
    let of_class = |class: &str| {
        class.split_ascii_whitespace().find_map(|name| name.strip_prefix("language-")).map(str::to_owned)
    };
    let language = code.attribute("data-lang").map(|language| language.into_owned());
    language.or_else(|| code.attribute("class").and_then(|class| of_class(&class))).unwrap_or_default()
}
