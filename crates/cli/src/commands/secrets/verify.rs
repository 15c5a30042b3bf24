//! `sitevar verify`: whether a digest is the digest of a secret.

use sitevar_secret::{Spelled, spelled};

use super::input::{self, Ask};
use super::{allow, run as work};
use crate::args::Verify;
use crate::output;
use crate::report::{self, Abort, Verdict, warn};

/// Writes whether the secret matches the digest; the exit status says it too.
///
/// # Errors
///
/// Fails for a digest that cannot be read, and for a secret that cannot be read or that the algorithm does not take.
pub(in crate::commands) fn run(args: &Verify) -> Result<Verdict, Abort> {
    input::refuse_arguments(&args.stray)?;
    let Spelled { digest, note } = spelled(&args.digest)?;
    if let Some(note) = note {
        report::note(note);
    }
    allow(&args.limits, digest.method(), digest.key().len())?;
    for warning in digest.warnings() {
        warn(&warning);
    }
    let secret = input::read(Ask::Once)?;
    let made = work(digest.method(), digest.key().len(), || digest.again(&secret))?;
    let matches = digest.has_key_of(&made);
    let (words, verdict) = if matches {
        ("The password matches the digest.\n", Verdict::Success)
    } else {
        ("The password does not match the digest.\n", Verdict::InputHasErrors)
    };
    if args.json {
        output::print(&super::json(&serde_json::json!({ "matches": matches }))?)?;
    } else {
        output::print(words.as_bytes())?;
    }
    Ok(verdict)
}
