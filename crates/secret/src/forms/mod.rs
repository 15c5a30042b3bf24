//! How each algorithm writes a digest, one file each, and what it computes where it is not PBKDF2.

#[cfg(feature = "argon2")]
pub(crate) mod argon2;
#[cfg(feature = "bcrypt")]
pub(crate) mod bcrypt;
pub(crate) mod pbkdf2;
#[cfg(feature = "scrypt")]
pub(crate) mod scrypt;
#[cfg(feature = "sha-crypt")]
pub(crate) mod sha_crypt;

use std::fmt;

#[cfg(feature = "argon2")]
pub use argon2::Argon2Variant;
#[cfg(feature = "sha-crypt")]
pub use sha_crypt::ShaCryptVariant;

use crate::digest::Digest;
use crate::error::Error;
use crate::method::Method;

/// Reads a digest by the name of its form, where that is not PBKDF2.
pub(crate) fn read_other(name: &str, rest: &str) -> Result<Digest, Error> {
    // Without one of the features, what it needs is unused.
    let _ = rest;
    match name {
        #[cfg(feature = "argon2")]
        "argon2id" => argon2::read(Argon2Variant::Id, rest),
        #[cfg(feature = "argon2")]
        "argon2i" => argon2::read(Argon2Variant::I, rest),
        #[cfg(feature = "argon2")]
        "argon2d" => argon2::read(Argon2Variant::D, rest),
        #[cfg(feature = "bcrypt")]
        "2a" | "2b" | "2y" => bcrypt::read(rest),
        #[cfg(feature = "scrypt")]
        "scrypt" => scrypt::read(rest),
        #[cfg(feature = "sha-crypt")]
        "5" => sha_crypt::read(ShaCryptVariant::Sha256, rest),
        #[cfg(feature = "sha-crypt")]
        "6" => sha_crypt::read(ShaCryptVariant::Sha512, rest),
        _ => Err(refusal(name)),
    }
}

/// Says why a form is not read. A name that is not known is not repeated: it may be the start of a secret.
fn refusal(name: &str) -> Error {
    let why = match name {
        "plaintext" | "base64" => "this is the secret itself and no digest",
        "1" | "md5" | "apr1" => {
            "this is a digest of MD5, which a computer tries billions of times in a second"
        }
        "sha1" => "this is a digest of SHA1-crypt, which is not read",
        "2x" => "this is a digest of a bcrypt that was wrong for some letters (`2x`)",
        "2" => "this is a digest of the first bcrypt (`2`), which is not read",
        "bcrypt-sha256" => "this is a digest of bcrypt over SHA-256, a form of passlib's, which is not read",
        "y" | "gy" | "7" => "this is a digest of yescrypt or of its kin, which is not read",
        "argon2id" | "argon2i" | "argon2d" | "2a" | "2b" | "2y" | "scrypt" | "5" | "6" => {
            "this build does not read digests of this algorithm"
        }
        _ => "this is a digest of an unknown algorithm",
    };
    Error::new(why).help(
        "`$pbkdf2-sha512$`, its kin for other hashes, `$argon2id$`, `$2b$`, `$scrypt$`, `$5$` and `$6$` are read",
    )
}

/// Writes a digest.
pub(crate) fn write(method: &Method, salt: &[u8], key: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match method {
        Method::Pbkdf2 { hash, iterations } => pbkdf2::write(*hash, *iterations, salt, key, f),
        #[cfg(feature = "argon2")]
        Method::Argon2 { variant, memory, passes, lanes } => {
            argon2::write(*variant, [*memory, *passes, *lanes], salt, key, f)
        }
        #[cfg(feature = "bcrypt")]
        Method::Bcrypt { cost } => bcrypt::write(*cost, salt, key, f),
        #[cfg(feature = "scrypt")]
        Method::Scrypt { log_n, block_size, parallelism } => {
            scrypt::write([*log_n, *block_size, *parallelism], salt, key, f)
        }
        #[cfg(feature = "sha-crypt")]
        Method::ShaCrypt { variant, rounds } => sha_crypt::write(*variant, *rounds, salt, key, f),
    }
}
