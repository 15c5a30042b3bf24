//! The call of a shortcode as its template sees it: dot.

use std::sync::Arc;

use gotmpl::Value;
use sitevar_core::{Call, Code, Failure, Inner, Param, Params};

use crate::engine::call_context;
use crate::engine::convert;
use crate::engine::object::{self, Object};
use crate::hugo::page::Page;
use crate::hugo::store::Store;

/// A call with what is known of it while its template runs.
pub(crate) struct Shortcode {
    call: Arc<Call>,
    page: Arc<Page>,
    inner: Inner,
}

impl Shortcode {
    /// Returns dot for a call.
    pub(crate) fn value(call: &Arc<Call>, page: &Arc<Page>, inner: Inner) -> Value {
        object::value(Self { call: call.clone(), page: page.clone(), inner })
    }

    fn get(&self, key: &Value) -> Result<Value, Failure> {
        let empty: Value = "".into();
        let found = match (&self.call.params, key) {
            (Params::None, _) => Value::Nil,
            (Params::Named(_), Value::String(key)) => self.call.params.named(key).map_or(empty, param),
            (Params::Positional(_), Value::Int(index)) => match usize::try_from(*index) {
                Ok(index) => self.call.params.positional(index).map_or(empty, param),
                Err(_) => {
                    return Err(Failure::new(Code::TemplateFailed, "there is no parameter before the first"));
                }
            },
            (Params::Named(_), Value::Int(_)) | (Params::Positional(_), Value::String(_)) => Value::Nil,
            _ => return Err(Failure::new(Code::TemplateFailed, "`.Get` takes a name or a position")),
        };
        Ok(found)
    }

    fn params(&self) -> Value {
        match &self.call.params {
            // Without parameters Hugo has an empty list.
            Params::None => Vec::<Value>::new().into(),
            Params::Positional(list) => list.iter().map(param).collect::<Vec<_>>().into(),
            Params::Named(list) => convert_params(list),
        }
    }

    fn position(&self) -> Result<Value, Failure> {
        let offset = self.call.span.start;
        let at = call_context::current()?.expander.position(offset);
        Ok(object::value(Position { file: self.page.file_name(), offset, at }))
    }
}

impl Object for Shortcode {
    fn type_name(&self) -> &'static str {
        "*hugolib.ShortcodeWithPage"
    }

    fn print(&self) -> String {
        format!("{{{}}}", self.call.name)
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        Ok(Some(match (name, args) {
            ("Get", [key]) => self.get(key)?,
            ("Get", _) => {
                return Err(Failure::new(
                    Code::TemplateFailed,
                    format!("`.Get` takes one name or position, got {}", args.len()),
                ));
            }
            ("Inner", []) => convert::html(self.inner.text.as_str()),
            ("InnerDeindent", []) => convert::html(self.inner.deindented.as_str()),
            ("Params", []) => self.params(),
            ("IsNamedParams", []) => Value::Bool(matches!(self.call.params, Params::Named(_))),
            ("Name", []) => self.call.name.as_str().into(),
            ("Ordinal", []) => Value::Int(i64::try_from(self.call.ordinal).unwrap_or_default()),
            ("Parent", []) => match &self.call.parent {
                Some(parent) => Self::value(parent, &self.page, Inner::default()),
                None => Value::Nil,
            },
            ("Position", []) => self.position()?,
            ("Page", []) => self.page.value(),
            ("Site", []) => self.page.site.value(),
            ("Store" | "Scratch", []) => Store::of(&self.call).value(),
            // Hugo forwards what a shortcode does not know to its page, for these.
            ("Ref" | "RelRef", _) => return self.page.member(name, args),
            _ => return Ok(None),
        }))
    }
}

/// Where a call is, as a text or part by part.
struct Position {
    file: String,
    offset: usize,
    at: sitevar_core::Position,
}

impl Object for Position {
    fn type_name(&self) -> &'static str {
        "text.Position"
    }

    fn print(&self) -> String {
        format!("\"{}:{}:{}\"", self.file, self.at.line, self.at.byte_column)
    }

    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure> {
        let number = |number: usize| Value::Int(i64::try_from(number).unwrap_or_default());
        Ok(Some(match (name, args) {
            ("LineNumber", []) => number(self.at.line),
            ("ColumnNumber", []) => number(self.at.byte_column),
            ("Offset", []) => number(self.offset),
            ("Filename", []) => self.file.as_str().into(),
            ("String", []) => self.print().into(),
            ("IsValid", []) => Value::Bool(true),
            _ => return Ok(None),
        }))
    }
}

fn convert_params(list: &[(String, Param)]) -> Value {
    let map: std::collections::BTreeMap<Arc<str>, Value> =
        list.iter().map(|(key, value)| (Arc::from(key.as_str()), param(value))).collect();
    map.into()
}

fn param(param: &Param) -> Value {
    match param {
        Param::String(text) => text.as_str().into(),
        Param::Bool(value) => Value::Bool(*value),
        Param::Int(value) => Value::Int(*value),
        Param::Float(value) => Value::Float(*value),
    }
}
