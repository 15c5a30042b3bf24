//! The functions that templates may call: a table that is handed in, because the engine has none of its own.

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::stop::Stop;

/// Returns the row of a name in the table.
pub(crate) type Find = fn(&str) -> Option<usize>;

/// Calls the function of a row.
pub(crate) type Call = fn(usize, &[Value]) -> Result<Value, Stop>;

/// A table of functions, ready for the engine.
pub(crate) struct FunctionTable {
    pub(crate) find: Find,
    pub(crate) call: Call,
    /// A template without a text that knows what rewritten templates call; every text template begins as one.
    pub(crate) text: gotmpl::Template,
    /// The same for templates with contextual escaping.
    pub(crate) html: gotmpl::html::Template,
}

/// Says that a function does not exist here.
pub(crate) fn unknown(name: &str) -> Failure {
    Failure::new(Code::UnsupportedFunction, format!("the function `{name}` does not exist here"))
}
