//! Objects: values with members, such as a page or a store.
//!
//! The engine has maps but no methods, so an object is a function that takes the name of a member and its arguments.
//! The rewriting of a template (see `rewrite`) turns every `.Page.Title` into such a call.

use std::sync::Arc;

use gotmpl::{Value, ValueFunc};
use sitevar_core::{Code, Failure};

use crate::engine::stop::Stop;

/// A value with members that templates ask for.
pub(crate) trait Object: Send + Sync + 'static {
    /// Returns Hugo's name of the type, which authors know from Hugo's messages.
    fn type_name(&self) -> &'static str;

    /// Returns a member, called with arguments; `None` where there is no such member.
    fn member(&self, name: &str, args: &[Value]) -> Result<Option<Value>, Failure>;

    /// Returns what printing the object gives; two objects that print the same are the same.
    fn print(&self) -> String;
}

/// The members that every object has; no template can write their names.
const TYPE: &str = "\0type";
const PRINT: &str = "\0print";

/// Makes a value of an object.
pub(crate) fn value(object: impl Object) -> Value {
    Value::Function(Arc::new(move |args| {
        let (Some(name), args) = (args.first().and_then(Value::as_str), args.get(1..).unwrap_or_default())
        else {
            return Err(Stop::from(cannot_call(object.type_name())).into());
        };
        match name {
            TYPE => Ok(object.type_name().into()),
            PRINT => Ok(object.print().into()),
            _ => match object.member(name, args) {
                Ok(Some(value)) => Ok(value),
                Ok(None) => Err(Stop::from(no_member(name, object.type_name())).into()),
                Err(failure) => Err(Stop::from(failure).into()),
            },
        }
    }))
}

/// Returns the name of an object's type.
pub(crate) fn type_of(object: &ValueFunc) -> String {
    object(&[TYPE.into()]).map(|name| name.to_string()).unwrap_or_else(|_| "func".to_owned())
}

/// Returns what printing an object gives.
pub(crate) fn print(object: &ValueFunc) -> String {
    object(&[PRINT.into()]).map(|text| text.to_string()).unwrap_or_default()
}

/// Says that a type has no such member.
pub(crate) fn no_member(name: &str, type_name: &str) -> Failure {
    Failure::new(Code::UnsupportedFunction, format!("can't evaluate field `{name}` in type `{type_name}`"))
}

fn cannot_call(type_name: &str) -> Failure {
    Failure::new(Code::TemplateFailed, format!("a value of type `{type_name}` cannot be called"))
}
