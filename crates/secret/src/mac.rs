//! HMAC (RFC 2104) as PBKDF2 asks for it: hundreds of thousands of times with one key, and each time of what it gave last.
//!
//! RustCrypto's own takes messages of any length, and copies, pads and wipes a buffer for each; in a browser that is a
//! tenth of a digest's whole time. Here a block is padded once, and only the bare compression functions of RustCrypto's
//! hashes run:
//!
//! 1. [`Mac::new`] puts the key into the two states that every HMAC begins with.
//! 2. [`Mac::first`] takes a message of any length.
//! 3. [`Mac::next`] takes the last answer as its message.

use sha1::digest::Digest;
use sha1::digest::block_api::CoreProxy;
use sha1::digest::common::hazmat::SerializableState;
use zeroize::Zeroize;

/// Hashes that have their compression function in common, and differ in how they begin and how much they give.
pub(crate) trait Family {
    /// What is carried from block to block.
    type State: Copy + Zeroize + 'static;
    /// What is hashed at once, in bytes.
    type Block: Copy + AsRef<[u8]> + AsMut<[u8]> + Zeroize + 'static;
    /// A state of zeros.
    const ZERO: Self::State;
    /// A block of zeros.
    const EMPTY: Self::Block;

    /// Puts a block into the state.
    fn compress(state: &mut Self::State, block: &Self::Block);
    /// Reads a state as RustCrypto writes it, with its lowest bytes first.
    fn read(bytes: &[u8]) -> Self::State;
    /// Writes a state as hashes give it, with its highest bytes first, to the begin of a block; returns its size.
    fn write(state: &Self::State, block: &mut Self::Block) -> usize;
    /// Adds a state to another, without carry.
    fn add(sum: &mut Self::State, state: &Self::State);
}

macro_rules! family {
    ($(#[$doc:meta])* $name:ident, [$word:ty; $words:literal], $block:literal, $compress:path) => {
        $(#[$doc])*
        pub(crate) struct $name;

        impl Family for $name {
            type State = [$word; $words];
            type Block = [u8; $block];
            const ZERO: Self::State = [0; $words];
            const EMPTY: Self::Block = [0; $block];

            fn compress(state: &mut Self::State, block: &Self::Block) {
                $compress(state, std::slice::from_ref(block));
            }

            fn read(bytes: &[u8]) -> Self::State {
                let mut state = Self::ZERO;
                for (word, bytes) in state.iter_mut().zip(bytes.as_chunks().0) {
                    *word = <$word>::from_le_bytes(*bytes);
                }
                state
            }

            fn write(state: &Self::State, block: &mut Self::Block) -> usize {
                for (bytes, word) in block.as_chunks_mut().0.iter_mut().zip(state) {
                    *bytes = word.to_be_bytes();
                }
                size_of::<Self::State>()
            }

            fn add(sum: &mut Self::State, state: &Self::State) {
                for (sum, word) in sum.iter_mut().zip(state) {
                    *sum ^= word;
                }
            }
        }
    };
}

family!(
    /// SHA-1 (FIPS 180-4, section 6.1).
    Sha1Family, [u32; 5], 64, sha1::block_api::compress
);
family!(
    /// SHA-224 and SHA-256 (FIPS 180-4, section 6.2).
    Sha256Family, [u32; 8], 64, sha2::block_api::compress256
);
family!(
    /// SHA-384 and SHA-512 (FIPS 180-4, section 6.4).
    Sha512Family, [u64; 8], 128, sha2::block_api::compress512
);

/// HMAC with a key, and its last answer.
pub(crate) struct Mac<F: Family> {
    /// The state that the inner hash begins with: the key is in it.
    inner: F::State,
    /// The same of the outer hash.
    outer: F::State,
    /// The last answer, padded as the second block of a message.
    block: F::Block,
    /// How many bytes an answer has: some hashes give less than their state.
    size: usize,
}

impl<F: Family> Mac<F> {
    /// Takes the key.
    pub(crate) fn new<H>(key: &[u8]) -> Self
    where
        H: Digest + CoreProxy<Core: Default + SerializableState>,
    {
        let mut block = F::EMPTY;
        if key.len() > block.as_ref().len() {
            H::digest(key).iter().zip(block.as_mut()).for_each(|(from, to)| *to = *from);
        } else {
            key.iter().zip(block.as_mut()).for_each(|(from, to)| *to = *from);
        }
        let start = F::read(&H::Core::default().serialize());
        let (inner, outer) = (masked::<F>(start, block, 0x36), masked::<F>(start, block, 0x5c));
        block.zeroize();
        Self { inner, outer, block, size: <H as Digest>::output_size() }
    }

    /// Returns how many bytes an answer has; those of the state behind them are not of it.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Computes the HMAC of a message.
    pub(crate) fn first(&mut self, message: &[u8]) -> F::State {
        let mut state = self.inner;
        for block in padded::<F>(message) {
            F::compress(&mut state, &block);
        }
        // From here on every message is an answer, so only the bytes of the answer change.
        self.block = padded::<F>(&self.block.as_ref()[..self.size])[0];
        self.finish(state)
    }

    /// Computes the HMAC of the last answer.
    pub(crate) fn next(&mut self) -> F::State {
        let mut state = self.inner;
        F::compress(&mut state, &self.block);
        self.finish(state)
    }

    /// Hashes what the inner hash gave.
    fn finish(&mut self, inner: F::State) -> F::State {
        self.put(&inner);
        let mut state = self.outer;
        F::compress(&mut state, &self.block);
        self.put(&state);
        state
    }

    /// Puts a state into the block; what of it is not in the answer gives way to the padding.
    fn put(&mut self, state: &F::State) {
        let end = F::write(state, &mut self.block);
        if let [one, zeros @ ..] = &mut self.block.as_mut()[self.size..end] {
            *one = ONE;
            zeros.fill(0);
        }
    }
}

impl<F: Family> Drop for Mac<F> {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
        self.block.zeroize();
    }
}

/// Returns the state behind the key's block, each byte of which is masked.
fn masked<F: Family>(start: F::State, key: F::Block, mask: u8) -> F::State {
    let (mut state, mut block) = (start, key);
    block.as_mut().iter_mut().for_each(|byte| *byte ^= mask);
    F::compress(&mut state, &block);
    block.zeroize();
    state
}

/// The bit behind every message.
const ONE: u8 = 0x80;

/// Returns the blocks of a message that stands behind the key's: a one bit, zeros, and the length of all in bits
/// (FIPS 180-4, section 5.1).
fn padded<F: Family>(message: &[u8]) -> Vec<F::Block> {
    let size = F::EMPTY.as_ref().len();
    // The length takes two words, as many bits as make an eighth of a block.
    let mut bytes = message.to_vec();
    bytes.push(ONE);
    bytes.resize((bytes.len() + size / 8).next_multiple_of(size), 0);
    let bits = 8 * (size + message.len()) as u64;
    let end = bytes.len() - 8;
    bytes[end..].copy_from_slice(&bits.to_be_bytes());
    let block = |bytes: &[u8]| {
        let mut block = F::EMPTY;
        block.as_mut().copy_from_slice(bytes);
        block
    };
    bytes.chunks_exact(size).map(block).collect()
}
