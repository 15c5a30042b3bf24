//! How much work and memory a digest may ask for: whoever wrote it decides otherwise how long a program is busy.

use std::fmt;

use crate::method::Method;

/// What a digest may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Iterations of PBKDF2, or as much work of another algorithm.
    pub iterations: u64,
    /// Bytes.
    pub memory: u64,
}

impl Default for Limits {
    /// About ten seconds, and a gibibyte.
    ///
    /// That is six times what Authelia and OWASP's cheat sheet ask for at most (1,600,000 iterations of SHA-1), and
    /// eight times the memory (128 MiB of scrypt).
    fn default() -> Self {
        Self { iterations: 10_000_000, memory: 1 << 30 }
    }
}

/// A limit that a digest is above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// It asks for so much work, where so much is allowed.
    Iterations(u64, u64),
    /// It asks for so many bytes, where so many are allowed.
    Memory(u64, u64),
}

impl Limits {
    /// Holds a method against the limits, with the length of its key.
    ///
    /// # Errors
    ///
    /// Fails with the limit that it is above.
    pub fn check(&self, method: &Method, key_length: usize) -> Result<(), Excess> {
        let (iterations, memory) = (method.iterations(key_length), method.memory());
        if memory > self.memory {
            return Err(Excess::Memory(memory, self.memory));
        }
        if iterations > self.iterations {
            return Err(Excess::Iterations(iterations, self.iterations));
        }
        Ok(())
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Iterations(asked, allowed) => {
                write!(f, "the digest asks for the work of {asked} iterations, and the limit is {allowed}")
            }
            Self::Memory(asked, allowed) => write!(
                f,
                "the digest asks for {} MiB of memory, and the limit is {} MiB",
                asked.div_ceil(1 << 20),
                allowed >> 20
            ),
        }
    }
}
