//! `$pbkdf2-sha512$310000$salt$key`: PBKDF2 (RFC 8018, section 5.2) with HMAC, in passlib's format, which is Authelia's.
//!
//! The base64 is passlib's "adapted" one: `.` in place of `+`, no padding.

use std::fmt;

use base64ct::{Base64Pbkdf2, Encoding};
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::fields::{Fields, number, split};
use crate::error::Error;

/// The hash that PBKDF2's HMAC is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hash {
    /// SHA-1, for old systems.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512, Authelia's default.
    Sha512,
}

impl Hash {
    /// Returns how many bytes the hash has, which is how many a key should have.
    pub fn size(self) -> usize {
        match self {
            Hash::Sha1 => 20,
            Hash::Sha224 => 28,
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
            Hash::Sha512 => 64,
        }
    }

    /// Returns what the algorithm is called with this hash.
    pub(crate) fn algorithm(self) -> &'static str {
        match self {
            Hash::Sha1 => "pbkdf2-sha1",
            Hash::Sha224 => "pbkdf2-sha224",
            Hash::Sha256 => "pbkdf2-sha256",
            Hash::Sha384 => "pbkdf2-sha384",
            Hash::Sha512 => "pbkdf2-sha512",
        }
    }
}

#[inline]
pub(crate) fn read(rest: &str) -> Result<Fields<u32>, Error> {
    let [iterations, salt, key] = split(rest, "the iterations, the salt and the key")?;
    let iterations = number(iterations, "the number of iterations")?;
    if iterations == 0 {
        return Err(Error::new("the digest has 0 iterations"));
    }
    Fields::read::<Base64Pbkdf2>(iterations, salt, key)
}

#[inline]
pub(crate) fn write(
    hash: Hash,
    iterations: u32,
    salt: &[u8],
    key: &[u8],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let name = match hash {
        // The first one did not need a name of its own.
        Hash::Sha1 => "pbkdf2",
        hash => hash.algorithm(),
    };
    let (salt, key) = (Base64Pbkdf2::encode_string(salt), Base64Pbkdf2::encode_string(key));
    write!(f, "${name}${iterations}${salt}${key}")
}

pub(crate) fn derive(
    hash: Hash,
    iterations: u32,
    secret: &[u8],
    salt: &[u8],
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(vec![0; length]);
    let derive = match hash {
        Hash::Sha1 => pbkdf2_hmac::<Sha1>,
        Hash::Sha224 => pbkdf2_hmac::<Sha224>,
        Hash::Sha256 => pbkdf2_hmac::<Sha256>,
        Hash::Sha384 => pbkdf2_hmac::<Sha384>,
        Hash::Sha512 => pbkdf2_hmac::<Sha512>,
    };
    derive(secret, salt, iterations, &mut key);
    key
}
