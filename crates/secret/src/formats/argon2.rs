//! `$argon2id$v=19$m=65536,t=3,p=4$salt$key`: the format of Argon2's reference implementation.
//!
//! New digests are argon2id; argon2i and argon2d are read.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use base64ct::{Base64Unpadded, Encoding};
use zeroize::Zeroizing;

use super::fields::{Fields, parameters, split};
use crate::error::{Error, no_room};

/// Which Argon2 it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argon2Variant {
    /// Argon2d.
    D,
    /// Argon2i.
    I,
    /// Argon2id.
    Id,
}

impl Argon2Variant {
    pub(crate) fn name(self) -> &'static str {
        self.algorithm().as_str()
    }

    fn algorithm(self) -> Algorithm {
        match self {
            Self::D => Algorithm::Argon2d,
            Self::I => Algorithm::Argon2i,
            Self::Id => Algorithm::Argon2id,
        }
    }
}

/// The most memory that a digest may ask for, in KiB: 4 GiB, twice the first recommendation of RFC 9106.
const MOST_MEMORY: u32 = 4 << 20;

/// Reads memory, passes and lanes, salt and key.
pub(crate) fn read(rest: &str) -> Result<Fields<[u32; 3]>, Error> {
    let [version, numbers, salt, key] = split(rest, "its version, its parameters, the salt and the key")?;
    if version != "v=19" {
        return Err(Error::new("the digest is of another version of Argon2 than 19")
            .help("`v=19` must follow its algorithm; version 16 was replaced in 2016"));
    }
    let numbers @ [memory, ..] = parameters(numbers, ["m", "t", "p"])?;
    if memory > MOST_MEMORY {
        return Err(Error::new(format!("the digest asks for more memory than {MOST_MEMORY} KiB")));
    }
    let fields = Fields::read::<Base64Unpadded>(numbers, salt, key)?;
    if fields.salt.len() < argon2::MIN_SALT_LEN {
        return Err(Error::new("the salt of the digest has fewer than 8 bytes"));
    }
    checked(numbers, fields.key.len())?;
    Ok(fields)
}

fn checked([memory, passes, lanes]: [u32; 3], length: usize) -> Result<Params, Error> {
    Params::new(memory, passes, lanes, Some(length))
        .map_err(|why| Error::new(format!("Argon2 refuses the parameters of the digest: {why}")))
}

pub(crate) fn write(
    variant: Argon2Variant,
    [memory, passes, lanes]: [u32; 3],
    salt: &[u8],
    key: &[u8],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let (salt, key) = (Base64Unpadded::encode_string(salt), Base64Unpadded::encode_string(key));
    write!(f, "${}$v=19$m={memory},t={passes},p={lanes}${salt}${key}", variant.name())
}

pub(crate) fn derive(
    variant: Argon2Variant,
    [memory, passes, lanes]: [u32; 3],
    secret: &[u8],
    salt: &[u8],
    length: usize,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut key = Zeroizing::new(vec![0; length]);
    Argon2::new(variant.algorithm(), Version::V0x13, checked([memory, passes, lanes], length)?)
        .hash_password_into(secret, salt, &mut key)
        .map_err(|why| match why {
            argon2::Error::OutOfMemory => no_room(u64::from(memory) << 10),
            why => Error::new(format!("Argon2 failed: {why}")),
        })?;
    Ok(key)
}
