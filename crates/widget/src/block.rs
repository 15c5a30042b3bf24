//! A text of the page with slots: a block of code, a span of code, a value in prose.

use js_sys::Array;
use sitevar_core::Format;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::reader::Reader;

/// A text with slots, ready to be filled again and again.
#[wasm_bindgen]
pub struct Block {
    slots: Vec<(String, Option<Format>)>,
}

/// A slot that cannot hold what the reader set; it keeps its default.
#[wasm_bindgen(getter_with_clone)]
pub struct Refused {
    /// Why, in a phrase for the form.
    pub reason: String,
}

#[wasm_bindgen]
impl Block {
    /// Reads a text once.
    ///
    /// `pieces` are literal texts and slots in turn, beginning and ending with a literal text; `variables` and
    /// `formats` have a name for every slot, the latter an empty one where there is no format.
    #[wasm_bindgen(constructor)]
    pub fn new(
        language: &str,
        title: &str,
        pieces: Vec<String>,
        variables: Vec<String>,
        formats: Vec<String>,
    ) -> Self {
        let _ = (language, title, pieces);
        let formats = formats.iter().map(|format| Format::parse(format));
        Self { slots: variables.into_iter().zip(formats).collect() }
    }

    /// Returns for every slot its text, `undefined` for the page's own, or a [`Refused`].
    pub fn fill(&self, reader: &Reader) -> Array {
        self.slots
            .iter()
            .map(|(variable, format)| match (reader.values().get(variable), format) {
                (Some(value), Some(format)) => JsValue::from_str(&format.apply(value)),
                (Some(value), None) => JsValue::from_str(value),
                (None, _) => JsValue::UNDEFINED,
            })
            .collect()
    }
}
