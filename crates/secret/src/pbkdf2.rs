//! PBKDF2 (RFC 8018, section 5.2) in steps, so that a caller can show how far it is, and can stop by dropping it.
//!
//! The `pbkdf2` crate computes the same in one go; this is its loop, with its state kept between two calls.

use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::{Zeroize, Zeroizing};

use crate::mac::{Family, Mac, Sha1Family, Sha256Family, Sha512Family};

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
) -> Box<dyn Chain> {
    let shape = Shape { salt: salt.to_vec(), iterations, length };
    match hash {
        Hash::Sha1 => shape.chain(Mac::<Sha1Family>::new::<Sha1>(secret)),
        Hash::Sha224 => shape.chain(Mac::<Sha256Family>::new::<Sha224>(secret)),
        Hash::Sha256 => shape.chain(Mac::<Sha256Family>::new::<Sha256>(secret)),
        Hash::Sha384 => shape.chain(Mac::<Sha512Family>::new::<Sha384>(secret)),
        Hash::Sha512 => shape.chain(Mac::<Sha512Family>::new::<Sha512>(secret)),
    }
}

/// What a key is derived from beside the secret, and how.
struct Shape {
    salt: Vec<u8>,
    iterations: u32,
    /// How many bytes the key shall have.
    length: usize,
}

impl Shape {
    fn chain<F: Family + 'static>(self, mac: Mac<F>) -> Box<dyn Chain> {
        let key = Zeroizing::new(Vec::with_capacity(self.length));
        Box::new(Blocks { mac, left: self.iterations, shape: self, sum: F::ZERO, key })
    }
}

/// The blocks of a key, one after the other, each as long as the hash.
struct Blocks<F: Family> {
    /// HMAC with the secret in it; its answer is what the last iteration gave.
    mac: Mac<F>,
    shape: Shape,
    /// How many iterations the current block still needs.
    left: u32,
    /// All answers of the current block, added without carry.
    sum: F::State,
    /// The blocks that are complete.
    key: Zeroizing<Vec<u8>>,
}

impl<F: Family> Chain for Blocks<F> {
    fn advance(&mut self, mut iterations: u64) -> bool {
        while iterations > 0 && self.key.len() < self.shape.length {
            if self.left == self.shape.iterations {
                self.begin_block();
                iterations -= 1;
            }
            let run = iterations.min(self.left.into());
            for _ in 0..run {
                F::add(&mut self.sum, &self.mac.next());
            }
            iterations -= run;
            self.left -= u32::try_from(run).unwrap_or(self.left);
            if self.left == 0 {
                self.end_block();
            }
        }
        self.key.len() == self.shape.length
    }

    fn key(mut self: Box<Self>) -> Zeroizing<Vec<u8>> {
        std::mem::take(&mut self.key)
    }
}

impl<F: Family> Blocks<F> {
    /// Hashes the salt and the number of the block, which starts at 1.
    fn begin_block(&mut self) {
        let number = self.key.len() / self.mac.size() + 1;
        let number = u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
        self.sum = self.mac.first(&[&self.shape.salt[..], &number].concat());
        self.left -= 1;
    }

    /// Takes as much of the block as the key wants.
    fn end_block(&mut self) {
        let wanted = (self.shape.length - self.key.len()).min(self.mac.size());
        let mut bytes = Zeroizing::new(F::EMPTY);
        F::write(&self.sum, &mut bytes);
        self.key.extend(&bytes.as_ref()[..wanted]);
        self.left = self.shape.iterations;
    }
}

impl<F: Family> Drop for Blocks<F> {
    fn drop(&mut self) {
        self.sum.zeroize();
    }
}
