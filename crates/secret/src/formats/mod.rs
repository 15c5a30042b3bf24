//! One file for each algorithm: how it writes a digest, and how it derives a key.
//!
//! Each knows its own numbers only; [`Method`](crate::Method) brings them together.

#[cfg(feature = "argon2")]
pub(crate) mod argon2;
#[cfg(feature = "bcrypt")]
pub(crate) mod bcrypt;
pub(crate) mod fields;
pub(crate) mod pbkdf2;
#[cfg(feature = "scrypt")]
pub(crate) mod scrypt;
#[cfg(feature = "sha-crypt")]
pub(crate) mod sha_crypt;
