//! PBKDF2 (RFC 8018, section 5.2) in steps, so that a caller can show how far it is, and can stop by dropping it.
//!
//! The `pbkdf2` crate computes the same in one go; this is its loop, with its state kept between two calls.

use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use crate::mac::{Keyed, Mac, Sha1Family, Sha256Family, Sha512Family};

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

/// A key that is being derived: blocks as long as the hash, one after the other.
pub(crate) struct Chain {
    /// HMAC with the secret in it; the sum of its answers is the current block.
    mac: Box<dyn Mac>,
    salt: Vec<u8>,
    iterations: u32,
    /// How many bytes the key shall have.
    length: usize,
    /// How many iterations the current block still needs.
    left: u32,
    /// The blocks that are complete.
    key: Zeroizing<Vec<u8>>,
}

impl Chain {
    /// Begins to derive a key of `length` bytes.
    pub(crate) fn new(hash: Hash, secret: &[u8], salt: &[u8], iterations: u32, length: usize) -> Self {
        let mac: Box<dyn Mac> = match hash {
            Hash::Sha1 => Box::new(Keyed::<Sha1Family>::new::<Sha1>(secret)),
            Hash::Sha224 => Box::new(Keyed::<Sha256Family>::new::<Sha224>(secret)),
            Hash::Sha256 => Box::new(Keyed::<Sha256Family>::new::<Sha256>(secret)),
            Hash::Sha384 => Box::new(Keyed::<Sha512Family>::new::<Sha384>(secret)),
            Hash::Sha512 => Box::new(Keyed::<Sha512Family>::new::<Sha512>(secret)),
        };
        let key = Zeroizing::new(Vec::with_capacity(length));
        Self { mac, salt: salt.to_vec(), iterations, length, left: iterations, key }
    }

    /// Computes at most so many iterations, and tells whether the key is complete.
    pub(crate) fn advance(&mut self, mut iterations: u64) -> bool {
        while iterations > 0 && self.key.len() < self.length {
            if self.left == self.iterations {
                self.begin_block();
                iterations -= 1;
            }
            let run = iterations.min(self.left.into());
            self.mac.again(run);
            iterations -= run;
            self.left -= u32::try_from(run).unwrap_or(self.left);
            if self.left == 0 {
                self.end_block();
            }
        }
        self.key.len() == self.length
    }

    /// Returns what there is of the key.
    pub(crate) fn key(self) -> Zeroizing<Vec<u8>> {
        self.key
    }

    /// Hashes the salt and the number of the block, which starts at 1.
    fn begin_block(&mut self) {
        let number = self.key.len() / self.mac.size() + 1;
        let number = u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
        self.mac.first(&[&self.salt[..], &number].concat());
        self.left -= 1;
    }

    /// Takes as much of the block as the key wants.
    fn end_block(&mut self) {
        let wanted = self.length - self.key.len();
        self.key.extend(self.mac.sum().iter().take(wanted));
        self.left = self.iterations;
    }
}
