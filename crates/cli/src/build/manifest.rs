//! `sitevar.json`: the declarations, and where readers' values are in the code blocks of every page.
//!
//! With it, a page that another generator made of the static Markdown can be made interactive: the blocks are counted
//! as they are in the Markdown, and a slot's place is counted in the text of its block.
//! What surrounds a slot there (quotes, JSON, a URL) is found out from the text and its language, wherever it is needed.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sitevar_core::{CodeBlock, CodePart, Guide, Values, Variable, Variables};

use super::cache::CacheEntry;
use crate::pages::Pages;
use crate::report::Abort;
use crate::site::Site;

/// The version of the format.
pub(super) const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    schema: u32,
    #[serde(flatten)]
    declarations: &'a Variables,
    pages: Vec<PageRow<'a>>,
}

#[derive(Serialize)]
struct PageRow<'a> {
    address: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    variables: &'a Declared,
    blocks: &'a [Block],
}

/// A code block with slots in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Block {
    /// Which of the page's code blocks it is, from zero.
    index: usize,
    /// The first word of the info string.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    language: String,
    /// The name of the file that the block is, where its title says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    slots: Vec<SlotRow>,
}

/// A reader's value in a code block.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct SlotRow {
    variable: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    /// Where it starts in the block's text, in UTF-16 units as JavaScript counts.
    start: usize,
    /// What the page shows there.
    text: String,
    /// What is there in place of a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instead: Option<String>,
    /// What follows every value but the empty one; it is part of the text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    after: String,
}

/// Finds the code blocks of a page that hold slots.
pub(super) fn blocks(guide: &Guide, values: &Values) -> Vec<Block> {
    if guide.slots().next().is_none() {
        return Vec::new();
    }
    let blocks = guide.code_blocks(values).into_iter().enumerate();
    blocks.map(|(index, found)| block(index, found)).filter(|block| !block.slots.is_empty()).collect()
}

/// Counts where the slots of a block are.
fn block(index: usize, CodeBlock { language, title, parts }: CodeBlock<'_>) -> Block {
    let mut slots = Vec::new();
    let mut length = 0;
    for part in parts {
        let text = match &part {
            CodePart::Text(text) | CodePart::Slot(_, text) => text,
        };
        let start = length;
        length += text.encode_utf16().count();
        if let CodePart::Slot(slot, text) = part {
            let format = slot.format.map(|format| format.name().to_owned());
            let (instead, after) = (slot.instead.clone(), slot.after.clone());
            slots.push(SlotRow { variable: slot.variable.clone(), format, start, text, instead, after });
        }
    }
    Block { index, language, title, slots }
}

/// Returns the file's text; pages that it has nothing to say of are left out.
pub(super) fn text(site: &Site, pages: &Pages, entries: &[CacheEntry]) -> Result<String, Abort> {
    let rows = pages.all.iter().zip(entries);
    let rows = rows.filter(|(_, entry)| !entry.blocks.is_empty() || !entry.variables.is_empty());
    let pages = rows
        .map(|(page, entry)| PageRow {
            address: &page.address,
            source: &page.path,
            variables: &entry.variables,
            blocks: &entry.blocks,
        })
        .collect();
    let manifest = Manifest { schema: SCHEMA, declarations: &site.config.variables, pages };
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
