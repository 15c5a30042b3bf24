//! `sitevar.json`: the declarations and every page's slots, for pages that another generator renders.
//!
//! Schema 1 lists the slots of a page in the order of its static Markdown; where each of them stands inside a code
//! block is not told yet.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sitevar_core::{Slot, Variables};

use super::catalogue::Catalogue;
use super::record::Record;
use crate::output::OutputFolder;
use crate::report::Abort;
use crate::site::Site;

/// The version of the format.
const SCHEMA: u32 = 1;

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
    slots: &'a [SlotRow],
}

/// A reader's value in a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct SlotRow {
    pub(super) variable: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    /// What the page shows until the reader chooses, in its format.
    default: String,
}

impl SlotRow {
    pub(super) fn of(slot: &Slot) -> Self {
        let format = slot.format.map(|format| format.name().to_owned());
        Self { variable: slot.variable.clone(), format, default: slot.default.clone() }
    }
}

/// Writes the file; pages without slots are left out.
pub(super) fn write(
    site: &Site,
    catalogue: &Catalogue,
    records: &[Record],
    folder: &OutputFolder,
) -> Result<(), Abort> {
    let rows = catalogue.pages.iter().zip(records).filter(|(_, record)| !record.slots.is_empty());
    let pages = rows.map(|(page, record)| PageRow {
        address: &page.address,
        source: &page.path,
        slots: &record.slots,
    });
    let manifest = Manifest { schema: SCHEMA, declarations: &site.config.variables, pages: pages.collect() };
    let mut text = serde_json::to_string_pretty(&manifest)
        .map_err(|error| Abort::new(format!("cannot write `sitevar.json`: {error}")))?;
    text.push('\n');
    folder.write(Path::new("sitevar.json"), text.as_bytes())
}
