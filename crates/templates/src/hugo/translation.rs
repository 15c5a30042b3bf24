//! `i18n`: texts of the site's main language.

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::hugo::data::{DataFormat, parse_data};
use crate::hugo::page::Page;

/// Returns the text of a key in `i18n/en.*`, an empty one where there is none, as Hugo does.
pub(crate) fn translate(key: &str) -> Result<Value, Failure> {
    let site = Page::current()?.site.clone();
    for extension in ["toml", "yaml", "yml", "json"] {
        let path = format!("i18n/en.{extension}");
        let (Some(format), Ok(Some(text))) = (DataFormat::of(&path), site.files.read(&path)) else {
            continue;
        };
        let table = parse_data(&text, format)
            .map_err(|error| Failure::new(Code::BadData, format!("`{path}`: {}", error.message)))?;
        let entry = table.get(key);
        let found = entry.and_then(|entry| entry.get("other").or(Some(entry))).and_then(|text| text.as_str());
        if let Some(text) = found {
            return Ok(text.into());
        }
    }
    Ok("".into())
}
