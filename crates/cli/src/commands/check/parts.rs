//! Themes and modules of a Hugo site that are not here: what their shortcodes are, only they know.
//!
//! Hugo fetches modules when it builds, so a site without them is as usual as one with them. What the calls of such a
//! site are said to have wrong is left out, and said once instead.

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
        let is_here = |place: &String| site.root.join(place).is_dir();
        let missing = site.config.publishing.parts.iter().filter(|places| !places.iter().any(is_here));
        Self { missing: missing.filter_map(|places| places.first().cloned()).collect() }
    }

    /// Leaves out what a theme or a module could answer for: calls of its shortcodes, and those of its own ones that have
    /// the name of a shipped one.
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
