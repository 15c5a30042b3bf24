//! The functions that templates call, one module per namespace of Hugo's.
//!
//! Every module has a table of its functions with their names, how many arguments they take, and what they do.
//! What Hugo has and this has not is an error that names it.

mod cast;
mod collections;
mod compare;
mod encoding;
mod fmt;
mod lists;
pub(crate) mod marks;
pub(crate) mod math;
mod os;
mod partials;
mod path;
mod regex;
mod resources;
mod safe;
mod select;
mod sets;
mod sites;
mod strings;
mod time;
mod transform;
mod urls;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::limits::{self, LARGEST, MOST_ITEMS};
use crate::engine::stop::Stop;
use crate::engine::text;

/// One function.
pub(crate) struct Function {
    /// Its names, the full one first, separated by spaces.
    names: &'static str,
    /// How many arguments it takes at least and at most.
    takes: (usize, usize),
    run: fn(&Args<'_>) -> Result<Value, Stop>,
}

/// Declares a function.
const fn function(
    names: &'static str,
    least: usize,
    most: usize,
    run: fn(&Args<'_>) -> Result<Value, Stop>,
) -> Function {
    Function { names, takes: (least, most), run }
}

/// Any number of arguments.
const MANY: usize = usize::MAX;

const TABLES: [&[Function]; 21] = [
    cast::FUNCTIONS,
    collections::FUNCTIONS,
    compare::FUNCTIONS,
    encoding::FUNCTIONS,
    fmt::FUNCTIONS,
    lists::FUNCTIONS,
    math::FUNCTIONS,
    os::FUNCTIONS,
    partials::FUNCTIONS,
    path::FUNCTIONS,
    regex::FUNCTIONS,
    resources::FUNCTIONS,
    safe::FUNCTIONS,
    select::FUNCTIONS,
    sets::FUNCTIONS,
    sites::FUNCTIONS,
    strings::FUNCTIONS,
    time::FUNCTIONS,
    transform::FUNCTIONS,
    urls::FUNCTIONS,
    words::FUNCTIONS,
];

/// Every name with its function, so that a message can tell the name that the author wrote.
static ALL: LazyLock<Vec<(&'static str, &'static Function)>> = LazyLock::new(|| {
    let all = TABLES.into_iter().flatten();
    all.flat_map(|function| function.names.split(' ').map(move |name| (name, function))).collect()
});

static ROWS: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| ALL.iter().enumerate().map(|(row, (name, _))| (*name, row)).collect());

/// Returns the row of a name in the table.
pub(crate) fn find(name: &str) -> Option<usize> {
    ROWS.get(name).copied()
}

/// Calls the function of a row.
pub(crate) fn call(row: usize, values: &[Value]) -> Result<Value, Stop> {
    marks::looked_through(row, values, |values| run(row, values))
}

fn run(row: usize, values: &[Value]) -> Result<Value, Stop> {
    let Some((name, function)) = ALL.get(row) else { return Err(unknown("").into()) };
    let args = Args { name, values };
    let (least, most) = function.takes;
    if values.len() < least || values.len() > most {
        let wants = match most {
            _ if least == most => format!("{least}"),
            MANY => format!("at least {least}"),
            _ => format!("{least} to {most}"),
        };
        let message = format!("wrong number of arguments: wants {wants}, got {}", values.len());
        return Err(args.fail(message).into());
    }
    let made = (function.run)(&args)?;
    limits::count(&made)?;
    Ok(made)
}

/// Says that a function does not exist here.
pub(crate) fn unknown(name: &str) -> Failure {
    Failure::new(Code::UnsupportedFunction, format!("the function `{name}` does not exist here"))
}

/// The arguments of a call.
pub(crate) struct Args<'a> {
    name: &'static str,
    values: &'a [Value],
}

impl<'a> Args<'a> {
    /// Returns an argument, nil where there is none.
    fn value(&self, index: usize) -> &'a Value {
        self.values.get(index).unwrap_or(&Value::Nil)
    }

    /// Returns the last argument.
    fn last(&self) -> &'a Value {
        self.values.last().unwrap_or(&Value::Nil)
    }

    fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns an argument as text.
    fn text(&self, index: usize) -> Result<String, Failure> {
        match self.value(index) {
            Value::Nil => Ok(String::new()),
            value @ (Value::List(_) | Value::Map(_)) => {
                Err(self.fail(format!("cannot make a text of a value of type `{}`", text::type_name(value))))
            }
            value => Ok(text::print(value)),
        }
    }

    /// Returns an argument as a whole number.
    fn int(&self, index: usize) -> Result<i64, Failure> {
        cast::to_int(self.value(index)).ok_or_else(|| {
            let value = self.value(index);
            self.fail(format!("`{}` is not a whole number", text::print(value)))
        })
    }

    /// Returns an argument as a count.
    fn count(&self, index: usize) -> Result<usize, Failure> {
        let number = self.int(index)?;
        usize::try_from(number).map_err(|_| self.fail(format!("`{number}` is negative")))
    }

    /// Returns an argument as a list; nil is an empty one.
    fn list_or_nil(&self, index: usize) -> Result<&'a [Value], Failure> {
        if matches!(self.value(index), Value::Nil) { Ok(&[]) } else { self.list(index) }
    }

    /// Returns an argument as a list.
    fn list(&self, index: usize) -> Result<&'a [Value], Failure> {
        match self.value(index) {
            Value::List(list) => Ok(list),
            value => Err(self.fail(format!("`{}` is not a list", text::type_name(value)))),
        }
    }

    /// Lets a number of items through that a text may be split into.
    fn items(&self, count: usize) -> Result<usize, Failure> {
        if count > MOST_ITEMS {
            return Err(self.fail(format!("the list would have more than {MOST_ITEMS} items")));
        }
        Ok(count)
    }

    /// Lets a length through that a text may have, before it is made.
    fn bytes(&self, length: usize) -> Result<usize, Failure> {
        if length > LARGEST {
            return Err(self.fail(format!("the text would be longer than {} MiB", LARGEST >> 20)));
        }
        Ok(length)
    }

    /// Says that the call is wrong.
    fn fail(&self, message: impl std::fmt::Display) -> Failure {
        Failure::new(Code::TemplateFailed, format!("`{}`: {message}", self.name))
    }

    /// Says that Hugo can do this and Sitevar cannot.
    fn unsupported(&self, why: &str) -> Failure {
        Failure::new(
            Code::UnsupportedFunction,
            format!("the function `{}` does not exist here: {why}", self.name),
        )
    }
}
