//! A site as templates see it.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::Failure;

use crate::engine::object::{self, Object};
use crate::engine::text;
use crate::hugo::link;
use crate::hugo::site::Site;

impl Site {
    /// Returns the site as templates see it.
    pub(crate) fn value(self: &Arc<Self>) -> Value {
        object::value(self.clone())
    }
}

impl Object for Arc<Site> {
    fn type_name(&self) -> &'static str {
        "*page.siteWrapper"
    }

    fn print(&self) -> String {
        "Site".to_owned()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        let site = self;
        Ok(Some(match (name, args) {
            ("Title", []) => site.options.title.as_str().into(),
            ("BaseURL", []) => site.options.base_url.as_str().into(),
            ("Params", []) => site.params(),
            ("Param", [key]) => match site.params() {
                Value::Map(map) => {
                    map.get(text::print(key).to_lowercase().as_str()).cloned().unwrap_or(Value::Nil)
                }
                _ => Value::Nil,
            },
            ("Data", []) => site.data()?,
            ("Store", []) => site.store(),
            ("Language", []) => site.language(),
            ("LanguageCode", []) => site.config("languagecode").as_str().unwrap_or_default().into(),
            ("Copyright", []) => site.config("copyright").as_str().unwrap_or_default().into(),
            ("GetPage", [target]) => link::get_page(site, "", target)?,
            ("RegularPages" | "AllPages" | "Pages", []) => link::pages(site, name)?,
            _ => return Ok(None),
        }))
    }
}
