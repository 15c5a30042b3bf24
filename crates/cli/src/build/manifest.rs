//! `sitevar.json`: the declarations, and the addresses of the pages.
//!
//! With it, and with the [`tables`](super::tables), a page that another generator made of the static Markdown can be
//! made interactive.
//!
//! The row of a page is found by its address. In the address of the page and in that of a row, what is
//! percent-encoded is decoded, and `index.html`, `.html` and slashes at the end and at the start are dropped. A row
//! fits if its address is the whole, or what is after a slash: a site may be below another path. Of all rows that fit,
//! the longest is the page's. The row of the home page, of which nothing is left, fits only an address of which nothing
//! is left either.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sitevar_core::{Variable, Variables};

use crate::pages::Page;
use crate::report::Abort;
use crate::site::Site;
use crate::words::OwnWords;

/// The version of the format.
pub(super) const SCHEMA: u32 = 2;

#[derive(Serialize)]
struct Manifest<'a> {
    schema: u32,
    #[serde(flatten)]
    declarations: &'a Variables,
    /// Addresses of pages that stay as they are, with `*`.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    off: &'a [String],
    /// What the site says in its own words, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    words: &'a OwnWords,
    pages: Vec<PageRow<'a>>,
}

/// A page, once for each of its addresses.
#[derive(Serialize)]
pub(super) struct PageRow<'a> {
    pub(super) address: String,
    pub(super) source: String,
    /// The file with what the page has of readers' values, if it has any and its HTML is somebody else's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) table: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) variables: &'a Declared,
}

/// Returns the path of a page's file below the folder of the site.
pub(super) fn source(site: &Site, page: &Page) -> String {
    match site.config.content.trim_matches('/') {
        "" | "." => page.path.clone(),
        content => format!("{content}/{}", page.path),
    }
}

/// Returns the file's text.
pub(super) fn text(site: &Site, declarations: &Variables, pages: Vec<PageRow<'_>>) -> Result<String, Abort> {
    let manifest = Manifest {
        schema: SCHEMA,
        declarations,
        off: &site.config.off,
        words: &site.config.own_words,
        pages,
    };
    let mut text = serde_json::to_string_pretty(&manifest)
        .map_err(|error| Abort::new(format!("cannot write `sitevar.json`: {error}")))?;
    text.push('\n');
    Ok(text)
}

/// The variables of a page that are not the site's, by name.
pub(super) type Declared = BTreeMap<String, Variable>;

/// Returns what a page declares in its front matter.
pub(super) fn declared(site: &Site, variables: &Arc<Variables>) -> Declared {
    let site = &site.config.variables;
    if Arc::ptr_eq(site, variables) {
        return Declared::new();
    }
    let differs = |(name, variable): &(&String, &Variable)| site.variables.get(*name) != Some(*variable);
    let own = variables.variables.iter().filter(differs);
    own.map(|(name, variable)| (name.clone(), variable.clone())).collect()
}
