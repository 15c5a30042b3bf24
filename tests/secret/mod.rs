//! Secrets and digests: vectors of others, the generator's fairness, passlib as a judge, and the three commands.

mod commands;
mod generator;
mod limits;
mod making;
#[cfg(target_os = "linux")]
mod memory;
mod passlib;
mod peer;
mod refused;
mod spelling;
mod vectors;

use sitevar_secret::{Digest, Error, Secret};

/// Returns a text as a secret.
fn secret(text: &str) -> Secret {
    Secret::new(text.as_bytes().to_vec())
}

/// Reads a digest and holds a secret against it.
fn verify(digest: &str, secret: &Secret) -> Result<bool, Error> {
    digest.parse::<Digest>()?.verify(secret)
}

/// The digest that is published in 131 places of Authelia's documentation, for `insecure_secret`.
const GOLDEN: &str = "$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRBzwAo0ek5qKn50cFzzvE9RXV88h1wJn5KGiHrD0YKtZaR/nCb2CJPOsKaPK0hjf.9yHxzQGZziziccp6Yng";
