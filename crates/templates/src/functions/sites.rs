//! `hugo`, `site` and `page`: the objects that templates reach without the dot.

use gotmpl::Value;
use sitevar_core::Failure;

use super::args::{Function, MANY, function};
use crate::engine::object::{self, Object};
use crate::hugo::page::Page;
use crate::hugo::translation;

pub(super) const FUNCTIONS: &[Function] = &[
    function("site", 0, 0, |_| Ok(Page::current()?.site.value())),
    function("page", 0, 0, |_| Ok(Page::current()?.value())),
    function("hugo", 0, 0, |_| Ok(object::value(Hugo))),
    function("lang.Translate i18n T", 1, 2, |args| Ok(translation::translate(&args.text(0)?)?)),
    function("lang.FormatNumber lang.FormatNumberCustom lang.FormatCurrency lang.Merge", 0, MANY, |args| {
        Err(args.unsupported("numbers are not formatted for languages").into())
    }),
];

/// The Hugo whose templates are run: what `hugo.Version` says.
const VERSION: &str = "0.168.0";

struct Hugo;

impl Object for Hugo {
    fn type_name(&self) -> &'static str {
        "page.HugoInfo"
    }

    fn print(&self) -> String {
        VERSION.to_owned()
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        if !args.is_empty() {
            return Ok(None);
        }
        let site = Page::current()?.site.clone();
        Ok(Some(match name {
            "Data" => site.data()?,
            "Version" => VERSION.into(),
            "Environment" => "production".into(),
            "IsProduction" => Value::Bool(true),
            "IsExtended" => Value::Bool(true),
            "IsDevelopment" | "IsServer" | "IsMultilingual" | "IsMultihost" => Value::Bool(false),
            "Generator" => format!("<meta name=\"generator\" content=\"Hugo {VERSION}\">").into(),
            "Store" => site.store(),
            _ => return Ok(None),
        }))
    }
}
