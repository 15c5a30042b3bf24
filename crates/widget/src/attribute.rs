//! An attribute of the page with slots in its value, such as the address of a link.

use sitevar_core::AttributePattern;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::host;
use crate::reader::Reader;

/// An attribute, ready to be written again and again.
#[wasm_bindgen]
pub struct Attribute(AttributePattern);

#[wasm_bindgen]
impl Attribute {
    /// Reads the pattern of an attribute; `shown` is what the page shows with its defaults.
    ///
    /// Returns `undefined` for what is no pattern, and for attributes that hold no reader's value.
    pub fn read(element: &str, name: &str, pattern: &str, shown: &str) -> Option<Attribute> {
        AttributePattern::read(element, name, pattern, shown).map(Self)
    }

    /// Returns the names of the variables in it.
    pub fn variables(&self) -> Vec<String> {
        self.0.variables().map(str::to_owned).collect()
    }

    /// Returns the value for what the reader set, or nothing where they set nothing in it; a secret, or what is made of
    /// one, is as if it were not set.
    ///
    /// `at_home` tells whether relative addresses are those of the page's origin now: a `base` may lead elsewhere.
    ///
    /// # Errors
    ///
    /// Fails with the reason where the attribute cannot hold it, and without one where it would be sent elsewhere.
    pub fn fill(&self, reader: &Reader, at_home: bool) -> Result<Option<String>, String> {
        if self.0.variables().all(|name| reader.values().get(name).is_none()) {
            return Ok(None);
        }
        if self.0.is_loaded() && !at_home {
            return Err(String::new());
        }
        self.0.fill_with(reader.values(), host::LETTERS).map(Some)
    }
}
