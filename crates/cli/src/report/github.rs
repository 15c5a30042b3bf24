//! A diagnostic as a command of GitHub's workflows, which shows it at its line of a pull request.
//!
//! The form and its escapes are those of GitHub's "Workflow commands for GitHub Actions".

use sitevar_core::{Diagnostic, Severity, Source};

use super::printable;

/// Writes a diagnostic as one line.
pub(super) fn render(source: &Source, diagnostic: &Diagnostic) -> String {
    let start = source.position(diagnostic.span.start);
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    format!(
        "::{level} file={},line={},col={},title={}::{}",
        property(source.name()),
        start.line,
        start.column,
        diagnostic.code,
        message(&printable(&format!("{}{help}", diagnostic.message))),
    )
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use sitevar_core::Code;

    #[test]
    fn an_annotation_keeps_to_its_line_and_its_properties() {
        let source = Source::new("a,b:c%.md", "x\nyé z");
        let found = Diagnostic::error(Code::BadSnippet, "100 %\nof it", 6..7).help("mend it");
        assert_eq!(
            render(&source, &found),
            "::error file=a%2Cb%3Ac%25.md,line=2,col=4,title=bad-snippet::100 %25%0Aof it%0Amend it"
        );
    }
}
