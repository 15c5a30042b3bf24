//! Random secrets and their digests, for somebody who reviews them in one sitting: the crate's README is its page.
//!
#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod algorithm;
mod charset;
mod digest;
mod error;
mod fields;
mod forms;
mod limits;
mod method;
mod pbkdf2;
mod secret;
mod spelling;

pub use algorithm::{ALGORITHMS, Algorithm};
pub use charset::{CHARSETS, Charset};
pub use digest::Digest;
pub use error::Error;
#[cfg(feature = "argon2")]
pub use forms::Argon2Variant;
#[cfg(feature = "sha-crypt")]
pub use forms::ShaCryptVariant;
pub use limits::{Excess, Limits};
pub use method::Method;
pub use pbkdf2::Hash;
pub use secret::{Entropy, LONGEST_SECRET, Secret};
pub use spelling::{Spelled, spelled};
