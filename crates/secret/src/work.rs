//! The work behind a digest, in steps: a caller shows how far it is, and stops it by dropping it.
//!
//! Only PBKDF2 has steps; the other algorithms are done in the first one.

use zeroize::Zeroizing;

use crate::digest::Digest;
use crate::error::Error;
use crate::method::Method;
use crate::pbkdf2::Chain;
use crate::secret::Secret;

/// A digest that is being computed.
///
/// It keeps what it needs of the secret, and wipes it when it is dropped: JavaScript can own it.
pub struct Work {
    method: Method,
    salt: Vec<u8>,
    length: usize,
    state: State,
    done: u64,
}

enum State {
    Steps(Chain),
    Waiting(Zeroizing<Vec<u8>>),
    Ready(Zeroizing<Vec<u8>>),
}

impl Work {
    /// Begins to compute the digest of a secret, with a salt and a key length in bytes.
    ///
    /// # Errors
    ///
    /// Fails where the algorithm does not take the secret.
    pub fn new(method: Method, secret: &Secret, salt: Vec<u8>, length: usize) -> Result<Self, Error> {
        let state = match method {
            Method::Pbkdf2 { hash, iterations } => {
                State::Steps(Chain::new(hash, secret.expose(), &salt, iterations, length))
            }
            #[allow(unreachable_patterns, reason = "PBKDF2 may be the only algorithm of this build")]
            _ => State::Waiting(Zeroizing::new(secret.expose().to_vec())),
        };
        Ok(Self { method, salt, length, state, done: 0 })
    }

    /// Returns how many iterations there are in all.
    pub fn total(&self) -> u64 {
        match self.method {
            Method::Pbkdf2 { hash, iterations } => {
                u64::from(iterations) * self.length.div_ceil(hash.size()) as u64
            }
            #[allow(unreachable_patterns, reason = "PBKDF2 may be the only algorithm of this build")]
            _ => 1,
        }
    }

    /// Returns how many iterations are done.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Computes at most so many iterations, and tells whether all are done.
    ///
    /// # Errors
    ///
    /// Fails where the algorithm does not take the secret or its parameters.
    pub fn advance(&mut self, iterations: u64) -> Result<bool, Error> {
        match &mut self.state {
            State::Ready(_) => return Ok(true),
            State::Steps(chain) => {
                let finished = chain.advance(iterations);
                self.done = if finished { self.total() } else { self.done + iterations };
                return Ok(finished);
            }
            State::Waiting(secret) => {
                self.state = State::Ready(self.method.derive(secret, &self.salt, self.length)?);
            }
        }
        self.done = self.total();
        Ok(true)
    }

    /// Computes what is left, and returns the digest.
    ///
    /// # Errors
    ///
    /// Fails as [`Work::advance`] does.
    pub fn finish(mut self) -> Result<Digest, Error> {
        while !self.advance(u64::MAX)? {}
        let key = match self.state {
            State::Ready(key) => key,
            State::Steps(chain) => chain.key(),
            State::Waiting(_) => Zeroizing::default(),
        };
        Ok(Digest::new(self.method, self.salt, key.to_vec()))
    }
}
