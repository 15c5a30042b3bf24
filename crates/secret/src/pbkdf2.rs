//! PBKDF2 (RFC 8018, section 5.2) in steps, so that a caller can show how far it is, and can stop by dropping it.
//!
//! The `pbkdf2` crate computes the same in one go; this is its loop, with its state kept between two calls.
//! Everything below the loop, HMAC and the hashes, is RustCrypto's.

use hmac::digest::{FixedOutput, KeyInit, Output, Update};
use hmac::{EagerHash, Hmac};
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::{Zeroize, Zeroizing};

use crate::error::Error;

/// The hash that PBKDF2's HMAC is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
}

/// A key that is being derived.
pub(crate) trait Chain {
    /// Computes at most so many iterations, and tells whether the key is complete.
    fn advance(&mut self, iterations: u64) -> bool;
    /// Returns what there is of the key.
    fn key(self: Box<Self>) -> Zeroizing<Vec<u8>>;
}

/// Begins to derive a key of `length` bytes.
pub(crate) fn begin(
    hash: Hash,
    secret: &[u8],
    salt: &[u8],
    iterations: u32,
    length: usize,
) -> Result<Box<dyn Chain>, Error> {
    match hash {
        Hash::Sha1 => keyed::<Sha1>(secret, salt, iterations, length),
        Hash::Sha224 => keyed::<Sha224>(secret, salt, iterations, length),
        Hash::Sha256 => keyed::<Sha256>(secret, salt, iterations, length),
        Hash::Sha384 => keyed::<Sha384>(secret, salt, iterations, length),
        Hash::Sha512 => keyed::<Sha512>(secret, salt, iterations, length),
    }
}

fn keyed<H: EagerHash + 'static>(
    secret: &[u8],
    salt: &[u8],
    iterations: u32,
    length: usize,
) -> Result<Box<dyn Chain>, Error> {
    let keyed = Hmac::<H>::new_from_slice(secret)
        .map_err(|_| Error::new("HMAC does not take a secret of this length"))?;
    let key = Zeroizing::new(Vec::with_capacity(length));
    let (link, sum) = (Output::<Hmac<H>>::default(), Output::<Hmac<H>>::default());
    let salt = salt.to_vec();
    Ok(Box::new(Blocks { keyed, salt, iterations, length, left: iterations, link, sum, key }))
}

/// The blocks of a key, one after the other, each as long as the hash.
struct Blocks<M: Clone + Update + FixedOutput> {
    /// HMAC with the secret in it: computing its two inner states once halves the work.
    keyed: M,
    salt: Vec<u8>,
    iterations: u32,
    length: usize,
    /// How many iterations the current block still needs.
    left: u32,
    /// What the last iteration gave.
    link: Output<M>,
    /// All links of the current block, added without carry.
    sum: Output<M>,
    /// The blocks that are complete.
    key: Zeroizing<Vec<u8>>,
}

impl<M: Clone + Update + FixedOutput> Chain for Blocks<M> {
    fn advance(&mut self, mut iterations: u64) -> bool {
        while iterations > 0 && self.key.len() < self.length {
            if self.left == self.iterations {
                self.first_link();
                iterations -= 1;
            }
            let run = iterations.min(self.left.into());
            for _ in 0..run {
                self.next_link();
            }
            iterations -= run;
            self.left -= u32::try_from(run).unwrap_or(self.left);
            if self.left == 0 {
                let wanted = self.length - self.key.len();
                self.key.extend(self.sum.iter().take(wanted));
                self.left = self.iterations;
            }
        }
        self.key.len() == self.length
    }

    fn key(mut self: Box<Self>) -> Zeroizing<Vec<u8>> {
        std::mem::take(&mut self.key)
    }
}

impl<M: Clone + Update + FixedOutput> Blocks<M> {
    /// Hashes the salt and the number of the block, which starts at 1.
    fn first_link(&mut self) {
        let block = self.key.len() / self.sum.len() + 1;
        let mut mac = self.keyed.clone();
        mac.update(&self.salt);
        mac.update(&u32::try_from(block).unwrap_or(u32::MAX).to_be_bytes());
        mac.finalize_into(&mut self.link);
        self.sum.clone_from(&self.link);
        self.left -= 1;
    }

    fn next_link(&mut self) {
        let mut mac = self.keyed.clone();
        mac.update(&self.link);
        mac.finalize_into(&mut self.link);
        for (sum, link) in self.sum.iter_mut().zip(&self.link) {
            *sum ^= link;
        }
    }
}

impl<M: Clone + Update + FixedOutput> Drop for Blocks<M> {
    fn drop(&mut self) {
        self.link.as_mut_slice().zeroize();
        self.sum.as_mut_slice().zeroize();
    }
}
