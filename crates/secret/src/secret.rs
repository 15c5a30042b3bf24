//! A secret: bytes that are wiped when they are dropped, and that cannot be printed or copied by accident.
//!
//! The caller passes the randomness in, so that a test can repeat what it saw and a browser can bring its own.

use zeroize::{Zeroize, Zeroizing};

use crate::charset::Charset;
use crate::error::Error;

/// Fills a buffer with random bytes, or says why it cannot; there is no weaker source to fall back on.
pub type Entropy<'a> = dyn FnMut(&mut [u8]) -> Result<(), String> + 'a;

/// The longest secret that is made.
pub const LONGEST_SECRET: usize = 100_000;

/// A secret.
///
/// It has no `Debug`, no `Display` and no `Clone`: its bytes are reached through [`Secret::expose`] alone.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes bytes as a secret.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Makes a secret of `length` characters, each character of the set with the same probability.
    ///
    /// # Errors
    ///
    /// Fails where the length is 0 or above [`LONGEST_SECRET`], and where the entropy fails.
    #[inline]
    pub fn generate(charset: &Charset, length: usize, entropy: &mut Entropy<'_>) -> Result<Self, Error> {
        if length == 0 || length > LONGEST_SECRET {
            return Err(Error::new(format!("a secret cannot have {length} characters"))
                .help(format!("choose a length from 1 to {LONGEST_SECRET}")));
        }
        pick(charset.symbols.as_bytes(), length, entropy).map(Self)
    }

    /// Returns the bytes.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Returns the secret as a value in a URL or a submitted form: unreserved characters stay, a space becomes `+`.
    ///
    /// Go's `url.QueryEscape` writes the same, and so does Authelia.
    pub fn url_encoded(&self) -> Self {
        let mut encoded = Zeroizing::new(Vec::with_capacity(3 * self.0.len()));
        for &byte in self.0.iter() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte),
                b' ' => encoded.push(b'+'),
                _ => encoded.extend([b'%', hex(byte >> 4), hex(byte & 15)]),
            }
        }
        Self(encoded)
    }
}

fn hex(nibble: u8) -> u8 {
    if nibble < 10 { b'0' + nibble } else { b'A' + nibble - 10 }
}

/// How many random bytes in a row may be discarded: with fair ones that happens once in 2^256 tries.
const PATIENCE: usize = 256;

/// Picks symbols, each with the same probability.
///
/// A byte from the largest multiple of the number of symbols on is discarded: its remainder would make the first symbols
/// more likely than the last.
#[inline]
pub(crate) fn pick(
    symbols: &[u8],
    length: usize,
    entropy: &mut Entropy<'_>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let count = symbols.len();
    let fair = 256 - 256 % count;
    // The full size is reserved from the start: a vector that grows leaves copies of its contents in memory.
    let mut picked = Zeroizing::new(Vec::with_capacity(length));
    let mut random = Zeroizing::new([0; 64]);
    let mut unlucky = 0;
    while picked.len() < length {
        fill(&mut random[..], entropy)?;
        for byte in random.iter().copied().map(usize::from) {
            if byte >= fair {
                unlucky += 1;
            } else if picked.len() < length {
                unlucky = 0;
                picked.extend(symbols.get(byte % count));
            }
        }
        if unlucky > PATIENCE {
            return Err(Error::new("the source of randomness repeats itself"));
        }
    }
    Ok(picked)
}

/// Fills a buffer; where that fails, nothing of it is used.
#[inline]
pub(crate) fn fill(buffer: &mut [u8], entropy: &mut Entropy<'_>) -> Result<(), Error> {
    entropy(buffer).map_err(|why| {
        buffer.zeroize();
        Error::new(format!("there is no randomness for a secret: {why}"))
    })
}
