//! A diagnostic as one line, which editors, `grep` and scripts understand: `file:line:column: error[code]: message`.
//!
//! Columns count bytes, as Hugo's messages and editors' error formats do; only people are told characters.

use sitevar_core::{Diagnostic, Source};

use super::{name, printable};

/// Writes a diagnostic as one line.
pub(super) fn render(source: &Source, diagnostic: &Diagnostic) -> String {
    let position = source.position(diagnostic.span.start);
    let message = printable(&diagnostic.message).replace('\n', " ");
    let (line, column) = (position.line, position.byte_column);
    let mut text =
        format!("{}:{line}:{column}: {}[{}]: {message}", name(source), diagnostic.severity, diagnostic.code);
    if let Some(help) = &diagnostic.help {
        text.push_str("; ");
        text.push_str(&printable(help).replace('\n', "; "));
    }
    text
}
