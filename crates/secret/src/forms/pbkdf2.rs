//! `$pbkdf2-sha512$310000$salt$key`: passlib's form, which is Authelia's.
//!
//! The base64 is passlib's "adapted" one: `.` in place of `+`, no padding.

use std::fmt;

use base64ct::{Base64Pbkdf2, Encoding};

use crate::digest::Digest;
use crate::error::Error;
use crate::fields::{bytes, number, split};
use crate::method::Method;
use crate::pbkdf2::Hash;

pub(crate) fn read(hash: Hash, rest: &str) -> Result<Digest, Error> {
    let [iterations, salt, key] = split(rest, ["iterations", "salt", "key"])?;
    let iterations = number(iterations, "number of iterations")?;
    if iterations == 0 {
        return Err(Error::new("the digest has 0 iterations"));
    }
    let salt = bytes::<Base64Pbkdf2>(salt, "salt")?;
    let key = bytes::<Base64Pbkdf2>(key, "key")?;
    Ok(Digest::new(Method::Pbkdf2 { hash, iterations }, salt, key))
}

pub(crate) fn write(
    hash: Hash,
    iterations: u32,
    salt: &[u8],
    key: &[u8],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let name = match hash {
        // The first one had no other to be told from.
        Hash::Sha1 => "pbkdf2",
        Hash::Sha224 => "pbkdf2-sha224",
        Hash::Sha256 => "pbkdf2-sha256",
        Hash::Sha384 => "pbkdf2-sha384",
        Hash::Sha512 => "pbkdf2-sha512",
    };
    let (salt, key) = (Base64Pbkdf2::encode_string(salt), Base64Pbkdf2::encode_string(key));
    write!(f, "${name}${iterations}${salt}${key}")
}
