//! What a guide was tested with, for its head: the products and their versions, out of the list that the page has anyway.
//!
//! The list is below the heading that names it: each item is a product, and its versions are a nested list.

use minijinja::value::Value;
use serde::Serialize;
use sitevar_core::{Heading, HtmlToken, HtmlTokens};

use crate::pages::Page;

/// What the head of a guide shows.
#[derive(Debug, Serialize)]
pub(super) struct Tested<'a> {
    /// The id of the heading above the list.
    id: &'a str,
    /// None where the list has another shape; then the head leads to it all the same.
    products: Vec<Product>,
}

/// A product as the list names it, with its versions: text of the page's HTML, escaped as it is there.
#[derive(Debug, Serialize)]
struct Product {
    name: Value,
    versions: Value,
}

/// Finds what a page was tested with, where it says that it lists it.
pub(super) fn find<'a>(page: &Page, headings: &'a [Heading], body: &str) -> Option<Tested<'a>> {
    page.metadata.support.as_ref().filter(|support| support.versions)?;
    let id = headings.iter().map(|heading| heading.id.as_str()).find(|id| id.contains("tested-version"))?;
    Some(Tested { id, products: products(body, id) })
}

fn products(body: &str, id: &str) -> Vec<Product> {
    // For each product its name, then its versions.
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut depth = 0;
    let tokens = HtmlTokens::new(body);
    let below = tokens.skip_while(|token| !matches!(token, HtmlToken::StartTag(tag) if tag.attribute("id").is_some_and(|found| found == id)));
    for token in below.skip(1) {
        match token {
            HtmlToken::StartTag(tag) if tag.is("ul") => depth += 1,
            HtmlToken::StartTag(tag) if is_heading(tag.name) => break,
            HtmlToken::EndTag(tag) if tag.is("ul") => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            HtmlToken::StartTag(tag) if tag.is("li") && depth == 1 => rows.push(vec![String::new()]),
            HtmlToken::StartTag(tag) if tag.is("li") && depth == 2 => {
                rows.last_mut().into_iter().for_each(|row| row.push(String::new()));
            }
            HtmlToken::Text(range) if depth > 0 => {
                let text = body.get(range).unwrap_or_default();
                rows.last_mut()
                    .and_then(|row| row.last_mut())
                    .into_iter()
                    .for_each(|last| last.push_str(text));
            }
            _ => {}
        }
    }
    rows.into_iter().filter_map(product).collect()
}

/// Returns a product that has a version.
fn product(row: Vec<String>) -> Option<Product> {
    let mut texts = row.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let safe = |text: &str| Value::from_safe_string(text.replace('<', "&lt;"));
    let name = safe(texts.next()?);
    let versions: Vec<&str> = texts.collect();
    (!versions.is_empty()).then(|| Product { name, versions: safe(&versions.join(", ")) })
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}
