//! `safe`: texts that the contextual escaping trusts.

use gotmpl::{SafeKind, Value};

use super::args::{Args, Function, function};
use crate::engine::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("safe.HTML safeHTML", 1, 1, |args| trust(args, SafeKind::Html)),
    function("safe.HTMLAttr safeHTMLAttr", 1, 1, |args| trust(args, SafeKind::HtmlAttr)),
    function("safe.CSS safeCSS", 1, 1, |args| trust(args, SafeKind::Css)),
    function("safe.JS safeJS", 1, 1, |args| trust(args, SafeKind::Js)),
    function("safe.JSStr safeJSStr", 1, 1, |args| trust(args, SafeKind::JsStr)),
    function("safe.URL safeURL", 1, 1, |args| trust(args, SafeKind::Url)),
];

fn trust(args: &Args<'_>, kind: SafeKind) -> Result<Value, Stop> {
    Ok(Value::Safe { kind, s: args.text(0)?.into() })
}
