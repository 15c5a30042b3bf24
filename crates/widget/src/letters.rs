//! Lower and upper case by the browser, which has the tables of Unicode that the standard library would bring again.
//!
//! Both follow the Unicode Standard, section 3.13, and ask no language: the bytes are those of the build.

use js_sys::JsString;
use sitevar_core::Letters;

/// Those of the browser.
pub(crate) const BROWSER: Letters = Letters { lower, upper };

fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}
