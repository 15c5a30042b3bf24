//! `$2b$12$…`: bcrypt as OpenBSD writes it; `$2a$` and `$2y$` mean the same today and are read.

use std::fmt;

use base64ct::{Base64Bcrypt, Encoding};
use zeroize::Zeroizing;

use super::fields::{Fields, split};
use crate::error::Error;

/// The bytes of a key: the last of bcrypt's 24 is never written.
pub(crate) const KEY: usize = 23;

/// The bytes of a secret that bcrypt reads; other programs cut a longer one off, which hides that the rest is not compared.
const LONGEST_SECRET: usize = 72;

/// The characters of a salt of 16 bytes.
const SALT_TEXT: usize = 22;

pub(crate) fn read(rest: &str) -> Result<Fields<u32>, Error> {
    let [cost, text] = split(rest, "the cost, and the salt with the key")?;
    let digits = cost.len() == 2 && cost.bytes().all(|byte| byte.is_ascii_digit());
    let cost: u32 = cost.parse().ok().filter(|cost| digits && (4..=31).contains(cost)).ok_or_else(|| {
        Error::new("the cost of the digest is not a number from 04 to 31").help("write it with two digits")
    })?;
    let (salt, key) = text
        .split_at_checked(SALT_TEXT)
        .ok_or_else(|| Error::new("the digest is cut off: salt and key have 53 characters"))?;
    let fields = Fields::read::<Base64Bcrypt>(cost, salt, key)?;
    if fields.key.len() != KEY {
        return Err(Error::new("the key of the digest does not have 31 characters")
            .help("copy the whole digest, 60 characters"));
    }
    Ok(fields)
}

pub(crate) fn write(cost: u32, salt: &[u8], key: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (salt, key) = (Base64Bcrypt::encode_string(salt), Base64Bcrypt::encode_string(key));
    write!(f, "$2b${cost:02}${salt}{key}")
}

pub(crate) fn derive(cost: u32, secret: &[u8], salt: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    if secret.len() > LONGEST_SECRET {
        return Err(Error::new(format!("bcrypt takes at most {LONGEST_SECRET} bytes of a secret"))
            .help("use a shorter secret, or another algorithm such as `argon2id`"));
    }
    if secret.contains(&0) {
        return Err(Error::new("bcrypt does not take a secret with a NUL byte"));
    }
    let salt = salt.try_into().map_err(|_| Error::new("the salt of the digest does not have 16 bytes"))?;
    if cost > 31 {
        return Err(Error::new("bcrypt takes a cost of at most 31"));
    }
    // The secret ends with a NUL byte, where there is room for it.
    let mut input = Zeroizing::new(Vec::with_capacity(LONGEST_SECRET + 1));
    input.extend(secret.iter().chain(&[0]).take(LONGEST_SECRET));
    let output = Zeroizing::new(bcrypt::bcrypt(cost, salt, &input));
    Ok(Zeroizing::new(output.iter().copied().take(KEY).collect()))
}
