//! A digest as text: which format it is in, and how each method is written.

use std::fmt;

use crate::error::Error;
#[cfg(feature = "argon2")]
use crate::formats::argon2::{self, Argon2Variant};
#[cfg(feature = "bcrypt")]
use crate::formats::bcrypt;
use crate::formats::fields::Fields;
use crate::formats::pbkdf2::{self, Hash};
#[cfg(feature = "scrypt")]
use crate::formats::scrypt;
#[cfg(feature = "sha-crypt")]
use crate::formats::sha_crypt::{self, ShaCryptVariant};
use crate::method::Method;

/// Reads what follows the name of a format.
#[inline]
pub(crate) fn read(name: &str, rest: &str) -> Result<Fields<Method>, Error> {
    let pbkdf2 =
        |hash| pbkdf2::read(rest).map(|read| read.map(|iterations| Method::Pbkdf2 { hash, iterations }));
    #[cfg(feature = "argon2")]
    let argon2 = |variant| {
        let method = |[memory, passes, lanes]: [u32; 3]| Method::Argon2 { variant, memory, passes, lanes };
        argon2::read(rest).map(|read| read.map(method))
    };
    #[cfg(feature = "sha-crypt")]
    let sha_crypt = |variant| {
        sha_crypt::read(variant, rest).map(|read| read.map(|rounds| Method::ShaCrypt { variant, rounds }))
    };
    match name {
        "pbkdf2" | "pbkdf2-sha1" => pbkdf2(Hash::Sha1),
        "pbkdf2-sha224" => pbkdf2(Hash::Sha224),
        "pbkdf2-sha256" => pbkdf2(Hash::Sha256),
        "pbkdf2-sha384" => pbkdf2(Hash::Sha384),
        "pbkdf2-sha512" => pbkdf2(Hash::Sha512),
        #[cfg(feature = "argon2")]
        "argon2id" => argon2(Argon2Variant::Id),
        #[cfg(feature = "argon2")]
        "argon2i" => argon2(Argon2Variant::I),
        #[cfg(feature = "argon2")]
        "argon2d" => argon2(Argon2Variant::D),
        #[cfg(feature = "bcrypt")]
        "2a" | "2b" | "2y" => bcrypt::read(rest).map(|read| read.map(|cost| Method::Bcrypt { cost })),
        #[cfg(feature = "scrypt")]
        "scrypt" => scrypt::read(rest).map(|read| {
            read.map(|[log_n, block_size, parallelism]| Method::Scrypt { log_n, block_size, parallelism })
        }),
        #[cfg(feature = "sha-crypt")]
        "5" => sha_crypt(ShaCryptVariant::Sha256),
        #[cfg(feature = "sha-crypt")]
        "6" => sha_crypt(ShaCryptVariant::Sha512),
        _ => Err(refusal(name)),
    }
}

/// Writes a digest.
#[inline]
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

/// Says why a format is not read. A name that is not known is not repeated: it may be the start of a secret.
#[inline]
fn refusal(name: &str) -> Error {
    let why = match name {
        "plaintext" | "base64" => "this is the secret itself, not a digest",
        "1" | "md5" | "apr1" => {
            "this is a digest of MD5, which a computer can try billions of times a second"
        }
        "sha1" => "this is a digest of SHA1-crypt, which is not read",
        "2x" => "this is a digest of a faulty bcrypt (`2x`), which handled some characters wrongly",
        "2" => "this is a digest of the first bcrypt (`2`), which is not read",
        "bcrypt-sha256" => {
            "this is a digest of bcrypt over SHA-256, a format of passlib's, which is not read"
        }
        "y" | "gy" | "7" => "this is a digest of yescrypt or a relative of it, which is not read",
        "argon2id" | "argon2i" | "argon2d" | "2a" | "2b" | "2y" | "scrypt" | "5" | "6" => {
            "this build does not read digests of this algorithm"
        }
        _ => "this is a digest of an unknown algorithm",
    };
    Error::new(why).help(
        "`$pbkdf2-sha512$` and its variants for other hashes, `$argon2id$`, `$2b$`, `$scrypt$`, `$5$` and `$6$` are read",
    )
}
