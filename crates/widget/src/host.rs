//! What is asked of the browser, which has the tables of Unicode, so that they need not be sent to it.

use js_sys::{JsString, decode_uri_component};
use sitevar_core::Letters;
use web_sys::Url;

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
    JsString::from(text).to_lower_case().into()
}

fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}

/// Returns a part of an address without its percent-encoding; what is not percent-encoded is as it is.
pub(crate) fn decoded(text: &str) -> String {
    decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}
