//! How a digest is made: the algorithm with its parameters, apart from salt and key.

use std::hint::black_box;

use zeroize::{Zeroize, Zeroizing};

use crate::error::Error;
#[cfg(feature = "argon2")]
use crate::formats::argon2::{self, Argon2Variant};
#[cfg(feature = "bcrypt")]
use crate::formats::bcrypt;
use crate::formats::pbkdf2::{self, Hash};
#[cfg(feature = "scrypt")]
use crate::formats::scrypt;
#[cfg(feature = "sha-crypt")]
use crate::formats::sha_crypt::{self, ShaCryptVariant};
#[cfg(feature = "sha-crypt")]
use crate::secret::pick;
use crate::secret::{Entropy, fill};

/// An algorithm with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// PBKDF2 with HMAC.
    Pbkdf2 {
        /// The hash of the HMAC.
        hash: Hash,
        /// How often the HMAC is computed.
        iterations: u32,
    },
    /// Argon2, version 19.
    #[cfg(feature = "argon2")]
    Argon2 {
        /// Which of the three.
        variant: Argon2Variant,
        /// In KiB.
        memory: u32,
        /// How many passes over the memory.
        passes: u32,
        /// How many parts of the memory can be filled in parallel.
        lanes: u32,
    },
    /// bcrypt.
    #[cfg(feature = "bcrypt")]
    Bcrypt {
        /// The work is 2 to the power of this.
        cost: u32,
    },
    /// scrypt.
    #[cfg(feature = "scrypt")]
    Scrypt {
        /// The work is 2 to the power of this.
        log_n: u32,
        /// In units of 128 bytes.
        block_size: u32,
        /// How many independent computations there are.
        parallelism: u32,
    },
    /// SHA-crypt, the `$5$` and `$6$` of Unix.
    #[cfg(feature = "sha-crypt")]
    ShaCrypt {
        /// Which of the two.
        variant: ShaCryptVariant,
        /// How many rounds.
        rounds: u32,
    },
}

/// The salt of a new digest, in bytes: go-crypt's number for every algorithm here.
const SALT: usize = 16;

/// The iterations of a sample: about a millisecond.
const SAMPLE: u32 = 1_000;

impl Method {
    /// Returns the name of the algorithm, and how much work it is in the algorithm's own unit.
    #[inline]
    pub fn name_and_work(&self) -> (&'static str, u32) {
        match self {
            Self::Pbkdf2 { hash, iterations } => (hash.algorithm(), *iterations),
            #[cfg(feature = "argon2")]
            Self::Argon2 { variant, passes, .. } => (variant.name(), *passes),
            #[cfg(feature = "bcrypt")]
            Self::Bcrypt { cost } => ("bcrypt", *cost),
            #[cfg(feature = "scrypt")]
            Self::Scrypt { log_n, .. } => ("scrypt", *log_n),
            #[cfg(feature = "sha-crypt")]
            Self::ShaCrypt { variant, rounds } => (variant.name(), *rounds),
        }
    }

    /// Returns how much work the digest is, as a number of iterations of PBKDF2 that take about as long.
    ///
    /// One iteration is about the work of two blocks of SHA-512, of one KiB of Argon2 or scrypt, of one round of
    /// SHA-crypt, and a 256th of what bcrypt does at a cost of 0.
    #[inline]
    pub fn iterations(&self, key_length: usize) -> u64 {
        match self {
            Self::Pbkdf2 { hash, iterations } => {
                u64::from(*iterations).saturating_mul(key_length.div_ceil(hash.size()) as u64)
            }
            #[cfg(feature = "argon2")]
            Self::Argon2 { memory, passes, .. } => u64::from(*memory).saturating_mul((*passes).into()),
            #[cfg(feature = "bcrypt")]
            Self::Bcrypt { cost } => 256_u64.saturating_mul(1_u64.checked_shl(*cost).unwrap_or(u64::MAX)),
            #[cfg(feature = "scrypt")]
            Self::Scrypt { log_n, parallelism, .. } => {
                let once = self.memory() >> 10;
                once.saturating_mul(2).saturating_mul((*parallelism).max(1).into()).max(1 << (*log_n).min(63))
            }
            #[cfg(feature = "sha-crypt")]
            Self::ShaCrypt { rounds, .. } => (*rounds).into(),
        }
    }

    /// Returns how many bytes of memory the digest takes, 0 where that is little.
    pub fn memory(&self) -> u64 {
        match self {
            #[cfg(feature = "argon2")]
            Self::Argon2 { memory, .. } => u64::from(*memory) << 10,
            #[cfg(feature = "scrypt")]
            Self::Scrypt { log_n, block_size, parallelism } => {
                scrypt::memory([*log_n, *block_size, *parallelism])
            }
            _ => 0,
        }
    }

    /// Draws a salt as the algorithm wants it.
    ///
    /// # Errors
    ///
    /// Fails where the entropy does.
    #[inline]
    pub fn salt(&self, entropy: &mut Entropy<'_>) -> Result<Vec<u8>, Error> {
        #[cfg(feature = "sha-crypt")]
        if let Self::ShaCrypt { .. } = self {
            return Ok(pick(sha_crypt::SYMBOLS, SALT, entropy)?.to_vec());
        }
        let mut salt = vec![0; SALT];
        fill(&mut salt, entropy)?;
        Ok(salt)
    }

    /// Returns how many bytes the key of a new digest has.
    pub fn key_length(&self) -> usize {
        match self {
            Self::Pbkdf2 { hash, .. } => hash.size(),
            #[cfg(feature = "argon2")]
            Self::Argon2 { .. } => 32,
            #[cfg(feature = "bcrypt")]
            Self::Bcrypt { .. } => bcrypt::KEY,
            #[cfg(feature = "scrypt")]
            Self::Scrypt { .. } => 32,
            #[cfg(feature = "sha-crypt")]
            Self::ShaCrypt { variant, .. } => variant.size(),
        }
    }

    /// Derives a key with 1,000 iterations, and returns how many times as long the key of a digest takes, for a caller
    /// that has a clock; `None` for algorithms whose work has no small part to measure.
    #[inline]
    pub fn sample(&self, key_length: usize) -> Option<f64> {
        match self {
            Self::Pbkdf2 { hash, .. } => {
                black_box(pbkdf2::derive(*hash, SAMPLE, &[], &[], hash.size()));
                Some(self.iterations(key_length) as f64 / f64::from(SAMPLE))
            }
            #[allow(unreachable_patterns, reason = "PBKDF2 may be the only algorithm of this build")]
            _ => None,
        }
    }

    /// Derives the key of a digest, and wipes what the algorithm left on the stack.
    pub(crate) fn derive(
        &self,
        secret: &[u8],
        salt: &[u8],
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let key = self.compute(secret, salt, length);
        wipe_stack();
        key
    }

    /// Derives the key in a frame of its own, which is where the next call will have its own.
    #[inline(never)]
    fn compute(&self, secret: &[u8], salt: &[u8], length: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
        match self {
            Self::Pbkdf2 { hash, iterations } => Ok(pbkdf2::derive(*hash, *iterations, secret, salt, length)),
            #[cfg(feature = "argon2")]
            Self::Argon2 { variant, memory, passes, lanes } => {
                argon2::derive(*variant, [*memory, *passes, *lanes], secret, salt, length)
            }
            #[cfg(feature = "bcrypt")]
            Self::Bcrypt { cost } => bcrypt::derive(*cost, secret, salt),
            #[cfg(feature = "scrypt")]
            Self::Scrypt { log_n, block_size, parallelism } => {
                scrypt::derive([*log_n, *block_size, *parallelism], secret, salt, length)
            }
            #[cfg(feature = "sha-crypt")]
            Self::ShaCrypt { variant, rounds } => sha_crypt::derive(*variant, *rounds, secret, salt),
        }
    }
}

/// Overwrites the stack as far as a derivation before it may have used it: hashes and HMAC keep copies of the secret
/// there, padded, masked or hashed.
#[inline(never)]
fn wipe_stack() {
    let mut stack = [0_u64; 4096];
    stack.zeroize();
    black_box(&stack);
}
