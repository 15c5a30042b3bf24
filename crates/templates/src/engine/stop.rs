//! Why a template stops before its end, carried through the engine, which only knows its own errors.
//!
//! gotmpl's error can hold an I/O error, and an I/O error can hold anything: that is how a [`Failure`] with its trace,
//! or the value of a `return`, gets from a function to whoever runs the template.

use std::fmt;

use gotmpl::{TemplateError, Value};
use sitevar_core::{Code, Failure};

/// What ends a template early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Something is wrong.
    Failure(Failure),
    /// `return` in a partial, with its value.
    Return(Value),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Failure(failure) => f.write_str(&failure.message),
            Stop::Return(_) => f.write_str("`return` is outside a partial"),
        }
    }
}

impl std::error::Error for Stop {}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failure(failure)
    }
}

impl From<Stop> for TemplateError {
    fn from(stop: Stop) -> Self {
        TemplateError::Io(std::io::Error::other(stop))
    }
}

impl From<TemplateError> for Stop {
    fn from(error: TemplateError) -> Self {
        let message = match error {
            TemplateError::Io(error) => match error.downcast::<Stop>() {
                Ok(stop) => return stop,
                Err(error) => error.to_string(),
            },
            TemplateError::Exec(message) => message,
            TemplateError::RecursionLimit => {
                return Failure::new(Code::TooDeep, "the template calls itself too deeply").into();
            }
            TemplateError::RangeIterLimit => {
                return Failure::new(Code::TooMuchWork, "the template's loops run too often").into();
            }
            // A panic that the engine caught is a bug of ours: the template is not wrong.
            TemplateError::FuncPanic { message, .. } => std::panic::resume_unwind(Box::new(message)),
            TemplateError::UndefinedVariable(name) => format!("the variable `{name}` is not declared"),
            error => error.to_string(),
        };
        Failure::new(Code::TemplateFailed, message).into()
    }
}
