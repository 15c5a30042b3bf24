//! The browser half: a thin skin over core and secret that JavaScript calls.

use sitevar_core::Format;
use sitevar_secret::Digest;
use wasm_bindgen::prelude::wasm_bindgen;

/// Tells whether a text is a digest that the widget can read.
#[wasm_bindgen]
pub fn reads_digest(text: &str) -> bool {
    text.parse::<Digest>().is_ok() && Format::parse("url").is_some()
}
