//! Rewrites attributes of finished HTML and leaves every other byte as it is.

use std::borrow::Cow;

use sitevar_core::{HtmlToken, HtmlTokens};

/// Returns the new text of an attribute, with the references of HTML in it; `None` leaves it.
pub(super) type Rewrite<'a> = &'a mut dyn FnMut(&Attribute<'_>) -> Option<String>;

/// An attribute with a value.
pub(super) struct Attribute<'a> {
    /// In lower case.
    pub(super) name: String,
    /// As it is written, with the references of HTML in it.
    pub(super) value: &'a str,
    /// What it means.
    pub(super) decoded: Cow<'a, str>,
}

/// Rewrites the attributes of all tags; a value without quotes gets them.
pub(super) fn rewrite(html: &str, change: Rewrite<'_>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut at = 0;
    for token in HtmlTokens::new(html) {
        let HtmlToken::StartTag(tag) = token else { continue };
        for attribute in &tag.attributes {
            let Some(value) = attribute.value.clone() else { continue };
            let name = html[attribute.name.clone()].to_ascii_lowercase();
            let decoded = tag.decoded(attribute);
            if let Some(changed) = change(&Attribute { name, value: &html[value.clone()], decoded }) {
                let quote = if attribute.quote.is_some() { "" } else { "\"" };
                out.push_str(&html[at..value.start]);
                out.extend([quote, &changed, quote]);
                at = value.end;
            }
        }
    }
    out + &html[at..]
}
