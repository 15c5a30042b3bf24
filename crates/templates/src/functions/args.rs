//! One function of a namespace, and the arguments that it is called with.

use gotmpl::Value;
use sitevar_core::{Code, Failure};

use crate::engine::limits::{LARGEST, MOST_ITEMS};
use crate::engine::number;
use crate::engine::stop::Stop;
use crate::engine::text;

/// One function.
pub(super) struct Function {
    /// Its names, the full one first, separated by spaces.
    pub(super) names: &'static str,
    /// How many arguments it takes at least and at most.
    pub(super) takes: (usize, usize),
    pub(super) run: fn(&Args<'_>) -> Result<Value, Stop>,
}

/// Declares a function.
pub(super) const fn function(
    names: &'static str,
    least: usize,
    most: usize,
    run: fn(&Args<'_>) -> Result<Value, Stop>,
) -> Function {
    Function { names, takes: (least, most), run }
}

/// Any number of arguments.
pub(super) const MANY: usize = usize::MAX;

/// The arguments of a call.
pub(super) struct Args<'a> {
    pub(super) name: &'static str,
    pub(super) values: &'a [Value],
}

impl<'a> Args<'a> {
    /// Returns an argument, nil where there is none.
    pub(super) fn value(&self, index: usize) -> &'a Value {
        self.values.get(index).unwrap_or(&Value::Nil)
    }

    /// Returns the last argument.
    pub(super) fn last(&self) -> &'a Value {
        self.values.last().unwrap_or(&Value::Nil)
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns an argument as text.
    pub(super) fn text(&self, index: usize) -> Result<String, Failure> {
        match self.value(index) {
            Value::Nil => Ok(String::new()),
            value @ (Value::List(_) | Value::Map(_)) => {
                Err(self.fail(format!("cannot make a text of a value of type `{}`", text::type_name(value))))
            }
            value => Ok(text::print(value)),
        }
    }

    /// Returns all arguments as texts, those in lists one by one.
    pub(super) fn flat_texts(&self) -> impl Iterator<Item = String> {
        self.values.iter().flat_map(|value| match value {
            Value::List(list) => list.iter().map(text::print).collect(),
            value => vec![text::print(value)],
        })
    }

    /// Returns an argument as a whole number.
    pub(super) fn int(&self, index: usize) -> Result<i64, Failure> {
        number::to_int(self.value(index)).ok_or_else(|| {
            let value = self.value(index);
            self.fail(format!("`{}` is not a whole number", text::print(value)))
        })
    }

    /// Returns a value among the arguments as a number.
    pub(super) fn number(&self, value: &Value) -> Result<f64, Failure> {
        number::to_float(value).ok_or_else(|| self.fail(format!("`{}` is not a number", text::print(value))))
    }

    /// Returns an argument as a count.
    pub(super) fn count(&self, index: usize) -> Result<usize, Failure> {
        let number = self.int(index)?;
        usize::try_from(number).map_err(|_| self.fail(format!("`{number}` is negative")))
    }

    /// Returns an argument as a list; nil is an empty one.
    pub(super) fn list_or_nil(&self, index: usize) -> Result<&'a [Value], Failure> {
        if matches!(self.value(index), Value::Nil) { Ok(&[]) } else { self.list(index) }
    }

    /// Returns an argument as a list.
    pub(super) fn list(&self, index: usize) -> Result<&'a [Value], Failure> {
        match self.value(index) {
            Value::List(list) => Ok(list),
            value => Err(self.fail(format!("`{}` is not a list", text::type_name(value)))),
        }
    }

    /// Accepts the number of items that a text would be split into.
    pub(super) fn items(&self, count: usize) -> Result<usize, Failure> {
        if count > MOST_ITEMS {
            return Err(self.fail(format!("the list would have more than {MOST_ITEMS} items")));
        }
        Ok(count)
    }

    /// Accepts the length of a text, before it is made.
    pub(super) fn bytes(&self, length: usize) -> Result<usize, Failure> {
        if length > LARGEST {
            return Err(self.fail(format!("the text would be longer than {} MiB", LARGEST >> 20)));
        }
        Ok(length)
    }

    /// Says that the call is wrong.
    pub(super) fn fail(&self, message: impl std::fmt::Display) -> Failure {
        Failure::new(Code::TemplateFailed, format!("`{}`: {message}", self.name))
    }

    /// Says that Hugo can do this and Sitevar cannot.
    pub(super) fn unsupported(&self, why: &str) -> Failure {
        Failure::new(
            Code::UnsupportedFunction,
            format!("the function `{}` does not exist here: {why}", self.name),
        )
    }
}
