//! The functions that templates call, one module per namespace of Hugo's.
//!
//! Every module has a table of its functions with their names, how many arguments they take, and what they do.
//! A function that only Hugo has is an error that names it.

mod args;
mod cast;
mod collections;
mod compare;
mod encoding;
mod fmt;
mod lists;
mod manner;
mod math;
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

use crate::engine::counting;
use crate::engine::function_table::unknown;
use crate::engine::stop::Stop;

use args::{Args, Function, MANY};
use manner::Manner;

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

/// Every name with its function, so that a message can repeat the name that the author wrote.
static ALL: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let names = TABLES.into_iter().flatten();
    let names = names.flat_map(|function| function.names.split(' ').map(move |name| (name, function)));
    names.map(|(name, function)| Row { name, function, manner: manner::of(name) }).collect()
});

struct Row {
    name: &'static str,
    function: &'static Function,
    manner: Manner,
}

static ROWS: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| ALL.iter().enumerate().map(|(number, row)| (row.name, number)).collect());

/// Returns the row of a name in the table.
pub(crate) fn find(name: &str) -> Option<usize> {
    ROWS.get(name).copied()
}

/// Calls the function of a row.
pub(crate) fn call(row: usize, values: &[Value]) -> Result<Value, Stop> {
    let Some(row) = ALL.get(row) else { return Err(unknown("").into()) };
    manner::looked_through(row.manner, values, |values| run(row, values))
}

fn run(row: &Row, values: &[Value]) -> Result<Value, Stop> {
    let args = Args { name: row.name, values };
    let (least, most) = row.function.takes;
    if values.len() < least || values.len() > most {
        let wants = match most {
            _ if least == most => format!("{least}"),
            MANY => format!("at least {least}"),
            _ => format!("{least} to {most}"),
        };
        let message = format!("wrong number of arguments: wants {wants}, got {}", values.len());
        return Err(args.fail(message).into());
    }
    let made = (row.function.run)(&args)?;
    counting::count(&made)?;
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::manner::{CHANGE, CUT, MEASURE};

    #[test]
    fn every_function_that_is_named_exists() {
        for name in [MEASURE, CUT, CHANGE].into_iter().flat_map(str::split_whitespace) {
            assert!(super::find(name).is_some(), "{name}");
        }
    }
}
