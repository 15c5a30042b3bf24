//! Random secrets and their digests, small enough to be reviewed in one sitting.
//!
#![doc = include_str!("../README.md")]
//!
//! ## The files, from the ground up
//!
//! Each uses only those before it: `error`; `charset` and `secret`; `formats/`, with a file for each algorithm; `method`,
//! which is any of them with its parameters; `limits` and `algorithm`, which say what is allowed and what is usual;
//! `text` and `digest`; `spelling`.
//!
//! For a browser this crate is compiled to be fast, because its loops are, and all else to be small. What is marked
//! `#[inline]` is compiled with whoever calls it, and so is small there too.
#![forbid(unsafe_code)]

mod error;

mod charset;
mod secret;

mod formats;
mod method;

mod algorithm;
mod limits;

mod digest;
mod spelling;
mod text;

pub use algorithm::{ALGORITHMS, Algorithm};
pub use charset::{CHARSETS, Charset};
pub use digest::Digest;
pub use error::Error;
#[cfg(feature = "argon2")]
pub use formats::argon2::Argon2Variant;
pub use formats::pbkdf2::Hash;
#[cfg(feature = "sha-crypt")]
pub use formats::sha_crypt::ShaCryptVariant;
pub use limits::{Excess, Limits};
pub use method::Method;
pub use secret::{Entropy, LONGEST_SECRET, Secret};
pub use spelling::{Spelled, spelled};
