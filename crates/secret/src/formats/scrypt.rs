//! `$scrypt$ln=16,r=8,p=1$salt$key`: passlib's format, which is Authelia's.

use std::fmt;

use base64ct::{Base64Unpadded, Encoding};
use scrypt::Params;
use zeroize::Zeroizing;

use super::fields::{Fields, parameters, split};
use crate::error::{Error, no_room};

/// The most memory of a digest that is read, in bytes: 4 GiB, as for Argon2. What is computed is up to the limits.
const MOST_MEMORY: u64 = 4 << 30;

/// Reads the power of two, the size of a block and the parallelism, salt and key.
pub(crate) fn read(rest: &str) -> Result<Fields<[u32; 3]>, Error> {
    let [numbers, salt, key] = split(rest, "its parameters, the salt and the key")?;
    let numbers = parameters(numbers, ["ln", "r", "p"])?;
    checked(numbers)?;
    Fields::read::<Base64Unpadded>(numbers, salt, key)
}

/// Returns how many bytes of memory scrypt takes.
pub(crate) fn memory([log_n, block_size, parallelism]: [u32; 3]) -> u64 {
    let blocks = 1_u64.checked_shl(log_n).unwrap_or(u64::MAX).saturating_add(parallelism.into());
    blocks.saturating_mul(128).saturating_mul(block_size.into())
}

/// Refuses what scrypt does, and what would fill the memory of the machine.
fn checked(numbers @ [log_n, block_size, parallelism]: [u32; 3]) -> Result<Params, Error> {
    if memory(numbers) > MOST_MEMORY + (1 << 20) {
        return Err(Error::new("the digest asks for more memory than 4 GiB")
            .help("scrypt needs 128 · r · 2^ln bytes"));
    }
    u8::try_from(log_n)
        .ok()
        .filter(|log_n| *log_n > 0)
        .and_then(|log_n| Params::new(log_n, block_size, parallelism).ok())
        .ok_or_else(|| {
            Error::new("scrypt refuses the parameters of the digest").help("`ln`, `r` and `p` are at least 1")
        })
}

pub(crate) fn write(
    [log_n, block_size, parallelism]: [u32; 3],
    salt: &[u8],
    key: &[u8],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let (salt, key) = (Base64Unpadded::encode_string(salt), Base64Unpadded::encode_string(key));
    write!(f, "$scrypt$ln={log_n},r={block_size},p={parallelism}${salt}${key}")
}

pub(crate) fn derive(
    numbers: [u32; 3],
    secret: &[u8],
    salt: &[u8],
    length: usize,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    // The crate ends the program where there is no room, so the room is asked for before.
    let memory = memory(numbers);
    let room = usize::try_from(memory).is_ok_and(|memory| Vec::<u8>::new().try_reserve_exact(memory).is_ok());
    if !room {
        return Err(no_room(memory));
    }
    let mut key = Zeroizing::new(vec![0; length]);
    scrypt::scrypt(secret, salt, &checked(numbers)?, &mut key)
        .map_err(|why| Error::new(format!("scrypt failed: {why}")))?;
    Ok(key)
}
