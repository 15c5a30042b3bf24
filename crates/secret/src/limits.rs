//! How much work and memory a digest may ask for: without limits, whoever wrote it decides how long a program is busy.

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
    /// That is six times the most that Authelia and OWASP's cheat sheet ask for (1,600,000 iterations of SHA-1), and
    /// eight times the memory (128 MiB of scrypt).
    fn default() -> Self {
        Self { iterations: 10_000_000, memory: 1 << 30 }
    }
}

/// The limit that a digest exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Excess {
    /// How much work it asks for, and how much is allowed.
    Iterations(u64, u64),
    /// How many bytes it asks for, and how many are allowed.
    Memory(u64, u64),
}

impl Limits {
    /// Compares a method that gives a key of this length with the limits.
    ///
    /// # Errors
    ///
    /// Fails with the limit that it exceeds.
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
