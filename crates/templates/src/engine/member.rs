//! Walking along `.Page.Params.title`: members of objects, keys of maps.

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::object;
use crate::engine::stop::Stop;
use crate::engine::text;

/// Walks from a receiver along names; the arguments go to the last one.
///
/// The arguments are the receiver, the number of names, the names, and the arguments of the call.
pub(crate) fn walk(args: &[Value]) -> Result<Value, Stop> {
    let [receiver, Value::Int(count), rest @ ..] = args else {
        return Err(Failure::new(Code::TemplateFailed, "the template was not rewritten correctly").into());
    };
    let count = usize::try_from(*count).unwrap_or_default().min(rest.len());
    let mut value = receiver.clone();
    for index in 0..count {
        // The last name takes the arguments, which follow it directly.
        let end = if index + 1 == count { rest.len() } else { index + 1 };
        value = step(&value, &rest[index..end])?;
    }
    Ok(value)
}

/// Takes one step: the first argument is the name.
fn step(value: &Value, call: &[Value]) -> Result<Value, Stop> {
    let name = call.first().and_then(Value::as_str).unwrap_or_default();
    match value {
        Value::Function(object) => object(call).map_err(Stop::from),
        Value::Map(_) if call.len() > 1 => {
            Err(Failure::new(Code::TemplateFailed, format!("`{name}` is not a method but has arguments"))
                .into())
        }
        Value::Map(map) => Ok(map
            .get(name)
            // Hugo's parameters are kept in lower case and looked up without regard to case.
            .or_else(|| map.get(name.to_lowercase().as_str()))
            .cloned()
            .unwrap_or(Value::Nil)),
        Value::Nil => Err(Failure::new(
            Code::TemplateFailed,
            format!("nil pointer evaluating `.{name}`: there is no value before it"),
        )
        .help("guard it with `with`")
        .into()),
        other => Err(object::no_member(name, &text::type_name(other)).into()),
    }
}
