//! HMAC (RFC 2104) as PBKDF2 asks for it: hundreds of thousands of times with one key, and each time of what it gave last.
//!
//! RustCrypto's own takes messages of any length, and copies, pads and wipes a buffer for each; in a browser that is a
//! tenth of a digest's whole time. Here a block is padded once, and only the bare compression functions of RustCrypto's
//! hashes run:
//!
//! 1. [`Keyed::new`] puts the key into the two states that every HMAC begins with.
//! 2. [`Mac::first`] takes a message of any length.
//! 3. [`Mac::again`] takes the last answer as its message, as often as it is told; what it calls is inlined, because a
//!    build for small code would not do so by itself.

use sha1::digest::OutputSizeUser;
use sha1::digest::block_api::CoreProxy;
use sha1::digest::common::hazmat::SerializableState;
use zeroize::{Zeroize, Zeroizing};

/// HMAC with a key, whatever its hash.
pub(crate) trait Mac {
    /// Returns how many bytes an answer has.
    fn size(&self) -> usize;
    /// Takes a message; its answer is the first of a new sum.
    fn first(&mut self, message: &[u8]);
    /// Takes the last answer as its message, so many times, and adds each answer to the sum.
    fn again(&mut self, times: u64);
    /// Returns the sum of the answers, without carry.
    fn sum(&self) -> Zeroizing<Vec<u8>>;
}

/// Hashes that have their compression function in common, and differ in how they begin and how much they give.
pub(crate) trait Family {
    /// What is carried from block to block.
    type State: Copy + Zeroize + 'static;
    /// What is hashed at once, in bytes.
    type Block: Copy + AsRef<[u8]> + AsMut<[u8]> + Zeroize + 'static;
    /// A block of zeros.
    const EMPTY: Self::Block;

    /// Returns a state with whole blocks put into it.
    fn compress(state: Self::State, blocks: &[u8]) -> Self::State;
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
            const EMPTY: Self::Block = [0; $block];

            #[inline(always)]
            fn compress(mut state: Self::State, blocks: &[u8]) -> Self::State {
                $compress(&mut state, blocks.as_chunks().0);
                state
            }

            fn read(bytes: &[u8]) -> Self::State {
                let mut state = [0; $words];
                for (word, bytes) in state.iter_mut().zip(bytes.as_chunks().0) {
                    *word = <$word>::from_le_bytes(*bytes);
                }
                state
            }

            #[inline(always)]
            fn write(state: &Self::State, block: &mut Self::Block) -> usize {
                for (bytes, word) in block.as_chunks_mut().0.iter_mut().zip(state) {
                    *bytes = word.to_be_bytes();
                }
                size_of::<Self::State>()
            }

            #[inline(always)]
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

/// HMAC with a key.
pub(crate) struct Keyed<F: Family> {
    /// The state that the inner hash begins with: the key is in it.
    inner: F::State,
    /// The same of the outer hash.
    outer: F::State,
    /// The last answer, padded as the second block of a message.
    block: F::Block,
    sum: F::State,
    /// How many bytes an answer has: some hashes give less than their state.
    size: usize,
}

impl<F: Family> Keyed<F> {
    /// Takes the key.
    pub(crate) fn new<H>(key: &[u8]) -> Self
    where
        H: OutputSizeUser + CoreProxy<Core: Default + SerializableState>,
    {
        Self::begin(F::read(&H::Core::default().serialize()), H::output_size(), key)
    }

    /// Takes the state that the hash begins with, the size of its answers, and the key.
    fn begin(start: F::State, size: usize, key: &[u8]) -> Self {
        let mut mac = Self { inner: start, outer: start, block: F::EMPTY, sum: start, size };
        let room = mac.block.as_ref().len();
        if key.len() > room {
            // A key that is longer than a block is hashed.
            F::write(&F::compress(start, &padded(key, 0, room)), &mut mac.block);
            mac.block.as_mut()[size..].fill(0);
        } else {
            mac.block.as_mut()[..key.len()].copy_from_slice(key);
        }
        mac.inner = F::compress(start, &masked(mac.block.as_ref(), 0x36));
        mac.outer = F::compress(start, &masked(mac.block.as_ref(), 0x5c));
        mac
    }

    /// Hashes what the inner hash gave.
    #[inline(always)]
    fn finish(&mut self, inner: F::State) -> F::State {
        self.put(&inner);
        let state = F::compress(self.outer, self.block.as_ref());
        self.put(&state);
        state
    }

    /// Puts a state into the block; what of it is not in the answer gives way to the padding.
    #[inline(always)]
    fn put(&mut self, state: &F::State) {
        let end = F::write(state, &mut self.block);
        if let [one, zeros @ ..] = &mut self.block.as_mut()[self.size..end] {
            *one = ONE;
            zeros.fill(0);
        }
    }
}

impl<F: Family> Mac for Keyed<F> {
    fn size(&self) -> usize {
        self.size
    }

    fn first(&mut self, message: &[u8]) {
        let room = self.block.as_ref().len();
        let state = F::compress(self.inner, &padded(message, room, room));
        // From here on every message is an answer, so only the bytes of the answer change.
        self.block.as_mut().copy_from_slice(&padded(&vec![0; self.size], room, room));
        self.sum = self.finish(state);
    }

    fn again(&mut self, times: u64) {
        for _ in 0..times {
            let answer = self.finish(F::compress(self.inner, self.block.as_ref()));
            F::add(&mut self.sum, &answer);
        }
    }

    fn sum(&self) -> Zeroizing<Vec<u8>> {
        let mut block = Zeroizing::new(F::EMPTY);
        F::write(&self.sum, &mut block);
        Zeroizing::new(block.as_ref()[..self.size].to_vec())
    }
}

impl<F: Family> Drop for Keyed<F> {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
        self.block.zeroize();
        self.sum.zeroize();
    }
}

/// Returns a block each byte of which is masked.
fn masked(block: &[u8], mask: u8) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(block.iter().map(|byte| byte ^ mask).collect())
}

/// The bit behind every message.
const ONE: u8 = 0x80;

/// Returns a message as whole blocks of a size: behind it a one bit, zeros, and the length in bits of all that was hashed,
/// with so many bytes `before` the message (FIPS 180-4, section 5.1).
fn padded(message: &[u8], before: usize, size: usize) -> Zeroizing<Vec<u8>> {
    // The length takes an eighth of a block; its upper bytes are zeros.
    let whole = (message.len() + 1 + size / 8).next_multiple_of(size);
    let mut blocks = Zeroizing::new(Vec::with_capacity(whole));
    blocks.extend_from_slice(message);
    blocks.push(ONE);
    let bits = 8 * (before + message.len()) as u64;
    blocks.resize(whole - size_of_val(&bits), 0);
    blocks.extend(bits.to_be_bytes());
    blocks
}
