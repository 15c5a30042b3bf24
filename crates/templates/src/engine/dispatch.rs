//! The few functions that rewritten templates call, which lead to all others.

use std::sync::Arc;

use gotmpl::{FuncMap, Value};
use sitevar_core::{Code, Failure};

use crate::engine::call_context;
use crate::engine::convert;
use crate::engine::counting;
use crate::engine::function_table::{Call, Find, FunctionTable, unknown};
use crate::engine::member;
use crate::engine::object::{self, Object};
use crate::engine::stop::Stop;
use crate::engine::text;

/// Makes the table for the engine from what finds a function and what calls it.
pub(crate) fn table(find: Find, call: Call) -> FunctionTable {
    let functions = functions(call);
    FunctionTable {
        find,
        call,
        text: gotmpl::Template::new("").funcs(functions.clone()),
        html: gotmpl::html::Template::new("").funcs(functions),
    }
}

/// Returns the functions that rewritten templates call.
fn functions(function: Call) -> FuncMap {
    let mut map = FuncMap::new();
    map.insert("__call".into(), Arc::new(move |args| located(args, |args| call(function, args))));
    map.insert("__member".into(), Arc::new(|args| located(args, member::walk)));
    map.insert("__try_call".into(), Arc::new(move |args| tried(located(args, |args| call(function, args)))));
    map.insert("__try_member".into(), Arc::new(|args| tried(located(args, member::walk))));
    map.insert("__range".into(), Arc::new(|args| located(args, range)));
    map.insert("__print".into(), Arc::new(|args| Ok(print(args))));
    map.insert("__step".into(), Arc::new(|args| located(args, |_| Ok(Value::Nil))));
    map.insert("__nil".into(), Arc::new(|_| Ok(Value::Nil)));
    map
}

/// Runs a function whose first argument is the byte of the template where it is called.
fn located(args: &[Value], run: impl FnOnce(&[Value]) -> Result<Value, Stop>) -> gotmpl::Result<Value> {
    let (offset, args) = match args {
        [Value::Int(offset), args @ ..] => (usize::try_from(*offset).unwrap_or_default(), args),
        args => (0, args),
    };
    call_context::at(offset);
    counting::step(1).map_err(Stop::from).and_then(|()| run(args)).map_err(|stop| {
        match stop {
            Stop::Failure(mut failure) => {
                failure.trace.extend(call_context::template().ok().map(|template| template.frame(offset)));
                Stop::Failure(failure)
            }
            stop => stop,
        }
        .into()
    })
}

/// Turns an outcome into what `try` gives: the value, or an error with a message.
fn tried(result: gotmpl::Result<Value>) -> gotmpl::Result<Value> {
    let (value, error) = match result.map_err(Stop::from) {
        Ok(value) => (value, Value::Nil),
        // A spent limit is not caught: a template that went on after it would never end.
        Err(Stop::Failure(failure)) if failure.code != Code::TooMuchWork => {
            (Value::Nil, object::value(Caught(failure.message)))
        }
        Err(stop) => return Err(stop.into()),
    };
    counting::whole(convert::map([("Value", value), ("Err", error)]))
        .map_err(|failure| Stop::from(failure).into())
}

/// An error that `try` caught.
struct Caught(String);

impl Object for Caught {
    fn type_name(&self) -> &'static str {
        "*tpl.TryError"
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn member(&self, name: &str, _: &[Value]) -> Result<Option<Value>, Failure> {
        Ok(matches!(name, "Message" | "Error" | "Cause").then(|| self.0.as_str().into()))
    }
}

fn call(function: Call, args: &[Value]) -> Result<Value, Stop> {
    match args {
        [Value::Int(row), args @ ..] => function(usize::try_from(*row).unwrap_or(usize::MAX), args),
        [name, ..] => Err(unknown(&name.to_string()).into()),
        [] => Err(unknown("").into()),
    }
}

/// Accepts what can be looped over.
fn range(args: &[Value]) -> Result<Value, Stop> {
    match args.last() {
        Some(value @ (Value::List(_) | Value::Map(_) | Value::Int(_) | Value::Uint(_) | Value::Nil)) => {
            Ok(value.clone())
        }
        None => Ok(Value::Nil),
        Some(other) => Err(Failure::new(
            Code::TemplateFailed,
            format!("range can't iterate over a value of type `{}`", text::type_name(other)),
        )
        .into()),
    }
}

/// Makes text of what the engine would print differently from Go.
fn print(args: &[Value]) -> Value {
    match args.last() {
        Some(Value::Function(object)) => object::print(object).into(),
        Some(Value::Float(number)) if text::needs_exponent(*number) => text::float(*number).into(),
        Some(value) => value.clone(),
        None => Value::Nil,
    }
}
