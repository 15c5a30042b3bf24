//! Marks that stand for a block, such as the form or a box that a template wrote: no paragraph can hold one.
//!
//! A browser ends a paragraph where a block begins, and leaves an empty one after it. So the writer ends it first.

use crate::guide::{Mark, mark};

/// Elements that end a paragraph (HTML, section 13.2.6.4.7, and what no paragraph can contain).
#[cfg(feature = "templates")]
const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "sitevar-preferences",
    "summary",
    "table",
    "ul",
];

/// Tells whether a character stands for a block.
pub(super) fn is_block(character: char, marks: &[Mark]) -> bool {
    match mark::index(character).and_then(|row| marks.get(row)) {
        Some(Mark::Preferences) => true,
        #[cfg(feature = "templates")]
        Some(Mark::Html(html)) => starts_block(html, marks),
        _ => false,
    }
}

/// Tells whether HTML begins with a block; finished HTML in it only holds older rows, so this ends.
#[cfg(feature = "templates")]
fn starts_block(html: &str, marks: &[Mark]) -> bool {
    let html = html.trim_start();
    let Some(tag) = html.strip_prefix('<') else {
        return html.starts_with(|first| is_block(first, marks));
    };
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
    name.is_some_and(|name| BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)))
}
