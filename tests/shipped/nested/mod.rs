//! Shortcodes in shortcodes: what stands inside comes out as if it stood alone, in both outputs.
//!
//! 1. [`blocks`]: every kind of block, as data.
//! 2. [`calls`]: the shipped shortcodes that take a text, with both delimiters, in pairs and triples, in lists, quotes and
//!    tables.
//! 3. [`own`]: a site's own templates, which render their text, look into it and change it.
//! 4. [`random`]: random nestings of random blocks.
//!
//! The judge is another reader of Markdown: it reads the inner text alone, and the static Markdown of the whole page.

mod blocks;
mod calls;
mod own;
mod random;

use std::sync::Arc;

use comrak::{Options as Reader, markdown_to_html};
use rayon::prelude::*;
use sitevar_core::{HtmlOptions, Options, OutputFormat, Source, Values, expand};
use sitevar_templates::Site;

use super::files::options;
use crate::html::tree::blocks_between;

/// The paragraphs around the text that is looked at.
const FIRST: &str = "BEGINNING";
const LAST: &str = "ENDING";

/// A page and the text that stands in its innermost call.
struct Case {
    name: String,
    page: String,
    inner: String,
}

/// Surrounds a block with the paragraphs that show where it begins and ends.
fn between(block: &str) -> String {
    format!("{FIRST}\n\n{block}\n\n{LAST}\n")
}

/// Holds both outputs of every case against what the outside parser reads in the inner text.
fn hold(site: &Arc<Site>, cases: Vec<Case>, outputs: &[OutputFormat]) {
    let wrong: Vec<String> =
        cases.into_par_iter().flat_map_iter(|case| complaints(site, &case, outputs)).collect();
    let shown: Vec<&str> = wrong.iter().take(3).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} are wrong, such as\n{}", wrong.len(), shown.join("\n"));
}

fn complaints(site: &Arc<Site>, case: &Case, outputs: &[OutputFormat]) -> Vec<String> {
    let expected = blocks_between(&read(&with_defaults(&case.inner)), FIRST, LAST);
    let mut wrong = Vec::new();
    for output in outputs {
        let html = match output {
            OutputFormat::Html => html(site, &case.page),
            OutputFormat::Markdown => read(&markdown(site, &case.page)),
        };
        let found = blocks_between(&html, FIRST, LAST);
        if found != expected {
            wrong.push(format!(
                "{} as {output:?}\nexpected {expected:#?}\nfound {found:#?}\n--- page\n{}\n--- became\n{html}",
                case.name, case.page
            ));
        }
    }
    wrong
}

/// The call of a value that blocks hold, and what stands there.
const SLOT: (&str, &str) = ("{{< sitevar name=\"domain\" nojs=\"example.com\" >}}", "example.com");

fn with_defaults(text: &str) -> String {
    text.replace(SLOT.0, SLOT.1)
}

/// Reads Markdown with the outside parser.
fn read(markdown: &str) -> String {
    let mut reader = Reader::default();
    reader.extension.table = true;
    reader.extension.footnotes = true;
    reader.extension.tasklist = true;
    reader.extension.description_lists = true;
    reader.extension.strikethrough = true;
    reader.render.r#unsafe = true;
    markdown_to_html(markdown, &reader)
}

fn markdown(site: &Arc<Site>, page: &str) -> String {
    let guide = expanded(site, page, OutputFormat::Markdown);
    guide.markdown(&Values::default()).value
}

fn html(site: &Arc<Site>, page: &str) -> String {
    let plain = HtmlOptions { slots: false, ..HtmlOptions::default() };
    expanded(site, page, OutputFormat::Html).html(&Values::default(), &plain).body
}

fn expanded(site: &Arc<Site>, page: &str, output: OutputFormat) -> sitevar_core::Guide {
    let source = Arc::new(Source::new("content/guide.md", page));
    let options = Options { output, ..options() };
    let outcome = expand(&source, site.library("guide.md", source.clone()), &options);
    assert!(outcome.diagnostics.is_empty(), "{page}\n{:#?}", outcome.diagnostics);
    outcome.value
}
