//! The arguments of `secret`, `digest` and `verify`.

use std::ffi::OsString;

use clap::Args as Arguments;
use sitevar_secret::Limits;

pub(super) const SECRET_EXAMPLES: &str = "\
Examples:
  sitevar secret
  sitevar secret --length 64 --charset alphanumeric --json

The secret goes to the application, the digest to Authelia.
Exit status: 0 success, 2 usage, or a system without randomness.";

#[derive(Debug, Arguments)]
pub(crate) struct MakeSecret {
    /// How many characters the secret has
    #[arg(long, value_name = "N", default_value_t = 72)]
    pub(crate) length: u64,
    /// Which characters it is made of: rfc3986, alphanumeric, alphabetic, ascii, numeric, numeric-hex, or one of them
    /// with -lower or -upper
    #[arg(long, value_name = "CHARSET", default_value = "rfc3986")]
    pub(crate) charset: String,
    /// How the digest is made: pbkdf2-sha512, -sha384, -sha256, -sha224 or -sha1, argon2id, bcrypt, scrypt, sha2crypt
    /// or sha2crypt-sha256
    #[arg(long, value_name = "ALGORITHM", default_value = "pbkdf2-sha512")]
    pub(crate) digest: String,
    /// How much work the digest takes [default: the algorithm's usual number]
    #[arg(long, value_name = "N")]
    pub(crate) iterations: Option<u64>,
    #[command(flatten)]
    pub(crate) limits: DigestLimits,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Catches a secret as an argument, where every user of the machine can read it; clap would print it again.
    #[arg(hide = true)]
    pub(crate) stray: Vec<OsString>,
}

/// How much a digest may ask for.
#[derive(Debug, Arguments)]
pub(crate) struct DigestLimits {
    /// The most work that a digest may take, in iterations of PBKDF2
    #[arg(long, value_name = "N", default_value_t = Limits::default().iterations)]
    pub(crate) max_iterations: u64,
    /// The most memory that a digest may take, in MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().memory >> 20)]
    pub(crate) max_memory: u64,
}

pub(super) const DIGEST_EXAMPLES: &str = "\
Examples:
  sitevar digest
  sitevar digest --algorithm bcrypt < secret.txt

One line feed at the end of standard input is dropped.
Exit status: 0 success, 2 usage or input/output.";

#[derive(Debug, Arguments)]
pub(crate) struct MakeDigest {
    /// How the digest is made: pbkdf2-sha512, -sha384, -sha256, -sha224 or -sha1, argon2id, bcrypt, scrypt, sha2crypt
    /// or sha2crypt-sha256
    #[arg(long, value_name = "ALGORITHM", default_value = "pbkdf2-sha512")]
    pub(crate) algorithm: String,
    /// How much work the digest takes [default: the algorithm's usual number]
    #[arg(long, value_name = "N")]
    pub(crate) iterations: Option<u64>,
    #[command(flatten)]
    pub(crate) limits: DigestLimits,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Catches a secret as an argument, where every user of the machine can read it; clap would print it again.
    #[arg(hide = true)]
    pub(crate) stray: Vec<OsString>,
}

pub(super) const VERIFY_EXAMPLES: &str = "\
Examples:
  sitevar verify '$pbkdf2-sha512$310000$c8p78n7pUMln0jzvd4aK4Q$JNRB…'
  sitevar verify \"$(cat digest.txt)\" < secret.txt

Single quotes keep a shell from replacing what follows a `$`.
Exit status: 0 the secret matches, 1 it does not, 2 usage or input/output.";

#[derive(Debug, Arguments)]
pub(crate) struct Verify {
    /// The digest
    #[arg(value_name = "DIGEST", allow_hyphen_values = true)]
    pub(crate) digest: String,
    #[command(flatten)]
    pub(crate) limits: DigestLimits,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Catches a secret as an argument, where every user of the machine can read it; clap would print it again.
    #[arg(hide = true)]
    pub(crate) stray: Vec<OsString>,
}
