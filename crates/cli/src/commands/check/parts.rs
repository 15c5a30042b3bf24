//! Themes and modules of a Hugo site that are not here, and with them the shortcodes that they define.
//!
//! Hugo fetches modules when it builds, so most copies of a site lack them. What would be said of each call is left out
//! then, and the missing theme or module is told once.

use sitevar_core::{Code, Diagnostic, Severity, Source};

use crate::files;
use crate::report::Findings;
use crate::site::Site;

/// The themes and modules that a site names and that are not here, as its configuration names them.
pub(super) struct Parts {
    missing: Vec<String>,
}

impl Parts {
    pub(super) fn of(site: &Site) -> Self {
        let missing = site.config.publishing.missing_parts(&site.root);
        Self { missing: missing.into_iter().map(str::to_owned).collect() }
    }

    /// Leaves out what is said of calls whose shortcodes a missing theme or module may define, in place of a shipped one too.
    pub(super) fn leave_out(&self, found: &mut Vec<Diagnostic>) {
        if !self.missing.is_empty() {
            found.retain(|found| match found.code {
                Code::UnknownShortcode | Code::TemplateError => false,
                Code::BadShortcodeSyntax => found.severity == Severity::Error,
                _ => true,
            });
        }
    }

    /// Says which are not here, at the configuration that names them.
    pub(super) fn findings(&self, site: &Site) -> Vec<Findings> {
        let Some(name) = site.config.files.first().filter(|_| !self.missing.is_empty()) else {
            return Vec::new();
        };
        let path = site.root.join(name);
        let Ok(text) = std::fs::read_to_string(&path) else { return Vec::new() };
        let tell = |part: &String| {
            let name = part.rsplit('/').next().unwrap_or_default();
            let at = text.find(name).unwrap_or_default();
            let message = format!("`{part}` is not here, so that calls of its shortcodes are not checked");
            let help = "`hugo mod vendor` brings modules, `git submodule update --init` themes";
            Diagnostic::warning(Code::UnknownShortcode, message, at..text.len().min(at + name.len()))
                .help(help)
        };
        let mut diagnostics: Vec<Diagnostic> = self.missing.iter().map(tell).collect();
        site.config.check.apply(name, &mut diagnostics);
        let source = Source::new(files::shown(&path).to_string_lossy(), text.clone());
        vec![Findings { source: source.into(), diagnostics }]
    }
}
