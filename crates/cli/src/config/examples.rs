//! The examples that a site publishes belong together: the digest is one of the secret.
//!
//! A digest is much work by design, so only a build asks, and only for examples of the site's own: a test holds the
//! shipped ones.

use std::path::Path;

use sitevar_core::{Code, Diagnostic, Kind, Source, Variables};
use sitevar_secret::Excess;

use super::{Config, FILE_NAME, declarations, variables};
use crate::progress::Waiting;
use crate::report::Findings;
use crate::settings::{Mismatch, belong_together};

/// Reports every example of a digest that is not one of its secret's example.
pub(super) fn check(root: &Path, shown: &Path, config: &Config) -> Option<Findings> {
    let shipped = variables::shipped();
    let declared = &*config.variables;
    let mut diagnostics = Vec::new();
    let mut text = None;
    let _waiting = Waiting::new("checking the example digests", None);
    for (name, digest) in declared.variables.iter().filter(|(_, variable)| variable.kind == Kind::Digest) {
        let secret = |variables: &Variables| {
            let secret = variables.variables.get(digest.of.as_deref()?)?;
            secret.example().map(str::to_owned)
        };
        let (Some(plain), Some(example)) = (secret(declared), digest.example()) else { continue };
        let same = shipped.variables.get(name).is_some_and(|known| known.example() == Some(example));
        if same && secret(&shipped).as_ref() == Some(&plain) {
            continue;
        }
        let Err(mismatch) = belong_together(&plain, example, config.limits.digests()) else { continue };
        let text =
            text.get_or_insert_with(|| std::fs::read_to_string(root.join(FILE_NAME)).unwrap_or_default());
        // The digest may be the shipped one, of a secret that is not.
        let of = digest.of.as_deref().unwrap_or(name);
        let changed = if declarations::holds(text, name) { name } else { of };
        let span = declarations::span_of(text, &[changed, "examples"]);
        let (code, message, help) = explain(name, &plain, mismatch);
        diagnostics.push(Diagnostic::error(code, message, span).help(help));
    }
    let name = shown.join(FILE_NAME);
    let source = Source::new(name.to_string_lossy(), text?);
    Some(Findings { source: source.into(), diagnostics })
}

/// Says what is wrong with the example of a digest, and what to do.
fn explain(name: &str, plain: &str, mismatch: Mismatch) -> (Code, String, String) {
    if let Mismatch::Excess(excess) = mismatch {
        let raise = match excess {
            Excess::Iterations(asked, _) => format!("write `digest_iterations: {asked}`"),
            Excess::Memory(asked, _) => format!("write `digest_memory: {}`", asked.div_ceil(1 << 20)),
            _ => "raise its limit".to_owned(),
        };
        let help = format!("publish another example, or {raise} under `limits:`");
        return (Code::TooMuchWork, format!("the example of `{name}`: {excess}"), help);
    }
    let message = format!("the example of `{name}` is not a digest of `{plain}`, the example of its secret");
    let help = format!("make it with `printf %s '{}' | sitevar digest`", plain.replace('\'', r"'\''"));
    (Code::BadConfig, message, help)
}
