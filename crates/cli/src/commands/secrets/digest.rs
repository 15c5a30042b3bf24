//! `sitevar digest`: the digest of a secret that there is already.

use sitevar_secret::{Algorithm, Digest};

use super::input::{self, Ask};
use super::{allow, draw, run as work};
use crate::args::MakeDigest;
use crate::output;
use crate::report::{Abort, Verdict, warn};

/// Writes the digest of a secret.
///
/// # Errors
///
/// Fails for wrong arguments, and for a secret that cannot be read or that the algorithm does not take.
pub(in crate::commands) fn run(args: &MakeDigest) -> Result<Verdict, Abort> {
    input::refuse_arguments(&args.stray)?;
    let method = Algorithm::named(&args.algorithm)?.method(args.iterations)?;
    allow(&args.limits, &method, method.key_length())?;
    let secret = input::read(Ask::Twice)?;
    if let Some(warning) = method.warning() {
        warn(&warning);
    }
    let digest = work(&method, method.key_length(), || Digest::make(method.clone(), &secret, &mut draw))?;
    if args.json {
        output::print(&super::json(&serde_json::json!({ "digest": digest.to_string() }))?)?;
    } else {
        output::print(format!("Digest: {digest}\n").as_bytes())?;
    }
    Ok(Verdict::Success)
}
