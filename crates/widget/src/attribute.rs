//! An attribute of the page with slots in its value, such as the address of a link.

use sitevar_core::AttributePattern;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::letters;
use crate::reader::Reader;

/// An attribute, ready to be written again and again.
#[wasm_bindgen]
pub struct Attribute(AttributePattern);

#[wasm_bindgen]
impl Attribute {
    /// Reads the pattern of an attribute; `shown` is what the page shows with its defaults.
    ///
    /// Returns `undefined` for what is no pattern, and for attributes that may not hold a reader's value.
    pub fn read(element: &str, name: &str, pattern: &str, shown: &str) -> Option<Attribute> {
        AttributePattern::read(element, name, pattern, shown).map(Self)
    }

    /// Returns the names of the variables in it.
    pub fn variables(&self) -> Vec<String> {
        self.0.variables().map(str::to_owned).collect()
    }

    /// Returns the value for what the reader set.
    ///
    /// # Errors
    ///
    /// Fails with the reason where the attribute cannot hold it.
    pub fn fill(&self, reader: &Reader) -> Result<String, String> {
        self.0.fill_with(reader.values(), letters::BROWSER)
    }
}
