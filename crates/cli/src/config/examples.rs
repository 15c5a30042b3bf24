//! The examples that a site publishes belong together: the digest is one of the secret.
//!
//! A digest is much work by design, so only a build asks, and only for examples of the site's own: a test holds the
//! shipped ones.

use std::path::Path;

use sitevar_core::{Code, Diagnostic, Kind, Source, Variables};

use super::{FILE_NAME, declarations, variables};
use crate::report::Findings;
use crate::settings::belong_together;

/// Reports every example of a digest that is not one of its secret's example.
pub(crate) fn check(root: &Path, shown: &Path, declared: &Variables) -> Option<Findings> {
    let shipped = variables::shipped();
    let mut diagnostics = Vec::new();
    let mut text = None;
    for (name, digest) in declared.variables.iter().filter(|(_, variable)| variable.kind == Kind::Digest) {
        let secret = |variables: &Variables| {
            variables.variables.get(digest.of.as_deref()?).and_then(|secret| secret.example.clone())
        };
        let (Some(plain), Some(example)) = (secret(declared), &digest.example) else { continue };
        let same = shipped.variables.get(name).is_some_and(|known| known.example.as_ref() == Some(example));
        if same && secret(&shipped).as_ref() == Some(&plain) {
            continue;
        }
        if belong_together(&plain, example).is_ok() {
            continue;
        }
        let text =
            text.get_or_insert_with(|| std::fs::read_to_string(root.join(FILE_NAME)).unwrap_or_default());
        let message =
            format!("the example of `{name}` is not a digest of `{plain}`, the example of its secret");
        let command = "printf %s 'EXAMPLE' | sitevar digest";
        let help = format!("make it with `{}`", command.replace("EXAMPLE", &plain.replace('\'', r"'\''")));
        // The digest may be the shipped one, of a secret that is not.
        let of = digest.of.as_deref().unwrap_or(name);
        let changed = if declarations::holds(text, name) { name } else { of };
        let span = declarations::place(text, &[changed, "example"]);
        diagnostics.push(Diagnostic::error(Code::BadConfig, message, span).help(help));
    }
    let name = shown.join(FILE_NAME);
    let source = Source::new(name.to_string_lossy(), text?);
    Some(Findings { source: source.into(), diagnostics })
}
