//! `fmt`: texts made by a format, and what templates report.

use gotmpl::Value;
use sitevar_core::{Code, Diagnostic, Failure, Severity};

use super::args::{Args, Function, MANY, function};
use crate::engine::call_context;
use crate::engine::format;
use crate::engine::stop::Stop;
use crate::engine::text;

pub(super) const FUNCTIONS: &[Function] = &[
    function("fmt.Print print", 0, MANY, |args| Ok(format::sprint(args.values).into())),
    function("fmt.Println println", 0, MANY, |args| {
        let texts: Vec<String> = args.values.iter().map(text::print).collect();
        Ok(format!("{}\n", texts.join(" ")).into())
    }),
    function("fmt.Printf printf", 1, MANY, |args| Ok(formatted(args, 0)?.into())),
    function("fmt.Errorf errorf", 1, MANY, |args| report(args, Severity::Error, 0)),
    function("fmt.Warnf warnf", 1, MANY, |args| report(args, Severity::Warning, 0)),
    function("fmt.Erroridf erroridf", 2, MANY, |args| report(args, Severity::Error, 1)),
    function("fmt.Warnidf warnidf", 2, MANY, |args| report(args, Severity::Warning, 1)),
];

fn formatted(args: &Args<'_>, index: usize) -> Result<String, Failure> {
    let values = args.values.get(index + 1..).unwrap_or_default();
    format::sprintf(&args.text(index)?, values).map_err(|message| args.fail(message))
}

/// Reports a problem at the call in the page, and goes on; the format is at `index`, after an id.
fn report(args: &Args<'_>, severity: Severity, index: usize) -> Result<Value, Stop> {
    let code = if severity == Severity::Error { Code::TemplateError } else { Code::TemplateWarning };
    let context = call_context::current()?;
    let mut diagnostic = Diagnostic::new(severity, code, formatted(args, index)?, context.call.span);
    if index > 0 {
        diagnostic = diagnostic.help(format!("the template names this problem `{}`", args.text(0)?));
    }
    diagnostic.trace.extend(call_context::here());
    context.expander.report(diagnostic);
    Ok("".into())
}
