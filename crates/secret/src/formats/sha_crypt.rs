//! `$6$rounds=50000$salt$key`: SHA-crypt, the format of Unix passwords and of many LDAP servers.
//!
//! It is specified in Ulrich Drepper's "Unix crypt using SHA-256 and SHA-512": the salt is text, 5,000 rounds are not
//! written, and the bytes of the key are written in an order of their own.

use std::fmt;

use base64ct::{Base64ShaCrypt, Encoding};
use sha_crypt::Params;
use zeroize::Zeroizing;

use super::fields::{Fields, bytes, number, split};
use crate::error::Error;

/// Which SHA-crypt it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShaCryptVariant {
    /// `$5$`.
    Sha256,
    /// `$6$`.
    Sha512,
}

impl ShaCryptVariant {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha2crypt-sha256",
            Self::Sha512 => "sha2crypt",
        }
    }

    pub(crate) fn size(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

/// The characters of a salt.
pub(crate) const SYMBOLS: &[u8] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The longest salt that counts.
const LONGEST_SALT: usize = 16;

/// The longest secret, passlib's own limit: every round hashes the secret again, and before that once for each byte.
const LONGEST_SECRET: usize = 4_096;

/// The rounds of a digest that does not say how many.
const UNWRITTEN: u32 = 5_000;

pub(crate) fn read(variant: ShaCryptVariant, rest: &str) -> Result<Fields<u32>, Error> {
    let (rounds, rest) = match rest.strip_prefix("rounds=") {
        Some(rest) => {
            let (rounds, rest) = rest.split_once('$').unwrap_or((rest, ""));
            (number(rounds, "the number of rounds")?, rest)
        }
        None => (UNWRITTEN, rest),
    };
    if !(Params::ROUNDS_MIN..=Params::ROUNDS_MAX).contains(&rounds) {
        return Err(Error::new("the digest must have from 1000 to 999999999 rounds"));
    }
    let [salt, key] = split(rest, "the salt and the key")?;
    if salt.len() > LONGEST_SALT || !salt.bytes().all(|byte| SYMBOLS.contains(&byte)) {
        return Err(Error::new("the salt of the digest is damaged")
            .help("it has at most 16 characters, each a letter, a digit, `.` or `/`"));
    }
    let key = bytes::<Base64ShaCrypt>(key, "the key")?;
    if key.len() != variant.size() {
        return Err(Error::new("the key of the digest is cut off or too long").help("copy the whole digest"));
    }
    Ok(Fields { parameters: rounds, salt: salt.as_bytes().to_vec(), key })
}

pub(crate) fn write(
    variant: ShaCryptVariant,
    rounds: u32,
    salt: &[u8],
    key: &[u8],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let name = match variant {
        ShaCryptVariant::Sha256 => "5",
        ShaCryptVariant::Sha512 => "6",
    };
    let rounds = if rounds == UNWRITTEN { String::new() } else { format!("rounds={rounds}$") };
    write!(f, "${name}${rounds}{}${}", String::from_utf8_lossy(salt), Base64ShaCrypt::encode_string(key))
}

pub(crate) fn derive(
    variant: ShaCryptVariant,
    rounds: u32,
    secret: &[u8],
    salt: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    if secret.len() > LONGEST_SECRET {
        return Err(Error::new(format!("SHA-crypt takes at most {LONGEST_SECRET} bytes of a secret"))
            .help("use a shorter secret, or another algorithm such as `argon2id`"));
    }
    let rounds = Params::new(rounds).map_err(|_| Error::new("SHA-crypt refuses the number of rounds"))?;
    let key = match variant {
        ShaCryptVariant::Sha256 => Zeroizing::new(sha_crypt::sha256_crypt(secret, salt, rounds).to_vec()),
        ShaCryptVariant::Sha512 => Zeroizing::new(sha_crypt::sha512_crypt(secret, salt, rounds).to_vec()),
    };
    Ok(in_written_order(variant, &key))
}

/// Puts the bytes into the order in which they are written.
///
/// They are taken one from each third of the key, last third first; every next group begins one third further (or,
/// for SHA-512, one third back). What is left of the key follows at the end.
fn in_written_order(variant: ShaCryptVariant, key: &[u8]) -> Zeroizing<Vec<u8>> {
    let third = key.len() / 3;
    let mut written = Zeroizing::new(Vec::with_capacity(key.len()));
    for index in 0..third {
        for place in 0..3 {
            let turn = match variant {
                ShaCryptVariant::Sha256 => place + index,
                ShaCryptVariant::Sha512 => place + 2 * index,
            };
            written.extend(key.get(third * (2 - turn % 3) + index));
        }
    }
    written.extend(key.iter().skip(3 * third));
    written
}
