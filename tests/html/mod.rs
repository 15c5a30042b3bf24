//! The HTML writer, held against Hugo, against a browser's parser, and against itself.
//!
//! 1. [`cases`]: Markdown and the HTML that Hugo makes of it, as data.
//! 2. [`values`]: what a reader types never becomes markup, wherever the author put the slot.
//! 3. [`corpus`]: real pages.
//! 4. [`markdown`]: values in Markdown and in HTML are the same text.
//! 5. [`prose`]: values between the author's signs, as data.
//! 6. [`marks`]: what stands for a mark in the page.
//! 7. [`travel`]: which attributes are filled, and that no value is sent anywhere.
//! 8. [`reading`]: where browsers read HTML in more than one way, nothing is filled.
//! 9. [`tokens`]: our tokenizer beside another one, [`gum`].
//! 10. [`highlight`]: the parts of code get classes, and nothing else changes.

mod cases;
mod corpus;
mod gum;
pub mod highlight;
mod hugo;
mod markdown;
mod marks;
mod prose;
mod reading;
mod tokens;
mod travel;
pub mod tree;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use sitevar_core::{
    Call, Expander, Failure, Guide, HtmlOptions, Inner, Library, Options, OutputFormat, Param, Source,
    Values, Variables, expand,
};

/// Shortcodes for tests: `raw` is its inner text, `template` its parameter `html`, `encoded` its inner text
/// percent-encoded as Go's `urlquery` does it; every other name stands for nothing.
struct Toy;

impl Library for Toy {
    fn needs_inner(&self, name: &str) -> Option<bool> {
        Some(matches!(name, "raw" | "encoded"))
    }

    fn expand(&self, call: &Arc<Call>, inner: &Inner, _: &Expander) -> Result<String, Failure> {
        Ok(match call.name.as_str() {
            "raw" => inner.text.clone(),
            "encoded" => inner.text.bytes().map(|byte| format!("%{byte:02x}")).collect(),
            "template" => call.params.named("html").map(Param::to_string).unwrap_or_default(),
            _ => String::new(),
        })
    }
}

/// Expands a page for HTML.
fn guide(page: &str) -> Guide {
    let options = Options { output: OutputFormat::Html, ..Options::default() };
    expand(&Source::new("page.md", page), Arc::new(Toy), &options).value
}

/// Writes a page's HTML without elements for slots.
fn bare(page: &str) -> String {
    guide(page).html(&Values::default(), &BARE).body
}

/// The HTML of the finished Markdown.
const BARE: HtmlOptions<'static> = HtmlOptions {
    slots: false,
    links: None,
    emoji: false,
    focusable_tables: false,
    anchors: false,
    not_made: "not generated yet",
    translate: None,
    alerts: None,
};

/// The values of a reader who typed the same for every variable of the tests.
fn everywhere(value: &str) -> Values {
    let names = ["domain", "host", "v"];
    let set: BTreeMap<String, String> = names.map(|name| (name.to_owned(), value.to_owned())).into();
    Variables::default().resolve(&set)
}
