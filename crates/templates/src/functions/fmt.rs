//! `fmt`: what templates report; the texts are made by the engine's `printf` (see `rewrite`).

use gotmpl::Value;
use sitevar_core::{Code, Diagnostic, Severity};

use super::{Args, Function, function};
use crate::scene;
use crate::stop::Stop;

pub(super) const FUNCTIONS: &[Function] = &[
    function("fmt.Errorf errorf", 1, 1, |args| report(args, Severity::Error)),
    function("fmt.Warnf warnf", 1, 1, |args| report(args, Severity::Warning)),
    function("fmt.Erroridf erroridf", 2, 2, |args| report(args, Severity::Error)),
    function("fmt.Warnidf warnidf", 2, 2, |args| report(args, Severity::Warning)),
];

/// Reports a problem at the call in the page, and goes on.
fn report(args: &Args<'_>, severity: Severity) -> Result<Value, Stop> {
    let code = if severity == Severity::Error { Code::TemplateError } else { Code::TemplateWarning };
    let message = args.text(args.len().saturating_sub(1))?;
    let scene = scene::current()?;
    let mut diagnostic = Diagnostic::new(severity, code, message, scene.call.span);
    if args.len() > 1 {
        diagnostic = diagnostic.help(format!("the template calls this problem `{}`", args.text(0)?));
    }
    diagnostic.trace.extend(scene::here());
    scene.expander.report(diagnostic);
    Ok("".into())
}
