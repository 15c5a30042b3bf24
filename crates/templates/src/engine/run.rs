//! Runs a template: its text, or the value that it returns, or what went wrong with the line and column in the file.

use std::rc::Rc;
use std::sync::Arc;

use gotmpl::{TemplateError, Value};
use sitevar_core::{Code, Failure, Frame};

use crate::engine::call_context::{self, CallContext, Running};
use crate::engine::limits::Counted;
use crate::engine::stop::Stop;
use crate::engine::template::{Engine, MAIN, Template};

/// What running a template gives.
pub(crate) enum Answer {
    /// Its text.
    Text(String),
    /// The value of its `return`.
    Value(Value),
}

impl Template {
    /// Runs the file's own body, or one of its definitions.
    ///
    /// # Errors
    ///
    /// Fails with a trace into the template.
    pub(crate) fn run(
        self: &Arc<Self>,
        define: Option<&str>,
        dot: &Value,
        context: Rc<CallContext>,
    ) -> Result<Answer, Failure> {
        let budget = context.budget.clone();
        let _running = Running::start(self, context)?;
        let mut out = Counted::new(&budget);
        let result = match (&self.engine, define) {
            (Engine::Html(template), None) => template.execute_fmt(&mut out, dot),
            (Engine::Html(template), Some(name)) => template.execute_template_fmt(&mut out, name, dot),
            (Engine::Text(template), None) => template.execute_template_fmt(&mut out, MAIN, dot),
            (Engine::Text(template), Some(name)) => template.execute_template_fmt(&mut out, name, dot),
        };
        if let Some(failure) = out.failure {
            return Err(traced(failure, call_context::here().unwrap_or_else(|| self.frame_at(0, 0))));
        }
        match result {
            Ok(()) => Ok(Answer::Text(out.text)),
            Err(TemplateError::Escape { line, description, .. }) => {
                Err(traced(Failure::new(Code::BadTemplate, description), self.frame_at(line, 1)))
            }
            Err(error) => match Stop::from(error) {
                Stop::Return(value) => Ok(Answer::Value(value)),
                Stop::Failure(failure) if failure.trace.is_empty() => {
                    Err(traced(failure, self.frame_at(0, 0)))
                }
                Stop::Failure(failure) => Err(failure),
            },
        }
    }
}

fn traced(mut failure: Failure, frame: Frame) -> Failure {
    failure.trace.push(frame);
    failure
}
