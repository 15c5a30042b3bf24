//! What is asked of the browser, which has the tables of Unicode, so that they need not be sent to it.
//!
//! These few functions are named here one by one: a library of all that JavaScript has would bring parts that nobody
//! calls.

use sitevar_core::Letters;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = URL)]
    type Url;

    #[wasm_bindgen(constructor, js_class = "URL", catch)]
    fn new(url: &str) -> Result<Url, JsValue>;

    #[wasm_bindgen(method, getter, js_class = "URL")]
    fn hostname(this: &Url) -> String;

    #[wasm_bindgen(method, getter, js_class = "URL")]
    fn pathname(this: &Url) -> String;

    #[wasm_bindgen(method, getter, js_class = "URL")]
    fn port(this: &Url) -> String;

    #[wasm_bindgen(method, getter, js_class = "URL")]
    fn username(this: &Url) -> String;

    #[wasm_bindgen(js_name = String)]
    type Text;

    #[wasm_bindgen(method, js_class = "String", js_name = toLowerCase)]
    fn to_lower_case(this: &Text) -> String;

    #[wasm_bindgen(method, js_class = "String", js_name = toUpperCase)]
    fn to_upper_case(this: &Text) -> String;

    #[wasm_bindgen(catch, js_name = decodeURIComponent)]
    fn decode_uri_component(text: &str) -> Result<String, JsValue>;
}

/// Returns the ASCII form of a host name (`bücher.example` is `xn--bcher-kva.example`), by the browser's own parser.
pub(crate) fn ascii(host: &str) -> Option<String> {
    let url = Url::new(&format!("https://{host}/")).ok()?;
    // Everything but a host would make the parser see a port, a path or a name of somebody.
    let is_host = url.pathname() == "/" && url.port().is_empty() && url.username().is_empty();
    Some(url.hostname()).filter(|name| is_host && !name.is_empty())
}

/// Lower and upper case, which follow the Unicode Standard, section 3.13, and ask no language: the bytes are those of the
/// build.
pub(crate) const LETTERS: Letters = Letters { lower, upper };

fn lower(text: &str) -> String {
    JsValue::from(text).unchecked_into::<Text>().to_lower_case()
}

fn upper(text: &str) -> String {
    JsValue::from(text).unchecked_into::<Text>().to_upper_case()
}

/// Returns a part of an address without its percent-encoding; what is not percent-encoded is as it is.
pub(crate) fn decoded(text: &str) -> String {
    decode_uri_component(text).unwrap_or_else(|_| text.to_owned())
}
