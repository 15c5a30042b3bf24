//! A diagnostic as one line, which editors and `grep` understand: `file:line:column: error[code]: message`.

use sitevar_core::{Diagnostic, Source};

use super::printable;

/// Writes a diagnostic as one line; columns count characters.
pub(super) fn render(source: &Source, diagnostic: &Diagnostic) -> String {
    let position = source.position(diagnostic.span.start);
    let message = printable(&diagnostic.message).replace('\n', " ");
    let (line, column) = (position.line, position.column);
    let mut text =
        format!("{}:{line}:{column}: {}[{}]: {message}", source.name(), diagnostic.severity, diagnostic.code);
    if let Some(help) = &diagnostic.help {
        text.push_str("; ");
        text.push_str(&printable(help).replace('\n', " "));
    }
    text
}
